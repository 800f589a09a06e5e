"""What the engine is asked to bear, and what it answers when that would be too much."""

from __future__ import annotations

import attrs

from mo_network.scheduling.minutes import check_count, check_text, check_window


@attrs.frozen
class Demand:
    """Somebody needs an amount of a leaf from one minute until another.

    Shape:   a key that is unique on its leaf, a half-open interval, an amount from one on.
    Units:   UTC minutes since 0001-01-01T00:00Z; pieces (one, for a room).
    Errors:  InvalidValue when the interval is empty, the amount below one, the key empty.

    >>> Demand("booking:choir", 600, 720)
    Demand(key='booking:choir', start=600, end=720, amount=1)
    """

    key: str
    start: int
    end: int
    amount: int = 1

    def __attrs_post_init__(self) -> None:
        check_text("the key of a demand", self.key)
        check_window(self.start, self.end)
        check_count("the amount of a demand", self.amount, 1)


@attrs.frozen
class Clash:
    """The first instant at which a wish does not fit, and who is in the way there.

    Units:   `at` is a UTC minute; `free` counts pieces and is below zero in a breach.
    Shape:   `keys` are exactly the demands that stand at that instant, by start; none are
             named when the capacity alone is too small.
    """

    at: int
    free: int
    keys: tuple[str, ...]
