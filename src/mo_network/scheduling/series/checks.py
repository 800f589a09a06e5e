"""What a series refuses, without asking the zone data: what was once written stays readable."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from mo_network.errors import InvalidValue
from mo_network.scheduling.series.plan import starts_of
from mo_network.scheduling.series.reading import read_rule
from mo_network.scheduling.series.walls import DAY, WallMinute, read_walls, write_wall

MOST_EXCEPTIONS: Final = 10_000
LONGEST: Final = 366 * DAY
_PRINTED: Final = 200


def normal_rule(rule: object) -> str:
    """A rule in its normal form; none stays none."""
    if type(rule) is not str:
        raise _wrong(rule, "the rule", "a text of RFC 5545, or '' for the start alone")
    return str(read_rule(rule)) if rule else rule


def sorted_walls(walls: object) -> tuple[str, ...]:
    """Wall-clock times in order, each once; what they are is checked later."""
    if not isinstance(walls, tuple | list) or not all(type(wall) is str for wall in walls):
        raise _wrong(walls, "the times", "a tuple of wall-clock times as YYYY-MM-DDTHH:MM")
    check_number_of(walls)
    return tuple(sorted(set(walls)))


def check_number_of(exceptions: tuple[object, ...] | list[object]) -> None:
    """Refuse more exceptions than a series can sensibly have."""
    if len(exceptions) > MOST_EXCEPTIONS:
        raise InvalidValue(
            f"a series has {len(exceptions)} exceptions of one sort; allowed are at most "
            f"{MOST_EXCEPTIONS}: end it, and begin a new one with another rule.",
            given=len(exceptions),
            allowed=f"at most {MOST_EXCEPTIONS}",
        )


def check_minutes(minutes: object, what: str) -> None:
    """Refuse lengths that are none, or longer than a year."""
    if type(minutes) is not int or not 1 <= minutes <= LONGEST:
        raise InvalidValue(
            f"{what} is {_shown(minutes)}; allowed are whole minutes from 1 to {LONGEST} (366 "
            "days): what lasts longer is one booking, or a closure.",
            given=minutes,
            allowed=f"1..{LONGEST}",
        )


def check_choice(what: str, given: object, allowed: tuple[object, ...]) -> None:
    """Refuse what is none of a few words or numbers."""
    # 1.0 and True equal 1, and would be written otherwise.
    if not any(given == each and type(given) is type(each) for each in allowed):
        raise _wrong(given, what, " or ".join(map(repr, allowed)))


def check_start(rule: str, start: WallMinute) -> None:
    """Refuse a start that its own rule does not give, or that comes after its UNTIL.

    RFC 5545 leaves open what such a series means, and programs differ: some count the start
    as an occurrence, others do not.
    """
    if not rule:
        return
    starts = starts_of(rule, start)
    if not starts.has(start):
        following = starts.nth(1)
        if following is None:
            fault = "never happens, on no day of the calendar; check its BY parts and INTERVAL."
        else:
            fault = (
                f"does not give its own start, {write_wall(start)}; the first that it gives is "
                f"{write_wall(following)}: start then, or change the rule."
            )
        raise InvalidValue(f"the rule '{rule:.100}' {fault}", given=rule, allowed="start in rule")
    until = read_rule(rule).until
    # In UTC it may be almost a day more; whether it is, only the zone data knows.
    if until is not None and until.wall + until.is_utc * DAY < start:
        raise InvalidValue(
            f"the rule '{rule:.100}' ends before the start, {write_wall(start)}; allowed is an "
            "UNTIL that is not earlier than the start: the last start still belongs to it.",
            given=rule,
            allowed="UNTIL from the start on",
        )


def check_exceptions(
    rule: str, start: WallMinute, exdates: Collection[str], rdates: Collection[str]
) -> tuple[frozenset[WallMinute], frozenset[WallMinute]]:
    """The times left out and added; refuse what leaves out nothing, or contradicts itself."""
    added = frozenset(read_walls(rdates, "an RDATE"))
    left_out = frozenset(read_walls(exdates, "an EXDATE"))
    starts = starts_of(rule, start)
    for wall in left_out:
        if wall in added:
            raise InvalidValue(
                f"{write_wall(wall)} is both added and left out; allowed is one of the two: take "
                "it out of the RDATEs, or of the EXDATEs.",
                given=write_wall(wall),
                allowed="RDATE or EXDATE",
            )
        check_occurs(starts.has(wall), wall)
    return left_out, added


def check_occurs(is_there: bool, wall: WallMinute) -> None:  # noqa: FBT001 - a plain condition
    """Refuse a time that names no occurrence."""
    if not is_there:
        raise InvalidValue(
            f"the series has no occurrence that starts at {write_wall(wall)}; allowed are its "
            "own starts on the wall clock, as Occurrence.key has them.",
            given=write_wall(wall),
            allowed="a start of the series",
        )


def _wrong(given: object, what: str, allowed: str) -> InvalidValue:
    return InvalidValue(
        f"{what} of a series: {_shown(given)} is given; allowed is {allowed}.",
        given=given,
        allowed=allowed,
    )


def _shown(given: object) -> str:
    """What was given, in short; Python refuses to print a number of thousands of digits."""
    if type(given) is int and given.bit_length() > _PRINTED:
        return f"a number of {given.bit_length()} bits"
    return f"{given!r:.60}"
