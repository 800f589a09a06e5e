"""Knowledge: what the journal and the rows read so far have brought, by id, name and token.

In a table stands "Sonnenblume e. V.", not "org:sonnenblume". A name is taken only if exactly one
thing of that kind bears it.
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import NamedTuple

from mo_network.errors import InvalidValue, UnknownReference
from mo_network.hub.hub import Hub
from mo_network.judging.fact import Fact, new_ids
from mo_network.judging.facts import Corrected


class Known(NamedTuple):
    """A record that a row led to: its number, and its fact as it stands after corrections."""

    seq: int
    fact: Fact | None


class Knowledge:
    """Facts by the ids they brought, ids by their names, records by their tokens.

    Shape:   `learn` takes up rows as they are read, so that later ones may name earlier ones.
    """

    def __init__(self) -> None:
        self.facts: dict[str, Fact] = {}
        self._tokens: dict[str, int] = {}
        self._records: dict[int, Fact | None] = {}
        self._named: dict[tuple[str, str], set[str]] = {}
        self._rows: dict[tuple[str, str], dict[str, str]] = {}

    @classmethod
    def of(cls, hub: Hub) -> Knowledge:
        """What a hub's journal holds."""
        known = cls()
        for record in hub.journal.since(0):
            if isinstance(record.fact, Corrected):
                known._correct(record.fact)
                continue
            known._records[record.seq] = record.fact
            request = hub.request_of(record)
            if request is not None:
                known._tokens[request] = record.seq
            known.learn(record.fact, request or "")
        return known

    def _correct(self, correction: Corrected) -> None:
        self._records[correction.record] = correction.replacement
        if correction.replacement is not None:
            self.learn(correction.replacement)

    def learn(self, fact: Fact, token: str = "") -> None:
        """Take up what a fact brings; its token says of which table and row it is, if of one."""
        name = getattr(fact, "name", None)
        table, _, row = token.partition("/")
        for each in new_ids(fact):
            self.facts[each] = fact
            if row:
                found = self._rows.setdefault((each.partition(":")[0], row.lower()), {})
                found[table] = each
            if isinstance(name, str):
                self._named.setdefault((each.partition(":")[0], name), set()).add(each)

    def record(self, token: str) -> Known | None:
        """The record of a token, if there is one."""
        seq = self._tokens.get(token)
        return None if seq is None else Known(seq, self._records[seq])

    def of_row(self, kind: str, row: str) -> str:
        """The id of the one thing of a kind that rows of this number brought.

        Shape:   `A1`, or `applications-2026/A1` where several tables have such a row.
        Errors:  UnknownReference when there is none, InvalidValue when there are several.
        """
        table, _, number = row.rpartition("/")
        found = self._rows.get((kind, number.lower()), {})
        named = [found[table]] if table in found else [] if table else sorted({*found.values()})
        if len(named) == 1:
            return named[0]
        if named:
            rows = ", ".join(f"{each}/{number}" for each in sorted(found))
            raise InvalidValue(
                f"{row!r} stands in several tables: write one of {rows}", given=row, allowed=rows
            )
        if f"{kind}:{row.lower()}" in self.facts:
            return f"{kind}:{row.lower()}"
        raise UnknownReference(
            f"{row[:60]!r} is no {kind} of a table or the journal; allowed is the number of one",
            reference=row,
        )

    def names(self) -> dict[str, str]:
        """The names of things by their ids."""
        return {each: name for (_, name), ids in self._named.items() for each in ids}

    def named(self, kind: str, name: str) -> str:
        """The id of the one thing of a kind that bears a name.

        Errors:  UnknownReference when none does, InvalidValue when several do.
        """
        found = self._named.get((kind, name), set())
        if len(found) == 1:
            return next(iter(found))
        if found:
            raise InvalidValue(
                f"{name!r} is the name of {', '.join(sorted(found))}; allowed is one of these ids",
                given=name,
                allowed="an id",
            )
        names = [each for of, each in self._named if of == kind]
        near = get_close_matches(name, names, n=1)
        hint = f"; did you mean {near[0]!r}?" if near else ""
        raise UnknownReference(
            f"nothing is known by the name {name[:60]!r}; allowed is the name, or the id "
            f"({kind}:...), of something in the setup file or the journal{hint}",
            reference=name,
        )
