"""What can happen around the rooms: keys go out and come back, and damage is reported."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar

import attrs

from mo_network.judging.fact import Fact, Known, Label, New, Standing
from mo_network.rooms.checks import require_parts
from mo_network.values.sealed import Sealed


@attrs.frozen(kw_only=True)
class KeyAdded(Fact):
    """Schlüssel erfasst: there is a key, and it opens these rooms.

    Errors:  InvalidValue for a key to nothing, and a room that stands twice.
    """

    standing: ClassVar[Standing] = Standing.OBSERVED
    id: Annotated[str, New("key")]
    name: Label
    rooms: tuple[Annotated[str, Known("room")], ...]

    def __attrs_post_init__(self) -> None:
        Fact.__attrs_post_init__(self)
        require_parts(self, "", self.rooms or ("",))


@attrs.frozen(kw_only=True)
class KeyHandedOver(Fact):
    """Schlüssel ausgegeben: an organisation has a key from now on.

    Shape:   `person` who took it is personal and therefore sealed.
    """

    standing: ClassVar[Standing] = Standing.OBSERVED
    key: Annotated[str, Known("key")]
    organisation: Annotated[str, Known("org")]
    person: Sealed | None = None


@attrs.frozen(kw_only=True)
class KeyReturned(Fact):
    """Schlüssel zurück: a key is with the hub again, or was found."""

    standing: ClassVar[Standing] = Standing.OBSERVED
    key: Annotated[str, Known("key")]


@attrs.frozen(kw_only=True)
class KeyLost(Fact):
    """Schlüssel verloren: nobody knows where a key is; who had it last stays known."""

    standing: ClassVar[Standing] = Standing.OBSERVED
    key: Annotated[str, Known("key")]


@attrs.frozen(kw_only=True)
class DamageReported(Fact):
    """Schaden gemeldet: something in a room is broken.

    Shape:   `what` is a short plain label; what may point to a person belongs into `details`,
             which is sealed. `booking` is the one after which it was found, if that is known.
             Whether the room can still be used is said by a closure.
    """

    standing: ClassVar[Standing] = Standing.OBSERVED
    id: Annotated[str, New("damage")]
    room: Annotated[str, Known("room")]
    found_on: date
    what: Label
    booking: Annotated[str, Known("booking")] | None = None
    details: Sealed | None = None


@attrs.frozen(kw_only=True)
class DamageMended(Fact):
    """Schaden behoben: what was broken works again."""

    standing: ClassVar[Standing] = Standing.OBSERVED
    damage: Annotated[str, Known("damage")]
