"""The directory's state: who there is, who belongs to whom, and who runs which hub."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from mo_network.directory import relations
from mo_network.directory.entries import (
    Host,
    Hosting,
    Hub,
    Membership,
    Organisation,
    Part,
)
from mo_network.directory.handlers import HANDLERS
from mo_network.directory.lifecycles import LIFECYCLES
from mo_network.judging.changes import FOR_GOOD, Index
from mo_network.judging.fact import Fact
from mo_network.judging.known import entry_of
from mo_network.judging.state import AreaState, Breach
from mo_network.values.period import Period

NOTHING_NEW = "directory.nothing_new"
"""The law that an organisation in liquidation, or ended, gets nothing new."""


class DirectoryState(AreaState):
    """Organisations and their dated relations; the area that all others may read.

    Shape:   queries take the day they ask about (`on`) and answer from what is known now.
    Source:  design, section 8.
    """

    lifecycles = LIFECYCLES
    handlers = HANDLERS

    def __init__(self) -> None:
        super().__init__()
        self.organisation_table: dict[str, Organisation] = {}
        self.membership_table: dict[str, Membership] = {}
        self.part_table: dict[str, Part] = {}
        self.hub_table: dict[str, Hub] = {}
        self.hosting_table: dict[str, Hosting] = {}
        self.closing_days: dict[str, int] = {}
        self.by_member: Index[str, str] = {}
        self.by_umbrella: Index[str, str] = {}
        self.by_part: Index[str, str] = {}
        self.by_hub: Index[str, str] = {}
        self.by_host: Index[str, str] = {}

    # --- organisations --------------------------------------------------------------------

    def organisation(self, organisation: str) -> Organisation:
        """One organisation.

        Errors:  UnknownReference when nobody registered it.
        """
        return entry_of(self.organisation_table, organisation)

    def organisations(self) -> tuple[Organisation, ...]:
        """All organisations, in the order of their registration."""
        return tuple(self.organisation_table.values())

    def is_active(self, organisation: str, on: date) -> bool:
        """Whether something new may be decided for an organisation on a day.

        Shape:   False from the first day of liquidation or end, and for one that is not known. A
                 day before its founding does not count: initiatives apply while they form.
        """
        closing = self.closing_days.get(organisation)
        if closing is None:
            return organisation in self.organisation_table
        return on.toordinal() < closing

    def inactive(self) -> Iterator[tuple[str, date, str]]:
        """The organisations that are in liquidation or ended, or will be, sorted.

        Shape:   each with the first such day, and the id of what closed, which is its own.
        """
        for organisation, closing in sorted(self.closing_days.items()):
            yield organisation, date.fromordinal(closing), organisation

    # --- memberships ----------------------------------------------------------------------

    def membership(self, membership: str) -> Membership:
        """One membership.

        Errors:  UnknownReference when none of that id began.
        """
        return entry_of(self.membership_table, membership)

    def members(
        self, umbrella: str, on: date, *, including_indirect: bool = False
    ) -> tuple[str, ...]:
        """The ids of an umbrella's members on a day, sorted, each once however often it joined.

        Shape:   with `including_indirect` also the members' members; never the umbrella itself
                 through a circle.
        """
        return relations.members(self, umbrella, on, including_indirect=including_indirect)

    def memberships(self, member: str, on: date) -> tuple[Membership, ...]:
        """What an organisation is a member of on a day, in the order of recording."""
        day = on.toordinal()
        entries = (self.membership_table[name] for name in self.by_member.get(member, ()))
        return tuple(entry for entry in entries if entry.runs_on(day))

    def is_member(self, member: str, umbrella: str, on: date) -> bool:
        """Whether one belongs to the other directly on a day."""
        return any(entry.umbrella == umbrella for entry in self.memberships(member, on))

    def circles(self, on: date) -> tuple[tuple[str, ...], ...]:
        """The groups that are members of one another in a circle on a day: a finding, no fault."""
        return relations.membership_circles(self, on)

    # --- parts ----------------------------------------------------------------------------

    def parts(self, whole: str, on: date) -> tuple[str, ...]:
        """The ids of what is directly part of an organisation on a day, sorted, each once."""
        day = on.toordinal()
        found = {e.part for e in self.part_table.values() if e.whole == whole and e.runs_on(day)}
        return tuple(sorted(found))

    def wholes(self, part: str, on: date) -> tuple[str, ...]:
        """The ids of what an organisation is directly part of on a day, sorted, each once."""
        day = on.toordinal()
        entries = (self.part_table[name] for name in self.by_part.get(part, ()))
        return tuple(sorted({entry.whole for entry in entries if entry.runs_on(day)}))

    # --- hubs and hosts -------------------------------------------------------------------

    def hub(self, hub: str) -> Hub:
        """One hub.

        Errors:  UnknownReference when nobody registered it.
        """
        return entry_of(self.hub_table, hub)

    def hubs(self) -> tuple[Hub, ...]:
        """All hubs, in the order of their registration."""
        return tuple(self.hub_table.values())

    def hosts(self, hub: str, on: date) -> tuple[Host, ...]:
        """Who runs a hub on a day, with the stated shares; empty in a gap."""
        return relations.hosts(self, hub, on)

    def host_gaps(self, hub: str, until: date) -> tuple[Period, ...]:
        """The days from the first host on, and before `until`, on which nobody ran the hub.

        Shape:   in order; empty if nobody ever ran it, for then nothing was interrupted.
        """
        return relations.host_gaps(self, hub, until)

    # --- what the floors above ask --------------------------------------------------------

    def breaches(self, at: datetime, by: Fact | None = None) -> Iterator[Breach]:
        """Hostings that claim too much together, and circles of parts, on the day of `at`."""
        return relations.breaches(self, at.date(), by)

    def holdings(self, organisation: str, on: date) -> tuple[str, ...]:
        """The memberships it has or gives and the hostings it takes part in on a day."""
        day = on.toordinal()
        memberships = {
            name: self.membership_table[name].runs_on(day)
            for index in (self.by_member, self.by_umbrella)
            for name in index.get(organisation, ())
        }
        hostings = {
            name: self.hosting_table[name].runs_on(day)
            for name in self.by_host.get(organisation, ())
        }
        return tuple(name for name, runs in (memberships | hostings).items() if runs)

    def dump(self) -> dict[str, Any]:
        """The state as plain JSON values; indexes are left out, for `load` finds them again."""
        return {
            "statuses": dict(self.statuses),
            "organisations": list(self.organisation_table.values()),
            "memberships": list(self.membership_table.values()),
            "parts": list(self.part_table.values()),
            "hubs": list(self.hub_table.values()),
            "hostings": list(self.hosting_table.values()),
        }

    def load(self, data: Mapping[str, Any]) -> None:
        """Take over what `dump` gave; called once, on an empty state."""
        self.statuses.update(data["statuses"])
        self.organisation_table.update(
            (row[0], Organisation._make(row)) for row in data["organisations"]
        )
        self.membership_table.update((row[0], Membership._make(row)) for row in data["memberships"])
        self.part_table.update((row[0], Part._make(row)) for row in data["parts"])
        self.hub_table.update((row[0], Hub._make(row)) for row in data["hubs"])
        for name, hub, hosts, shares, start, end in data["hostings"]:
            self.hosting_table[name] = Hosting(name, hub, tuple(hosts), tuple(shares), start, end)
        self._index()

    def _index(self) -> None:
        for organisation in self.organisation_table.values():
            if organisation.closing_day is not None:
                self.closing_days[organisation.id] = organisation.closing_day
        for membership in self.membership_table.values():
            FOR_GOOD.note(self.by_member, membership.member, membership.id)
            FOR_GOOD.note(self.by_umbrella, membership.umbrella, membership.id)
        for part in self.part_table.values():
            FOR_GOOD.note(self.by_part, part.part, part.id)
        for hosting in self.hosting_table.values():
            FOR_GOOD.note(self.by_hub, hosting.hub, hosting.id)
            for host in hosting.hosts:
                FOR_GOOD.note(self.by_host, host, hosting.id)
