"""The state of lending: what there is, what is promised to whom, what is out and what is late."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from mo_network.directory.state import DirectoryState
from mo_network.errors import InvalidValue
from mo_network.judging.changes import Index
from mo_network.judging.fact import Fact
from mo_network.judging.known import entry_of
from mo_network.judging.state import AreaState, Breach
from mo_network.lending import checkpoint, troubles
from mo_network.lending.entries import Damage, Item, Kit, Loan, Pieces, Request
from mo_network.lending.handlers import HANDLERS
from mo_network.lending.lifecycles import CANCELLED, LIFECYCLES
from mo_network.lending.shelf import Shelf
from mo_network.lending.week import Week, week_of
from mo_network.values.moments import minute_of, moment_of
from mo_network.values.slot import Slot
from mo_network.values.zones import zone

StockChanges = dict[str, tuple[int, int, int, tuple[Pieces, ...]]]
"""By its id, from when until when there are how many more (1) or fewer (-1) of which pieces."""


class OnLoan(NamedTuple):
    """Pieces of one loan that are out, and the moment at which they are to be back."""

    loan: str
    organisation: str
    item: str
    number: int
    due: datetime


class LendingState(AreaState):
    """Things, kits, requests and loans.

    Shape:   every question of availability is answered by the engine, through `Shelf`. Where a
             thing is asked for, a kit may be given as well. Questions whose answer changes as
             time passes take the moment `at` which one asks: what is overdue is out until then.
    Source:  design, sections 6 and 8.
    """

    lifecycles = LIFECYCLES
    handlers = HANDLERS

    def __init__(self, directory: DirectoryState) -> None:
        super().__init__()
        self.directory = directory
        self.item_table: dict[str, Item] = {}
        self.kit_table: dict[str, Kit] = {}
        self.request_table: dict[str, Request] = {}
        self.loan_table: dict[str, Loan] = {}
        self.damage_table: dict[str, Damage] = {}
        self.change_table: StockChanges = {}
        self.by_organisation: Index[str, str] = {}
        self.by_request: Index[str, str] = {}
        self.shelf = Shelf()

    # --- what there is --------------------------------------------------------------------

    def item(self, item: str) -> Item:
        """One kind of thing.

        Errors:  UnknownReference when nobody added it; a kit is none.
        """
        return entry_of(self.item_table, item)

    def items(self) -> tuple[Item, ...]:
        """All kinds of things, in the order in which they were added."""
        return tuple(self.item_table.values())

    def kit(self, kit: str) -> Kit:
        """One kit.

        Errors:  UnknownReference when nobody described it.
        """
        return entry_of(self.kit_table, kit)

    def kits(self) -> tuple[Kit, ...]:
        """All kits, in the order in which they were described."""
        return tuple(self.kit_table.values())

    def stock(self, item: str, at: datetime) -> int:
        """How many pieces there are at a moment, promised and out ones included.

        Shape:   of a kit, as many as could be put together.
        Errors:  UnknownReference when there is no such thing.
        """
        minute, shelf = minute_of(at), self.shelf
        return shelf.inventory.put_together(
            self._known(item), lambda leaf: shelf.stock(leaf).leaf.capacity.at(minute)
        )

    def in_house(self, item: str, at: datetime) -> int:
        """How many pieces are there to leave at a moment: neither out, late ones too, nor broken.

        Shape:   of a kit, as many as could be put together; what is out by now counts as out.
        Errors:  UnknownReference when there is no such thing.
        """
        minute, shelf = minute_of(at), self.shelf
        return shelf.inventory.put_together(
            self._known(item), lambda leaf: shelf.stock(leaf).in_house(minute)
        )

    def damages(self) -> tuple[Damage, ...]:
        """What is broken and not repaired, in the order of the reports."""
        entries = self.damage_table.values()
        return tuple(each for each in entries if self.statuses.get(each.id) == "broken")

    # --- requests and loans ---------------------------------------------------------------

    def request(self, request: str) -> Request:
        """One request.

        Errors:  UnknownReference when none of that id was handed in.
        """
        return entry_of(self.request_table, request)

    def granted(self, request: str) -> str | None:
        """The loan that grants a request, if one does and is not cancelled."""
        loans = self.by_request.get(request, ())
        return next((each for each in loans if self.statuses.get(each) != CANCELLED), None)

    def loan(self, loan: str) -> Loan:
        """One loan as it stands, cancelled ones too; `status` tells which.

        Errors:  UnknownReference when there is none of that id.
        """
        return entry_of(self.loan_table, loan)

    def loans(self, organisation: str | None = None) -> tuple[Loan, ...]:
        """All loans, or those of one organisation, in the order in which they were promised."""
        if organisation is None:
            return tuple(self.loan_table.values())
        return tuple(self.loan_table[name] for name in self.by_organisation.get(organisation, ()))

    def status(self, loan: str, at: datetime) -> str:
        """How a loan stands at a moment.

        Shape:   "promised"; "lapsed" when its time is over and nothing was fetched; "out" while
                 something is; "overdue" when that should be back; "returned"; "cancelled".
        Errors:  UnknownReference when there is none of that id.
        """
        entry, is_over = self.loan(loan), self.loan(loan).end <= minute_of(at)
        if entry.is_out:
            return "overdue" if is_over else "out"
        if not is_over and any(entry.waiting(item) for item in entry.things):
            return "promised"
        if entry.handed:
            return "returned"
        return "lapsed" if entry.is_open else CANCELLED

    def out(self, at: datetime) -> tuple[OnLoan, ...]:
        """What left the house by a moment and is not back, the first due first."""
        minute = minute_of(at)
        found = (
            OnLoan(loan.id, loan.organisation, item, out.number, loan.ends_at)
            for item, stock in self.shelf.stocks.items()
            for loan, out in ((self.loan_table[name], out) for name, out in stock.out.items())
            if any(left <= minute for left, name, _ in loan.handed if name == item)
        )
        return tuple(sorted(found, key=lambda each: (minute_of(each.due), each.loan, each.item)))

    def overdue(self, at: datetime) -> tuple[OnLoan, ...]:
        """What should be back at a moment and is not, the longest overdue first."""
        return tuple(each for each in self.out(at) if each.due <= at)

    # --- what can be lent -----------------------------------------------------------------

    def available(self, item: str, slot: Slot, at: datetime) -> int:
        """How many pieces, or kits, can be promised for a slot, as seen at a moment.

        Shape:   what is called available can be promised, and one more cannot.
        Errors:  UnknownReference when there is no such thing.
        """
        return self.shelf.most(self._known(item), slot.start_minute, slot.end_minute, minute_of(at))

    def free(
        self, item: str, window: Slot, at: datetime, *, count: int = 1, minutes: int = 1
    ) -> tuple[Slot, ...]:
        """The stretches of a window in which so many are free for at least so long.

        Shape:   in order, in the zone of the thing; each as long as it can be, which of a kit that
                 leaves a choice means: with one choice throughout.
        Units:   minutes as they pass.
        Errors:  UnknownReference when there is no such thing, InvalidValue for a count or a
                 length below one.
        """
        if count < 1 or minutes < 1:
            raise InvalidValue(
                f"{count} pieces for {minutes} minutes: give one or more of both",
                given=(count, minutes),
                allowed="1 or more",
            )
        inventory = self.shelf.inventory
        where, leaves = zone(self.zone_of(self._known(item))), inventory.leaves_of(item)
        found: list[Slot] = []
        start, end = window.start_minute, window.end_minute
        with self.shelf.looking_at(leaves, minute_of(at)):
            while (begin := inventory.find(item, start, end, minutes, count)) is not None:
                short = inventory.first_clash(item, begin, end, count)
                start = end if short is None else short.clash.at
                found.append(Slot(moment_of(begin, where), moment_of(start, where)))
                if start >= end:
                    break
        return tuple(found)

    def week(self, on: date, at: datetime, item: str | None = None) -> Week:
        """The week in which a day lies, Monday to Sunday, of one thing or of all.

        Shape:   of a kit, the things that it is made of.
        Errors:  UnknownReference when there is no such thing.
        """
        if item is None:
            return week_of(self, on, at, tuple(self.item_table))
        return week_of(self, on, at, self.shelf.inventory.leaves_of(self._known(item)))

    def zone_of(self, item: str) -> str:
        """The zone of the clock by which a thing's days are told; of a kit, its first part's."""
        made_of = self.shelf.inventory.composites
        while item in made_of:
            item = made_of[item].parts[0][0]
        entry = self.item_table.get(item)
        return "UTC" if entry is None else entry.zone

    def _known(self, item: str) -> str:
        if item not in self.kit_table:
            self.item(item)
        return item

    # --- what the floors above ask --------------------------------------------------------

    def breaches(self, at: datetime, by: Fact | None = None) -> Iterator[Breach]:
        """Where more is promised or out than there is, now or later as things are.

        Shape:   each with the thing, its cause (the overdue loan, the change of stock, the damage)
                 and the promises that it hits. With `by` a late return names those that it was
                 too late for, whether or not they can still be kept.
        """
        if by is None:
            return troubles.breaches(self, minute_of(at))
        return troubles.breaches_by(self, by, at)

    def holdings(self, organisation: str, on: date) -> tuple[str, ...]:
        """Its loans that end on that day or later, and those of which something is out."""
        return tuple(
            entry.id
            for entry in self.loans(organisation)
            if (entry.is_open and _ends(entry) >= on) or entry.is_out
        )

    def dump(self) -> dict[str, Any]:
        """The state as plain JSON values; the stock is left out, for `load` finds it again."""
        return checkpoint.dump(self)

    def load(self, data: Mapping[str, Any]) -> None:
        """Take over what `dump` gave; called once, on an empty state."""
        checkpoint.load(self, data)


def _ends(loan: Loan) -> date:
    """The last day of a loan, by the clock of its end."""
    return moment_of(loan.end - 1, zone(loan.end_zone)).date()
