"""The rule kind `who-may-book`: which groups may book which rooms, and for what."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

import attrs

from mo_network.errors import InvalidValue
from mo_network.judging.answers import Veto
from mo_network.rooms.hooks import BookingContext, booking_limits
from mo_network.rooms.rule_kinds.choosing import OrganisationKinds, Organisations, Purposes, Rooms


@attrs.frozen
class WhoMayBook:
    """Geschlossener Nutzerkreis: who may book these rooms, and what for.

    Shape:   `rooms` are those it is about, all if none is named. Each part that is left out is not
             asked for: `kinds` of organisations, `organisations` by id, `members_of` an umbrella
             (one is enough); `only_for` and `never_for` name purposes; with `needs_purpose` a
             booking that does not say what it is for is refused.
    Errors:  InvalidValue for a rule that asks nothing.

    Which mistake is worse: to shut out a group that belongs to the house, for it will not ask
    again; so a purpose that nobody stated is no reason, unless the rule asks for one.

    >>> WhoMayBook(rooms=frozenset({"room:a"}))
    Traceback (most recent call last):
    mo_network.errors.InvalidValue: the rule asks nothing: write at least one of kinds, \
organisations, members_of, only_for, never_for, needs_purpose
    """

    kind: ClassVar[str] = "who-may-book"
    version: ClassVar[int] = 1
    sentences: ClassVar[dict[str, dict[str, str]]] = {
        "de": {
            "kind": "{0} steht anderen Arten von Organisationen offen, nicht: {1}.",
            "closed_group": "{0} steht nur einem festen Kreis offen; {1} gehört nicht dazu.",
            "no_member": "{0} steht nur Mitgliedern offen von: {1}.",
            "purpose": "{0} ist nicht dafür da: {1}.",
            "no_purpose": "Wofür wird {0} gebraucht? Das muss vorher feststehen.",
        },
        "de-simple": {
            "kind": "{0} ist für andere Gruppen da, nicht für: {1}.",
            "closed_group": "{0} ist nur für eine feste Gruppe. {1} gehört nicht dazu.",
            "no_member": "{0} ist nur für Mitglieder da. Mitglied von: {1}.",
            "purpose": "{0} ist nicht dafür da: {1}.",
            "no_purpose": "Wofür brauchen Sie {0}? Das müssen wir vorher wissen.",
        },
        "en": {
            "kind": "{0} is open to organisations of other kinds, not: {1}.",
            "closed_group": "{0} is open to a closed group; {1} does not belong to it.",
            "no_member": "{0} is open to members only, of: {1}.",
            "purpose": "{0} is not meant for: {1}.",
            "no_purpose": "What is {0} needed for? That must be known before.",
        },
    }

    rooms: Rooms = frozenset()
    kinds: OrganisationKinds = frozenset()
    organisations: Organisations = frozenset()
    members_of: Organisations = frozenset()
    only_for: Purposes = frozenset()
    never_for: Purposes = frozenset()
    needs_purpose: bool = False

    def __attrs_post_init__(self) -> None:
        parts = (self.kinds, self.organisations, self.members_of, self.only_for, self.never_for)
        if not any(parts) and not self.needs_purpose:
            raise InvalidValue(
                "the rule asks nothing: write at least one of kinds, organisations, members_of, "
                "only_for, never_for, needs_purpose",
                given=None,
            )

    @booking_limits
    def who(self, context: BookingContext) -> Iterable[Veto]:
        """A veto for each part that does not fit."""
        room, purpose = context.room, context.use.purpose
        if self.rooms and room not in self.rooms:
            return
        if self.kinds and context.organisation_kind not in self.kinds:
            yield Veto("kind", (room, context.organisation_kind))
        if self.organisations and context.organisation not in self.organisations:
            yield Veto("closed_group", (room, context.organisation))
        if self.members_of and self.members_of.isdisjoint(context.memberships):
            yield Veto("no_member", (room, ", ".join(sorted(self.members_of))[:200]))
        if purpose is None:
            if self.needs_purpose:
                yield Veto("no_purpose", (room,))
        elif purpose in self.never_for or (self.only_for and purpose not in self.only_for):
            yield Veto("purpose", (room, purpose))
