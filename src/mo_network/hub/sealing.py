"""Sealed values at the door: kept apart until the fact that speaks of them is recorded."""

from __future__ import annotations

import os

from mo_network.errors import InvalidValue
from mo_network.judging.fact import Fact, sealable_fields
from mo_network.judging.facts import Corrected
from mo_network.judging.journal import Journal
from mo_network.values.canonical import is_unicode
from mo_network.values.sealed import Sealed, SealedValue, seal


def sealed_in(fact: Fact) -> dict[str, Sealed]:
    """The sealed fields of a fact, by the field's name; those of its replacement, too."""
    if isinstance(fact, Corrected):
        return sealed_in(fact.replacement) if fact.replacement is not None else {}
    names = sealable_fields(type(fact))
    if not names:
        return {}
    return {name: value for name in names if (value := getattr(fact, name)) is not None}


MOST_WAITING = 10_000
"""Sealed values that wait for their facts; beyond it the oldest are forgotten."""


class Sealing:
    """Values sealed by this handle and not yet recorded."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._waiting: dict[str, SealedValue] = {}

    def seal(self, value: str) -> Sealed:
        """Seal a value; it is stored when a fact that holds it is recorded.

        Errors: InvalidValue for what is no text, or has half a surrogate pair.
        """
        if value.__class__ is not str or not is_unicode(value):
            raise InvalidValue(
                f"{type(value).__name__} cannot be sealed here: give text", allowed="text"
            )
        key = f"sealed:{os.urandom(12).hex()}"
        sealed, kept = seal(value, key, os.urandom(16))
        self._waiting[key] = kept
        if len(self._waiting) > MOST_WAITING:
            del self._waiting[next(iter(self._waiting))]
        return sealed

    def value(self, sealed: Sealed) -> SealedValue | None:
        """What was sealed, or None if it was erased."""
        return self._waiting.get(sealed.key) or self._journal.sealed_value(sealed.key)

    def to_store(self, fact: Fact) -> list[SealedValue]:
        """The values that must be stored with this fact.

        Errors: InvalidValue for one that was not sealed through this hub.
        """
        found: list[SealedValue] = []
        for name, sealed in sealed_in(fact).items():
            kept = self._waiting.get(sealed.key)
            if kept is not None and kept.opens(sealed):
                found.append(kept)
            elif not self._is_stored(sealed):
                raise InvalidValue(
                    f"{type(fact).__name__}.{name} was not sealed by this hub: use hub.seal(text)",
                    given=sealed.key,
                    allowed="what hub.seal returned",
                )
        return found

    def _is_stored(self, sealed: Sealed) -> bool:
        kept = self._journal.sealed_value(sealed.key)
        return kept is not None and kept.opens(sealed)

    def settle(self, fact: Fact) -> None:
        """This fact is recorded, now or before: what it sealed no longer waits."""
        if not self._waiting:
            return  # as for most facts
        for sealed in sealed_in(fact).values():
            self._waiting.pop(sealed.key, None)

    def erase(self, sealed: Sealed) -> bool:
        """Delete a value and its salt, stored or still waiting; whether there was one."""
        was_waiting = self._waiting.pop(sealed.key, None) is not None
        return self._journal.erase(sealed.key) or was_waiting

    def is_same(self, fact: Fact, recorded: Fact) -> bool:
        """Whether two facts are equal, sealed fields compared by what they hold.

        A value that was erased can no longer be told apart, so it counts as the same.
        """
        if type(fact) is not type(recorded):
            return False
        if isinstance(fact, Corrected) and isinstance(recorded, Corrected):
            right, before_right = fact.replacement, recorded.replacement
            if right is None or before_right is None:
                return fact == recorded
            is_same = self.is_same(right, before_right)
            return is_same and fact.but(replacement=before_right) == recorded
        before = sealed_in(recorded)
        changes = {
            name: before[name]
            for name, sealed in sealed_in(fact).items()
            if name in before and self._is_same_value(sealed, before[name])
        }
        return (fact.but(**changes) if changes else fact) == recorded

    def _is_same_value(self, sealed: Sealed, before: Sealed) -> bool:
        given, kept = self.value(sealed), self.value(before)
        return kept is None or (given is not None and given.value == kept.value)
