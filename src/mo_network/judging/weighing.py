"""Weighing: what all answers about a decision amount to.

The same function decides at first and at every recheck, so a stored decision can be recombined
years later from its stored answers alone. It does not depend on the order of the answers.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum
from typing import Any, NamedTuple

from mo_network.judging.answers import Fault, Requirement, Veto
from mo_network.judging.fact import Fact
from mo_network.judging.said import Answers, Bounds, Pair


class Verdict(Enum):
    """What judging came to: `allowed`, `forbidden`, or `undecided` (something is missing)."""

    ALLOWED = "allowed"
    FORBIDDEN = "forbidden"
    UNDECIDED = "undecided"


class Weighed(NamedTuple):
    """The verdict and which answers made it.

    Shape:   `binding` forbid; `open` wait for what only the decision brings; `faults` could not
             be answered.
    """

    verdict: Verdict
    binding: Sequence[Pair] = ()
    open: Sequence[Pair] = ()
    faults: Sequence[Pair] = ()


_ALLOWED = Weighed(Verdict.ALLOWED)


def weigh(
    answers: Answers,
    asked: Fact,
    *,
    is_open: bool = False,
    monitored: frozenset[str] = frozenset(),
) -> Weighed:
    """Combine answers about a decision into a verdict.

    Shape:   `asked` is the decision; with `is_open` it is still to come, and a requirement on a
             value that it leaves out is open instead of unmet. What `monitored` rules say never
             binds.
    Errors:  none: a value that cannot be compared with its bound counts as a fault.
    """
    binding: list[Pair] = []
    still_open: list[Pair] = []
    faults: list[Pair] = []
    for run in answers.bounds:
        kind, subject, by, values, _, tightest = run
        given = subject.read(asked)
        if given is None:
            if kind is Requirement:
                unmet = still_open if is_open else binding
                unmet += [run.pair(place) for place in range(len(by))]
        elif not _is_met_by_all(subject.is_met, given, values, tightest):
            _compare_each(given, run, binding, faults)
    for pair in answers.others:
        cls = pair[1].__class__
        if cls is Veto:
            binding.append(pair)
        elif cls is Fault:
            faults.append(pair)
    if not (binding or faults or still_open):
        return _ALLOWED
    if monitored:
        binding = [pair for pair in binding if pair[0] not in monitored]
        faults = [pair for pair in faults if pair[0] not in monitored]
        still_open = [pair for pair in still_open if pair[0] not in monitored]
    verdict = Verdict.FORBIDDEN if binding else Verdict.UNDECIDED if faults else Verdict.ALLOWED
    return Weighed(verdict, tuple(binding), tuple(still_open), tuple(faults))


def _is_met_by_all(
    is_met: Callable[[Any, Any], bool], given: Any, values: Sequence[Any], tightest: Any
) -> bool:
    """Whether a value keeps a whole column of bounds; False where only each one can tell."""
    try:
        if tightest is not None:
            return is_met(given, tightest)
        for value in values:
            if not is_met(given, value):
                return False
    except (TypeError, ValueError, LookupError, AttributeError):
        return False
    return True


def _compare_each(given: Any, run: Bounds, binding: list[Pair], faults: list[Pair]) -> None:
    """Which bounds of a column a value does not keep, and which cannot be compared with it."""
    is_met = run.subject.is_met
    for place, value in enumerate(run.values):
        try:
            if not is_met(given, value):
                binding.append(run.pair(place))
        except (TypeError, ValueError, LookupError, AttributeError):
            faults.append(run.pair(place))
