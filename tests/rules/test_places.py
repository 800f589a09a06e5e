"""Every key of a hub file is found on the line on which it stands."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mo_network.rules.places import DEEPEST, Path, TooDeepError, line_of, places

BARE = st.from_regex(r"[A-Za-z0-9_-]{1,4}", fullmatch=True)
ODD = st.text("ab .#=[]{},'\"\\\näß\U0001f600\t", max_size=5)
SCALARS = st.one_of(
    st.integers(-5, 5),
    st.booleans(),
    st.text("ab #=[]{},'\"\\\n\U0001f600", max_size=8),
    st.just(1.5),
)
KEYS = BARE | ODD


class Writer:
    """Writes TOML by chance, and notes on which line each key path comes to stand."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.text = ""
        self.places: dict[Path, int] = {(): 1}

    @property
    def line(self) -> int:
        """The line that is being written."""
        return self.text.count("\n") + 1

    def blank(self) -> None:
        """Spaces between two things on a line."""
        self.text += self.draw(st.sampled_from(["", " ", "\t "]))

    def blanks(self) -> None:
        """Anything that may stand between the items of a list."""
        self.text += self.draw(st.sampled_from(["", " ", "\n", "\n\n ", " # a, ] } [b]\n"]))

    def key(self, key: str) -> str:
        """A key in one of the ways in which it may be written."""
        ways = [_basic(key)]
        if key and all(char.isascii() and (char.isalnum() or char in "-_") for char in key):
            ways.append(key)
        if not set(key) & set("'\n\t\\") and key.isprintable():
            ways.append(f"'{key}'")
        return self.draw(st.sampled_from(ways))

    def value(self, value: Any, path: Path) -> None:
        """A value in one of the ways in which it may be written."""
        if isinstance(value, dict):
            self.text += "{"
            for index, (key, inner) in enumerate(value.items()):
                self.text += "," if index else ""
                self.blank()
                self.pair(key, inner, path)
                self.blank()
            self.text += "}"
        elif isinstance(value, list):
            self.text += "["
            for index, inner in enumerate(value):
                self.blanks()
                self.places[(*path, index)] = self.line
                self.value(inner, (*path, index))
                self.blanks()
                self.text += "," if index < len(value) - 1 or self.draw(st.booleans()) else ""
            self.blanks()
            self.text += "]"
        elif isinstance(value, str):
            self.string(value)
        else:
            self.text += json.dumps(value)

    def string(self, value: str) -> None:
        """A text on one line or on several, with escapes or without."""
        ways = [_basic(value), f'"""\n{_basic(value)[1:-1]}"""']
        if value.endswith('""'):
            ways.append(f'"""{_basic(value[:-2])[1:-1]}"""""')
        if "'" not in value:
            ways.append(f"'''\n{value}'''")
        self.text += self.draw(st.sampled_from(ways))

    def pair(self, key: str, value: Any, table: Path) -> None:
        """A key and its value; a table of one key may be written with a dot."""
        path: Path = (*table, key)
        self.places[path] = self.line
        self.text += self.key(key)
        while isinstance(value, dict) and len(value) == 1 and self.draw(st.booleans()):
            ((key, value),) = value.items()
            path = (*path, key)
            self.places[path] = self.line
            self.blank()
            self.text += "."
            self.blank()
            self.text += self.key(key)
        self.blank()
        self.text += "="
        self.blank()
        self.value(value, path)

    def table(self, table: dict[str, Any], path: Path, names: tuple[str, ...]) -> None:
        """The pairs of a table, and then its tables and lists of tables under headers."""
        headed = {}
        for key, value in table.items():
            is_tables = isinstance(value, list) and value and all(type(v) is dict for v in value)
            if (is_tables or isinstance(value, dict)) and self.draw(st.booleans()):
                headed[key] = value
                continue
            self.pair(key, value, path)
            self.text += self.draw(st.sampled_from(["\n", " # c\n", "\n\n"]))
        for key, value in headed.items():
            name = ".".join(map(self.key, (*names, key)))
            if isinstance(value, dict):
                self.places[(*path, key)] = self.line
                self.text += f"[ {name} ] # x\n"
                self.table(value, (*path, key), (*names, key))
                continue
            self.places[(*path, key)] = self.line
            for index, inner in enumerate(value):
                self.places[(*path, key, index)] = self.line
                self.text += f"[[{name}]]\n"
                self.table(inner, (*path, key, index), (*names, key))


