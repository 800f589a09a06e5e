"""A sealed value stays out of the journal, and cannot be guessed from what stands there."""

from __future__ import annotations

import hashlib
import hmac

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mo_network.errors import InvalidValue
from mo_network.values.sealed import Sealed, SealedValue, commit, seal

SALTS = st.binary(min_size=16, max_size=32)
VALUES = st.text() | st.binary()
KEY = "person:a1/name"


@given(VALUES, SALTS)
def test_what_was_sealed_opens(value: str | bytes, salt: bytes) -> None:
    """The value kept beside opens the marker, and no other key does."""
    marker, kept = seal(value, KEY, salt)
    assert kept.opens(marker)
    assert not attrs.evolve(kept, key="person:a2/name").opens(marker)


@given(VALUES, VALUES, SALTS, SALTS)
def test_another_value_or_salt_does_not_open(
    value: str | bytes, other: str | bytes, salt: bytes, pepper: bytes
) -> None:
    """Only value and salt together lead to the commitment."""

    def as_bytes(text: str | bytes) -> bytes:
        return text.encode() if isinstance(text, str) else text

    marker, _ = seal(value, KEY, salt)
    # HMAC pads keys with zeros, so trailing zeros of a salt do not tell two salts apart.
    same = as_bytes(value) == as_bytes(other) and salt.rstrip(b"\0") == pepper.rstrip(b"\0")
    assert same == SealedValue(KEY, other, pepper).opens(marker)


@given(st.binary(), SALTS)
def test_a_commitment_is_hmac_sha256(value: bytes, salt: bytes) -> None:
    """Anybody can check it with standard tools."""
    assert hmac.new(salt, value, hashlib.sha256).hexdigest() == commit(value, salt)


def test_no_repr_shows_the_value() -> None:
    """Neither value nor salt reaches a log or a traceback."""
    marker, kept = seal("Amina Yilmaz", KEY, b"0123456789abcdef")
    assert "SealedValue(key='person:a1/name', value=…, salt=…)" == repr(kept) == str(kept)
    assert "Amina" not in repr(marker)


@pytest.mark.parametrize("key", ["", "a b", "a\nb", "ä", "/a", "a" * 201, None])
def test_a_key_is_plain(key: str) -> None:
    """Blanks, control characters, letters beyond ASCII and long keys are refused."""
    with pytest.raises(InvalidValue, match="no key of a sealed value"):
        seal("Amina", key, bytes(16))


def test_a_short_salt_is_refused() -> None:
    """A name under a short salt could be guessed."""
    with pytest.raises(InvalidValue, match="at least 16"):
        commit(b"Amina", bytes(15))


@pytest.mark.parametrize("commitment", ["", "0" * 63, "G" * 64, "A" * 64, "0" * 65, None])
def test_what_is_no_commitment_is_refused(commitment: str) -> None:
    """Only 64 figures in small letters are one."""
    with pytest.raises(InvalidValue, match="no commitment"):
        Sealed(KEY, commitment)
