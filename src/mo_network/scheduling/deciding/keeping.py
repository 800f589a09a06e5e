"""Rays that were worked out once, as many as fit into a bounded memory; the oldest go first."""

from __future__ import annotations

from threading import Lock
from typing import Final

from mo_network.scheduling.deciding.rays import Ray

MOST_BYTES: Final = 128 << 20

Rays = tuple[Ray, ...]
Key = tuple[int, int, bool]


class Keeper:
    """Rays by whose they are, up to which day, and on which clock.

    Shape:   the owner is kept beside them, so that its identity stays its own.
    Units:   bytes, those of the sets of days.
    """

    def __init__(self, most: int = MOST_BYTES) -> None:
        self._most = most
        self._held = 0
        self._kept: dict[Key, tuple[object, Rays, int]] = {}
        self._lock = Lock()

    def get(self, key: Key) -> Rays | None:
        """The rays under a key, if they are still there."""
        found = self._kept.get(key)
        return None if found is None else found[1]

    def put(self, key: Key, owner: object, rays: Rays) -> None:
        """Keep rays, and let go of the oldest until all fit."""
        size = 256 + sum(ray.days.bit_length() >> 3 for ray in rays)
        with self._lock:
            if key in self._kept:
                return
            self._kept[key] = owner, rays, size
            self._held += size
            while self._held > self._most and len(self._kept) > 1:
                _, _, gone = self._kept.pop(next(iter(self._kept)))
                self._held -= gone
