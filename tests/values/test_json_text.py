"""JSON from outside is read in one way or refused, with a path, in bounded time."""

from __future__ import annotations

import pytest

from mo_network.errors import WireError
from mo_network.values.json_text import parse_json


@pytest.mark.parametrize(
    ("text", "path", "told"),
    [
        ('{"a": 1, "a": 1}', "$", "'a' stands twice"),
        ('{"x": [0, {"b": {}, "a": 1, "a": 2}]}', "$.x[1]", "'a' stands twice"),
        ('{"a": 1, "\\u0061": 2}', "$", "'a' stands twice"),
        ('{"fee": 12.50}', "$.fee", "12.50 is a number with a fraction"),
        ('{"fee": 1e2}', "$.fee", "1e2 is a number with a fraction"),
        ("[NaN]", "$[0]", "NaN is no number"),
        ('{"a": Infinity}', "$.a", "Infinity is no number"),
        ('{"a": -Infinity}', "$.a", "-Infinity is no number"),
        ("9007199254740992", "$", "too large"),
        ('{"a": ' + "9" * 5000 + "}", "$.a", "5000 figures is too large"),
        ('["\\ud800"]', "$[0]", "half a surrogate pair"),
        ('{"a": {"\\udc00": 1}}', "$.a", "half a surrogate pair"),
        ('{"a": "line\nbreak"}', "$", "line 1, column 12"),
        ('{"a": 1,}', "$", "no JSON"),
        ('{"a": 1} x', "$", "no JSON"),
        ("", "$", "no JSON"),
        ("{'a': 1}", "$", "no JSON"),
        ("\ufeff{}", "$", "byte order mark"),
    ],
)
def test_what_two_readers_might_read_in_two_ways_is_refused(
    text: str, path: str, told: str
) -> None:
    """As text and as bytes alike."""
    for data in (text, text.encode()):
        with pytest.raises(WireError) as caught:
            parse_json(data)
        assert path == caught.value.path
        assert told in str(caught.value)


def test_bytes_in_another_encoding_are_refused() -> None:
    """CP1252 is named by the place of the first byte that is not UTF-8."""
    with pytest.raises(WireError, match="byte 7 is not UTF-8"):
        parse_json('{"a": "ä"}'.encode("cp1252"))


def test_a_whole_surrogate_pair_is_one_character() -> None:
    """Escaped pairs are how some writers write emoji."""
    assert {"a": "\U0001f600"} == parse_json('{"a": "\\ud83d\\ude00"}')


@pytest.mark.parametrize("text", ["[" * 100_000, '{"a":' * 100_000, "[" * 65 + "]" * 65])
def test_deep_data_is_refused_without_recursion(text: str) -> None:
    """A hundred thousand levels cost no more than reading them once."""
    with pytest.raises(WireError, match="deeper than 64 levels"):
        parse_json(text)


def test_wide_data_and_brackets_in_text_are_not_deep() -> None:
    """Only levels count."""
    assert [[]] * 1000 == parse_json("[" + ",".join(["[]"] * 1000) + "]")
    assert {"a": "[" * 100 + '"'} == parse_json('{"a": "' + "[" * 100 + '\\""}')
    assert isinstance(parse_json("[" * 64 + "]" * 64), list)


def test_huge_data_is_refused_before_it_is_read() -> None:
    """The bound is given in bytes; the default is 16 MiB."""
    with pytest.raises(WireError, match="11 bytes; allowed are 10"):
        parse_json(b'"123456789"', limit=10)
    with pytest.raises(WireError, match="allowed are 16777216"):
        parse_json(b" " * (16 * 1024 * 1024 + 1))


def test_the_scalars_of_json_are_read() -> None:
    """Alone and with blanks around."""
    assert [None, True, -5, "a"] == [parse_json(t) for t in ("null", " true ", "-5", '"a"')]
