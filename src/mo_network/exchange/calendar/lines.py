"""The lines of a calendar: bounded, unfolded, decoded, each with its number.

Folding is undone on bytes, for some programs fold in the middle of a letter. The bounds are looked
at before anything else, so that no file costs more than they allow.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from mo_network.errors import InvalidValue

LARGEST: Final = 16 * 1024 * 1024
"""Bytes of a file."""
LONGEST_LINE: Final = 256 * 1024
"""Bytes of a line once it is unfolded; a picture within an event is longer."""
MOST_LINES: Final = 300_000


class Line(NamedTuple):
    """One content line: the line of the file on which it begins, and its text.

    Shape:   `is_foreign` says that it is no UTF-8 and was read as CP1252.
    """

    number: int
    text: str
    is_foreign: bool = False


def read_lines(data: bytes, name: str) -> Iterator[Line]:
    """The content lines of a file, unfolded; empty ones are left out.

    Errors:  InvalidValue naming file, line and bound: too large, UTF-16, too many lines, a line
             that is too long or does not end, neither UTF-8 nor CP1252, a NUL.
    """
    if len(data) > LARGEST:
        raise too_large(name)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _refusal(name, 1, "is UTF-16", "UTF-8: save or export it anew")
    for number, parts, length in _unfolded(data, name):
        if length > LONGEST_LINE:
            raise _refusal(
                name,
                number,
                f"has {length} bytes in one line",
                f"at most {LONGEST_LINE} bytes in a line: export it without attachments",
            )
        line = parts[0] if len(parts) == 1 else b"".join(parts)
        if line:
            yield _decoded(line, number, name)


def too_large(name: str) -> InvalidValue:
    """The refusal of a file with too many bytes."""
    return InvalidValue(
        f"{name}: is larger than {LARGEST // 2**20} MiB, and nothing of it was used; allowed is a "
        "calendar of less: export one room, or fewer years",
        given=name,
        allowed=f"at most {LARGEST} bytes",
    )


def _unfolded(data: bytes, name: str) -> Iterator[tuple[int, list[bytes], int]]:
    """Lines as the pieces they are folded into, with their length."""
    number, first, length = 0, 1, 0
    parts: list[bytes] = []
    place = 3 if data.startswith(b"\xef\xbb\xbf") else 0
    while place < len(data):
        end = data.find(b"\n", place)
        end = len(data) if end < 0 else end
        number += 1
        if number > MOST_LINES:
            raise _refusal(name, number, "is one line too many", f"at most {MOST_LINES} lines")
        if end - place > LONGEST_LINE + 2:
            yield number, [], end - place  # not copied: it is refused
            return
        piece = data[place:end].rstrip(b"\r")
        place = end + 1
        if parts and piece[:1] in (b" ", b"\t"):
            length += len(piece) - 1
            if length > LONGEST_LINE:
                yield first, [], length  # not put together: it is refused
                return
            parts.append(piece[1:])
            continue
        if parts:
            yield first, parts, length
        first, parts, length = number, [piece], len(piece)
    if parts:
        yield first, parts, length


def _decoded(line: bytes, number: int, name: str) -> Line:
    if b"\0" in line:
        raise _refusal(name, number, "holds a NUL", "text in UTF-8: it is no calendar, or damaged")
    try:
        return Line(number, line.decode("utf-8"))
    except UnicodeDecodeError:
        pass
    try:
        return Line(number, line.decode("cp1252"), is_foreign=True)
    except UnicodeDecodeError:
        raise _refusal(
            name, number, "is neither UTF-8 nor CP1252", "UTF-8: save or export it anew"
        ) from None


def _refusal(name: str, line: int, fault: str, allowed: str) -> InvalidValue:
    return InvalidValue(
        f"{name}:{line}: {fault}; allowed is {allowed}", given=name, allowed=allowed
    )
