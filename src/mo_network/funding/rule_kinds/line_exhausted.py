"""The rule kind `line-exhausted`: a line takes no more applications."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, Literal

import attrs

from mo_network.funding.hooks import GrantContext, grant_vetoes
from mo_network.funding.rule_kinds.words import Lines
from mo_network.judging.answers import Veto
from mo_network.values.timeline import Timeline


@attrs.frozen
class LineExhausted:
    """Mittel erschöpft: from the day that was published, until another says that it is open.

    Shape:   `state` is open or exhausted, by the day; `lines` are the funding lines it holds for,
             all if none is named. What is left in a pot is the law `funding.available`, not this.
    Errors:  on a day without a value the rule cannot answer, and the verdict is undecided.

    Which mistake is worse: to let people write applications that cannot be granted. What was in
    before that day is still decided.

    >>> from datetime import date
    >>> from mo_network.values.source import Source
    >>> from mo_network.values.timeline import Step
    >>> news = Source("News of an invented hub")
    >>> steps = (Step(date(2026, 1, 1), "open", news), Step(date(2026, 10, 1), "exhausted", news))
    >>> LineExhausted(Timeline("pot", steps)).state.at(date(2026, 11, 1))
    'exhausted'
    """

    kind: ClassVar[str] = "line-exhausted"
    version: ClassVar[int] = 1
    sentences: ClassVar[dict[str, dict[str, str]]] = {
        "de": {"exhausted": "Die Mittel sind erschöpft: Seit dem {0} sind keine Anträge möglich."},
        "de-simple": {
            "exhausted": "Es ist kein Geld mehr da. Seit dem {0} nehmen wir keine Anträge an.",
        },
        "en": {"exhausted": "The money is used up: no applications are possible since {0}."},
    }

    state: Timeline[Literal["open", "exhausted"]]
    lines: Lines = frozenset()

    @grant_vetoes
    def exhausted(self, context: GrantContext) -> Iterable[Veto]:
        """A veto on days on which the line is exhausted."""
        if self.lines and context.line not in self.lines:
            return ()
        step = self.state.step_at(context.on)
        return (Veto("exhausted", (step.start,)),) if step.value == "exhausted" else ()
