"""Rules: what a hub's own rules cost beside a loop written by hand, many of them, many hubs.

The loop by hand does what somebody would write without the library: it builds the same context,
calls the very same functions, keeps their answers, and looks whether each bound is kept. It knows
no days of a basis, no faults, no laws, no lifecycle and no outcome; `hub.check` beside it does all
that. Both give the same answers and the same verdict, which is checked before anything is measured.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from statistics import median
from typing import Any

from benchmarks.measure import Row, beside, seconds
from benchmarks.season import AT, application, award, open_hub, rules_text
from mo_network.directory.facts import OrganisationKind, OrganisationRegistered
from mo_network.funding.facts import BudgetAllocated, FundingLineOpened, GrantAwarded
from mo_network.hub.adoption import read_rules
from mo_network.hub.areas import HOOKS
from mo_network.hub.hub import Hub
from mo_network.judging.answers import Limit, Requirement
from mo_network.judging.case import Case
from mo_network.judging.journal import MemoryJournal
from mo_network.judging.state import When
from mo_network.rules.kind import answering_methods
from mo_network.values.money import Money

HUBS = 200
DECISIONS = 4000


def _by_hand(hub: Hub) -> Callable[[GrantAwarded], tuple[bool, list[tuple[str, Any]]]]:
    """The loop that somebody would write for this hub's rules."""
    recorder = hub._recorder  # noqa: SLF001 - the loop needs the very functions that are asked
    assert recorder.rules is not None
    asked = [hook for hook in HOOKS.all() if GrantAwarded in hook.builds]
    functions = [
        (rule.id, method)
        for rule in recorder.rules.rules.rules
        for hook in asked
        for method in answering_methods(rule.instance, hook.name)
    ]
    build, state = asked[0].builds[GrantAwarded], recorder.fold.world.areas["funding"]
    when, zone = When(AT), hub.identity.zone

    def loop(fact: GrantAwarded) -> tuple[bool, list[tuple[str, Any]]]:
        context = build(state, fact, Case(fact, when, zone))
        is_kept, answers = True, []
        for rule, function in functions:
            for answer in function(context):
                answers.append((rule, answer))
                if isinstance(answer, Limit | Requirement):
                    given = answer.subject.read(fact)
                    if given is not None and not answer.subject.is_met(given, answer.value):
                        is_kept = False
        return is_kept, answers

    return loop


def _require_same(hub: Hub, fact: GrantAwarded) -> None:
    """Both must give the same answers and the same verdict, or the comparison says nothing."""
    outcome, (is_kept, answers) = hub.check(fact), _by_hand(hub)(fact)
    rules = {rule for rule, _ in answers}
    heard = Counter((said.by, said.answer) for said in outcome.said if said.by in rules)
    assert heard == Counter(answers)
    assert outcome.is_allowed == is_kept


def _twenty() -> Row:
    """Twenty rules beside the loop by hand."""
    hub = open_hub(MemoryJournal())
    hub.record(application(0))
    loop = _by_hand(hub)
    _require_same(hub, award(0))
    return beside(
        "hub.check, 20 rules ~ a loop by hand: same context, functions, answers, verdict",
        lambda: hub.check(award(0)),
        lambda: loop(award(0)),
        bar=3,
        number=200,
    )


def _two_hundred() -> Row:
    """What one rule more costs among 200, beside among 20; without what no rule costs."""
    none, few, many = (_checking(count) for count in (0, 20, 200))
    none(), few(), many()
    ratios, ours, peers = [], [], []
    for _ in range(15):
        nothing = seconds(none, 300)
        each_of_many = (seconds(many, 60) - nothing) / 200
        each_of_few = (seconds(few, 300) - nothing) / 20
        ours.append(each_of_many)
        peers.append(each_of_few)
        ratios.append(each_of_many / each_of_few)
    name = "one rule of 200 ~ one rule of 20, in hub.check, less what a check without rules costs"
    return Row(name, median(ours) * 1e6, median(peers) * 1e6, median(ratios), 1.3)


def _checking(count: int) -> Callable[[], object]:
    hub = open_hub(MemoryJournal(), read_rules(rules_text(count)))
    hub.record(application(0))
    return lambda: hub.check(award(0))


def _many_hubs() -> list[Row]:
    """Decisions of a hub among 200 that are open on one journal, beside one that is alone."""
    crowd, alone = _deciding(HUBS), _deciding(1)
    return [
        beside(
            f"{what}, {HUBS} hubs with 20 rules open on one journal ~ one",
            busy,
            quiet,
            bar=1.2,
            number=100,
        )
        for what, busy, quiet in zip(("hub.check", "hub.record"), crowd, alone, strict=True)
    ]


def _deciding(hubs: int) -> tuple[Callable[[], object], Callable[[], object]]:
    """Checking and recording in the first of several hubs that stay open."""
    journal = MemoryJournal()
    first = open_hub(journal)
    opened = [first, *(_another(journal, number) for number in range(1, hubs))]
    first.refresh()
    first.record_all([application(number) for number in range(DECISIONS)])
    numbers = iter(range(1, DECISIONS))

    def record() -> object:
        # Holding all hubs keeps them open; only the first decides.
        return opened[0].record(award(next(numbers)))

    return lambda: opened[0].check(award(0)), record


def _another(journal: MemoryJournal, number: int) -> Hub:
    read = read_rules(rules_text().replace("hub:bench", f"hub:bench-{number}"))
    Hub.adopt(read, journal=journal, at=AT)
    hub = Hub.open(read, journal=journal, clock=lambda: AT)
    hub.record_all(
        [
            OrganisationRegistered(id=f"org:{number}", name="A", kind=OrganisationKind.ASSOCIATION),
            FundingLineOpened(id=f"line:{number}", name="Micro"),
            BudgetAllocated(
                id=f"allocation:{number}", line=f"line:{number}", year=2025, amount=Money(100)
            ),
        ]
    )
    return hub


def rows() -> list[Row]:
    """The table of rules."""
    return [_twenty(), _two_hundred(), *_many_hubs()]
