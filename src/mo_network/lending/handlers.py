"""What each fact changes in lending; the lifecycle tables have let it pass before."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from mo_network.judging.changes import Changes
from mo_network.judging.fact import Fact
from mo_network.judging.state import Handler, When
from mo_network.lending.availability import Change, Out, whole
from mo_network.lending.demands import demands_of
from mo_network.lending.entries import (
    Damage,
    Item,
    Kit,
    Loan,
    Moved,
    Pieces,
    Request,
    lines_of,
    times_of,
)
from mo_network.lending.facts import (
    ItemModelAdded,
    ItemsBroken,
    ItemsHandedOver,
    ItemsLost,
    ItemsRepaired,
    ItemsReturned,
    KitDescribed,
    LoanCancelled,
    LoanExtended,
    LoanPromised,
    LoanRequested,
    StockChanged,
)
from mo_network.lending.pieces import pieces_asked
from mo_network.scheduling import END_OF_TIME, FIRST_MINUTE
from mo_network.values.moments import minute_of
from mo_network.values.period import Period
from mo_network.values.zones import zone

if TYPE_CHECKING:
    from mo_network.lending.state import LendingState


def midnight(on: date, key: str) -> int:
    """The minute in which a day begins by a clock, cut to the calendar."""
    return whole(minute_of(datetime.combine(on, time(), zone(key))))


def _window(period: Period, key: str) -> tuple[int, int]:
    end = END_OF_TIME if period.end is None else midnight(period.end, key)
    return midnight(period.start, key), end


def _add_item(state: LendingState, fact: ItemModelAdded, when: When, changes: Changes) -> None:
    value = fact.value
    entry = Item(
        fact.id,
        fact.name,
        fact.count,
        fact.zone,
        None if value is None else value.cents,
        "" if value is None else value.currency,
    )
    always = FIRST_MINUTE, END_OF_TIME, fact.count
    changes.put(state.item_table, fact.id, entry)
    state.shelf.stock(fact.id).change(fact.id, always, changes)


def _describe_kit(state: LendingState, fact: KitDescribed, when: When, changes: Changes) -> None:
    kit = Kit(fact.id, fact.name, lines_of(fact.items, fact.counts), fact.choose)
    changes.put(state.kit_table, fact.id, kit)
    state.shelf.define(kit, changes)


def _change(
    state: LendingState, name: str, pieces: tuple[Pieces, ...], to: Change, changes: Changes
) -> None:
    """Let there be more or fewer of some pieces for a time, under a name."""
    start, end, sign = to
    changes.put(state.change_table, name, (start, end, sign, pieces))
    for item, number in pieces:
        state.shelf.stock(item).change(name, (start, end, sign * number), changes)


def _change_stock(state: LendingState, fact: StockChanged, when: When, changes: Changes) -> None:
    start, end = _window(fact.period, state.zone_of(fact.item))
    pieces = state.shelf.taken_apart(((fact.item, abs(fact.change)),))
    _change(state, fact.id, pieces, (start, end, 1 if fact.change > 0 else -1), changes)


def _break(state: LendingState, fact: ItemsBroken, when: When, changes: Changes) -> None:
    pieces = state.shelf.taken_apart(((fact.item, fact.count),))
    changes.put(state.damage_table, fact.id, Damage(fact.id, fact.loan or "", pieces))
    _change(state, fact.id, pieces, (minute_of(when.at), END_OF_TIME, -1), changes)


def _repair(state: LendingState, fact: ItemsRepaired, when: When, changes: Changes) -> None:
    start, _, sign, pieces = state.change_table[fact.damage]
    end = max(start, minute_of(when.at))
    _change(state, fact.damage, pieces, (start, end, sign), changes)


def _request(state: LendingState, fact: LoanRequested, when: When, changes: Changes) -> None:
    lines, received = lines_of(fact.items, fact.counts), minute_of(when.received)
    entry = Request(fact.id, fact.organisation, lines, received, *times_of(fact.slot))
    changes.put(state.request_table, fact.id, entry)


def _promise(state: LendingState, fact: LoanPromised, when: When, changes: Changes) -> None:
    lines, wanted = lines_of(fact.items, fact.counts), fact.request or ""
    start, end, start_zone, end_zone = times_of(fact.slot)
    entry = Loan(
        fact.id,
        wanted,
        fact.organisation,
        lines,
        pieces=pieces_asked(state, fact, minute_of(when.at)),
        handed=(),
        back=(),
        is_open=True,
        start=start,
        end=end,
        start_zone=start_zone,
        end_zone=end_zone,
    )
    changes.note(state.by_organisation, fact.organisation, fact.id)
    if wanted:
        changes.note(state.by_request, wanted, fact.id)
    _put_loan(state, None, entry, changes)


def _extend(state: LendingState, fact: LoanExtended, when: When, changes: Changes) -> None:
    before = state.loan_table[fact.loan]
    start, end, start_zone, end_zone = times_of(fact.slot)
    # Extending keeps the start; only a correction could bring another one here.
    after = before._replace(start=start, end=end, start_zone=start_zone, end_zone=end_zone)
    _put_loan(state, before, after, changes)


def _cancel(state: LendingState, fact: LoanCancelled, when: When, changes: Changes) -> None:
    before = state.loan_table[fact.loan]
    _put_loan(state, before, before._replace(is_open=False), changes)


def _hand_over(state: LendingState, fact: ItemsHandedOver, when: When, changes: Changes) -> None:
    before, minute = state.loan_table[fact.loan], minute_of(when.at)
    pieces = pieces_asked(state, fact, minute)
    handed = (*before.handed, *(Moved(minute, item, count) for item, count in pieces))
    _put_loan(state, before, before._replace(handed=handed), changes)


def _come_back(
    state: LendingState, fact: ItemsReturned | ItemsLost, minute: int, changes: Changes
) -> tuple[Pieces, ...]:
    """Let a loan have so much less out, be it back or lost; what that is, piece by piece."""
    before = state.loan_table[fact.loan]
    lines = lines_of(fact.items, fact.counts)
    pieces = dict(state.shelf.covered(lines, before.out))
    # What the loan does not have out cannot come back from it; that it was none is kept, too, so
    # that the last entries are those of the last return.
    back = tuple(
        Pieces(item, min(pieces.get(item, 0), before.out(item)))
        for item in state.shelf.leaves_of(lines)
    )
    after = before._replace(back=(*before.back, *(Moved(minute, *each) for each in back)))
    _put_loan(state, before, after, changes)
    return tuple(each for each in back if each.number)


def _return(state: LendingState, fact: ItemsReturned, when: When, changes: Changes) -> None:
    at = when.at if fact.back_at is None else min(fact.back_at, when.at)
    _come_back(state, fact, minute_of(at), changes)


def _lose(state: LendingState, fact: ItemsLost, when: When, changes: Changes) -> None:
    minute = minute_of(when.at)
    gone = _come_back(state, fact, minute, changes)
    _change(state, fact.id, gone, (minute, END_OF_TIME, -1), changes)


def _put_loan(state: LendingState, before: Loan | None, after: Loan, changes: Changes) -> None:
    """Keep a loan, and bring its demand on each thing's stock up to date."""
    things = after.things if before is None else dict.fromkeys((*before.things, *after.things))
    changes.put(state.loan_table, after.id, after)
    for item in things:
        stock = state.shelf.stock(item)
        old = () if before is None else demands_of(before, item)
        stock.replace(old, demands_of(after, item), changes)
        stock.set_out(after.id, Out(after.out(item), after.end), changes)


HANDLERS: Mapping[type[Fact], Handler] = {
    ItemModelAdded: _add_item,
    KitDescribed: _describe_kit,
    StockChanged: _change_stock,
    ItemsBroken: _break,
    ItemsRepaired: _repair,
    LoanRequested: _request,
    LoanPromised: _promise,
    LoanExtended: _extend,
    LoanCancelled: _cancel,
    ItemsHandedOver: _hand_over,
    ItemsReturned: _return,
    ItemsLost: _lose,
}
