"""Weighing: what a list of answers amounts to.

The same function decides at first and at every recheck, so a stored decision can be recombined
years later from its stored answers alone. It does not depend on the order of the answers.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import Enum
from typing import Any, NamedTuple

from mo_network.judging.answers import Answer, Fault, Limit, Requirement, Veto
from mo_network.judging.fact import Fact
from mo_network.judging.subject import Join, Subject
from mo_network.values.money import Money


class Verdict(Enum):
    """What judging came to: `allowed`, `forbidden`, or `undecided` (something is missing)."""

    ALLOWED = "allowed"
    FORBIDDEN = "forbidden"
    UNDECIDED = "undecided"


class Said(NamedTuple):
    """One answer and the rule or law that gave it."""

    by: str
    answer: Answer | Fault


Pair = tuple[str, Answer | Fault]
"""What `Said` is while it is weighed: a plain tuple costs a quarter, and there are many."""


class Weighed(NamedTuple):
    """The verdict and which answers made it.

    Shape:   `binding` forbid; `open` wait for what only the decision brings; `faults` could not
             be answered.
    """

    verdict: Verdict
    binding: Sequence[Pair] = ()
    open: Sequence[Pair] = ()
    faults: Sequence[Pair] = ()


_AT_MOST, _AT_LEAST = Join.AT_MOST, Join.AT_LEAST


def weigh(  # noqa: C901, PLR0912 - the hot path of every decision: one loop, hardly a call
    pairs: Iterable[Pair],
    asked: Fact,
    *,
    is_open: bool = False,
    monitored: frozenset[str] = frozenset(),
) -> Weighed:
    """Combine answers about a decision into a verdict.

    Shape:   `asked` is the decision; with `is_open` it is still to come, and a requirement on a
             value that it leaves out is open instead of unmet.
    Errors:  none: a value that cannot be compared with its bound counts as a fault.
    """
    binding: list[Pair] = []
    still_open: list[Pair] = []
    faults: list[Pair] = []
    subject: Subject[Any] | None = None
    join: Join | None = None
    given: Any = None
    for pair in pairs:
        if monitored and pair[0] in monitored:
            continue
        answer: Any = pair[1]
        cls = answer.__class__
        if cls is Limit or cls is Requirement:
            if answer.subject is not subject:
                subject = answer.subject
                join, given = subject.join, subject.read(asked)
            if given is None:
                if cls is Requirement:
                    (still_open if is_open else binding).append(pair)
                continue
            try:
                if join is _AT_MOST:
                    bound = answer.value
                    if given.__class__ is Money and bound.currency == given.currency:
                        is_met = given.cents <= bound.cents  # the usual case, without a call
                    else:
                        is_met = given <= bound
                elif join is _AT_LEAST:
                    is_met = given >= answer.value
                else:
                    is_met = subject.is_met(given, answer.value)
            except (TypeError, ValueError, LookupError, AttributeError):
                faults.append(pair)
                continue
            if not is_met:
                binding.append(pair)
        elif cls is Veto:
            binding.append(pair)
        elif cls is Fault:
            faults.append(pair)
    if binding:
        verdict = Verdict.FORBIDDEN
    elif faults:
        verdict = Verdict.UNDECIDED
    else:
        verdict = Verdict.ALLOWED
    return Weighed(verdict, tuple(binding), tuple(still_open), tuple(faults))
