"""Ids look the same to every reader, and say what is wrong with those that do not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mo_network.errors import InvalidValue
from mo_network.values.ids import check_id, digest_id, random_id

KINDS = st.from_regex("[a-z]+", fullmatch=True)
NAMES = st.from_regex("[a-z0-9][a-z0-9._-]{0,62}", fullmatch=True)


@given(KINDS, NAMES)
def test_a_well_formed_id_is_given_back_as_it_is(kind: str, name: str) -> None:
    """What the pattern allows passes, and nothing is changed on the way."""
    assert f"{kind}:{name}" == check_id(f"{kind}:{name}", kind)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("room:s\u0430al", "U+0430 CYRILLIC SMALL LETTER A"),
        ("\u0433oom:saal", "U+0433 CYRILLIC SMALL LETTER GHE"),
        ("room:saal\u200b", "U+200B ZERO WIDTH SPACE"),
        ("room:sa\x07al", "U+0007 a character without a name"),
        ("room:saal\n", "U+000A a character without a name"),
        ("room:\uff53aal", "U+FF53 FULLWIDTH LATIN SMALL LETTER S"),
        ("Room:saal", "U+0052 LATIN CAPITAL LETTER R"),
        ("room saal", "U+0020 SPACE"),
        ("roomsaal", "no colon"),
        ("r1:saal", "'r1'"),
        ("room:", "empty"),
        ("room:a:b", "two colons"),
        ("room:-a", "'-'"),
        ("room:" + "a" * 64, "64 characters"),
    ],
)
def test_a_malformed_id_is_refused_by_the_name_of_its_fault(text: str, told: str) -> None:
    """The message names the character, shows it in ASCII, and says what is allowed."""
    with pytest.raises(InvalidValue) as caught:
        check_id(text)
    assert told in str(caught.value)
    assert "allowed is kind:name" in str(caught.value)
    assert str(caught.value).isascii()
    assert text == caught.value.given


@pytest.mark.parametrize("thing", [None, 5, b"room:saal", ["room:saal"]])
def test_what_is_no_string_is_no_id(thing: object) -> None:
    """A value of another type is refused by the name of its type."""
    with pytest.raises(InvalidValue, match=type(thing).__name__):
        check_id(thing)  # type: ignore[arg-type]


def test_an_id_of_another_kind_is_refused() -> None:
    """An organisation does not stand where a room is wanted."""
    with pytest.raises(InvalidValue, match="'org', but 'room' is wanted: give an id that begins"):
        check_id("org:vmdo", "room")


@given(KINDS, st.lists(st.text(), min_size=1))
def test_a_digested_id_is_well_formed_and_always_the_same(kind: str, parts: list[str]) -> None:
    """Digesting is a function of its parts and gives an id."""
    assert digest_id(kind, *parts) == check_id(digest_id(kind, *parts), kind)


def test_parts_of_a_digest_do_not_run_together() -> None:
    """('ab', 'c') and ('a', 'bc') are two things."""
    assert digest_id("booking", "ab", "c") != digest_id("booking", "a", "bc")


@given(st.binary(min_size=10))
def test_a_random_id_follows_from_the_entropy_alone(entropy: bytes) -> None:
    """The same bytes give the same well-formed id; nothing is drawn inside."""
    assert random_id("person", entropy) == check_id(random_id("person", entropy), "person")


def test_too_little_entropy_is_refused() -> None:
    """Nine bytes could be guessed."""
    with pytest.raises(InvalidValue, match="at least 10"):
        random_id("person", bytes(9))


def test_a_kind_that_is_not_in_small_letters_makes_no_id() -> None:
    """Digests and random ids refuse what check_id would refuse, and empty digests."""
    with pytest.raises(InvalidValue, match="no kind"):
        digest_id("Room", "a")
    with pytest.raises(InvalidValue, match="no kind"):
        random_id("r1", bytes(16))
    with pytest.raises(InvalidValue, match="at least one part"):
        digest_id("room")
