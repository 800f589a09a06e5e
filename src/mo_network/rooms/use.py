"""What a room is used for, and what that takes beyond the time itself."""

from __future__ import annotations

import attrs

from mo_network.rooms.checks import require_codes, require_margin


@attrs.frozen(kw_only=True)
class Use:
    """Nutzung: what happens in the room, and what has to be there for it.

    Shape:   plain codes of the hub's own: `purpose` (rehearsal, party), `seating` that is wished
             for (rows, circle), `needs` of equipment and accessibility (piano, step-free);
             `is_public` for what anybody may come to; `is_movable` if the hub may move it into an
             equal room without asking.
    Units:   `set_up` and `tear_down` are minutes before and after the booked time; the room is
             taken in them, too, while opening hours and closures look at the booked time only.
    Errors:  InvalidValue for codes that are none, and minutes below nothing or beyond a day.

    >>> Use(purpose="rehearsal", set_up=30).set_up
    30
    """

    purpose: str | None = None
    set_up: int = 0
    tear_down: int = 0
    seating: str | None = None
    is_public: bool = False
    is_movable: bool = False
    needs: frozenset[str] = frozenset()

    def __attrs_post_init__(self) -> None:
        require_margin(self, "set_up", self.set_up)
        require_margin(self, "tear_down", self.tear_down)
        require_codes(self, "purpose", () if self.purpose is None else (self.purpose,))
        require_codes(self, "seating", () if self.seating is None else (self.seating,))
        require_codes(self, "needs", self.needs)


PLAIN_USE = Use()
"""Nothing is said about the use."""
