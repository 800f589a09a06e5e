"""Sharing out places that overlap: good at once, then better, and proven where that is possible.

It begins with a good allocation: whoever has least so far has the next turn, and may displace
others that find another place. Then, around each wish that is not met or could be met better, all
allocations of the few wishes there are gone through; and at last those of all wishes. A branch is
left as soon as the best that it could still become is no better than the best that was found. A
simpler question (`relaxed`) bounds the whole: what is as good as its answer cannot be bettered.
"""

from __future__ import annotations

from collections.abc import Sequence
from heapq import nsmallest

from mo_network.scheduling.allocation.flow import relaxed
from mo_network.scheduling.allocation.turns import Choice, Room, turns_of
from mo_network.scheduling.allocation.wishes import Quotas, SlotWish

MOST_WORK = 500_000
"""So many places are looked at in search of something better; then the best found stands."""

MOST_SEARCHED = 200
"""With more wishes than these, only what lies around single wishes is searched."""

_WORK_AROUND_ONE = 5_000
_MOST_AROUND_ONE = 9
_DEEPEST_CHAIN = 3

Score = tuple[int, tuple[int, ...], int]
"""Of one priority: wishes met, what each group has from the least on, steps down (negative)."""


def by_search(wishes: Sequence[SlotWish], quotas: Quotas) -> tuple[dict[str, int], bool]:
    """The best allocation that was found, and whether it is proven to be the best there is.

    The wishes come in order of priority and lot.
    """
    search = _Search(wishes, quotas)
    search.begin()
    bound = search.scores_of(relaxed(wishes, quotas))
    is_proven = search.best_scores == bound
    if not is_proven:
        search.better(bound)
        is_proven = search.best_scores == bound or (
            len(wishes) <= MOST_SEARCHED and search.explore(range(len(wishes)))
        )
    if not is_proven:
        search.settle()
    return {search.turns[i].wish.key: c.number for i, c in search.best.items()}, is_proven


