"""A network of migrant organisations as a journal of facts, judged by rules.

The face: a lazy table of names. A name is imported when it is first asked for, so that
`import mo_network` costs nothing and touches no extra. What is not in the table is imported from
its own module, for example `from mo_network.rooms.facts import RoomBooked`.

>>> from mo_network import Money
>>> Money.parse("1.234,50 €")
Money(123450, 'EUR')
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from mo_network._version import __version__

if TYPE_CHECKING:
    from mo_network.errors import (
        HubFileError,
        InvalidValue,
        JournalDamaged,
        MoNetworkError,
        NotAllowed,
        NotInForce,
        PluginError,
        UnknownReference,
        WireError,
    )
    from mo_network.hub.hub import Hub
    from mo_network.judging.answers import (
        Duty,
        Limit,
        Note,
        Requirement,
        Veto,
    )
    from mo_network.judging.details import Detail
    from mo_network.judging.fact import Standing
    from mo_network.judging.facts import Corrected
    from mo_network.judging.journal import MemoryJournal
    from mo_network.judging.outcome import Outcome
    from mo_network.judging.record import Record
    from mo_network.judging.state import Breach
    from mo_network.judging.weighing import Verdict
    from mo_network.scheduling import Series
    from mo_network.values.deadlines import Deadline
    from mo_network.values.money import Money
    from mo_network.values.period import Period
    from mo_network.values.sealed import Sealed
    from mo_network.values.share import Share
    from mo_network.values.slot import Slot
    from mo_network.values.source import Source
    from mo_network.values.timeline import (
        Step,
        Timeline,
    )

_TABLE = {
    "Breach": "judging.state",
    "Corrected": "judging.facts",
    "Deadline": "values.deadlines",
    "Detail": "judging.details",
    "Duty": "judging.answers",
    "Hub": "hub.hub",
    "HubFileError": "errors",
    "InvalidValue": "errors",
    "JournalDamaged": "errors",
    "Limit": "judging.answers",
    "MemoryJournal": "judging.journal",
    "MoNetworkError": "errors",
    "Money": "values.money",
    "NotAllowed": "errors",
    "NotInForce": "errors",
    "Note": "judging.answers",
    "Outcome": "judging.outcome",
    "Period": "values.period",
    "PluginError": "errors",
    "Record": "judging.record",
    "Requirement": "judging.answers",
    "Sealed": "values.sealed",
    "Series": "scheduling",
    "Share": "values.share",
    "Slot": "values.slot",
    "Source": "values.source",
    "Standing": "judging.fact",
    "Step": "values.timeline",
    "Timeline": "values.timeline",
    "UnknownReference": "errors",
    "Verdict": "judging.weighing",
    "Veto": "judging.answers",
    "WireError": "errors",
}

# Written out, not computed from the table, so that type checkers and editors can read it;
# a test compares the two.
__all__ = [
    "Breach",
    "Corrected",
    "Deadline",
    "Detail",
    "Duty",
    "Hub",
    "HubFileError",
    "InvalidValue",
    "JournalDamaged",
    "Limit",
    "MemoryJournal",
    "MoNetworkError",
    "Money",
    "NotAllowed",
    "NotInForce",
    "Note",
    "Outcome",
    "Period",
    "PluginError",
    "Record",
    "Requirement",
    "Sealed",
    "Series",
    "Share",
    "Slot",
    "Source",
    "Standing",
    "Step",
    "Timeline",
    "UnknownReference",
    "Verdict",
    "Veto",
    "WireError",
    "__version__",
]


def __getattr__(name: str) -> object:
    """Import a name of the table when it is first asked for, and keep it."""
    module = _TABLE.get(name)
    if module is None:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    found: object = getattr(import_module(f"{__name__}.{module}"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    """Show the whole table, imported or not."""
    return sorted({*globals(), *__all__})
