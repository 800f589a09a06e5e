"""Details: what is told beside a fact's fields is judged name by name, and opens nothing."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from tests.hub.test_details import AT, FILE, GROUND, PROJECT

from mo_network import Money
from mo_network.funding.facts import ApplicationSubmitted
from mo_network.funding.laws import details_declared
from mo_network.judging.answers import Note
from mo_network.judging.details import Detail
from mo_network.judging.outcome import Outcome
from mo_network.judging.weighing import Verdict
from mo_network.testing import hub_in_memory

NAMES = ("hours", "venue", "shoe-size", "motto")
VALUES: tuple[str | int | Money | date, ...] = (
    0,
    19,
    20,
    40,
    "indoors",
    "abroad",
    "a b",
    Money(5),
    date(2026, 1, 1),
)
TOLD = st.dictionaries(st.sampled_from(NAMES), st.sampled_from(VALUES)).map(
    lambda told: tuple(Detail(*pair) for pair in told.items())
)
NOTHING_DECLARED = FILE.partition("[[rules]]")[0]


HUB, BARE = (hub_in_memory(text, at=AT).hub for text in (FILE, NOTHING_DECLARED))
for each in (HUB, BARE):
    each.record_all(GROUND)


def _applied(told: tuple[Detail, ...]) -> ApplicationSubmitted:
    return ApplicationSubmitted(
        id="application:1",
        organisation="org:a",
        line="line:micro",
        amount=Money(300_00),
        project=PROJECT,
        details=told,
    )


def _said(outcome: Outcome) -> set[tuple[str, str]]:
    return {(said.by, str(said.answer)) for said in outcome.said}


class TestDetailsDeclared:
    """The law `funding.details`.

    "What an application tells in fields of the hub's own is declared, or it is named."
    """

    def test_the_sentence_is_the_laws_own(self) -> None:
        """What is quoted here is what the law says of itself."""
        assert details_declared.sentence in " ".join((TestDetailsDeclared.__doc__ or "").split())

    @given(TOLD)
    def test_details_declared(self, told: tuple[Detail, ...]) -> None:
        """Named is just what is told and not declared, and it changes no verdict."""
        outcome = HUB.check(_applied(told))
        declared = {"hours", "venue"}
        named = [said.answer for said in outcome.said if said.by == "funding.details"]

        wanted = [Note("undeclared", (d.name,)) for d in told if d.name not in declared]
        assert wanted == named
        kept = tuple(detail for detail in told if detail.name in declared)
        assert HUB.check(_applied(kept)).verdict is outcome.verdict
        assert Verdict.ALLOWED is BARE.check(_applied(told)).verdict


class TestDetails:
    """A detail that is declared: there if it has to be, of its unit, one of its codes."""

    @given(TOLD)
    def test_just_what_does_not_fit_is_against_it(self, told: tuple[Detail, ...]) -> None:
        """Against a model that anybody can check by eye."""
        given_ = {detail.name: detail.value for detail in told}
        hours, venue = given_.get("hours"), given_.get("venue", "indoors")
        against = {said.by for said in HUB.check(_applied(told)).binding}

        assert (type(hours) is not int) is ("hours" in against)
        assert (venue not in ("indoors", "outdoors")) is ("venue" in against)
        assert (type(hours) is int and hours < 20) is ("few-hours" in against)

    @given(TOLD.flatmap(lambda told: st.tuples(st.just(told), st.permutations(told))))
    def test_their_order_changes_nothing(
        self, pair: tuple[tuple[Detail, ...], list[Detail]]
    ) -> None:
        """A form has no first field."""
        one, other = (HUB.check(_applied(tuple(told))) for told in pair)

        assert _said(one) == _said(other)
        assert one.verdict is other.verdict

    @given(TOLD)
    def test_to_declare_one_more_only_tightens(self, told: tuple[Detail, ...]) -> None:
        """What the bare file refuses, or cannot decide, the other does not allow."""
        bare, more = (hub.check(_applied(told)) for hub in (BARE, HUB))

        assert {said.by for said in bare.binding} <= {said.by for said in more.binding}
        assert bare.is_allowed or not more.is_allowed
