"""How an amount of money is read from text: in one way only, or not at all."""

from __future__ import annotations

import re

from mo_network.errors import InvalidValue

MAX_TEXT = 40
_WAYS = "'1234.50 EUR' or '1.234,50 €'"
# Currencies that are not divided into a hundred parts: their amounts would be misread as cents.
_OTHER_PARTS = re.compile(
    "BHD|BIF|CLF|CLP|DJF|GNF|IQD|ISK|JOD|JPY|KMF|KRW|KWD|LYD|OMR|PYG|RWF|TND|UGX|UYI|VND|VUV|"
    "XAF|XOF|XPF"
)
_SPACE = "[ \u00a0\u202f]?"
_CURRENCY = "€|[A-Z]{3}"
_NUMBER = (
    r"(?P<whole>[0-9]+|[0-9]{1,3}(?:\.[0-9]{3})+(?=,)|[0-9]{1,3}(?:,[0-9]{3})+(?=\.))"
    r"(?:[.,](?P<cents>[0-9]{2}))?"
)
_NUMBER_AGAIN = _NUMBER.replace("<whole>", "<whole2>").replace("<cents>", "<cents2>")
_TEXT = re.compile(
    f"(?P<sign>[-\u2212]?)(?:{_NUMBER}{_SPACE}(?P<after>{_CURRENCY})"
    f"|(?P<before>{_CURRENCY}){_SPACE}{_NUMBER_AGAIN})"
)


def read_amount(text: object) -> tuple[int, str]:
    """The cents and the currency of an amount that can be read in one way only.

    Errors:  InvalidValue, saying which part cannot be read.

    >>> read_amount("€1,234.50")
    (123450, 'EUR')
    """
    if type(text) is not str:
        raise InvalidValue(
            f"{text!r} is of type {type(text).__name__} and cannot be read as money; allowed is "
            f"text, for a float cannot hold cents: write {_WAYS}.",
            given=text,
            allowed="str",
        )
    match = _TEXT.fullmatch(text) if len(text) <= MAX_TEXT else None
    if match is None:
        shown = repr(text[:MAX_TEXT])
        raise InvalidValue(
            f"{shown} cannot be read as money: {_fault(text)}; allowed are two decimals or none, "
            f"and a currency: write {_WAYS}.",
            given=text,
            allowed=_WAYS,
        )
    whole = match["whole"] or match["whole2"]
    decimals = match["cents"] or match["cents2"] or "00"
    symbol = match["after"] or match["before"]
    cents = int(whole.replace(".", "").replace(",", "") + decimals)
    return (-cents if match["sign"] else cents), ("EUR" if symbol == "€" else symbol)


def check_currency(currency: object) -> None:
    """Refuse what is no currency, or one that is not divided into a hundred parts.

    Errors:  InvalidValue.

    >>> check_currency("CHF")
    """
    known = isinstance(currency, str) and re.fullmatch("[A-Z]{3}", currency) is not None
    if not known or _OTHER_PARTS.fullmatch(str(currency)):
        raise InvalidValue(
            f"{currency!r} is no currency of a hundred cents; allowed are ISO 4217 codes of three "
            "capital letters, such as 'EUR'.",
            given=currency,
            allowed="ISO 4217 codes of currencies with hundredths",
        )


def _fault(text: str) -> str:
    if len(text) > MAX_TEXT:
        return f"it has {len(text)} characters"
    if not re.search("[0-9]", text):
        return "it has no figures"
    if not re.search(_CURRENCY, text):
        return "it names no currency"
    if re.search(r"[.,][0-9]{3,}\D*$", text):
        return "three or more figures after the last separator may be thousands or decimals"
    return "its figures are not written as expected"
