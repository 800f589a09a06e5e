"""Components: the events and zones of a calendar, as lines between BEGIN and END, in a tree."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

import attrs

from mo_network.errors import InvalidValue
from mo_network.exchange.calendar.library import parts_of
from mo_network.exchange.calendar.lines import Line, read_lines

DEEPEST: Final = 4
"""Calendar, event, alarm, and one more."""
MOST_COMPONENTS: Final = 30_000
INTRICATE: Final = frozenset(
    "UID DTSTART DTEND DURATION RRULE EXRULE EXDATE RDATE RECURRENCE-ID SEQUENCE STATUS TRANSP "
    "SUMMARY DESCRIPTION TZID METHOD".split()
)
"""Properties whose value is looked at, so that intricate parameters before it are taken apart."""

_SIMPLE = re.compile(r'([A-Za-z0-9-]+)((?:;[A-Za-z0-9-]+=(?:"[^"^]*"|[^";:,^]*))*):')
_PARAMETER = re.compile(r';([A-Za-z0-9-]+)=(?:"([^"]*)"|([^";:,]*))')
_NAME = re.compile(r"[A-Za-z0-9-]+(?=[;:])")


@attrs.frozen
class Property:
    """One property: its parameters in capitals, and its value as it stands.

    Shape:   `fault` says why parameters and value cannot be read, "" if they can.
    """

    line: int
    name: str
    parameters: Mapping[str, str]
    value: str
    fault: str = ""


@attrs.frozen(eq=False)
class Component:
    """What stands between BEGIN and END.

    Shape:   `broken` are lines that are none, each with the property they come after; `foreign`
             are lines in CP1252.
    """

    line: int
    name: str
    properties: list[Property] = attrs.field(factory=list)
    parts: list[Component] = attrs.field(factory=list)
    broken: list[tuple[int, str]] = attrs.field(factory=list)
    foreign: list[int] = attrs.field(factory=list)

    def all(self, name: str) -> list[Property]:
        """All properties of a name, in order."""
        return [each for each in self.properties if each.name == name]

    def first(self, name: str) -> Property | None:
        """The first property of a name."""
        return next((each for each in self.properties if each.name == name), None)

    def text(self, name: str) -> str:
        """The value of the first property of a name, "" if there is none."""
        found = self.first(name)
        return "" if found is None else found.value


def read_components(data: bytes, name: str) -> tuple[Component, ...]:
    """The calendars in a file.

    Errors:  InvalidValue naming file and line: the bounds of `read_lines`, something before, after
             or between calendars, components that do not fit into each other, more than
             `DEEPEST` deep, more than `MOST_COMPONENTS`.
    """
    return tuple(_tree(read_lines(data, name), name))


def _tree(lines: Iterable[Line], name: str) -> Iterator[Component]:
    stack: list[Component] = []
    count, is_empty = 0, True
    for line in lines:
        read = _property(line)
        if read is not None and read.name == "BEGIN":
            count += 1
            _check_begin(read, stack, count, name)
            begun = Component(line.number, read.value.strip().upper()[:40])
            if stack:
                stack[-1].parts.append(begun)
            stack.append(begun)
        elif not stack:
            raise _refusal(name, line.number, "is outside of a calendar", "BEGIN:VCALENDAR")
        elif read is not None and read.name == "END":
            ended = stack.pop()
            if read.value.strip().upper()[:40] != ended.name:
                fault = f"ends {read.value.strip()[:40]!a}, but {ended.name!a} of line {ended.line}"
                raise _refusal(name, line.number, f"{fault} is open", f"END:{ended.name!a}")
            if not stack:
                is_empty = False
                yield ended
        else:
            _take(stack[-1], line, read)
    if stack:
        fault = f"is where {stack[-1].name!a} begins, which never ends: the file is cut"
        raise _refusal(name, stack[-1].line, fault, "a whole calendar: fetch or export it anew")
    if is_empty:
        raise _refusal(name, 1, "holds no calendar", "BEGIN:VCALENDAR ... END:VCALENDAR")


def _check_begin(read: Property, stack: list[Component], count: int, name: str) -> None:
    kind = read.value.strip().upper()
    if (kind == "VCALENDAR") is bool(stack):
        where = f"within {stack[-1].name!a}" if stack else "outside of a calendar"
        raise _refusal(name, read.line, f"begins {kind[:40]!a} {where}", "events in a calendar")
    if len(stack) >= DEEPEST:
        fault = f"begins {kind[:40]!a} {len(stack) + 1} deep"
        raise _refusal(name, read.line, fault, f"components at most {DEEPEST} deep")
    if count > MOST_COMPONENTS:
        fault = "begins one component too many"
        allowed = f"at most {MOST_COMPONENTS} in a file: export one room, or fewer years"
        raise _refusal(name, read.line, fault, allowed)


def _take(component: Component, line: Line, read: Property | None) -> None:
    if line.is_foreign:
        component.foreign.append(line.number)
    if read is None:
        after = component.properties[-1].name if component.properties else ""
        component.broken.append((line.number, after))
    else:
        component.properties.append(read)


def _property(line: Line) -> Property | None:
    """The property of a line; None for a line that is none."""
    match = _SIMPLE.match(line.text)
    if match is not None:
        pairs = _PARAMETER.findall(match[2]) if match[2] else ()
        parameters = {key.upper(): quoted or plain for key, quoted, plain in pairs}
        return Property(line.number, match[1].upper(), parameters, line.text[match.end() :])
    named = _NAME.match(line.text)
    if named is None:
        return None
    if named[0].upper() not in INTRICATE:
        return Property(line.number, named[0].upper(), {}, "")
    try:
        name, read, value = parts_of(line.text)
    except ValueError as error:
        return Property(line.number, named[0].upper(), {}, "", str(error))
    return Property(line.number, name, read, value)


def _refusal(name: str, line: int, fault: str, allowed: str) -> InvalidValue:
    return InvalidValue(
        f"{name}:{line}: {fault}; allowed is {allowed}", given=name, allowed=allowed
    )
