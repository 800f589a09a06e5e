"""Funding's state: lines, applications, and the ledger of every line's budget years."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import lru_cache
from operator import itemgetter
from typing import Any

from mo_network.directory.state import DirectoryState
from mo_network.funding.dossier import NO_DOSSIER, Dossier
from mo_network.funding.entries import Application, Line, Previous
from mo_network.funding.handlers import HANDLERS
from mo_network.funding.juries.state import JuryState
from mo_network.funding.ledger import Account, Ledger, Pot
from mo_network.funding.lifecycles import LIFECYCLES
from mo_network.funding.troubles import (
    AS_ASKED,
    AVAILABLE,
    CURRENCY,
    PAID_WITHIN_AWARD,
    Trouble,
    Troubles,
    pot_name,
)
from mo_network.funding.views import AdviceView, EarlierAwards, NoAdvice
from mo_network.judging.changes import Index
from mo_network.judging.columns import entries
from mo_network.judging.details import NO_DETAILS, Details, dump_details, load_details
from mo_network.judging.fact import Fact
from mo_network.judging.known import entry_of
from mo_network.judging.state import Breach
from mo_network.values.wire import structure_value, unstructure_value


class FundingState(JuryState):
    """Applications and where the money of every line and budget year is.

    Shape:   `directory` and `advice` are read, never changed. A movement in another currency than
             its line's is not counted but listed as a breach; the law refuses it where it is
             decided.
    Units:   an award counts in the year in which its project begins.
    Source:  design, section 8.
    """

    lifecycles = LIFECYCLES
    handlers = HANDLERS

    def __init__(self, directory: DirectoryState) -> None:
        super().__init__()
        self.directory = directory
        self.advice: AdviceView = NoAdvice()
        self.ledger = Ledger()
        self.line_table: dict[str, Line] = {}
        self.application_table: dict[str, Application] = {}
        self.award_sums: dict[tuple[str, int, str], tuple[int, int]] = {}
        self.troubles: Troubles = {}
        self.by_organisation: Index[str, str] = {}
        self.partner_table: dict[str, tuple[str, ...]] = {}
        self.dossier_table: dict[str, Dossier] = {}
        self.details_table: dict[str, Details] = {}

    # --- queries --------------------------------------------------------------------------

    def line(self, line: str) -> Line:
        """One funding line.

        Errors:  UnknownReference when none of that id was opened.
        """
        return entry_of(self.line_table, line)

    def lines(self) -> tuple[Line, ...]:
        """All funding lines, in the order of their opening."""
        return tuple(self.line_table.values())

    def pot(self, line: str, year: int) -> Pot:
        """The money of a line in a budget year; all zero where nothing was allocated.

        Errors:  UnknownReference when no line of that id was opened.
        """
        return Pot(line, year, self.line(line).currency, self.ledger.row((line, year)))

    def pots(self, line: str | None = None) -> tuple[Pot, ...]:
        """The pots in which money ever moved, by line and year."""
        return tuple(
            self.pot(*key)
            for key in sorted(self.ledger.keys())
            if key[0] in self.line_table and line in (None, key[0])
        )

    def application(self, application: str) -> Application:
        """One application and what became of it.

        Errors:  UnknownReference when none of that id was handed in.
        """
        return entry_of(self.application_table, application)

    def status(self, application: str) -> str:
        """Its status: submitted, awarded, paying, declined or withdrawn.

        Errors:  UnknownReference when no application of that id was handed in.
        """
        return self.statuses[self.application(application).id]

    def applications(
        self,
        line: str | None = None,
        status: str | None = None,
        organisation: str | None = None,
    ) -> tuple[Application, ...]:
        """The applications, in the order of recording, that fit everything that is given."""
        statuses = self.statuses
        return tuple(
            entry
            for entry in self._of(organisation)
            if line in (None, entry.line) and status in (None, statuses[entry.id])
        )

    def previous(self, organisation: str, year: int, currency: str) -> Previous:
        """The count and sum of an organisation's awards in a budget year, over all lines."""
        sums = self.award_sums.get((organisation, year, currency))
        # Most have none: one value for all of them, for this stands in every decision's way.
        return _no_awards(currency) if sums is None else Previous(*sums, currency)

    def dossier(self, application: str) -> Dossier:
        """The plans and codes that an application came with; an empty one if it had none.

        Errors:  UnknownReference when none of that id was handed in.
        """
        return self.dossier_table.get(self.application(application).id, NO_DOSSIER)

    def details(self, application: str) -> Details:
        """What an application tells in fields of the hub's own.

        Errors:  UnknownReference when none of that id was handed in.
        """
        return self.details_table.get(self.application(application).id, NO_DETAILS)

    def partners(self, application: str) -> tuple[str, ...]:
        """The organisations that cooperate in an application's project.

        Errors:  UnknownReference when none of that id was handed in.
        """
        return self.partner_table.get(self.application(application).id, ())

    def earlier_awards(self, organisation: str, but: str = "") -> EarlierAwards:
        """An organisation's awards, by line and days, without that of one application."""
        applications = self.by_organisation.get(organisation, ())
        return EarlierAwards(self.application_table, applications, but)

    def available_cents(self, line: str, year: int) -> int:
        """What may still be awarded, in cents of the line's currency; below zero after a cut."""
        return self.ledger.balance((line, year), Account.AVAILABLE)

    # --- what the floors above ask --------------------------------------------------------

    def breaches(self, at: datetime, by: Fact | None = None) -> Iterator[Breach]:
        """Pots below zero, awards and payments beyond their bounds, money of another currency."""
        touched = None if by is None else self._touched(by)
        for key, trouble in sorted(self.troubles.items()):
            if touched is None or key in touched:
                yield self._breach(trouble)

    def holdings(self, organisation: str, on: date) -> tuple[str, ...]:
        """Its applications of which awarded money is still to be paid."""
        return tuple(entry.id for entry in self._of(organisation) if entry.committed_cents > 0)

    def dump(self) -> dict[str, Any]:
        """The state as plain JSON values; the index is left out, for `load` finds it again."""
        return {
            "statuses": dict(self.statuses),
            "ledger": self.ledger.dump(),
            "lines": list(self.line_table.values()),
            "applications": list(self.application_table.values()),
            "partners": {name: list(each) for name, each in self.partner_table.items()},
            "dossiers": {
                name: unstructure_value(dossier) for name, dossier in self.dossier_table.items()
            },
            "details": dump_details(self.details_table),
            "award_sums": [[*key, *value] for key, value in self.award_sums.items()],
            "troubles": sorted(self.troubles.values()),
            **self._dump_juries(),
        }

    def load(self, data: Mapping[str, Any]) -> None:
        """Take over what `dump` gave; called once, on an empty state."""
        self.statuses.update(data["statuses"])
        self.ledger.load(data["ledger"])
        self._load_juries(data)
        self.line_table.update((row[0], Line._make(row)) for row in data["lines"])
        # Every key in a column and every row at once: a checkpoint has a hundred thousand of them.
        rows = data["applications"]
        self.application_table.update(
            zip(map(itemgetter(0), rows), entries(Application, rows), strict=True)
        )
        self.partner_table.update((name, tuple(each)) for name, each in data["partners"].items())
        for name, each in data["dossiers"].items():
            self.dossier_table[name] = structure_value(each, Dossier)
        self.details_table.update(load_details(data["details"]))
        for organisation, year, currency, count, cents in data["award_sums"]:
            self.award_sums[organisation, year, currency] = (count, cents)
        self.troubles.update(((row[0], row[1]), Trouble._make(row)) for row in data["troubles"])
        index = self.by_organisation
        for application, organisation, *_ in rows:
            if organisation in index:
                index[organisation].append(application)
            else:
                index[organisation] = [application]

    def _of(self, organisation: str | None) -> Iterator[Application]:
        if organisation is None:
            yield from self.application_table.values()
            return
        for name in self.by_organisation.get(organisation, ()):
            yield self.application_table[name]

    def _touched(self, by: Fact) -> set[tuple[str, str]]:
        """The laws and things that a fact may have changed something for."""
        cause, application = getattr(by, "id", ""), getattr(by, "application", "")
        line, year = getattr(by, "line", ""), getattr(by, "year", 0)
        entry = self.application_table.get(application)
        if entry is not None:
            line, year = entry.line, entry.budget_year
        return {
            (AVAILABLE, pot_name(line, year)),
            (AS_ASKED, application),
            (PAID_WITHIN_AWARD, application),
            (CURRENCY, cause),
        } | self._touched_juries(by)

    def _breach(self, trouble: Trouble) -> Breach:
        since = date.fromordinal(trouble.since)
        promises = tuple(self._promised(trouble.thing)) if trouble.law == AVAILABLE else ()
        return Breach(trouble.law, trouble.thing, since, trouble.cause, promises)

    def _promised(self, pot: str) -> Iterator[str]:
        """The applications whose award is still to be paid from a pot."""
        for entry in self.application_table.values():
            if entry.committed_cents > 0 and pot_name(entry.line, entry.budget_year) == pot:
                yield entry.id


@lru_cache(maxsize=256)
def _no_awards(currency: str) -> Previous:
    return Previous(0, 0, currency)
