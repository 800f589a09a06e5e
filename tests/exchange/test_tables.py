"""Tables: read strictly, every fault with file, line and column, in bounded time and memory."""

from __future__ import annotations

import time
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mo_network.errors import InvalidValue, MoNetworkError
from mo_network.exchange.tables import LONGEST_CELL, MOST_ROWS, Table, parse_table, read_table
from mo_network.exchange.text import LARGEST, Text, decode

HEADINGS = ("Nr.", "Betrag")
GOOD = "Nr.;Betrag\n1;450,00 €\n"


def _read(folder: Path, data: bytes | str, name: str = "a.csv") -> Table:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return read_table(path, HEADINGS, ["Vorhaben"])


@pytest.mark.parametrize(
    ("encoding", "said"),
    [("utf-8", "UTF-8"), ("utf-8-sig", "UTF-8 with BOM"), ("cp1252", "CP1252")],
)
def test_encodings_are_found_out_and_said(tmp_path: Path, encoding: str, said: str) -> None:
    """UTF-8 with or without a byte order mark and CP1252 give the same rows."""
    table = _read(tmp_path, GOOD.encode(encoding))

    assert [{"Nr.": "1", "Betrag": "450,00 €"}] == [line.cells for line in table.lines]
    assert f"{said}, semicolons" == table.form


@pytest.mark.parametrize(
    ("delimiter", "said"), [(";", "semicolons"), (",", "commas"), ("\t", "tabs")]
)
def test_delimiters_are_found_out_and_said(tmp_path: Path, delimiter: str, said: str) -> None:
    """The delimiter is the one that the line of headings uses."""
    table = _read(tmp_path, f'Nr.{delimiter}Betrag\r\n1{delimiter}"4,50; €"\r\n')

    assert f"UTF-8, {said}" == table.form
    assert "4,50; €" == table.lines[0].cells["Betrag"]


def test_a_quoted_cell_may_run_over_lines_and_rows_keep_their_line(tmp_path: Path) -> None:
    """The line of a row is where it begins, however long the cells before it are."""
    table = _read(tmp_path, 'Nr.;Betrag;Vorhaben\n1;1;"eins\n""zwei"""\n\n2;2;\n;;\n')

    assert [2, 5] == [line.number for line in table.lines]
    assert 'eins\n"zwei"' == table.lines[0].cells["Vorhaben"]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("", "a.csv:1: is empty"),
        ("\n \n", "a.csv:1: is empty"),
        ("Nr.\n1\n", "a.csv:1: lacks the column 'Betrag'"),
        ("Nr.;Betrag;Vorhabn\n", "a.csv:1: has a column 'Vorhabn' too many, did you mean 'Vorha"),
        ("Nr.;Betrag;Betrag\n", "a.csv:1: has the column 'Betrag' twice"),
        ("Nr.;Betrag;\n", "a.csv:1: has no heading over column 3"),
        ("Nr.;Betrag\n1\n", "a.csv:2: Betrag: is missing, the row has 1 cells"),
        ("Nr.;Betrag\n1;2;3\n", "a.csv:2: has 3 cells, the first too many is '3'"),
        ('Nr.;Betrag\n1;2\n2;"offen\n3;4\n', "a.csv:3: has a quotation mark out of place"),
        ('Nr.;Betrag\n1;"a"b\n', "a.csv:2: has a quotation mark out of place"),
        ("Nr.;Betrag\n1;a\x00b\n", "a.csv:2: holds a character that cannot be seen, U+0000"),
        ("Nr.;Betrag\n1;a\u202eb\n", "a.csv:2: holds a character that cannot be seen, U+202E"),
        ("Nr.;Betrag\n1;\u200b2\n", r"a.csv:2: holds .* U+200B (ZERO WIDTH SPACE)"),
        ("Nr.;Betrag\r1;2\r", "a.csv:1: holds a character that cannot be seen, U+000D"),
        ("Nr.;Betrag".encode("utf-16"), "a.csv:1: is UTF-16"),
        ("Nr.;Betrag\n1;ä".encode() + b"\xe4", "a.csv:2: mixes UTF-8 with another encoding"),
        (b"Nr.;Betrag\n1;\x81\n", "a.csv:2: is neither UTF-8 nor CP1252"),
        ("Nr.,Betrag;Vorhaben\n", "a.csv:1: has headings that can be split in two ways"),
        ("Nr.;Betrag\n1;" + "x" * (LONGEST_CELL + 1), "a.csv:2: Betrag: has 10001 characters"),
    ],
)
def test_a_bad_table_is_refused_with_file_line_and_column(
    tmp_path: Path, data: bytes | str, message: str
) -> None:
    """One clear error says where the fault is and what is allowed."""
    with pytest.raises(InvalidValue) as refused:
        _read(tmp_path, data)

    before, _, after = message.partition(".*")
    assert str(refused.value).startswith(before)
    assert after in str(refused.value)
    assert "allowed" in str(refused.value)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    """A path that leads nowhere, or to a folder, is said to do so."""
    for path in (tmp_path / "nix.csv", tmp_path):
        with pytest.raises(InvalidValue, match="cannot be read"):
            read_table(path, HEADINGS)


