"""Tables as coordinators keep them: CSV, read strictly, every fault with file, line and column.

Semicolons, commas or tabs, whichever the line of headings uses most. A quoted cell may run over
several lines. Rows with nothing in them are left out; nothing else is.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Collection, Iterator, Sequence
from difflib import get_close_matches
from io import StringIO
from pathlib import Path
from typing import NamedTuple

import attrs

from mo_network.errors import InvalidValue
from mo_network.exchange.text import Text, read_text

MOST_ROWS = 100_000
LONGEST_CELL = 10_000
"""Characters of one cell; more is a quotation mark that was never closed."""

_DELIMITERS = {";": "semicolons", ",": "commas", "\t": "tabs"}
_QUOTED = re.compile(r'"[^"]*"')


class Line(NamedTuple):
    """One row: the line on which it begins, and its cells by heading."""

    number: int
    cells: dict[str, str]


@attrs.frozen(eq=False)
class Table:
    """A table that was read whole.

    Shape:   `encoding` and `delimiter` say how it was read, so that a program can say so.
    """

    name: str
    encoding: str
    delimiter: str
    headings: tuple[str, ...]
    lines: tuple[Line, ...]

    @property
    def form(self) -> str:
        """How the table was read, in words, such as "CP1252, semicolons"."""
        return f"{self.encoding}, {_DELIMITERS[self.delimiter]}"


def read_table(
    path: str | Path, required: Collection[str], optional: Collection[str] = ()
) -> Table:
    """The table in a file.

    Shape:   every required heading must be there, in any order, and none that is not named.
    Units:   at most 16 MiB, 100,000 rows and 10,000 characters a cell.
    Errors:  InvalidValue naming file, line and column, and what is allowed.
    """
    path = Path(path)
    return parse_table(read_text(path), path.name, required, optional)


def parse_table(
    text: Text, name: str, required: Collection[str], optional: Collection[str] = ()
) -> Table:
    r"""The table in a text; `name` is what messages call it.

    >>> text = Text("Nr.;Betrag\n1;450,00 €\n", "UTF-8")
    >>> parse_table(text, "a.csv", ["Nr.", "Betrag"]).lines[0]
    Line(number=2, cells={'Nr.': '1', 'Betrag': '450,00 €'})
    >>> parse_table(text, "a.csv", ["Nr.", "Summe"])
    Traceback (most recent call last):
    mo_network.errors.InvalidValue: a.csv:1: lacks the column 'Summe'; allowed are 'Nr.', 'Summe'
    """
    if not text.content.strip():
        raise _fault(name, 1, "is empty", f"a line of headings: {_listed(required)}")
    delimiter = _delimiter(text.content, name)
    rows = _rows(text.content, name, delimiter)
    first, headings = next(rows, (1, []))
    _check_headings(name, first, headings, required, optional)
    lines = tuple(_lines(name, headings, rows))
    return Table(name, text.encoding, delimiter, tuple(headings), lines)


def _delimiter(content: str, name: str) -> str:
    first = _QUOTED.sub("", content.lstrip("\n").partition("\n")[0])
    counts = sorted(((first.count(each), each) for each in _DELIMITERS), reverse=True)
    if counts[0][0] and counts[0][0] == counts[1][0]:
        raise _fault(name, 1, "has headings that can be split in two ways", "semicolons between")
    return counts[0][1] if counts[0][0] else ";"


def _rows(content: str, name: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(StringIO(content, newline=""), delimiter=delimiter, strict=True)
    count = 0
    while True:
        start = reader.line_num + 1
        try:
            cells = [cell.strip() for cell in next(reader)]
        except StopIteration:
            return
        except csv.Error as error:
            raise _fault(
                name,
                start,
                f"has a quotation mark out of place ({error})",
                'marks in pairs around a whole cell, and "" for one inside it',
            ) from None
        if not any(cells):
            continue
        count += 1
        if count > MOST_ROWS + 1:
            raise _fault(name, start, f"has more than {MOST_ROWS} rows", "give it in parts")
        yield start, cells


def _check_headings(
    name: str,
    line: int,
    headings: Sequence[str],
    required: Collection[str],
    optional: Collection[str],
) -> None:
    known = [*required, *optional]
    for place, heading in enumerate(headings, start=1):
        if not heading:
            raise _fault(name, line, f"has no heading over column {place}", _listed(known))
        if heading in headings[: place - 1]:
            raise _fault(name, line, f"has the column {heading!r} twice", "each column once")
    for heading in required:
        if heading not in headings:
            raise _fault(name, line, f"lacks the column {heading!r}", _listed(known))
    for heading in headings:
        if heading not in known:
            near = get_close_matches(heading, known, n=1)
            hint = f", did you mean {near[0]!r}?" if near else ""
            raise _fault(
                name, line, f"has a column {heading[:60]!r} too many{hint}", _listed(known)
            )


def _lines(
    name: str, headings: Sequence[str], rows: Iterator[tuple[int, list[str]]]
) -> Iterator[Line]:
    for number, cells in rows:
        if len(cells) < len(headings):
            raise _fault(
                name,
                number,
                f"{headings[len(cells)]}: is missing, the row has {len(cells)} cells",
                f"{len(headings)} cells, empty ones too",
            )
        if len(cells) > len(headings):
            raise _fault(
                name,
                number,
                f"has {len(cells)} cells, the first too many is {cells[len(headings)][:40]!r}",
                f"{len(headings)} cells, in quotation marks if they hold a delimiter",
            )
        for heading, cell in zip(headings, cells, strict=True):
            if len(cell) > LONGEST_CELL:
                raise _fault(
                    name,
                    number,
                    f"{heading}: has {len(cell)} characters",
                    f"at most {LONGEST_CELL}; is a quotation mark open?",
                )
        yield Line(number, dict(zip(headings, cells, strict=True)))


def _listed(headings: Collection[str]) -> str:
    return ", ".join(map(repr, headings)) or "headings"


def _fault(name: str, line: int, fault: str, allowed: str) -> InvalidValue:
    verb = "are" if allowed.startswith("'") else "is:"
    return InvalidValue(f"{name}:{line}: {fault}; allowed {verb} {allowed}", allowed=allowed)
