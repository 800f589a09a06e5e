"""Ids that a hub's rules name and its journal does not know: a slip, or something still to come."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from mo_network.errors import HubFileProblem
from mo_network.judging.known import similar
from mo_network.rules.places import Path
from mo_network.rules.reading import Reading

_ID = re.compile(r"([a-z]+):\S+")
_TABLES = ("parameters", "rules", "conditions", "details")


def unknown_ids(
    text: str, known: Collection[str], *, file: str = "hub.toml"
) -> tuple[HubFileProblem, ...]:
    r"""A hint for each id in the rules of a hub file that nothing is known by, with the nearest.

    Shape:   none for an id of a kind of which nothing is known yet, as in a new journal.

    >>> rules = '[[rules]]\nlines = ["line:klien", "line:gross", "room:saal"]'
    >>> [hint.message for hint in unknown_ids(rules, {"line:klein", "line:gross"})]
    ["nothing is known by the id 'line:klien' yet, or did you mean 'line:klein'?"]
    """
    reading = Reading(text, file)
    kinds = {name.partition(":")[0] for name in known}
    for table in _TABLES:
        for path, name in _texts(reading.data.get(table), (table,)):
            found = _ID.fullmatch(name)
            if found and found[1] in kinds and name not in known:
                message = f"nothing is known by the id {name!r} yet{similar(name, known)}"
                reading.hint(path, message)
    return tuple(reading.hints)


def _texts(value: object, path: Path) -> Iterator[tuple[Path, str]]:
    """Each text within tables and lists, and where it stands."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _texts(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _texts(inner, (*path, index))
