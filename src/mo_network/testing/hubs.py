"""A hub in memory whose clock stands still until it is moved: for tests of apps and plugins."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

import attrs

from mo_network.hub.adoption import read_rules
from mo_network.hub.hub import Hub
from mo_network.judging.journal import MemoryJournal


@attrs.define
class StoppedClock:
    """A clock that shows one moment until it is set."""

    moment: datetime

    def __call__(self) -> datetime:
        """The moment it shows."""
        return self.moment


@attrs.frozen
class HubInMemory:
    """A hub, its journal and its clock."""

    hub: Hub
    journal: MemoryJournal
    clock: StoppedClock


def hub_in_memory(
    text: str,
    *,
    at: datetime | None = None,
    journal: MemoryJournal | None = None,
    plugins: Mapping[str, Iterable[type]] | None = None,
) -> HubInMemory:
    """A hub with the rules of this text adopted, in a journal in memory.

    Shape:   the clock shows `at`, or the first moment of 2025, until it is set; `plugins` offers
             kinds under a distribution's name, as if it were installed.
    Errors:  HubFileError with all problems of the text.
    """
    clock = StoppedClock(at or datetime(2025, 1, 1, tzinfo=UTC))
    kept = journal if journal is not None else MemoryJournal()
    rules = read_rules(text, plugins=plugins)
    Hub.adopt(rules, journal=kept, clock=clock)
    return HubInMemory(Hub.open(rules, journal=kept, clock=clock), kept, clock)
