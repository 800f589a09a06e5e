"""The two languages that values can write themselves in."""

from __future__ import annotations

from typing import Literal

from mo_network.errors import InvalidValue

Language = Literal["de", "en"]


def primary_language(lang: str) -> Language:
    """The language behind a tag; variants such as simple German write values as German does.

    Errors:  InvalidValue for a language without tables of its own.

    >>> primary_language("de"), primary_language("de-simple"), primary_language("en-GB")
    ('de', 'de', 'en')
    """
    head = lang.partition("-")[0]
    if head == "de":
        return "de"
    if head == "en":
        return "en"
    raise InvalidValue(
        f"{lang!r} is not a language that values are written in; use 'de' or 'en'.",
        given=lang,
        allowed="de, en",
    )
