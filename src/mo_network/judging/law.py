"""Laws: the core's own judgements, which nothing can loosen or waive."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial

import attrs

from mo_network.judging.answers import Answer
from mo_network.judging.catalogue import Card, Cards, Catalogue
from mo_network.judging.fact import Fact

Check = Callable[..., Iterable[Answer]]


@attrs.frozen(eq=False)
class Law:
    """One law: what it says, which mistake is worse, which decisions it judges.

    Shape:   `check(state, fact, case)` gives answers, none if the law is kept; `state` is that
             of the law's own area. One that `reads_rules` is handed the cards of the hub's rules
             besides, as `catalogue`.
    """

    id: str
    sentence: str
    worse: str
    judges: tuple[type[Fact], ...]
    sentences: Mapping[str, Mapping[str, str]]
    check: Check
    reads_rules: bool = False

    def over(self, catalogue: Catalogue) -> Law:
        """The law as it judges beside a hub's rules."""
        if not self.reads_rules:
            return self
        return attrs.evolve(self, check=partial(self.check, catalogue=catalogue))


def law(
    name: str,
    *,
    worse: str,
    judges: tuple[type[Fact], ...],
    sentences: Mapping[str, Mapping[str, str]],
    reads_rules: bool = False,
) -> Callable[[Check], Law]:
    """Declare a law; its sentence is the function's docstring.

    `sentences` maps a language to the sentence of each code or subject that the law answers.
    """

    def declare(check: Check) -> Law:
        # Without docstrings (python -OO) the name has to do.
        sentence = " ".join((check.__doc__ or name).split())
        return Law(name, sentence, worse, judges, sentences, check, reads_rules)

    return declare


LawsByArea = Mapping[str, Sequence[Law]]
"""The laws of each area; those of one judge its own facts, and their ids begin with its name."""


def law_cards(laws: Iterable[Law]) -> list[Card]:
    """What explains the laws' answers."""
    return [Card(rule=law.id, title=law.sentence, sentences=law.sentences) for law in laws]


def cards_beside(laws: LawsByArea, law: str) -> Cards:
    """The cards of a law and of its area's others, by its id; none for what is no law."""
    area = law.partition(".")[0]
    return {card.rule: card for card in law_cards(laws[area])} if area in laws else {}