class _Search:
    def __init__(self, wishes: Sequence[SlotWish], quotas: Quotas) -> None:
        # Those with the least choice first: a branch that cannot win shows early.
        self.turns = sorted(
            turns_of(wishes), key=lambda t: (t.wish.priority, len(t.choices), t.lot)
        )
        self.room = Room(self.turns)
        self.quotas = {w.group: quotas.get(w.group, len(wishes)) for w in wishes}
        self.priorities = sorted({wish.priority for wish in wishes})
        self.groups = {
            priority: {w.group for w in wishes if w.priority == priority}
            for priority in self.priorities
        }
        self.held: dict[int, Choice] = {}
        self.left = dict(self.quotas)
        self.work = self.limit = 0
        self._take_best()

    def scores_of(self, held: dict[str, int]) -> list[Score]:
        """What an allocation is worth, whether it can stand or not."""
        before = self.held
        self.held = {
            i: next(c for c in turn.choices if c.number == held[turn.wish.key])
            for i, turn in enumerate(self.turns)
            if turn.wish.key in held
        }
        scores = [self._score(priority) for priority in self.priorities]
        self.held = before
        return scores

    def _score(self, priority: int) -> Score:
        met, shares, ranks = self._shares(priority)
        return met, tuple(sorted(shares.values())), -ranks

    def _shares(self, priority: int) -> tuple[int, dict[str, int], int]:
        shares = dict.fromkeys(self.groups[priority], 0)
        met = ranks = 0
        for i, choice in self.held.items():
            wish = self.turns[i].wish
            if wish.priority == priority:
                met, ranks = met + 1, ranks + choice.rank
                shares[wish.group] += 1
        return met, shares, ranks

    def _take_best(self) -> None:
        self.best = dict(self.held)
        self.best_scores = [self._score(priority) for priority in self.priorities]

    # --- a good allocation to begin with --------------------------------------------------

    def begin(self) -> None:
        self.limit = MOST_WORK // 4
        for priority in self.priorities:
            shares = dict.fromkeys(self.groups[priority], 0)
            waiting = {i for i, turn in enumerate(self.turns) if turn.wish.priority == priority}
            while waiting:
                i = min(
                    waiting, key=lambda i: (shares[self.turns[i].wish.group], self.turns[i].lot)
                )
                waiting.discard(i)
                group = self.turns[i].wish.group
                if self.left[group] and self._place(i, _DEEPEST_CHAIN, frozenset(), priority):
                    self.left[group] -= 1
                    shares[group] += 1
        self._take_best()

    def _place(
        self, i: int, depth: int, fixed: frozenset[int], priority: int, rank: int = 1_000
    ) -> bool:
        """Meet a wish, if need be by finding other places for those that are in the way.

        Those of an earlier priority only move to places that they like no less.
        """
        turn, before, used = self.turns[i], dict(self.held), 0
        self.work += len(turn.choices)
        for choice in before.values():
            used |= choice.in_the_way
        choices = [choice for choice in turn.choices if choice.rank <= rank]
        for choice in choices:
            if not choice.bit & used:
                self.held[i] = choice
                return True
        if not depth or self.work > self.limit:
            return False
        for choice in choices:
            evicted = [k for k, c in before.items() if c.bit & choice.in_the_way]
            if fixed.intersection(evicted):
                continue
            for k in evicted:
                del self.held[k]
            self.held[i] = choice
            if all(self._place_again(k, depth, fixed | {i}, priority, before) for k in evicted):
                return True
            self.held = dict(before)
        return False

    def _place_again(
        self, k: int, depth: int, fixed: frozenset[int], priority: int, before: dict[int, Choice]
    ) -> bool:
        is_earlier = self.turns[k].wish.priority < priority
        rank = before[k].rank if is_earlier else 1_000
        return self._place(k, depth - 1, fixed, priority, rank)

    # --- all allocations of some wishes, or of all ----------------------------------------

    def better(self, bound: list[Score]) -> None:
        """Look around each wish that could be met better, until nothing is found or work ends."""
        self.work, is_better = 0, True
        most = MOST_WORK // 2
        while is_better and self.best_scores != bound and self.work < most:
            before = self.best_scores
            for i, turn in enumerate(self.turns):
                held = self.best.get(i)
                if not turn.choices or (held and held.rank == turn.choices[0].rank):
                    continue
                if self.work < most:
                    self.explore(self._around(i), self.work + _WORK_AROUND_ONE)
            is_better = self.best_scores > before

    def settle(self) -> None:
        """Let nobody go without while only later priorities stand in the way of a place.

        It comes to an end, for each step meets one more of some priority and none less before it.
        """
        self.held = dict(self.best)
        while any(self._overtake(i) for i in range(len(self.turns)) if i not in self.held):
            pass
        self._take_best()

    def _overtake(self, i: int) -> bool:
        wish, _, choices = self.turns[i]
        own = [k for k in self.held if self.turns[k].wish.group == wish.group]
        later = [k for k in own if self.turns[k].wish.priority > wish.priority]
        is_full = len(own) >= self.quotas[wish.group]
        if is_full and not later:
            return False
        for choice in choices:
            evicted = [k for k, c in self.held.items() if c.bit & choice.in_the_way]
            if any(self.turns[k].wish.priority <= wish.priority for k in evicted):
                continue
            if is_full and not set(later) & set(evicted):
                evicted.append(max(later))
            for k in evicted:
                del self.held[k]
            self.held[i] = choice
            return True
        return False

    def _around(self, i: int) -> list[int]:
        """A wish, those that hold what it could have, and those that hold what these could."""
        found, waiting = [i], [i]
        while waiting and len(found) < _MOST_AROUND_ONE:
            turn = self.turns[waiting.pop(0)]
            wanted = 0
            for choice in turn.choices:
                wanted |= choice.in_the_way
            near = [k for k, c in self.best.items() if c.bit & wanted and k not in found]
            found += near
            waiting += near
        return sorted(found[:_MOST_AROUND_ONE])

    def explore(self, members: Sequence[int], limit: int | None = None) -> bool:
        """Try all allocations of some wishes, the others staying; False when work ended first."""
        self.limit = self.work + MOST_WORK if limit is None else limit
        self.held = {i: choice for i, choice in self.best.items() if i not in members}
        self.left = dict(self.quotas)
        used = 0
        for i, choice in self.held.items():
            self.left[self.turns[i].wish.group] -= 1
            used |= choice.in_the_way
        return self._go_on(list(members), 0, used, [])

    def _go_on(self, members: list[int], at: int, used: int, scores: list[Score]) -> bool:
        if self.work > self.limit:
            return False
        if at == len(members):
            if [self._score(priority) for priority in self.priorities] > self.best_scores:
                self._take_best()
            return True
        i = members[at]
        turn = self.turns[i]
        priority = turn.wish.priority
        if not at or self.turns[members[at - 1]].wish.priority != priority:
            # The priorities before are decided: their scores stand.
            scores = [self._score(each) for each in self.priorities if each < priority]
        bound = [*scores, self._bound(members, at, used)]
        rival = self.best_scores[: len(bound)]
        # Equal so far: only a later priority can still make the difference.
        if bound < rival or (bound == rival and len(bound) == len(self.priorities)):
            return True
        group = turn.wish.group
        if self.left[group]:
            self.left[group] -= 1
            for choice in turn.choices:
                if choice.bit & used:
                    continue
                self.held[i] = choice
                is_done = self._go_on(members, at + 1, used | choice.in_the_way, scores)
                del self.held[i]
                if not is_done:
                    return False
            self.left[group] += 1
        return self._go_on(members, at + 1, used, scores)

    def _bound(self, members: list[int], at: int, used: int) -> Score:
        """A score that the priority whose turn it is cannot exceed in this branch."""
        priority = self.turns[members[at]].wish.priority
        met, shares, ranks = self._shares(priority)
        free: list[Choice] = []
        open_ranks: list[int] = []
        gains = dict.fromkeys(shares, 0)
        for place in range(at, len(members)):
            wish, _, choices = self.turns[members[place]]
            if wish.priority != priority:
                break
            self.work += len(choices)
            if self.left[wish.group]:
                before = len(free)
                free += [choice for choice in choices if not choice.bit & used]
                if len(free) > before:
                    open_ranks.append(free[before].rank)
                    gains[wish.group] = min(gains[wish.group] + 1, self.left[wish.group])
        more = min(sum(gains.values()), self.room.most(free))
        for _ in range(more):
            # As even as can be: the next one goes to whoever has least and may have more.
            group = min((g for g in gains if gains[g]), key=shares.__getitem__)
            shares[group] += 1
            gains[group] -= 1
        return met + more, tuple(sorted(shares.values())), -ranks - sum(nsmallest(more, open_ranks))
