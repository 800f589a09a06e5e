"""Text from files: bounded, its encoding found out and said, nothing hidden in it.

What people save as a table is UTF-8, UTF-8 with a byte order mark, or what Windows calls ANSI
(CP1252). Nearly every byte can be read as CP1252, so it is tried last, and not at all for a file
that holds letters in both encodings.
"""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import BinaryIO, NamedTuple

from mo_network.errors import InvalidValue

LARGEST = 16 * 1024 * 1024
"""Bytes that a file may have: about 100,000 rows of an ordinary table."""

_CHUNK = 256 * 1024
_HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff]"
    "|\r(?!\n)"
)
_UTF8_LETTER = re.compile(rb"[\xc3-\xc5][\x80-\xbf]")


class Text(NamedTuple):
    """The text of a file and the encoding it was in."""

    content: str
    encoding: str


def read_text(path: Path, name: str | None = None) -> Text:
    """The text of a file.

    Shape:   line ends are single line feeds; `encoding` is "UTF-8", "UTF-8 with BOM" or "CP1252".
    Errors:  InvalidValue naming file and line: not readable, larger than `LARGEST`, neither
             UTF-8 nor CP1252, control characters and marks that cannot be seen.
    """
    shown = name or path.name
    try:
        with path.open("rb") as stream:
            return decode(read_bytes(stream, shown), shown)
    except OSError as error:
        raise InvalidValue(
            f"{path} cannot be read ({error.strerror}): give the path of a file",
            given=str(path),
            allowed="the path of a readable file",
        ) from None


def read_bytes(stream: BinaryIO, name: str) -> bytes:
    """All bytes of a stream, which is left as soon as it turns out to be too long."""
    parts: list[bytes] = []
    room = LARGEST
    while part := stream.read(min(_CHUNK, room + 1)):
        room -= len(part)
        if room < 0:
            raise InvalidValue(
                f"{name}: is larger than {LARGEST // 2**20} MiB, and nothing of it was used; give "
                "it in parts",
                given=name,
                allowed=f"at most {LARGEST} bytes",
            )
        parts.append(part)
    return b"".join(parts)


def decode(data: bytes, name: str) -> Text:
    """The text that bytes hold, and in which encoding."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _refusal(name, 1, "is UTF-16", "save it as UTF-8")
    has_mark = data.startswith(b"\xef\xbb\xbf")
    try:
        content, encoding = data[3 * has_mark :].decode("utf-8"), "UTF-8"
    except UnicodeDecodeError as error:
        content, encoding = _from_cp1252(data, name, error.start + 3 * has_mark), "CP1252"
    content = content.replace("\r\n", "\n")
    hidden = _HIDDEN.search(content)
    if hidden:
        line = content.count("\n", 0, hidden.start()) + 1
        raise _refusal(name, line, f"holds {_named(hidden[0])}", "delete it")
    return Text(content, "UTF-8 with BOM" if has_mark else encoding)


def _from_cp1252(data: bytes, name: str, broken: int) -> str:
    line = data.count(b"\n", 0, broken) + 1
    if _UTF8_LETTER.search(data):
        raise _refusal(
            name, line, "mixes UTF-8 with another encoding", "save the whole file as UTF-8 once"
        )
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise _refusal(name, line, "is neither UTF-8 nor CP1252", "save it as UTF-8") from None


def _refusal(name: str, line: int, fault: str, remedy: str) -> InvalidValue:
    return InvalidValue(
        f"{name}:{line}: {fault}; allowed is plain text in UTF-8 or CP1252: {remedy}",
        given=name,
        allowed="UTF-8 or CP1252",
    )


def _named(character: str) -> str:
    name = unicodedata.name(character, "a control character")
    return f"a character that cannot be seen, U+{ord(character):04X} ({name})"
