"""Setup: a TOML file of what exists, which is facts and not rules.

```toml
on = 2025-01-15                         # the day on which this is written down
[[facts]]
row = "room-1"                          # names the row for ever
type = "rooms.room_added/1"             # the fact's tag; all other keys are its members
id = "room:saal"
name = "Saal"
persons = 30
zone = "Europe/Berlin"
```

The same row again counts as known; a row that changed is reported and nothing is done about it; a
row that is missing means nothing, for things do not cease to exist because a line was deleted.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

import attrs

from mo_network.errors import MoNetworkError, WireError
from mo_network.exchange.cells import member_of
from mo_network.exchange.knowledge import Knowledge
from mo_network.exchange.steps import Novelty, Step, novelty
from mo_network.exchange.text import read_text
from mo_network.hub.areas import WIRE
from mo_network.hub.hub import Hub
from mo_network.judging.fact import Fact
from mo_network.rules.reading import REQUIRED, Reading

_ROW = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}")


class Setup(NamedTuple):
    """A setup file: the day it speaks of, if it says so, and its rows."""

    on: date | None
    steps: tuple[Step, ...]


def read_setup(path: str | Path, known: Knowledge) -> Setup:
    """The rows of a setup file.

    Errors:  HubFileError with all problems, each with line and key; a syntax error stands alone.
             InvalidValue when the file cannot be read at all.
    """
    path = Path(path)
    reading = Reading(read_text(path).content, path.name)
    reading.refuse_unknown(reading.data, (), ("on", "facts"))
    on = reading.data.get("on")
    if on is not None and type(on) is not date:
        reading.fault(("on",), f"is {on!r:.40}: write a day, such as 2026-01-31")
        on = None
    steps: list[Step] = []
    seen: set[str] = set()
    for index, item in enumerate(reading.value(reading.data, (), "facts", list, [])):
        step = _read_row(reading, item, index, seen, path, on)
        if step is not None:
            known.learn(step.fact)
            steps.append(step)
    reading.finish()
    return Setup(on, tuple(steps))


def _read_row(
    reading: Reading, item: object, index: int, seen: set[str], path: Path, on: date | None
) -> Step | None:
    place = ("facts", index)
    table = reading.table(item, place)
    row = reading.value(table, place, "row", str, REQUIRED)
    tag = reading.value(table, place, "type", str, REQUIRED)
    if row is None or tag is None:
        return None
    if not _ROW.fullmatch(row):
        allowed = "up to 40 letters of a-z, figures and . _ -"
        reading.fault((*place, "row"), f"{row[:40]!a} cannot name a row; allowed are {allowed}")
    elif row.lower() in seen:
        reading.fault((*place, "row"), f"{row!r} stands twice; each row has a name of its own")
    seen.add(row.lower())
    try:
        fact = WIRE.load(_members(table) | {"type": tag})
    except WireError as error:
        member = member_of(error)
        reading.fault((*place, member) if member else place, error.problem)
        return None
    except MoNetworkError as error:
        reading.fault(place, str(error))
        return None
    assert isinstance(fact, Fact)
    return Step(f"{path.stem}/{row}", f"{path.name}: {row}", fact, on)


def _members(table: Mapping[str, Any]) -> dict[str, Any]:
    return {key: _plain(value) for key, value in table.items() if key != "row"}


def _plain(value: Any) -> Any:
    """TOML's own days and moments in the form of the wire."""
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, list):
        return [_plain(each) for each in value]
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    return value


@attrs.frozen
class Imported:
    """What became of the rows of a setup file, by their tokens."""

    new: tuple[str, ...]
    known: tuple[str, ...]
    changed: tuple[str, ...]


def bring_in(
    hub: Hub, steps: tuple[Step, ...], known: Knowledge, *, at: datetime | None = None
) -> Imported:
    """Record the rows that are new, all or nothing.

    Shape:   a changed row is reported, never recorded: say what changed with a fact of its own.
    Errors:  as `Hub.record_all`; nothing is recorded then.
    """
    found = {step.token: novelty(hub, known, step) for step in steps}
    new = [step for step in steps if found[step.token] is Novelty.NEW]
    if new:
        hub.record_all(
            [step.sealed(hub) for step in new], requests=[step.token for step in new], at=at
        )
    return Imported(*(_of(found, each) for each in (Novelty.NEW, Novelty.KNOWN, Novelty.CHANGED)))


def _of(found: Mapping[str, Novelty], wanted: Novelty) -> tuple[str, ...]:
    return tuple(token for token, each in found.items() if each is wanted)
