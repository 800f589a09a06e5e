"""The House of Resources Dortmund answers its cases, and its rules keep the laws of rules."""

from __future__ import annotations

from mo_network_dortmund import cases_file, hub_file

from mo_network.testing import check_cases, check_hub_laws


def test_the_cases() -> None:
    """What a coordinator would try."""
    assert check_cases(cases_file())


def test_the_laws_of_rules() -> None:
    """Order-free, idempotent, tightening only, hub-isolated, pure, total."""
    check_hub_laws(hub_file())
