"""Sealed values: personal data stays out of the journal, which holds a commitment only.

A fact carries `Sealed(key, commitment)`; the side store holds `SealedValue(key, value, salt)`.
Erasing deletes value and salt. What stays says nothing: without the salt nobody can try out
names until one fits.
"""

from __future__ import annotations

import re
from hashlib import sha256
from hmac import compare_digest, digest

import attrs

from mo_network.errors import InvalidValue

_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:/#-]{0,199}")
_COMMITMENT = re.compile("[0-9a-f]{64}")
_SALT_BYTES = 16


def commit(value: bytes, salt: bytes) -> str:
    """The commitment to a value: HMAC-SHA256 under the salt, in hexadecimal.

    Units:   at least 16 bytes of salt, random and used once.
    Errors:  InvalidValue when the salt is too short to keep short values from being guessed.

    >>> commit(b"Amina", bytes(16))[:16]
    'cd55193d0619b1aa'
    """
    if len(salt) < _SALT_BYTES:
        raise InvalidValue(
            f"a salt of {len(salt)} bytes was given, at least {_SALT_BYTES} are needed: hand in "
            "os.urandom(16), anew for each value.",
            given=len(salt),
            allowed=f"{_SALT_BYTES} bytes or more",
        )
    return digest(salt, value, sha256).hex()


@attrs.frozen
class Sealed:
    """What stands in a fact instead of a personal value.

    Shape:   the key under which the side store keeps value and salt, and a commitment.
    Errors:  InvalidValue for keys with blanks or control characters, commitments that are none.
    Source:  design, section 5.
    """

    key: str
    commitment: str

    def __attrs_post_init__(self) -> None:
        _check_key(self.key)
        if type(self.commitment) is not str or _COMMITMENT.fullmatch(self.commitment) is None:
            raise InvalidValue(
                f"{str(self.commitment)[:80]!r} is no commitment; allowed are 64 figures 0-9 and "
                "a-f, as seal() makes them.",
                given=self.commitment,
                allowed="64 hexadecimal figures",
            )


@attrs.frozen(repr=False)
class SealedValue:
    """What the side store keeps, and what erasing deletes.

    Its repr never shows the value, so that no log or traceback does.
    """

    key: str
    value: str | bytes
    salt: bytes

    def __attrs_post_init__(self) -> None:
        _check_key(self.key)

    def opens(self, sealed: Sealed) -> bool:
        """Whether this is the value that was sealed, under its own key.

        >>> marker, kept = seal("Amina", "person:a/name", bytes(16))
        >>> kept.opens(marker), SealedValue(kept.key, "Bela", kept.salt).opens(marker)
        (True, False)
        """
        return self.key == sealed.key and compare_digest(
            commit(_bytes(self.value), self.salt), sealed.commitment
        )

    def __repr__(self) -> str:
        return f"SealedValue(key={self.key!r}, value=…, salt=…)"


def seal(value: str | bytes, key: str, salt: bytes) -> tuple[Sealed, SealedValue]:
    """The marker for the fact, and what the side store keeps.

    Errors:  InvalidValue for a bad key or a salt under 16 bytes.

    >>> marker, kept = seal("Amina", "person:a/name", bytes(16))
    >>> kept
    SealedValue(key='person:a/name', value=…, salt=…)
    """
    kept = SealedValue(key, value, salt)
    return Sealed(key, commit(_bytes(value), salt)), kept


def _bytes(value: str | bytes) -> bytes:
    return value.encode() if isinstance(value, str) else value


def _check_key(key: object) -> None:
    if not isinstance(key, str) or _KEY.fullmatch(key) is None:
        raise InvalidValue(
            f"{str(key)[:80]!r} is no key of a sealed value; allowed are up to 200 of a-z, A-Z, "
            "0-9 and . _ : / # -, beginning with a letter or figure: write 'person:a1/name'.",
            given=key,
            allowed="[A-Za-z0-9][A-Za-z0-9._:/#-]{0,199}",
        )