def _basic(text: str) -> str:
    return (
        json.dumps(text).encode().decode()
        if text.isascii()
        else json.dumps(text, ensure_ascii=False)
    )


@st.composite
def documents(draw: st.DrawFn) -> tuple[dict[str, Any], str, dict[Path, int]]:
    """A value, a TOML text of it, and the lines of its keys and items."""
    values = st.recursive(
        SCALARS,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
        max_leaves=8,
    )
    value = draw(st.dictionaries(KEYS, values, max_size=4))
    writer = Writer(draw)
    writer.table(value, (), ())
    return value, writer.text, writer.places


def paths_of(value: object, path: Path = ()) -> Iterator[Path]:
    """Every key path and list item of a parsed value."""
    yield path
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from paths_of(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from paths_of(inner, (*path, index))


@given(documents())
def test_every_key_is_found_on_its_line(
    document: tuple[dict[str, Any], str, dict[Path, int]],
) -> None:
    """However a file is written, each key and item has the line on which it was written."""
    value, text, lines = document

    assert value == tomllib.loads(text)
    found = places(text)
    assert {path: lines[path] for path in paths_of(value)} == {
        path: found[path] for path in paths_of(value)
    }
    assert found == places(text.replace("\n", "\r\n"))


@pytest.mark.parametrize(
    ("text", "path", "line"),
    [
        ("a.b.c = 1\na.d = 2\n", ("a", "d"), 2),
        ("\n\n'a b'.\"c\\u00e4\" = 1", ("a b", "cä"), 3),
        ("x = [\n  1,\n  # ]\n  [2, 3],\n]\ny = 1", ("x", 1, 1), 4),
        ("x = [\n  1,\n  # ]\n  [2, 3],\n]\ny = 1", ("y",), 6),
        ('s = """\n[not.a.table]\nk = 1\n"""\nk = 2', ("k",), 5),
        ("s = '''\na = '''\na = 1", ("a",), 3),
        ('s = """a\\"""b"""\nk = 1', ("k",), 2),
        ('s = """a"""""\nk = 1', ("k",), 2),
        ("[[a]]\n[[a.b]]\nx=1\n[[a.b]]\nx=2\n[[a]]\n[[a.b]]\nx=3", ("a", 1, "b", 0, "x"), 8),
        ("[[a]]\n[a.c]\nx=1\n[[a]]\n[a.c]\nx=2", ("a", 1, "c", "x"), 6),
        ("a = {b = {c = 1}, d = [{e = 1}]}", ("a", "d", 0, "e"), 1),
        ("a = [{b = 1},\n{b = 2}]", ("a", 1, "b"), 2),
        ("a = 1979-05-27 07:32:00 # b = 1\nb = 2", ("b",), 2),
        ("[a.b]\n[a]\nc = 1", ("a",), 2),
        ("a = [ # x\r\n 1,\r\n 2]", ("a", 1), 3),
    ],
)
def test_odd_ways_of_writing_are_followed(text: str, path: Path, line: int) -> None:
    """Dots, quotes, escapes, comments and brackets inside texts lead nobody astray."""
    tomllib.loads(text)
    assert line == places(text)[path]


def test_a_path_that_is_not_there_has_the_line_of_the_nearest_above() -> None:
    """A missing key is reported where it should stand."""
    found = places('[hub]\nid = "x"\n\n[[rules]]\nid = "y"\n')

    assert 4 == line_of(found, ("rules", 0, "kind"))
    assert 1 == line_of(found, ("nothing", "here"))


@pytest.mark.parametrize(
    "text",
    [
        "\nx = {" + "a." * DEEPEST + "b = 1}",
        "\nx = " + "[" * (DEEPEST + 1) + "]" * (DEEPEST + 1),
        "\n[" + "a." * DEEPEST + "b]",
    ],
)
def test_what_is_nested_too_deeply_is_refused_with_its_line(text: str) -> None:
    """Nobody writes so by hand, and the time to read it would grow by the square."""
    with pytest.raises(TooDeepError) as caught:
        places(text)
    assert 2 == caught.value.line
