"""Whom and what a rule about bookings is for: rooms, uses, and groups of organisations."""

from __future__ import annotations

from typing import Annotated

import attrs

from mo_network.directory.kinds import OrganisationKind
from mo_network.judging.fact import Known
from mo_network.rooms.context import BookingContext, CancelContext
from mo_network.rules.words import Code

Rooms = frozenset[Annotated[str, Known("room")]]
Organisations = frozenset[Annotated[str, Known("org")]]
OrganisationKinds = frozenset[Annotated[str, OrganisationKind]]
Purposes = frozenset[Annotated[str, Code()]]


@attrs.frozen
class Group:
    """Nutzergruppe: organisations by kind, by membership or by name, for some purposes.

    Shape:   each part that is left out is not asked for; all parts that are given have to fit, and
             of each one of its entries. A group without any part is everybody.
    """

    name: str
    kinds: OrganisationKinds = frozenset()
    organisations: Organisations = frozenset()
    members_of: Organisations = frozenset()
    purposes: Purposes = frozenset()

    def has(self, context: BookingContext) -> bool:
        """Whether whoever books belongs to the group, with what the room is for."""
        return (
            (not self.kinds or context.organisation_kind in self.kinds)
            and (not self.organisations or context.organisation in self.organisations)
            and (not self.members_of or not self.members_of.isdisjoint(context.memberships))
            and (not self.purposes or context.use.purpose in self.purposes)
        )


def is_about(context: BookingContext | CancelContext, rooms: Rooms, purposes: Purposes) -> bool:
    """Whether a rule for some rooms and some purposes (all, if none is named) is about this."""
    return (not rooms or context.room in rooms) and (
        not purposes or context.use.purpose in purposes
    )
