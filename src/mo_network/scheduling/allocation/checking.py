"""An allocation confirmed by somebody who did not make it, and why a wish was not met.

Nothing of the allocator is used here, not even its way of looking at overlaps: every span that is
held is laid out on its leaf and looked at in order.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator, Sequence
from enum import Enum
from typing import NamedTuple

import attrs

from mo_network.scheduling.allocation.wishes import Allocation, Place, Quotas, SlotWish, Span


class FaultCode(Enum):
    """What is wrong with an allocation; the last four only make it less than the best."""

    UNKNOWN_WISH = "unknown_wish"
    OUTSIDE_WISH = "outside_wish"
    HELD_TWICE = "held_twice"
    ABOVE_QUOTA = "above_quota"
    PRIORITY = "priority"
    BY_MOVING = "by_moving"
    MORE_POSSIBLE = "more_possible"
    UNEVEN = "uneven"
    PREFERENCE = "preference"

    @property
    def is_hard(self) -> bool:
        """Whether the allocation cannot stand; else it could only be better."""
        return self not in _SOFT


_SOFT = {
    FaultCode.BY_MOVING,
    FaultCode.MORE_POSSIBLE,
    FaultCode.UNEVEN,
    FaultCode.PREFERENCE,
}


class Fault(NamedTuple):
    """One thing that is wrong, and the wishes or groups that it is about."""

    code: FaultCode
    about: tuple[str, ...]


class Reason(Enum):
    """Why a wish was not met."""

    NO_PLACE = "no_place"
    QUOTA = "quota"
    HELD = "held"
    FREE = "free"


@attrs.frozen
class Unmet:
    """A wish that was not met, why, and who holds what it could have had.

    Shape:   NO_PLACE: it has no place inside its window at all. QUOTA: its group holds as many as
             it may. HELD: each of its places overlaps with one that is held, by `holders`, the
             keys of wishes in order. FREE: a place is left, which only an allocation with a fault
             leaves.
    """

    wish: str
    reason: Reason
    holders: tuple[str, ...] = ()


def check(wishes: Sequence[SlotWish], quotas: Quotas, allocation: Allocation) -> tuple[Fault, ...]:
    """Everything that is wrong with an allocation; nothing, if it can stand.

    Shape:   looked for are wishes and places that do not exist, two that hold one leaf at once,
             quotas, and wishes that are not met while only later priorities stand in the way of a
             place (PRIORITY). If none of these, for each wish that is not met, a chain: it takes a
             place, whoever holds that takes another one (no less liked, if its turn came earlier),
             and so on, until a place is free (MORE_POSSIBLE), somebody of a later priority goes
             without (BY_MOVING), or somebody of the same priority does whose group holds two more
             (UNEVEN). PREFERENCE: a better liked place is free. Where places overlap, a chain goes
             on only where a single holder is in the way: what is not found there may exist.
    """
    faults = list(_hard_faults(wishes, quotas, allocation))
    if not faults:
        chains = _Chains(wishes, quotas, allocation)
        faults = list(chains.passed_over()) or list(chains.faults())
    return tuple(faults)


def unmet(wishes: Sequence[SlotWish], quotas: Quotas, allocation: Allocation) -> tuple[Unmet, ...]:
    """The wishes that were not met, in order of their keys, each with its reason."""
    held = _held(wishes, allocation)
    counts = Counter(wish.group for wish, _ in held.values())
    found = []
    for wish in sorted(wishes, key=lambda each: each.key):
        if wish.key in held:
            continue
        holders = [_holders(held, place) for place in wish.places]
        in_the_way = tuple(sorted({holder for each in holders for holder in each}))
        if not wish.places:
            found.append(Unmet(wish.key, Reason.NO_PLACE))
        elif counts[wish.group] >= quotas.get(wish.group, len(wishes)):
            found.append(Unmet(wish.key, Reason.QUOTA, in_the_way))
        elif all(holders):
            found.append(Unmet(wish.key, Reason.HELD, in_the_way))
        else:
            found.append(Unmet(wish.key, Reason.FREE))
    return tuple(found)


Held = dict[str, tuple[SlotWish, Place]]


def _held(wishes: Sequence[SlotWish], allocation: Allocation) -> Held:
    known = {wish.key: wish for wish in wishes}
    return {key: (known[key], known[key].places[place]) for key, place in allocation.held}


def _holders(held: Held, place: Place) -> list[str]:
    """The wishes that hold something which a place needs."""
    return [
        key
        for key, (_, other) in held.items()
        if any(_is_shared(one, two) for one in place.spans for two in other.spans)
    ]


def _is_shared(one: Span, two: Span) -> bool:
    return one.leaf == two.leaf and one.start < two.end and two.start < one.end


def _hard_faults(
    wishes: Sequence[SlotWish], quotas: Quotas, allocation: Allocation
) -> Iterator[Fault]:
    known = {wish.key: wish for wish in wishes}
    sound: list[tuple[SlotWish, Place]] = []
    for key, count in sorted(Counter(key for key, _ in allocation.held).items()):
        if count > 1:
            yield Fault(FaultCode.HELD_TWICE, (key,))
    for key, number in allocation.held:
        if key not in known:
            yield Fault(FaultCode.UNKNOWN_WISH, (key,))
        elif not 0 <= number < len(known[key].places):
            yield Fault(FaultCode.OUTSIDE_WISH, (key,))
        else:
            sound.append((known[key], known[key].places[number]))
    rows = sorted((span, wish.key) for wish, place in sound for span in place.spans)
    standing: list[tuple[Span, str]] = []
    for span, key in rows:
        standing = [(other, who) for other, who in standing if _is_shared(span, other)]
        for _, who in standing:
            yield Fault(FaultCode.HELD_TWICE, (who, key))
        standing.append((span, key))
    for group, count in sorted(Counter(wish.group for wish, _ in sound).items()):
        if count > quotas.get(group, count):
            yield Fault(FaultCode.ABOVE_QUOTA, (group,))


class _Chains:
    """Looks for chains from a wish that is not met to something better."""

    def __init__(self, wishes: Sequence[SlotWish], quotas: Quotas, allocation: Allocation) -> None:
        self.wishes = {wish.key: wish for wish in wishes}
        self.held = _held(wishes, allocation)
        self.counts = Counter(wish.group for wish, _ in self.held.values())
        self.shares = Counter((wish.group, wish.priority) for wish, _ in self.held.values())
        self.quotas = {w.group: quotas.get(w.group, len(wishes)) for w in wishes}

    def passed_over(self) -> Iterator[Fault]:
        """Wishes that are not met, for all that stands in the way comes after them."""
        for key, wish in self.wishes.items():
            if key in self.held:
                continue
            is_full, later = self._quota_of(wish)
            for place in wish.places:
                holders = _holders(self.held, place)
                is_later = all(self.wishes[k].priority > wish.priority for k in holders)
                if is_later and (later if is_full else holders):
                    yield Fault(FaultCode.PRIORITY, (key, *(holders or later[:1])))
                    break

    def _quota_of(self, wish: SlotWish) -> tuple[bool, list[str]]:
        """Whether its group may hold no more, and what that holds for later priorities."""
        later = [
            key
            for key, (other, _) in self.held.items()
            if other.group == wish.group and other.priority > wish.priority
        ]
        return self.counts[wish.group] >= self.quotas[wish.group], later

    def faults(self) -> Iterator[Fault]:
        for key, (wish, place) in self.held.items():
            for other in wish.places:
                if other.rank < place.rank and set(_holders(self.held, other)) <= {key}:
                    yield Fault(FaultCode.PREFERENCE, (key,))
                    break
        for key, wish in self.wishes.items():
            if key not in self.held:
                yield from self._from(wish)

    def _from(self, wish: SlotWish) -> Iterator[Fault]:
        """What the chains from a wish end in: at best a free place, else who would give way."""
        instead: Fault | None = None
        seen = {wish.key}
        waiting: deque[tuple[SlotWish, tuple[Place, ...]]] = deque([(wish, ())])
        # Where the quota is full, somebody of its own group has to go without.
        is_full, later = self._quota_of(wish)
        while waiting:
            now, taken = waiting.popleft()
            for place in now.places:
                if now is not wish and not self._may_move(now, place, taken, wish.priority):
                    continue
                holders = [k for k in _holders(self.held, place) if k != now.key]
                if not holders and (not is_full or later):
                    code = FaultCode.BY_MOVING if is_full else FaultCode.MORE_POSSIBLE
                    yield Fault(code, (wish.key, *(later[:1] if is_full else ())))
                    return
                if len(holders) == 1 and holders[0] not in seen:
                    end = self._end(wish, holders[0], is_full=is_full)
                    if end is not None and instead is None:
                        instead = Fault(end, (wish.key, holders[0]))
                    seen.add(holders[0])
                    waiting.append((self.wishes[holders[0]], (*taken, place)))
        if instead is not None:
            yield instead

    def _may_move(
        self, holder: SlotWish, place: Place, taken: tuple[Place, ...], priority: int
    ) -> bool:
        """Whether somebody in a chain may be given another place for a wish of a priority."""
        if holder.priority < priority and place.rank > self.held[holder.key][1].rank:
            return False
        spans = [span for each in taken for span in each.spans]
        return not any(_is_shared(one, two) for one in place.spans for two in spans)

    def _end(self, wish: SlotWish, holder: str, *, is_full: bool) -> FaultCode | None:
        """What it says of an allocation that a wish could have somebody's place instead."""
        other, _ = self.held[holder]
        if is_full and other.group != wish.group:
            return None
        if other.priority > wish.priority:
            return FaultCode.BY_MOVING
        mine = self.shares[wish.group, wish.priority]
        theirs = self.shares[other.group, wish.priority]
        if other.priority == wish.priority and theirs >= mine + 2:
            return FaultCode.UNEVEN
        return None
