"""Source: where a number or a rule is written (Fundstelle)."""

from __future__ import annotations

from datetime import date

import attrs

from mo_network.errors import InvalidValue
from mo_network.values.days import check_day, format_day
from mo_network.values.language import primary_language


@attrs.frozen
class Source:
    """Where something is written: title, article, address, and when somebody last looked.

    Two sources may contradict each other, and both stand.

    Errors:  InvalidValue for an empty title, empty parts, line breaks and control characters.
    Source:  design, section 5.

    >>> Source("Förderrichtlinie 2026", article="Nr. 5.2").cite("de")
    'Förderrichtlinie 2026, Nr. 5.2'
    """

    title: str
    article: str | None = None
    address: str | None = None
    checked_on: date | None = None

    def __attrs_post_init__(self) -> None:
        _check_part("title", self.title)
        if self.article is not None:
            _check_part("article", self.article)
        if self.address is not None:
            _check_part("address", self.address)
        if self.checked_on is not None:
            check_day(self.checked_on)

    def cite(self, lang: str) -> str:
        """The source in one line, as a footnote would have it.

        Errors:  InvalidValue for a language without tables.

        >>> Source("Rules", address="https://example.org", checked_on=date(2026, 5, 1)).cite("en")
        'Rules (https://example.org, checked on 1 May 2026)'
        """
        verb = "geprüft am" if primary_language(lang) == "de" else "checked on"
        place = self.title if self.article is None else f"{self.title}, {self.article}"
        notes = [] if self.address is None else [self.address]
        if self.checked_on is not None:
            notes.append(f"{verb} {format_day(self.checked_on, lang)}")
        return f"{place} ({', '.join(notes)})" if notes else place


def _check_part(part: str, text: object) -> None:
    if not isinstance(text, str) or not text.strip() or not text.isprintable():
        raise InvalidValue(
            f"{text!r} cannot be the {part} of a source; allowed is text in one line that is not "
            "empty: write what a reader needs to find the place.",
            given=text,
            allowed="printable text",
        )
