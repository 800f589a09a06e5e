"""The state of lending as plain JSON, and back; each thing's stock is put together anew."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import starmap
from typing import TYPE_CHECKING, Any

from mo_network.judging.changes import FOR_GOOD
from mo_network.lending.availability import Out, Stock
from mo_network.lending.demands import Row, rows_of
from mo_network.lending.entries import Damage, Item, Kit, Loan, Moved, Pieces, Request
from mo_network.scheduling import END_OF_TIME, FIRST_MINUTE

if TYPE_CHECKING:
    from mo_network.lending.state import LendingState


def dump(state: LendingState) -> dict[str, Any]:
    """The tables, entry by entry."""
    return {
        "statuses": dict(state.statuses),
        "items": list(state.item_table.values()),
        "kits": list(state.kit_table.values()),
        "requests": list(state.request_table.values()),
        "loans": list(state.loan_table.values()),
        "damages": list(state.damage_table.values()),
        "changes": [[name, *change] for name, change in state.change_table.items()],
    }


def load(state: LendingState, data: Mapping[str, Any]) -> None:
    """Read the tables, and put demands, changes and what is out where they belong."""
    state.statuses.update(data["statuses"])
    state.item_table.update((row[0], Item._make(row)) for row in data["items"])
    for name, shown, parts, choose in data["kits"]:
        state.kit_table[name] = Kit(name, shown, _pieces(parts), choose)
    for name, organisation, lines, *times in data["requests"]:
        state.request_table[name] = Request(name, organisation, _pieces(lines), *times)
    for name, loan, pieces in data["damages"]:
        state.damage_table[name] = Damage(name, loan, _pieces(pieces))
    for name, start, end, sign, pieces in data["changes"]:
        state.change_table[name] = start, end, sign, _pieces(pieces)
    table, known = state.loan_table, dict[tuple[tuple[str, int], ...], tuple[Pieces, ...]]()
    for name, wanted, organisation, lines, pieces, handed, back, *rest in data["loans"]:
        # The same lines come again and again, so they are kept once.
        key = tuple(map(tuple, lines))
        named = known.get(key) or known.setdefault(key, _pieces(lines))
        own = named if pieces == lines else _pieces(pieces)
        left, returned = _moved(handed), _moved(back)
        table[name] = Loan(name, wanted, organisation, named, own, left, returned, *rest)
    _put_together(state)


def _put_together(state: LendingState) -> None:
    """The stock of each thing, and the kits: the demands of all loans as one list a thing."""
    rows: dict[str, list[Row]] = {name: [] for name in state.item_table}
    for loan in state.loan_table.values():
        state.by_organisation.setdefault(loan.organisation, []).append(loan.id)
        if loan.request:
            state.by_request.setdefault(loan.request, []).append(loan.id)
        _collect(rows, loan)
    shelf = state.shelf
    for thing, found in rows.items():
        shelf.put(Stock(thing, found), is_leaf=thing not in state.kit_table)
    for kit in state.kit_table.values():
        shelf.define(kit, FOR_GOOD)
    for loan in state.loan_table.values():
        for thing in loan.things if loan.handed else ():
            shelf.stocks[thing].set_out(loan.id, Out(loan.out(thing), loan.end), FOR_GOOD)
    for entry in state.item_table.values():
        always = FIRST_MINUTE, END_OF_TIME, entry.number
        shelf.stock(entry.id).change(entry.id, always, FOR_GOOD)
    for name, (start, end, sign, changed) in state.change_table.items():
        for item, number in changed:
            shelf.stock(item).change(name, (start, end, sign * number), FOR_GOOD)


def _collect(rows: dict[str, list[Row]], loan: Loan) -> None:
    """What a loan asks of each thing."""
    if not loan.handed and len(loan.pieces) == 1:
        # What the general way would give, for most loans that are still to come.
        thing, number = loan.pieces[0]
        own = rows.setdefault(thing, [])
        if loan.is_open:
            own.append((loan.start, loan.end, f"{loan.id}#0", number))
    else:
        for thing in loan.things:
            rows.setdefault(thing, []).extend(rows_of(loan, thing))


def _pieces(rows: list[list[Any]]) -> tuple[Pieces, ...]:
    return tuple(starmap(Pieces, rows))


def _moved(rows: list[list[Any]]) -> tuple[Moved, ...]:
    return tuple(starmap(Moved, rows)) if rows else ()
