"""JSON from outside, read strictly: what two readers might read in two ways is refused."""

from __future__ import annotations

import re
from collections import Counter
from json import JSONDecodeError, JSONDecoder

import attrs

from mo_network.errors import WireError
from mo_network.values.canonical import MAX_DEPTH, MAX_INT
from mo_network.values.json_paths import at_key, at_place

DEFAULT_LIMIT = 16 * 1024 * 1024
_MOST_FIGURES = 17
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"?|[\[{]|[\]}]', re.DOTALL)
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


@attrs.frozen
class _Flaw:
    """Stands in the parsed value where something must not be, until its path is known."""

    fault: str


def parse_json(data: bytes | str, limit: int = DEFAULT_LIMIT) -> object:
    """The value that strict JSON holds.

    Shape:   dict, list, str, int, bool and None; a name appears once in an object.
    Units:   `limit` in bytes (16 MiB unless told); at most 64 levels; whole numbers below 2^53.
    Errors:  WireError with a path, or line and column: duplicate names, floats, NaN and infinities,
             large numbers, half surrogate pairs, depth, size, bytes that are not UTF-8.
    Source:  RFC 8259, section 4; RFC 7493 (I-JSON), section 2.

    >>> parse_json('{"a": [1, true, null]}')
    {'a': [1, True, None]}
    >>> parse_json('{"on": {"a": 1, "a": 2}}')
    Traceback (most recent call last):
    mo_network.errors.WireError: $.on: the name 'a' stands twice in one object; allowed is once: \
delete one of them.
    """
    text = _decode(data, limit)
    _check_depth(text)
    flaws: list[_Flaw] = []
    try:
        value = _decoder(flaws).decode(text)
    except JSONDecodeError as error:
        raise WireError(
            f"this is no JSON: {error.msg} at line {error.lineno}, column {error.colno}; mend the "
            "text there, or write it with a JSON library."
        ) from None
    if not flaws and "\\u" in text:
        value = _mark_surrogates(value, flaws)
    if flaws:
        path, flaw = _find(value, "$") or ("$", flaws[0])
        raise WireError(flaw.fault, path=path)
    return value


def _decode(data: bytes | str, limit: int) -> str:
    if len(data) > limit:
        raise WireError(
            f"the data has {len(data)} {'bytes' if isinstance(data, bytes) else 'characters'}; "
            f"allowed are {limit}: send it in smaller pieces."
        )
    if isinstance(data, bytes):
        try:
            data = data.decode()
        except UnicodeDecodeError as error:
            raise WireError(
                f"byte {error.start} is not UTF-8 ({error.reason}); allowed is JSON in UTF-8: "
                "save the file with that encoding."
            ) from None
    if data.startswith("\ufeff"):
        raise WireError(
            "the data begins with a byte order mark; allowed is JSON in UTF-8 without one: save "
            "the file as 'UTF-8', not as 'UTF-8 with BOM'."
        )
    return data


def _check_depth(text: str) -> None:
    # So few brackets cannot be too deep; only then are they worth counting one by one.
    if text.count("[") + text.count("{") <= MAX_DEPTH:
        return
    depth = 0
    for token in _TOKEN.finditer(text):
        mark = token[0]
        if mark in "[{":
            depth += 1
            if depth > MAX_DEPTH:
                raise WireError(
                    f"the data is deeper than {MAX_DEPTH} levels at character {token.start()}; "
                    "send it flatter."
                )
        elif mark in "]}":
            depth -= 1


def _decoder(flaws: list[_Flaw]) -> JSONDecoder:
    def flaw(fault: str) -> _Flaw:
        flaws.append(_Flaw(fault))
        return flaws[-1]

    def pairs_read(pairs: list[tuple[str, object]]) -> object:
        members = dict(pairs)
        if len(members) == len(pairs):
            return members
        twice, _ = Counter(key for key, _ in pairs).most_common(1)[0]
        return flaw(
            f"the name {twice[:60]!a} stands twice in one object; allowed is once: delete one of "
            "them."
        )

    def float_read(figures: str) -> object:
        return flaw(
            f"{figures[:40]} is a number with a fraction; allowed are whole numbers: write amounts "
            "as text, such as '12.50 EUR'."
        )

    def int_read(figures: str) -> object:
        if len(figures) <= _MOST_FIGURES and -MAX_INT <= (number := int(figures)) <= MAX_INT:
            return number
        return flaw(f"a number of {len(figures)} figures is too large; allowed is below 2^53.")

    def constant_read(name: str) -> object:
        return flaw(f"{name} is no number of JSON; leave it out, or write null.")

    return JSONDecoder(
        object_pairs_hook=pairs_read,
        parse_float=float_read,
        parse_int=int_read,
        parse_constant=constant_read,
    )


def _mark_surrogates(value: object, flaws: list[_Flaw]) -> object:
    if isinstance(value, str) and _LONE_SURROGATE.search(value):
        fault = f"{value[:40]!a} has half a surrogate pair; allowed are whole characters."
        flaws.append(_Flaw(fault))
        return flaws[-1]
    if isinstance(value, list):
        return [_mark_surrogates(element, flaws) for element in value]
    if isinstance(value, dict):
        if any(_LONE_SURROGATE.search(key) for key in value):
            flaws.append(_Flaw("a name has half a surrogate pair; allowed are whole characters."))
            return flaws[-1]
        return {key: _mark_surrogates(element, flaws) for key, element in value.items()}
    return value


def _find(value: object, path: str) -> tuple[str, _Flaw] | None:
    if isinstance(value, _Flaw):
        return path, value
    if isinstance(value, list):
        inside = ((at_place(path, place), part) for place, part in enumerate(value))
    elif isinstance(value, dict):
        inside = ((at_key(path, key), part) for key, part in value.items())
    else:
        return None
    return next((found for place, part in inside if (found := _find(part, place))), None)
