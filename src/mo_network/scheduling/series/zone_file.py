"""A file of zone data, as RFC 9636 lays it out: the changes of a clock, and the rule after them."""

from __future__ import annotations

import struct

from mo_network.scheduling.series.posix_tail import Tail, read_tail


def read_file(data: bytes) -> tuple[list[int], list[int], Tail]:
    """The changes of a file: seconds since 1970, the offsets around them, and the tail.

    Errors:  ValueError, IndexError or struct.error for data that is no such file.
    Source:  RFC 9636.
    """
    if data[:4] != b"TZif" or data[4:5] < b"2":
        raise ValueError("it is no TZif file of version 2 or later")
    skip = 44
    utc, std, leap, times, types, letters = struct.unpack(">6l", data[20:44])
    skip += times * 5 + types * 6 + letters + leap * 8 + std + utc
    utc, std, leap, times, types, letters = struct.unpack(">6l", data[skip + 20 : skip + 44])
    place = skip + 44
    moments = list(struct.unpack(f">{times}q", data[place : place + 8 * times]))
    place += 8 * times
    indexes = data[place : place + times]
    place += times
    kinds = [struct.unpack(">lbb", data[at : at + 6]) for at in range(place, place + 6 * types, 6)]
    place += 6 * types + letters + leap * 12 + std + utc
    text = data[place + 1 :].partition(b"\n")[0].decode("ascii")
    # Before the first change holds the first standard time there is, as the library has it.
    first = next((offset for offset, is_summer, _ in kinds if not is_summer), kinds[0][0])
    offsets = [first, *(kinds[index][0] for index in indexes)]
    return moments, offsets, read_tail(text) if text else Tail(offsets[-1], offsets[-1], None, None)
