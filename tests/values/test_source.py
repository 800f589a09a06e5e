"""A source names the place where something is written."""

from __future__ import annotations

from datetime import date

import pytest

from mo_network.errors import InvalidValue
from mo_network.values.source import Source

FULL = Source("Richtlinie", "Nr. 5.2", "https://example.org/r", date(2026, 5, 1))


def test_a_source_is_cited_in_one_line() -> None:
    """Title and article, then address and day in brackets."""
    assert (
        "Richtlinie, Nr. 5.2 (https://example.org/r, geprüft am 1. Mai 2026)",
        "Richtlinie, Nr. 5.2 (https://example.org/r, checked on 1 May 2026)",
        "Richtlinie",
    ) == (FULL.cite("de"), FULL.cite("en"), Source("Richtlinie").cite("de"))


@pytest.mark.parametrize("text", ["", "  ", "two\nlines", "bell\x07", 5])
def test_parts_that_name_nothing_are_refused(text: str) -> None:
    """Empty text, line breaks and control characters, in each part."""
    with pytest.raises(InvalidValue, match="the title of a source"):
        Source(text)
    with pytest.raises(InvalidValue, match="the article of a source"):
        Source("Rules", article=text)
    with pytest.raises(InvalidValue, match="the address of a source"):
        Source("Rules", address=text)


def test_a_source_needs_a_title_and_a_day_that_is_one() -> None:
    """None is no title; text is no day."""
    with pytest.raises(InvalidValue):
        Source(None)  # type: ignore[arg-type]
    with pytest.raises(InvalidValue):
        Source("Rules", checked_on="2026-05-01")  # type: ignore[arg-type]


def test_a_source_is_cited_in_known_languages_only() -> None:
    """French has no tables here."""
    with pytest.raises(InvalidValue, match="'de' or 'en'"):
        FULL.cite("fr")
