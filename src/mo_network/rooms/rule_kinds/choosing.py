"""Whom and what a rule about bookings is for: rooms, uses, and groups of organisations."""

from __future__ import annotations

import attrs

from mo_network.directory.facts import OrganisationKind
from mo_network.errors import InvalidValue
from mo_network.rooms.context import BookingContext, CancelContext
from mo_network.values.ids import check_id

KINDS = tuple(kind.value for kind in OrganisationKind)


@attrs.frozen
class Group:
    """Nutzergruppe: organisations by kind, by membership or by name, for some purposes.

    Shape:   each part that is left out is not asked for; all parts that are given have to fit, and
             of each one of its entries. A group without any part is everybody.
    Errors:  InvalidValue for an unknown kind, and for ids of another sort.
    """

    name: str
    kinds: frozenset[str] = frozenset()
    organisations: frozenset[str] = frozenset()
    members_of: frozenset[str] = frozenset()
    purposes: frozenset[str] = frozenset()

    def __attrs_post_init__(self) -> None:
        require_kinds(self.kinds)
        require_ids("organisations", self.organisations, "org")
        require_ids("members_of", self.members_of, "org")

    def has(self, context: BookingContext) -> bool:
        """Whether whoever books belongs to the group, with what the room is for."""
        return (
            (not self.kinds or context.organisation_kind in self.kinds)
            and (not self.organisations or context.organisation in self.organisations)
            and (not self.members_of or not self.members_of.isdisjoint(context.memberships))
            and (not self.purposes or context.use.purpose in self.purposes)
        )


def is_about(
    context: BookingContext | CancelContext, rooms: frozenset[str], purposes: frozenset[str]
) -> bool:
    """Whether a rule for some rooms and some purposes (all, if none is named) is about this."""
    return (not rooms or context.room in rooms) and (
        not purposes or context.use.purpose in purposes
    )


def require_kinds(kinds: frozenset[str]) -> None:
    """Refuse kinds of organisations that the directory does not know."""
    if not kinds <= set(KINDS):
        raise InvalidValue(
            f"kinds name {', '.join(sorted(kinds - set(KINDS)))}: write some of {', '.join(KINDS)}",
            given=kinds,
            allowed=", ".join(KINDS),
        )


def require_ids(field: str, names: frozenset[str], kind: str) -> None:
    """Refuse what is no id of that kind."""
    for name in sorted(names):
        try:
            check_id(name, kind)
        except InvalidValue as error:
            raise InvalidValue(
                f"{field}: {error}", given=name, allowed=f"ids such as {kind}:a"
            ) from None
