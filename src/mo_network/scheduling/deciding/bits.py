"""Days as the bits of one integer: what can be done with a century of days in a microsecond.

A set of days is an integer whose bit k stands for the k-th day after some first one. Four
hundred years are 18 KB; to move such a set by a day or to meet it with another takes one pass of
the processor over them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator


def repeated(bits: int, period: int, length: int) -> int:
    """A pattern of days again and again, up to a length.

    >>> bin(repeated(0b001, 3, 8))
    '0b1001001'
    """
    have = period
    while have < length:
        bits |= bits << have
        have *= 2
    return bits & ((1 << length) - 1)


def folded(bits: int, period: int) -> int:
    """The days laid upon each other, modulo a period.

    >>> bin(folded(0b100_000_010, 3))
    '0b110'
    """
    have = period
    while have < bits.bit_length():
        have *= 2
    while have > period:
        have //= 2
        bits = (bits & ((1 << have) - 1)) | (bits >> have)
    return bits


def spread(bits: int, count: int) -> int:
    """Each day and those after it, `count` days in all.

    >>> bin(spread(0b10001, 3))
    '0b1110111'
    """
    have = 1
    while have * 2 <= count:
        bits |= bits << have
        have *= 2
    return bits | (bits << (count - have)) if count > have else bits


def moved(bits: int, days: int) -> int:
    """The days, each later by so many; what would fall before bit 0 is lost."""
    return bits << days if days >= 0 else bits >> -days


def lowest(bits: int) -> int:
    """The first day of a set that is not empty.

    >>> lowest(1 << 70_000 | 1 << 90_000)
    70000
    """
    # Looked for near the beginning first: a whole pass costs more than the rest of a decision.
    width = 512
    while True:
        low = bits & ((1 << width) - 1)
        if low:
            return (low & -low).bit_length() - 1
        width *= 8


def days_of(bits: int) -> Iterator[int]:
    """The days of a set, in order."""
    first = 0
    while bits:
        # Piece by piece, so that a long set costs no pass for each of its days.
        piece = bits & 0xFFFF_FFFF_FFFF_FFFF
        if not piece:
            skip = lowest(bits)
            bits >>= skip
            first += skip
            continue
        while piece:
            low = piece & -piece
            yield first + low.bit_length() - 1
            piece ^= low
        bits >>= 64
        first += 64


def set_of(days: Iterable[int], length: int) -> int:
    """The set with these days, all below the length.

    >>> bin(set_of([0, 3], 8))
    '0b1001'
    """
    cells = bytearray((length >> 3) + 1)
    for day in days:
        cells[day >> 3] |= 1 << (day & 7)
    return int.from_bytes(cells, "little")


def runs_of(runs: Iterable[tuple[int, int]], length: int) -> int:
    """The days of many half-open runs in order, each from below the length to at most it.

    >>> bin(runs_of([(0, 2), (4, 7)], 8))
    '0b1110011'
    """
    firsts: list[int] = []
    ends: list[int] = []
    for first, end in runs:
        if ends and ends[-1] == first:
            ends[-1] = end
        else:
            firsts.append(first)
            ends.append(end)
    # The sum of 2**end - 2**first over all runs, as one subtraction.
    return set_of(ends, length + 1) - set_of(firsts, length + 1)
