"""Period: days from a first one until, and without, an end."""

from __future__ import annotations

from datetime import date, timedelta

import attrs

from mo_network.errors import InvalidValue
from mo_network.values.days import check_day, format_day, parse_day
from mo_network.values.language import primary_language

_DAY = timedelta(days=1)
_OPEN = ".."


@attrs.frozen(repr=False)
class Period:
    """Half-open days: `start` belongs to it, `end` does not.

    Shape:   written `2026-03-01/2026-07-01`; without an end `2026-03-01/..`.
    Units:   whole days. `end=None` means "until further notice" (bis auf Weiteres), not
             "unknown".
    Errors:  InvalidValue for empty periods, and for moments in place of days.
    Source:  design, section 5.

    >>> Period(date(2026, 3, 1), date(2026, 7, 1)).last
    datetime.date(2026, 6, 30)
    """

    start: date
    end: date | None

    def __attrs_post_init__(self) -> None:
        check_day(self.start)
        if self.end is not None and check_day(self.end) <= self.start:
            raise InvalidValue(
                f"a period from {self.start} to {self.end} has no day in it; allowed is an end "
                "after the start: the end itself does not belong, so for «bis einschließlich» use "
                "Period.through(first, last).",
                given=(self.start, self.end),
                allowed="end > start",
            )

    @classmethod
    def through(cls, first: date, last: date) -> Period:
        """The days from the first to the last, both included («bis einschließlich»).

        Errors:  InvalidValue when the last is before the first, or is 9999-12-31, which has no
                 day after it.

        >>> str(Period.through(date(2026, 3, 1), date(2026, 6, 30)))
        '2026-03-01/2026-07-01'
        """
        if check_day(last) == date.max:
            raise InvalidValue(
                f"no day comes after {last}, so nothing can end with it; for a period until "
                "further notice write Period(first, None).",
                given=last,
                allowed="up to 9999-12-30",
            )
        if last < check_day(first):
            raise InvalidValue(
                f"a period from {first} through {last} runs backwards; allowed is a last day on "
                "or after the first: swap them.",
                given=(first, last),
                allowed="last >= first",
            )
        return cls(first, last + _DAY)

    @classmethod
    def parse(cls, text: str) -> Period:
        """A period from its written form.

        Errors:  InvalidValue, saying which day cannot be read.

        >>> Period.parse("2026-03-01/..").end is None
        True
        """
        start, slash, end = text.partition("/") if type(text) is str else ("", "", "")
        if not slash:
            raise InvalidValue(
                f"{str(text)[:60]!r} is no period; allowed are two days around a slash, the second "
                "not included: write 2026-03-01/2026-07-01, or 2026-03-01/.. until further notice.",
                given=text,
                allowed="YYYY-MM-DD/YYYY-MM-DD",
            )
        return cls(parse_day(start), None if end == _OPEN else parse_day(end))

    @property
    def last(self) -> date | None:
        """The last day that belongs to it; None until further notice."""
        return None if self.end is None else self.end - _DAY

    @property
    def days(self) -> int | None:
        """How many days belong to it; None until further notice.

        >>> Period.parse("2026-03-01/2026-04-01").days
        31
        """
        return None if self.end is None else (self.end - self.start).days

    def __contains__(self, on: date) -> bool:
        return self.start <= check_day(on) and (self.end is None or on < self.end)

    def contains_period(self, other: Period) -> bool:
        """Whether every day of the other belongs to this one.

        >>> Period.parse("2026-01-01/..").contains_period(Period.parse("2026-03-01/2026-04-01"))
        True
        """
        if other.start < self.start:
            return False
        return self.end is None or (other.end is not None and other.end <= self.end)

    def overlaps(self, other: Period) -> bool:
        """Whether the two share a day; one that ends as the other begins does not.

        >>> Period.parse("2026-01-01/2026-02-01").overlaps(Period.parse("2026-02-01/.."))
        False
        """
        return (other.end is None or self.start < other.end) and (
            self.end is None or other.start < self.end
        )

    def intersection(self, other: Period) -> Period | None:
        """The days that both have, or None if they share none.

        >>> str(Period.parse("2026-01-01/..").intersection(Period.parse("2025-01-01/2026-02-01")))
        '2026-01-01/2026-02-01'
        """
        if not self.overlaps(other):
            return None
        ends = [end for end in (self.end, other.end) if end is not None]
        return Period(max(self.start, other.start), min(ends, default=None))

    def format(self, lang: str) -> str:
        """The period in words, its last day included as people say it.

        Errors:  InvalidValue for a language without tables.

        >>> Period.parse("2026-03-01/2026-07-01").format("de")
        '1. März 2026 bis einschließlich 30. Juni 2026'
        """
        first, german = format_day(self.start, lang), primary_language(lang) == "de"
        if self.last is None:
            if german:
                return f"ab {first} bis auf Weiteres"
            return f"from {first} until further notice"
        last = format_day(self.last, lang)
        return f"{first} bis einschließlich {last}" if german else f"{first} through {last}"

    def __str__(self) -> str:
        end = _OPEN if self.end is None else self.end.isoformat()
        return f"{self.start.isoformat()}/{end}"

    def __repr__(self) -> str:
        return f"Period.parse({str(self)!r})"
