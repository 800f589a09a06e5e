"""What the state keeps of a series: its terms, its pieces, and occurrences that stand elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from mo_network.errors import InvalidValue
from mo_network.scheduling import Move, Series
from mo_network.scheduling.series import read_wall, write_wall
from mo_network.scheduling.series.walls import END_OF_WALLS


class SeriesEntry(NamedTuple):
    """A series as it was booked, and where; `skipped` are the starts not promised, in order."""

    id: str
    wish: str
    room: str
    organisation: str
    persons: int
    skipped: tuple[str, ...]


class SeriesWish(NamedTuple):
    """A wish for a series, and when it was handed in, in UTC minutes."""

    id: str
    room: str
    organisation: str
    persons: int
    received_minute: int
    most_skipped: int


class Piece(NamedTuple):
    """A part of a series: where it takes place, and when; a change makes two or three of one."""

    room: str
    series: Series


class PieceRow(NamedTuple):
    """A piece as a checkpoint keeps it, in plain values."""

    id: str
    room: str
    start: str
    minutes: int
    zone: str
    rule: str
    exdates: tuple[str, ...]
    rdates: tuple[str, ...]
    moved: tuple[tuple[str, str, int | None], ...]
    length: str
    gap: str
    fold: int

    @classmethod
    def of(cls, name: str, piece: Piece) -> PieceRow:
        """The row of a piece."""
        s = piece.series
        moved = tuple((move.occurrence, move.to, move.minutes) for move in s.moved)
        times = (s.exdates, s.rdates, moved)
        return cls(
            name, piece.room, s.start, s.minutes, s.zone, s.rule, *times, s.length, s.gap, s.fold
        )

    @property
    def piece(self) -> Piece:
        """The piece of a row."""
        moved = (Move(occurrence=key, to=to, minutes=minutes) for key, to, minutes in self.moved)
        return Piece(
            self.room,
            Series(
                start=self.start,
                minutes=self.minutes,
                zone=self.zone,
                rule=self.rule,
                exdates=tuple(self.exdates),
                rdates=tuple(self.rdates),
                moved=tuple(moved),
                length=self.length,
                gap=self.gap,
                fold=self.fold,
            ),
        )


class Elsewhere(NamedTuple):
    """An occurrence that was moved: where and when it takes place, under its original name."""

    series: str
    occurrence: str
    room: str
    start: int
    end: int
    start_zone: str
    end_zone: str


Pieces = tuple[Piece, ...]


def key_of(series: str, place: int) -> str:
    """Under which key the engine knows a piece of a series."""
    return series if not place else f"{series}#{place}"


def occurrence_name(series: str, occurrence: str) -> str:
    """The name of an occurrence: the series and its original start."""
    return f"{series}@{occurrence}"


def read_key(key: str) -> tuple[str, str]:
    """The booking or series, and the occurrence, that a key of the engine means; "" for none."""
    whole, _, occurrence = key.partition("@")
    return whole.partition("#")[0], occurrence


def name_of(key: str) -> str:
    """The name by which people know what a key of the engine means."""
    whole, occurrence = read_key(key)
    return occurrence_name(whole, occurrence) if occurrence else whole


def without_range(pieces: Pieces, since: str, through: str | None) -> Pieces:
    """The pieces without the occurrences of a range, by their original starts."""
    return tuple(_kept(pieces, since, through))


def _kept(pieces: Pieces, since: str, through: str | None) -> Iterator[Piece]:
    last = END_OF_WALLS if through is None else read_wall(through, "the last start") + 1
    after = None if last >= END_OF_WALLS else write_wall(last)
    for piece in pieces:
        before = piece.series.until(since)
        if before is not None:
            yield Piece(piece.room, before)
        rest = None if after is None else piece.series.following(after)
        if rest is not None:
            yield Piece(piece.room, rest)


def without_one(pieces: Pieces, occurrence: str) -> Pieces:
    """The pieces without one occurrence; as they are if none of them has it."""
    found: list[Piece] = []
    for piece in pieces:
        if piece.series.occurrence(occurrence) is None:
            found.append(piece)
            continue
        try:
            found.append(Piece(piece.room, piece.series.without(occurrence)))
        except InvalidValue:
            # It has as many exceptions as a series may have: it goes on as two.
            found += without_range((piece,), occurrence, occurrence)
    return tuple(found)


def once(series: Series, occurrence: str) -> Series:
    """One start of a series by itself."""
    parts: dict[str, Any] = {
        name: getattr(series, name) for name in ("minutes", "zone", "length", "gap", "fold")
    }
    return Series(start=occurrence, **parts)
