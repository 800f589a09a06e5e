"""Zones come from the tzdata package, never from the machine."""

from __future__ import annotations

import copy
import pickle

import pytest

from mo_network.errors import InvalidValue
from mo_network.values.zones import zone, zone_names, zone_version


def test_every_name_of_the_data_can_be_loaded() -> None:
    """All of them, and each is the same object the second time."""
    for name in sorted(zone_names()):
        assert name == zone(name).key
        assert zone(name) is zone(name)


@pytest.mark.parametrize(
    "key", ["Europe/Berln", "europe/berlin", "../zones", "/etc/localtime", "", "CET\n", None, 5]
)
def test_an_unknown_zone_is_refused(key: str) -> None:
    """Misspelt names, wrong case, and paths that would climb out of the data."""
    with pytest.raises(InvalidValue, match="no time zone of the IANA data"):
        zone(key)


def test_the_version_is_that_of_the_data() -> None:
    """Such as 2026a: what a record remembers."""
    assert zone_version()[:4].isdigit()


def test_a_zone_is_copied_and_pickled_by_its_name() -> None:
    """Other processes, and copies of a fact, have the one zone of that name."""
    berlin = zone("Europe/Berlin")

    assert berlin is pickle.loads(pickle.dumps(berlin))
    assert berlin is copy.deepcopy(berlin)
