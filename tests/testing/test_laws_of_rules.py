"""The kit's laws of rules: kept by good hubs, and each seen to fail on a planted bad kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, ClassVar

import pytest
from tests.testing.bad_kinds import KINDS

from mo_network.hub.adoption import read_rules
from mo_network.hub.areas import FACTS, HOOKS
from mo_network.judging.fact import Fact
from mo_network.testing import HubConformance, LawBroken, check_hub_laws, contexts, facts, laws
from mo_network.testing.asking import HubUnderTest

SAAR = Path(__file__).parents[2] / "examples" / "data" / "saar" / "hub.toml"
HEAD = """
contract = 1
[hub]
id = "hub:bad"
name = "A bad hub"
zone = "Europe/Berlin"
plugins = ["bad"]
[sources.rules]
title = "Invented rules"
[parameters.ceiling]
unit = "money"
source = "rules"
steps = [{ from = 2025-01-01, value = "500.00 EUR" }]
[parameters.other]
unit = "money"
source = "rules"
steps = [{ from = 2025-01-01, value = "700.00 EUR" }]
"""
BAD: Mapping[str, Any] = {"bad": KINDS}
Law = Callable[[HubUnderTest, int], None]


def hub_with(folder: Path, *rules: str) -> Path:
    """A hub file with some rules, each as "kind" or "kind parameter"."""
    text = HEAD
    for number, rule in enumerate(rules):
        kind, _, parameter = rule.partition(" ")
        text += f'[[rules]]\nid = "rule-{number}"\nkind = "{kind}"\n'
        text += f'ceiling = "{parameter}"\n' if parameter else ""
    path = folder / "hub.toml"
    path.write_text(text, encoding="utf-8")
    return path


PLANTED: list[tuple[Law, tuple[str, ...], str]] = [
    (laws.order_free, ("only-the-first ceiling", "only-the-first other"), "in the order"),
    (laws.idempotent, ("every-other-time ceiling",), "asked twice"),
    (laws.tightening_only, ("exempting", "exemptible ceiling"), "with the rule rule-0"),
    (laws.hub_isolated, ("first-come ceiling",), "another hub"),
    (laws.pure, ("by-the-clock",), "date.today"),
    (laws.pure, ("by-the-file",), "open"),
    (laws.pure, ("by-chance",), "random"),
    (laws.pure, ("by-the-class",), "never type(context)"),
    (laws.pure, ("meddling",), "rule-0 changes the context"),
    (laws.pure, ("remembering",), "another question in between"),
    (laws.total, ("failing ceiling",), "ZeroDivisionError"),
    (laws.total, ("mumbling",), "perhaps"),
]


LAW_NAMES = dict(
    zip(
        laws.LAWS,
        ("order-free", "idempotent", "tightening only", "hub-isolated", "pure", "total"),
        strict=True,
    )
)


@pytest.mark.parametrize(
    ("law", "rules", "why"),
    PLANTED,
    ids=[f"{law.__name__}-{rules[0]}" for law, rules, _ in PLANTED],
)
def test_a_law_fails_on_a_planted_bad_kind(
    law: Law, rules: tuple[str, ...], why: str, tmp_path: Path
) -> None:
    """Beside a good rule the bad one is found, and the law says what it did."""
    path = hub_with(tmp_path, *rules, "grant-ceiling other")
    hub = HubUnderTest(path, BAD, is_shrinking=False)
    with pytest.raises(LawBroken) as caught:
        law(hub, 400)

    assert caught.value.args[0].startswith(LAW_NAMES[law])
    assert why in str(caught.value)


def test_the_simplest_question_is_shown(tmp_path: Path) -> None:
    """The rule that divides by what is left fails at its bound, and the bound is named."""
    hub = HubUnderTest(hub_with(tmp_path, "failing ceiling"), BAD)
    with pytest.raises(LawBroken) as caught:
        laws.total(hub, 400)

    assert (
        "total: the rule rule-0 fails\n"
        "  rule-0: Fault fault(ZeroDivisionError): integer division or modulo by zero\n"
        "  asked about GrantContext(amount=500.00 EUR, all else at its simplest)"
    ) == str(caught.value)


@pytest.mark.parametrize("law", laws.LAWS, ids=lambda law: law.__name__)
def test_a_good_hub_keeps_every_law(law: Law) -> None:
    """The published rules of the House of Resources Saar, as the example has them."""
    law(HubUnderTest(SAAR), 25)


def test_one_line_tries_all_laws(tmp_path: Path) -> None:
    """`check_hub_laws` passes a good file and raises on a bad one."""
    check_hub_laws(SAAR, examples=5)
    with pytest.raises(LawBroken):
        check_hub_laws(hub_with(tmp_path, "mumbling"), plugins=BAD, examples=2)


def test_a_sentence_that_lacks_a_language_is_found(tmp_path: Path) -> None:
    """With its rule; simple German may be left out."""
    with pytest.raises(LawBroken) as caught:
        check_hub_laws(hub_with(tmp_path, "half-spoken"), plugins=BAD, examples=1)

    assert "sentences are missing:\n  rule-0: 'too_late' in 'de'" == str(caught.value)


def test_a_hub_without_rules_breaks_none(tmp_path: Path) -> None:
    """There is nothing to ask."""
    check_hub_laws(hub_with(tmp_path), plugins=BAD, examples=1)


class TestSaar(HubConformance):
    """The class that a plugin's tests subclass, used as a plugin would."""

    hub_file: ClassVar[str | Path] = SAAR
    examples: ClassVar[int] = 5


def test_kinds_forget_what_a_trial_taught_them(tmp_path: Path) -> None:
    """After a law was tried, the memory of the planted kinds is as it was before."""
    from tests.testing.bad_kinds import EXEMPT

    EXEMPT.clear()
    path = hub_with(tmp_path, "exempting", "exemptible ceiling")
    hub = HubUnderTest(path, BAD, is_shrinking=False)
    with pytest.raises(LawBroken):
        laws.tightening_only(hub, 400)
    from tests.testing import bad_kinds

    assert set() == bad_kinds.EXEMPT


@pytest.mark.parametrize("hook", HOOKS.all(), ids=lambda hook: hook.name)
def test_every_hook_has_contexts(hook: Any) -> None:
    """A context can be drawn for each hook, with the hints of a hub file and without."""
    from hypothesis import given

    seen: list[Any] = []

    @given(contexts(hook) | contexts(hook, rules=read_rules(SAAR.read_text(encoding="utf-8"))))
    def draws(context: Any) -> None:
        seen.append(context)

    draws()
    assert {hook.context} == set(map(type, seen))


@pytest.mark.parametrize("cls", [tag.cls for tag in FACTS.all()], ids=lambda cls: cls.__name__)
def test_every_fact_class_has_facts(cls: type[Fact]) -> None:
    """A well-formed fact of each class can be drawn."""
    from hypothesis import given

    seen: list[Fact] = []

    @given(facts(cls, known={"org": ["org:a"]}))
    def draws(fact: Fact) -> None:
        seen.append(fact)

    draws()
    assert {cls} == set(map(type, seen))
