"""How many stand on each day, for all days at once: numbers written across several integers.

A tally is a list of sets of days: the i-th holds the days whose number has the binary digit i.
Two tallies are added like two numbers on paper, digit by digit with a carry, for all days of four
centuries at the same time.
"""

from __future__ import annotations

from mo_network.scheduling.deciding.bits import moved

Tally = list[int]


def times(days: int, amount: int) -> Tally:
    """The tally that has the amount on each of the days.

    >>> times(0b101, 2)
    [0, 5]
    """
    return [days if amount >> digit & 1 else 0 for digit in range(amount.bit_length())]


def added(one: Tally, other: Tally) -> Tally:
    """The sum of two tallies, day by day.

    >>> added([0b11], [0b01])
    [2, 1]
    """
    if len(one) < len(other):
        one, other = other, one
    total, carry = [], 0
    for digit, bits in enumerate(one):
        more = other[digit] if digit < len(other) else 0
        if not more and not carry:
            total.append(bits)
            continue
        half = bits ^ more
        total.append(half ^ carry)
        carry = (bits & more) | (half & carry)
    if carry:
        total.append(carry)
    return total


def windowed(days: int, count: int) -> Tally:
    """On each day, how many of the days lie among it and the `count` - 1 before it.

    >>> windowed(0b111, 2)
    [9, 6]
    """
    # By doubling: the number over 2n days is the one over n days, and that n days earlier.
    total: Tally = []
    piece, width, offset = [days], 1, 0
    while True:
        if count & width:
            total = added(total, [moved(bits, offset) for bits in piece])
            offset += width
        if width * 2 > count:
            return total
        piece = added(piece, [moved(bits, width) for bits in piece])
        width *= 2


def above(tally: Tally, limit: int) -> int:
    """The days whose number is above a limit that is not negative.

    >>> bin(above([0b0101, 0b0110], 1))
    '0b110'
    """
    if limit.bit_length() > len(tally):
        return 0
    found, equal = 0, -1
    for digit in range(len(tally) - 1, -1, -1):
        if limit >> digit & 1:
            equal &= tally[digit]
        else:
            # Whoever is above by this digit is found, and may be found again by lower ones.
            found |= equal & tally[digit]
    return found
