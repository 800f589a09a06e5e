"""The law of waivers: what holds firm stays firm, whoever asks."""

from __future__ import annotations

from collections.abc import Iterator

from mo_network.judging.answers import Answer, Veto
from mo_network.judging.case import Case
from mo_network.judging.catalogue import Catalogue
from mo_network.judging.law import Law, law
from mo_network.judging.rulings.facts import RuleWaived
from mo_network.judging.rulings.state import RulingsState

WAIVABLE = "rulings.waivable"
"""The law of waivers; what it notes of a decision are the rules that were waived for it."""


@law(
    WAIVABLE,
    worse=(
        "to set aside a rule that the hub's file holds firm: money or a room is gone then; a "
        "waiver that was refused can be asked of the right body"
    ),
    judges=(RuleWaived,),
    reads_rules=True,
    sentences={
        "de": {
            "waived": "Die Regel „{0}“ ist hier ausgesetzt: {1}, Grund „{2}“.",
            "no_such_rule": "Eine Regel „{0}“ steht nicht in der Regeldatei.",
            "holds_firm": "„{0}“ lässt keine Ausnahme zu.",
            "not_entitled": "„{0}“ kann „{1}“ nicht aussetzen; das kann: {2}.",
            "waived_already": "„{1}“ ist für {0} schon ausgesetzt.",
            "no_matter": "Über {0} wird nicht entschieden; Ausnahmen gibt es für: {1}.",
        },
        "de-simple": {
            "waived": "Die Regel „{0}“ gilt hier nicht. Das hat {1} gesagt. Der Grund ist: „{2}“.",
            "no_such_rule": "Die Regel „{0}“ gibt es nicht.",
            "holds_firm": "Die Regel „{0}“ gilt immer. Es gibt keine Ausnahme.",
            "not_entitled": "„{0}“ darf bei „{1}“ keine Ausnahme machen. Das darf nur: {2}.",
            "waived_already": "Für {0} gilt die Regel „{1}“ schon nicht mehr.",
            "no_matter": "Für {0} gibt es keine Ausnahme. Ausnahmen gibt es nur für: {1}.",
        },
        "en": {
            "waived": 'The rule "{0}" is waived here: {1}, on the ground "{2}".',
            "no_such_rule": 'No rule "{0}" stands in the hub\'s file.',
            "holds_firm": '"{0}" allows no exception.',
            "not_entitled": '"{0}" cannot waive "{1}"; this can: {2}.',
            "waived_already": '"{1}" is waived for {0} already.',
            "no_matter": "Nothing is decided about {0}; exceptions are made for: {1}.",
        },
    },
)
def waivable(
    state: RulingsState, waived: RuleWaived, case: Case, catalogue: Catalogue
) -> Iterator[Answer]:
    """A rule is waived only if its file says so, by whom its file says, for one matter, once."""
    rule, by, subject = waived.rule, waived.by, waived.subject
    if subject.partition(":")[0] not in state.kinds:
        yield Veto("no_matter", (subject, ", ".join(sorted(state.kinds))[:200]))
    if rule not in catalogue:
        yield Veto("no_such_rule", (rule,))
        return
    entitled = catalogue.card(rule).waivable_by
    if not entitled:
        yield Veto("holds_firm", (rule,))
    elif by not in entitled:
        yield Veto("not_entitled", (by, rule, ", ".join(entitled)[:200]))
    if any(each.rule == rule and each.by in entitled for each in state.waivers_of(subject)):
        yield Veto("waived_already", (subject, rule))


LAWS: tuple[Law, ...] = (waivable,)
