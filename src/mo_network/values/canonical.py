"""Canonical JSON: one value, one row of bytes, so that a hash means something.

The bytes are those of RFC 8785 for what we write: objects, arrays, strings, whole numbers below
2^53, booleans and null. Numbers with a fraction are refused, for two writers may round them apart.
"""

from __future__ import annotations

import json.encoder
import re
from collections.abc import Callable, Iterable
from json import JSONEncoder
from json.encoder import encode_basestring

from mo_network.errors import WireError
from mo_network.values.json_paths import at_key, at_place

MAX_DEPTH = 64
MAX_INT = 2**53 - 1
_SCALARS = frozenset({str, bool, type(None)})
_LISTS = frozenset({list, tuple})
_KEYS = frozenset({str})
# Circles are found by depth, so the encoder need not look for them.
_encode = JSONEncoder(
    ensure_ascii=False, check_circular=False, sort_keys=True, separators=(",", ":")
).encode
_encode_unsorted = JSONEncoder(
    ensure_ascii=False, check_circular=False, separators=(",", ":")
).encode
# RFC 8785 sorts keys by UTF-16 units, Python by code points; they differ beyond U+FFFF only,
# and those characters begin with these bytes in UTF-8.
_BEYOND_16_BITS = re.compile(b"[\xf0-\xf4]")


def canonical_bytes(obj: object) -> bytes:
    r"""The bytes of a value: sorted, compact JSON in UTF-8.

    Shape:   dict with str keys, list, tuple, str, int, bool and None; no subclasses of them.
    Units:   whole numbers between -(2^53 - 1) and 2^53 - 1; at most 64 levels.
    Errors:  WireError, with the path of what cannot be written: a float, another type, a
             surrogate without its partner, a structure that is too deep or contains itself.
    Source:  RFC 8785, sections 3.2.2 and 3.2.3.

    >>> canonical_bytes({"b": [1, None], "a": "ä"})
    b'{"a":"\xc3\xa4","b":[1,null]}'
    """
    if not _is_plain(obj, MAX_DEPTH):
        raise _explain(obj)
    try:
        data = _encode(obj).encode()
    except UnicodeEncodeError:
        raise _explain(obj) from None
    if _BEYOND_16_BITS.search(data) is None:
        return data
    return _encode_unsorted(_sorted_by_utf16(obj)).encode()


def _make_quick() -> Callable[[object, int], Iterable[str]] | None:
    """The encoder in C, made once: `JSONEncoder.encode` makes one anew at every call."""
    make = getattr(json.encoder, "c_make_encoder", None)
    if make is None:
        return None
    arguments = (None, _no_default, encode_basestring, None, ":", ",", True, False, False)
    quick: Callable[[object, int], Iterable[str]] = make(*arguments)
    return quick


def _no_default(obj: object) -> object:
    raise TypeError(f"{obj!r:.60} is no JSON")


_quick = _make_quick()


def plain_bytes(obj: object) -> bytes:
    """The same bytes, for a value that is known to be plain: no check, a third of the time.

    Shape:   only what typed writers made of checked values: ASCII keys, texts without
             surrogates, whole numbers below 2^53. For anything else use `canonical_bytes`.
    """
    return plain_text(obj).encode()


def plain_text(obj: object) -> str:
    """`plain_bytes` before they are bytes."""
    return "".join(_quick(obj, 0)) if _quick is not None else _encode(obj)


def quoted(text: str) -> str:
    """The canonical JSON of one text that is known to have no surrogates."""
    return encode_basestring(text)


def _is_plain(obj: object, levels: int) -> bool:
    """Whether the encoder may be trusted with the value; it would let floats and int keys pass."""
    kind = type(obj)
    if isinstance(obj, dict):
        if kind is not dict or not levels or not set(map(type, obj)) <= _KEYS:
            return False
        return _are_plain(obj.values(), levels - 1)
    if isinstance(obj, list | tuple):
        return levels > 0 and kind in _LISTS and _are_plain(obj, levels - 1)
    if isinstance(obj, int) and kind is int:
        return -MAX_INT <= obj <= MAX_INT
    return kind in _SCALARS


def _are_plain(values: Iterable[object], levels: int) -> bool:
    # Text is most of what there is, so it is passed over without a call.
    for value in values:
        if type(value) is str:
            continue
        if not _is_plain(value, levels):
            return False
    return True


def _sorted_by_utf16(obj: object) -> object:
    if isinstance(obj, dict):
        keys = sorted(obj, key=lambda key: key.encode("utf-16-be"))
        return {key: _sorted_by_utf16(obj[key]) for key in keys}
    if isinstance(obj, list | tuple):
        return [_sorted_by_utf16(value) for value in obj]
    return obj


def _explain(obj: object) -> WireError:
    path, fault = _find(obj, "$", MAX_DEPTH) or ("$", "cannot be written as JSON")
    return WireError(
        f"{fault}; allowed are objects with string keys, lists, strings, booleans, null and "
        "whole numbers below 2^53: write amounts as text, such as '12.50 EUR'.",
        path=path,
    )


def _find(obj: object, path: str, levels: int) -> tuple[str, str] | None:
    """The path of the first fault in the value and what it is."""
    kind = type(obj)
    if kind is dict or kind is list or kind is tuple:
        if not levels:
            return path, f"the structure is deeper than {MAX_DEPTH} levels, or contains itself"
        return _find_inside(obj, path, levels)
    if isinstance(obj, str) and kind is str:
        return None if is_unicode(obj) else (path, f"{obj!a} has half a surrogate pair")
    if isinstance(obj, int) and kind is int:
        good = -MAX_INT <= obj <= MAX_INT
        return None if good else (path, f"a number of {obj.bit_length()} bits is too large")
    if kind in _SCALARS:
        return None
    return path, f"{_shown(obj)} is of type {kind.__name__}"


def _find_inside(obj: object, path: str, levels: int) -> tuple[str, str] | None:
    if isinstance(obj, dict):
        for key, value in obj.items():
            if type(key) is not str:
                return path, f"the key {_shown(key)} is of type {type(key).__name__}"
            if not is_unicode(key):
                return path, f"the key {key!a} has half a surrogate pair"
            if fault := _find(value, at_key(path, key), levels - 1):
                return fault
    elif isinstance(obj, list | tuple):
        for place, value in enumerate(obj):
            if fault := _find(value, at_place(path, place), levels - 1):
                return fault
    return None


def is_unicode(text: str) -> bool:
    """Whether a text can be written as UTF-8: it has no half of a surrogate pair."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _shown(obj: object) -> str:
    shown = ascii(obj)
    return shown if len(shown) <= 60 else f"{shown[:60]}…"
