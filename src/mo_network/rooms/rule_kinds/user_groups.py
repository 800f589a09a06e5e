"""The rule kind `user-groups`: the order of user groups, as how far ahead each may book."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import ClassVar

import attrs

from mo_network.errors import InvalidValue
from mo_network.judging.answers import Note, Veto
from mo_network.rooms.hooks import BookingContext, booking_limits
from mo_network.rooms.rule_kinds.choosing import Group, Rooms
from mo_network.values.deadlines import days_after, days_before
from mo_network.values.timeline import Timeline


@attrs.frozen
class Tier:
    """A user group, and how many days ahead it may book."""

    days: Timeline[int]
    group: Group


@attrs.frozen
class UserGroups:
    """Rangfolge der Nutzergruppen: who comes first may book from further ahead.

    Shape:   `tiers` from the first group to the last; whoever books belongs to the first one that
             fits. Who fits into none may not book. So priority needs no taking back: what a group
             of lower rank has booked stays booked, and the first ones had their time to choose.
             `rooms` are those it is about, all if none is named.
    Units:   days before the first day of the booking, counted from the day of receipt.
    Errors:  InvalidValue for no tiers, and two of one name. On a day without a value the rule
             cannot answer, and the verdict is undecided.

    Which mistake is worse: to let whoever clicks first take what the house is there for.

    >>> UserGroups(())
    Traceback (most recent call last):
    mo_network.errors.InvalidValue: the rule has no tiers: write one or more, the first group first
    """

    kind: ClassVar[str] = "user-groups"
    version: ClassVar[int] = 1
    sentences: ClassVar[dict[str, dict[str, str]]] = {
        "de": {
            "rank": "Nutzergruppe {1}: {0}.",
            "not_yet": "Nutzergruppe „{0}“ kann diesen Tag ab dem {1} buchen.",
            "no_group": "Keine der Nutzergruppen passt zu {0}.",
        },
        "de-simple": {
            "rank": "Das ist Gruppe {1}: {0}.",
            "not_yet": "Die Gruppe „{0}“ kann diesen Tag ab dem {1} buchen.",
            "no_group": "{0} passt in keine Gruppe.",
        },
        "en": {
            "rank": "User group {1}: {0}.",
            "not_yet": 'The user group "{0}" can book this day from {1} on.',
            "no_group": "None of the user groups fits {0}.",
        },
    }

    tiers: tuple[Tier, ...]
    rooms: Rooms = frozenset()

    def __attrs_post_init__(self) -> None:
        names = [tier.group.name for tier in self.tiers]
        if not names:
            raise InvalidValue(
                "the rule has no tiers: write one or more, the first group first", given=()
            )
        if len(set(names)) != len(names):
            raise InvalidValue(
                f"two tiers have one name ({', '.join(names)[:80]}): give each its own",
                given=names,
                allowed="each name once",
            )

    @booking_limits
    def order(self, context: BookingContext) -> Iterable[Veto | Note]:
        """The group that it is, and a veto if it is not its turn yet."""
        if self.rooms and context.room not in self.rooms:
            return
        for rank, tier in enumerate(self.tiers, start=1):
            if tier.group.has(context):
                yield Note("rank", (tier.group.name, rank))
                yield from self._turn(context, tier)
                return
        yield Veto("no_group", (context.organisation,))

    @staticmethod
    def _turn(context: BookingContext, tier: Tier) -> Iterable[Veto]:
        ahead = tier.days.at(context.on)
        last: date = context.start_on if context.last_on is None else context.last_on
        if context.last_on is None or days_after(context.received_on, ahead) < last:
            yield Veto("not_yet", (tier.group.name, days_before(last, ahead)))