def test_a_file_of_100_mb_is_refused_in_bounded_time_and_memory(tmp_path: Path) -> None:
    """No more than the stated limit is ever read or held."""
    path = tmp_path / "a.csv"
    with path.open("wb") as stream:
        stream.write(b"Nr.;Betrag\n")
        stream.truncate(100 * 1024 * 1024)
    tracemalloc.start()
    started = time.perf_counter()
    try:
        with pytest.raises(InvalidValue, match=r"a\.csv: is larger than 16 MiB") as refused:
            read_table(path, HEADINGS)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert f"at most {LARGEST} bytes" == refused.value.allowed
    assert time.perf_counter() - started < 5
    assert peak < 3 * LARGEST


def test_an_open_quote_at_the_head_of_a_long_file_is_found_soon(tmp_path: Path) -> None:
    """The mark that swallows all rows after it is named by its own line."""
    with pytest.raises(InvalidValue, match=r"a\.csv:2: has a quotation mark out of place"):
        _read(tmp_path, 'Nr.;Betrag\n1;"' + "2;3\n" * 1_000_000)


def test_more_rows_than_the_limit_are_refused() -> None:
    """The limit of rows is stated, and kept."""
    text = Text("Nr.;Betrag\n" + "1;2\n" * (MOST_ROWS + 1), "UTF-8")

    with pytest.raises(InvalidValue, match="has more than 100000 rows"):
        parse_table(text, "a.csv", HEADINGS)


@given(st.binary(max_size=400))
def test_whatever_bytes_come_in_are_read_or_refused(data: bytes) -> None:
    """Nothing but an error of the library leaves the reader."""
    said = ""
    try:
        table = parse_table(decode(data, "a.csv"), "a.csv", (), HEADINGS)
    except MoNetworkError as error:
        said = str(error)
    else:
        assert all(table.headings == tuple(line.cells) for line in table.lines)

    assert said == "" or said.startswith("a.csv:")


@given(
    st.lists(
        st.lists(
            st.text(st.characters(codec="cp1252", categories=("L", "N", "P", "Zs")), min_size=1)
            .map(str.strip)
            .filter(bool),
            min_size=2,
            max_size=2,
        ),
        max_size=8,
    ),
    st.sampled_from([";", ",", "\t"]),
    st.sampled_from(["utf-8", "utf-8-sig"]),
)
def test_what_was_written_is_read_again(
    rows: list[list[str]], delimiter: str, encoding: str
) -> None:
    """Any cells, quoted as CSV asks, come back as they were."""
    quoted = [['"' + cell.replace('"', '""') + '"' for cell in row] for row in rows]
    text = "\n".join(delimiter.join(row) for row in [list(HEADINGS), *quoted])

    table = parse_table(decode(text.encode(encoding), "a.csv"), "a.csv", HEADINGS)

    assert rows == [list(line.cells.values()) for line in table.lines]
