"""The published rules of the House of Resources Dresden+, and the kinds that they need."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from mo_network.rules.plugins import offers
from mo_network_dresden.kinds import OneDayCeiling, RoundsAbove, StarterPack

_HERE = Path(__file__).parent


def hub_file() -> Path:
    """Where the hub's file is installed."""
    return _HERE / "hub.toml"


def cases_file() -> Path:
    """Where the cases are that try it."""
    return _HERE / "cases.toml"


@offers
def rule_kinds() -> Iterable[type]:
    """The kinds that this distribution offers."""
    return (OneDayCeiling, RoundsAbove, StarterPack)
