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
            known.learn(record.fact)
        return known

    def _correct(self, correction: Corrected) -> None:
        self._records[correction.record] = correction.replacement
        if correction.replacement is not None:
            self.learn(correction.replacement)

    def learn(self, fact: Fact) -> None:
        """Take up what a fact brings."""
        name = getattr(fact, "name", None)
        for each in new_ids(fact):
            self.facts[each] = fact
            if isinstance(name, str):
                self._named.setdefault((each.partition(":")[0], name), set()).add(each)

    def record(self, token: str) -> Known | None:
        """The record of a token, if there is one."""
        seq = self._tokens.get(token)
        return None if seq is None else Known(seq, self._records[seq])

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
