"""Ids: short readable strings, `kind:name`, that look the same to every reader.

An id is plain ASCII, so that no letter can stand in for another that looks like it, and no
control character can hide in it. Nothing here reads a clock or a random source: entropy is
handed in.
"""

from __future__ import annotations

import re
import unicodedata
from hashlib import sha256

from mo_network.errors import InvalidValue

_ID = re.compile(r"([a-z]+):[a-z0-9][a-z0-9._-]{0,62}")
_KIND = re.compile(r"[a-z]+")
_SHAPE = (
    "kind:name, such as room:saal; the kind in a-z, the name in a-z, 0-9, '.', '_' and '-', "
    "beginning with a letter or digit, at most 63 characters"
)
_NAME_LIMIT = 63
_DIGEST_BYTES = 10
_KNOWN_CHARACTERS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789._-:")


def check_id(text: str, kind: str | None = None) -> str:
    """The id itself if it is well-formed, and of the wanted kind.

    Shape:   `kind:name`, ASCII, lower case.
    Errors:  InvalidValue, which names the offending character by its Unicode name.
    Source:  design, section 5.

    >>> check_id("room:saal", "room")
    'room:saal'
    >>> check_id("Room:saal")
    Traceback (most recent call last):
    mo_network.errors.InvalidValue: 'Room:saal' is no id: character 1 is U+0052 LATIN CAPITAL \
LETTER R; allowed is kind:name, such as room:saal; the kind in a-z, the name in a-z, 0-9, '.', '_' \
and '-', beginning with a letter or digit, at most 63 characters.
    """
    match = _ID.fullmatch(text) if type(text) is str else None
    if match is None:
        raise InvalidValue(
            f"{_shown(text)} is no id: {_fault(text)}; allowed is {_SHAPE}.",
            given=text,
            allowed=_SHAPE,
        )
    if kind is not None and match[1] != kind:
        raise InvalidValue(
            f"{text!r} is of the kind '{match[1]}', but '{kind}' is wanted: give an id that begins "
            f"with '{kind}:'.",
            given=text,
            allowed=f"{kind}:name",
        )
    return text


def digest_id(kind: str, *parts: str) -> str:
    """An id that follows from its parts: the same parts always give the same id.

    Shape:   the kind and 16 characters, 80 bits of SHA-256 in lower-case base32.
    Errors:  InvalidValue for a kind that is not in a-z, or no parts.

    >>> digest_id("booking", "hub:saar", "token-1")
    'booking:xovci2he36dgopiu'
    """
    if not parts:
        raise InvalidValue(
            "an id cannot be digested from nothing: give at least one part, such as a token.",
            given=parts,
            allowed="one part or more",
        )
    # Each part is preceded by its length, so ("ab", "c") and ("a", "bc") stay apart.
    encoded = [part.encode(errors="surrogatepass") for part in parts]
    digest = sha256(b"".join(b"%d:%s" % (len(part), part) for part in encoded))
    return _named(kind, digest.digest())


def random_id(kind: str, entropy: bytes) -> str:
    """An id that says nothing, made from random bytes that the caller hands in.

    Units:   at least 10 bytes of entropy.
    Errors:  InvalidValue when the bytes are too few.

    >>> random_id("person", bytes(range(16)))
    'person:xzc4wjqfx43l5ppg'
    """
    if len(entropy) < _DIGEST_BYTES:
        raise InvalidValue(
            f"{len(entropy)} bytes of entropy were given, at least {_DIGEST_BYTES} are needed: "
            "hand in os.urandom(16).",
            given=len(entropy),
            allowed=f"{_DIGEST_BYTES} bytes or more",
        )
    return _named(kind, sha256(entropy).digest())


def _named(kind: str, digest: bytes) -> str:
    if _KIND.fullmatch(kind) is None:
        raise InvalidValue(
            f"{kind!r} is no kind of id; allowed are the letters a-z, such as 'booking'.",
            given=kind,
            allowed="[a-z]+",
        )
    from base64 import b32encode  # opening a hub makes no ids

    return f"{kind}:{b32encode(digest[:_DIGEST_BYTES]).decode().lower()}"


def _shown(text: object) -> str:
    # In ASCII, so that letters that look alike do not look alike in the message.
    shown = ascii(text)
    return shown if len(shown) <= 100 else f"{shown[:100]}…"


def _fault(text: object) -> str:
    if not isinstance(text, str):
        return f"it is of type {type(text).__name__}, not a string"
    return _foreign_character(text) or _misplaced_part(text)


def _foreign_character(text: str) -> str:
    for place, character in enumerate(text, start=1):
        if character not in _KNOWN_CHARACTERS:
            name = unicodedata.name(character, "a character without a name")
            return f"character {place} is U+{ord(character):04X} {name}"
    return ""


def _misplaced_part(text: str) -> str:
    kind, colon, name = text.partition(":")
    if not colon:
        return "it has no colon"
    if _KIND.fullmatch(kind) is None:
        return f"its kind {kind!r} is not in a-z"
    if len(name) > _NAME_LIMIT:
        return f"its name has {len(name)} characters"
    if not name or ":" in name:
        return "it has two colons" if name else "its name is empty"
    return f"its name begins with {name[0]!r}"
