"""Reading a rule strictly: what RFC 5545 allows and a booking can mean, and nothing else."""

from __future__ import annotations

import re
from datetime import date
from difflib import get_close_matches
from functools import lru_cache
from typing import Final

import attrs

from mo_network.errors import InvalidValue
from mo_network.scheduling.series.rule import WEEKDAYS, NthDay, Rule, Until
from mo_network.scheduling.series.walls import DAY, FIRST_DAY

LONGEST_RULE: Final = 4096
MOST_TIMES: Final = 24
"""Times of the day of one rule: each hour. What starts more often is an opening hour."""

_FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
_FASTER = ("SECONDLY", "MINUTELY", "HOURLY")
_LARGEST = 9_999_999_999
_NUMBER = re.compile(r"[+-]?[0-9]{1,10}")
_NTH = re.compile(r"([+-]?[0-9]{1,2})?(MO|TU|WE|TH|FR|SA|SU)")
_UNTIL = re.compile(
    r"([0-9]{4})([0-9]{2})([0-9]{2})(?:T([01][0-9]|2[0-3])([0-5][0-9])[0-5][0-9](Z?))?"
)
# Name: the smallest, the largest, and whether numbers below zero count from the end.
_LISTS = {
    "BYMONTH": (1, 12, False),
    "BYWEEKNO": (1, 53, True),
    "BYYEARDAY": (1, 366, True),
    "BYMONTHDAY": (1, 31, True),
    "BYHOUR": (0, 23, False),
    "BYMINUTE": (0, 59, False),
    "BYSETPOS": (1, 366, True),
}
_PARTS = ("FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "BYSECOND", "WKST", *_LISTS)


@lru_cache(maxsize=4096)
def read_rule(text: str) -> Rule:
    """The rule that a text of RFC 5545 means.

    Shape:   the value of an RRULE, without the name before it; letters of either case.
    Errors:  InvalidValue for parts that are unknown, twice there, out of range, or not possible
             together, and for frequencies faster than DAILY.
    Source:  RFC 5545, 3.3.10.

    >>> str(read_rule("freq=weekly;wkst=mo;interval=1;byday=th,tu"))
    'FREQ=WEEKLY;BYDAY=TU,TH'
    >>> read_rule("FREQ=DAILY;INTERVAL=0")
    Traceback (most recent call last):
    mo_network.errors.InvalidValue: the rule 'FREQ=DAILY;INTERVAL=0': INTERVAL=0 is not possible; \
allowed are whole numbers from 1 to 9999999999.
    """
    parts = _parts(text)
    rule = Rule(
        frequency=_frequency(text, parts),
        interval=_count(text, parts, "INTERVAL") or 1,
        count=_count(text, parts, "COUNT"),
        until=_until(text, parts["UNTIL"]) if "UNTIL" in parts else None,
        months=_numbers(text, parts, "BYMONTH"),
        weeks=_numbers(text, parts, "BYWEEKNO"),
        year_days=_numbers(text, parts, "BYYEARDAY"),
        month_days=_numbers(text, parts, "BYMONTHDAY"),
        days=_days(text, parts["BYDAY"]) if "BYDAY" in parts else (),
        hours=_numbers(text, parts, "BYHOUR"),
        minutes=_numbers(text, parts, "BYMINUTE"),
        positions=_numbers(text, parts, "BYSETPOS"),
        week_start=_week_start(text, parts.get("WKST", "MO")),
    )
    if parts.get("BYSECOND", "0") not in ("0", "00"):
        raise _refusal(text, "BYSECOND is not 0; bookings begin on whole minutes: take it out.")
    _check_together(text, rule)
    if rule.week_start and not _is_week_start_felt(rule):
        return attrs.evolve(rule, week_start=0)
    return rule


def _parts(text: str) -> dict[str, str]:
    if type(text) is not str or not 0 < len(text) <= LONGEST_RULE or not text.isascii():
        raise InvalidValue(
            f"a rule is {text!r:.60}; allowed is a text of RFC 5545 of at most {LONGEST_RULE} "
            "letters, such as 'FREQ=WEEKLY;BYDAY=TU'.",
            given=text,
            allowed="an RRULE value of RFC 5545",
        )
    parts: dict[str, str] = {}
    for part in text.upper().split(";"):
        name, equals, value = part.partition("=")
        if not equals or not value:
            raise _refusal(text, f"the part {part[:40]!r} has no value; write NAME=VALUE.")
        if name not in _PARTS:
            near = get_close_matches(name[:20], _PARTS, n=1)
            hint = f"did you mean {near[0]}?" if near else "take it out."
            hint = "give what stands after the colon." if name.startswith("RRULE:") else hint
            raise _refusal(text, f"{name[:20]!r} is no part of a rule here; {hint}")
        if name in parts:
            raise _refusal(text, f"{name} is there twice; join the two, or take one out.")
        parts[name] = value
    return parts


def _frequency(text: str, parts: dict[str, str]) -> str:
    frequency = parts.get("FREQ")
    if frequency in _FREQUENCIES:
        return frequency
    if frequency in _FASTER:
        fault = f"FREQ={frequency} repeats within a day"
        hint = "for several times of a day use FREQ=DAILY with BYHOUR and BYMINUTE."
    else:
        fault = "FREQ is missing" if frequency is None else f"FREQ={frequency[:20]} is not known"
        hint = "say how often the series comes."
    raise _refusal(text, f"{fault}; allowed are {', '.join(_FREQUENCIES)}: {hint}")


def _count(text: str, parts: dict[str, str], name: str) -> int | None:
    value = parts.get(name)
    if value is None:
        return None
    if _NUMBER.fullmatch(value) and 1 <= int(value) <= _LARGEST:
        return int(value)
    raise _refusal(
        text,
        f"{name}={value[:20]} is not possible; allowed are whole numbers from 1 to {_LARGEST}.",
    )


def _numbers(text: str, parts: dict[str, str], name: str) -> tuple[int, ...]:
    value = parts.get(name)
    if value is None:
        return ()
    least, most, is_signed = _LISTS[name]
    numbers = set()
    for item in value.split(","):
        number = int(item) if _NUMBER.fullmatch(item) else None
        if number is None or not (
            least <= number <= most or (is_signed and -most <= number <= -least)
        ):
            allowed = f"{least} to {most}" + (f", and -{most} to -{least}" if is_signed else "")
            raise _refusal(text, f"{name} has {item[:20]!r}; allowed are {allowed}.")
        numbers.add(number)
    return tuple(sorted(numbers))


def _days(text: str, value: str) -> tuple[NthDay, ...]:
    days = set()
    for item in value.split(","):
        match = _NTH.fullmatch(item)
        nth = int(match[1] or 0) if match else 0
        if match is None or not -53 <= nth <= 53 or (match[1] and not nth):
            raise _refusal(
                text,
                f"BYDAY has {item[:20]!r}; allowed are MO to SU, with 1 to 53 or -53 to -1 "
                "before it for the nth of a month or year.",
            )
        days.add(NthDay(nth, WEEKDAYS.index(match[2])))
    # A weekday that comes each time makes its nth one say nothing.
    every = {day.weekday for day in days if not day.nth}
    return tuple(sorted(d for d in days if not d.nth or d.weekday not in every))


def _until(text: str, value: str) -> Until:
    match = _UNTIL.fullmatch(value)
    if match is not None:
        year, month, day = int(match[1]), int(match[2]), int(match[3])
        try:
            ordinal = date(year, month, day).toordinal()
        except ValueError:
            ordinal = 0
        if ordinal >= FIRST_DAY:
            # A date without a time is that day to its end, or its own evening would be missing.
            minute = DAY - 1 if match[4] is None else int(match[4]) * 60 + int(match[5])
            return Until(ordinal * DAY + minute, match[6] == "Z")
    raise _refusal(
        text,
        f"UNTIL={value[:20]} is no day and no time; allowed are 20261231, 20261231T180000 on the "
        "series' clock, and 20261231T170000Z in UTC, from the year 2 on.",
    )


def _week_start(text: str, value: str) -> int:
    if value in WEEKDAYS:
        return WEEKDAYS.index(value)
    raise _refusal(text, f"WKST={value[:20]} is no weekday; allowed are MO to SU.")


def _is_week_start_felt(rule: Rule) -> bool:
    if rule.frequency == "YEARLY":
        return bool(rule.weeks)
    return rule.frequency == "WEEKLY" and (rule.interval > 1 or bool(rule.positions))


def _check_together(text: str, rule: Rule) -> None:
    frequency, has_nth = rule.frequency, any(day.nth for day in rule.days)
    is_yearly, is_monthly = frequency == "YEARLY", frequency == "MONTHLY"
    others = (rule.months, rule.weeks, rule.year_days, rule.month_days, rule.days)
    times = len(rule.hours or (0,)) * len(rule.minutes or (0,))
    # The smallest nth that no month has: with BYMONTH, a yearly rule counts in months too.
    beyond = 53 if is_yearly and not rule.months else 5
    faults = (
        (rule.count is not None and rule.until is not None, "COUNT and UNTIL exclude each other"),
        (bool(rule.weeks) and not is_yearly, f"BYWEEKNO is not possible with FREQ={frequency}"),
        (
            bool(rule.year_days) and not is_yearly,
            f"BYYEARDAY is not possible with FREQ={frequency}",
        ),
        (
            bool(rule.month_days) and frequency == "WEEKLY",
            "BYMONTHDAY is not possible with FREQ=WEEKLY",
        ),
        (
            has_nth and not (is_yearly or is_monthly),
            f"BYDAY with a number is not possible with FREQ={frequency}",
        ),
        (has_nth and bool(rule.weeks), "BYDAY with a number is not possible with BYWEEKNO"),
        (
            any(abs(day.nth) > beyond for day in rule.days),
            f"BYDAY counts beyond {beyond}, and no month has so many",
        ),
        (
            bool(rule.positions) and not any((*others, rule.hours, rule.minutes)),
            "BYSETPOS chooses among what another BY part gives, and there is none",
        ),
        (
            times > MOST_TIMES,
            f"it starts {times} times a day, and at most {MOST_TIMES} are allowed",
        ),
    )
    for is_wrong, fault in faults:
        if is_wrong:
            raise _refusal(text, f"{fault}; give fewer parts, or another FREQ.")


def _refusal(text: str, fault: str) -> InvalidValue:
    shown = repr(text) if len(text) <= 100 else f"{text[:100]!r}…"
    return InvalidValue(f"the rule {shown}: {fault}", given=text, allowed="RFC 5545, 3.3.10")
