"""Juries: seats, ties, sessions and decisions as a coordinator meets them at the door."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest

from mo_network.directory.facts import MembershipBegan, OrganisationRegistered
from mo_network.directory.kinds import OrganisationKind
from mo_network.errors import HubFileError, InvalidValue, UnknownReference
from mo_network.funding.facts import (
    ApplicationSubmitted,
    BudgetAllocated,
    FundingLineOpened,
    GrantAwarded,
)
from mo_network.funding.juries.facts import (
    JuryDecided,
    JuryFormed,
    JurySessionHeld,
    RecusalDeclared,
    SeatFilled,
    SeatVacated,
)
from mo_network.funding.juries.naming import NamedAmount
from mo_network.funding.juries.subjects import SUBJECTS as JURY_SUBJECTS
from mo_network.funding.juries.terms import JuryQuorum
from mo_network.funding.juries.word import Word
from mo_network.funding.state import FundingState
from mo_network.hub.areas import WIRE, new_world
from mo_network.judging.fact import Fact
from mo_network.judging.outcome import Outcome
from mo_network.judging.subject import Subject
from mo_network.judging.weighing import Verdict
from mo_network.testing import HubInMemory, hub_in_memory
from mo_network.values.money import Money
from mo_network.values.period import Period
from mo_network.voting import MajorityOf, Part, QuorumOf, Result, Tie

START = datetime(2026, 1, 2, 12, tzinfo=UTC)
PROJECT = Period.through(date(2026, 3, 1), date(2026, 3, 31))
SESSION = date(2026, 1, 20)
PLAIN = """
contract = 1
[hub]
id = "hub:haus"
name = "Haus der Tests"
zone = "Europe/Berlin"
[sources.rules]
title = "Invented rules 2026"
"""
TERMS = """
[[rules]]
id = "jury"
title = "More than half of the seats, two thirds of the votes cast"
kind = "jury"
source = "rules"
quorum = "more_than_half"
quorum_of = "seats"
majority = "two_thirds"
majority_of = "cast"
"""


def seat(name: str, *, on: date = date(2026, 1, 1), is_chair: bool = False) -> SeatFilled:
    """A seat that the organisation of the same name fills."""
    return SeatFilled(
        id=f"seat:{name}", jury="jury:x", institution=f"org:{name}", is_chair=is_chair, on=on
    )


def decided(name: str = "1", yes: str = "", no: str = "", **terms: Any) -> JuryDecided:
    """A decision with the votes of these seats, by a simple majority of half the seats."""
    given: dict[str, Any] = {
        "id": f"decision:{name}",
        "session": "session:1",
        "application": "application:1",
        "amount": Money(40_000),
        "yes": tuple(f"seat:{each}" for each in yes),
        "no": tuple(f"seat:{each}" for each in no),
        "quorum": JuryQuorum.HALF,
        "quorum_of": QuorumOf.SEATS,
        "majority": Part.SIMPLE,
        "majority_of": MajorityOf.CAST,
        **terms,
    }
    return JuryDecided(**given)


def award(body: str | None = "jury", cents: int = 40_000, **more: Any) -> GrantAwarded:
    """The award of the application."""
    return GrantAwarded(
        application="application:1", amount=Money(cents), project=PROJECT, body=body, **more
    )


def held(present: str = "bcd") -> JurySessionHeld:
    """The session with these seats present."""
    seats = tuple(f"seat:{each}" for each in present)
    return JurySessionHeld(id="session:1", jury="jury:x", on=SESSION, present=seats)


def prepared(rules: str = PLAIN, present: str = "bcd") -> HubInMemory:
    """A hub with a jury of four, filled by b, c, d and e, and an application of a."""
    kit = hub_in_memory(rules, at=START)
    organisations = [
        OrganisationRegistered(id=f"org:{n}", name=n, kind=OrganisationKind.ASSOCIATION)
        for n in "abcdeu"
    ]
    rest: list[Fact] = [
        FundingLineOpened(id="line:micro", name="Micro projects"),
        BudgetAllocated(id="allocation:1", line="line:micro", year=2026, amount=Money(100_000)),
        JuryFormed(id="jury:x", name="Jury"),
        *(seat(name, is_chair=name == "b") for name in "bcde"),
        ApplicationSubmitted(
            id="application:1",
            organisation="org:a",
            line="line:micro",
            amount=Money(50_000),
            project=PROJECT,
            partners=("org:c",),
        ),
        held(present),
    ]
    assert all(outcome.is_recorded for outcome in kit.hub.record_all([*organisations, *rest]))
    return kit


def said(outcome: Outcome) -> list[tuple[str, str]]:
    """Each binding answer: who gave it, and its code or value."""
    return [
        (each.by, str(getattr(each.answer, "code", None) or getattr(each.answer, "value", "")))
        for each in outcome.binding
    ]


class TestFacts:
    """What can be said."""

    @pytest.mark.parametrize(
        "fact",
        [
            seat("b", is_chair=True),
            SeatVacated(seat="seat:b", on=SESSION),
            RecusalDeclared(seat="seat:b", application="application:1"),
            held(),
            decided(yes="bc", no="d", tie=Tie.CHAIR, is_recommendation=True),
            pytest.param(
                decided(named=(NamedAmount("seat:b", Money(40_000)),)), id="JuryDecided-named"
            ),
        ],
        ids=lambda fact: type(fact).__name__,
    )
    def test_a_fact_comes_back_from_the_wire(self, fact: Fact) -> None:
        """Under its tag, codes and all."""
        assert fact == WIRE.load(json.loads(json.dumps(WIRE.dump(fact))))

    def test_nothing_cannot_be_put_to_the_vote(self) -> None:
        """To give nothing is a vote of no."""
        with pytest.raises(InvalidValue, match="more than zero"):
            decided(amount=Money(0))

    def test_a_tie_rule_must_fit_the_majority(self) -> None:
        """As the engine has it."""
        with pytest.raises(InvalidValue, match="take 'rejected'"):
            decided(majority=Part.TWO_THIRDS, tie=Tie.CHAIR)

    def test_a_session_names_each_seat_once(self) -> None:
        """Else its quorum would be wrong."""
        with pytest.raises(InvalidValue, match="each seat once"):
            held("bb")


class TestSeats:
    """Who sits in a jury, and when."""

    def test_a_seat_counts_from_its_first_day_until_it_is_vacated(self) -> None:
        """The day of vacating is the first without."""
        kit = prepared()
        kit.hub.record(SeatVacated(seat="seat:b", on=date(2026, 2, 1)))
        kit.hub.record(seat("f", on=date(2026, 2, 1)).but(institution=None))
        names = [
            [each.id for each in kit.hub.funding.seats("jury:x", on)]
            for on in (date(2025, 12, 31), date(2026, 1, 31), date(2026, 2, 1))
        ]
        assert [
            [],
            ["seat:b", "seat:c", "seat:d", "seat:e"],
            ["seat:c", "seat:d", "seat:e", "seat:f"],
        ] == names
        first, *_, last = (
            *kit.hub.funding.seats("jury:x", SESSION)[:1],
            *kit.hub.funding.seats("jury:x", date(2026, 2, 1))[-1:],
        )
        assert Period(date(2026, 1, 1), date(2026, 2, 1)) == first.tenure
        assert Period(date(2026, 2, 1), None) == last.tenure

    def test_a_seat_vacated_before_it_was_filled_has_no_time(self) -> None:
        """Somebody was elected and did not take the seat."""
        kit = prepared()
        kit.hub.record(SeatVacated(seat="seat:b", on=date(2025, 12, 1)))
        entry = kit.hub.funding.seat("seat:b")
        assert entry.tenure is None
        assert not entry.is_filled(SESSION.toordinal())

    def test_an_unknown_jury_session_or_decision_is_said_to_be_unknown(self) -> None:
        """One clear error."""
        funding = prepared().hub.funding
        for ask in (
            lambda: funding.seats("jury:none", SESSION),
            lambda: funding.session("session:none"),
            lambda: funding.jury_count("decision:none"),
        ):
            with pytest.raises(UnknownReference, match="none"):
                ask()


class TestDecisions:
    """What a jury may decide."""

    def test_a_majority_decides(self) -> None:
        """Two of three who were there, of four seats."""
        kit = prepared()
        outcome = kit.hub.record(decided(yes="bc", no="d"))
        assert (Verdict.ALLOWED, True) == (outcome.verdict, outcome.is_recorded)
        counted = kit.hub.funding.jury_count("decision:1")
        assert (Result.CARRIED, 2, 1, 3, 2) == (
            counted.result,
            counted.yes,
            counted.no,
            counted.present,
            counted.quorum,
        )
        (kept,) = kit.hub.funding.jury_decisions("application:1")
        assert (Money(40_000), False) == (kept.amount, kept.is_recommendation)
        assert SESSION == kit.hub.funding.session(kept.session).on
        assert ["jury:x"] == [jury.id for jury in kit.hub.funding.juries()]

    def test_a_no_is_a_decision_too(self) -> None:
        """It is recorded, and its count says no."""
        kit = prepared()
        assert kit.hub.record(decided(yes="b", no="cd")).is_recorded
        assert Result.REJECTED is kit.hub.funding.jury_count("decision:1").result

    @pytest.mark.parametrize(
        ("fact", "reason"),
        [
            (decided(yes="bce"), ("funding.votes", "absent")),
            (decided(yes="bcb"), ("funding.votes", "twice")),
            (decided(yes="bc", no="b"), ("funding.votes", "twice")),
            (decided(yes="bcd", recused=("seat:d",)), ("funding.votes", "recused")),
            (decided(yes="bcz"), ("funding.votes", "no_seat")),
            (decided(yes="b", no="c", tie=Tie.POSTPONED), ("funding.majority", "tie")),
            (decided(abstained=("seat:b",)), ("funding.majority", "no_vote")),
            (decided(yes="bcd", quorum=JuryQuorum.ALL), ("funding.quorum", "below_quorum")),
        ],
        ids="absent twice both-ways recused no-seat tie nobody too-few".split(),
    )
    def test_what_cannot_stand_has_one_clear_reason(
        self, fact: JuryDecided, reason: tuple[str, str]
    ) -> None:
        """By one absent, recused, twice, without a seat; a tie; nobody; too few."""
        kit = prepared()
        other = JuryFormed(id="jury:y", name="Another jury")
        kit.hub.record_all([other, seat("e").but(id="seat:z", jury="jury:y")])
        outcome = kit.hub.record(fact)
        assert (Verdict.FORBIDDEN, False) == (outcome.verdict, outcome.is_recorded)
        assert [reason] == said(outcome)
        assert "{" not in outcome.explain("de") + outcome.explain("en")

    def test_a_vote_of_nobody_known_is_not_even_well_formed(self) -> None:
        """The seat must exist somewhere."""
        with pytest.raises(UnknownReference, match="seat:q"):
            prepared().hub.check(decided(yes="q"))

    def test_of_two_chairs_none_breaks_a_tie(self) -> None:
        """Whoever recorded two made a mistake, and nothing is decided by it."""
        kit = prepared()
        kit.hub.record(seat("f", is_chair=True).but(institution=None))
        outcome = kit.hub.record(decided(yes="b", no="c", tie=Tie.CHAIR))
        assert [("funding.majority", "tie")] == said(outcome)


class TestTies:
    """Who is tied to the applicant neither deliberates nor votes."""

    def test_a_declared_tie_has_to_leave_the_room(self) -> None:
        """Whether it votes or not; when it left, the others decide."""
        kit = prepared()
        kit.hub.record(RecusalDeclared(seat="seat:d", application="application:1"))
        for fact in (decided(yes="bcd"), decided(yes="bc")):
            assert [("funding.recusal", "seat:d")] == said(kit.hub.record(fact))
        assert kit.hub.record(decided(yes="bc", recused=("seat:d",))).is_recorded
        assert ("seat:d",) == kit.hub.funding.recusals("application:1", "jury:x", SESSION)
        assert 3 == kit.hub.funding.jury_count("decision:1").entitled

    def test_the_applicant_is_tied_without_saying_so(self) -> None:
        """A seat that the applicant itself fills is out."""
        kit = prepared()
        kit.hub.record(seat("a"))
        assert ("seat:a",) == kit.hub.funding.recusals("application:1", "jury:x", SESSION)
        outcome = kit.hub.record(decided(yes="bca"))
        assert [("funding.votes", "recused")] == said(outcome)

    def test_sharing_an_umbrella_is_no_conflict(self) -> None:
        """All would be out."""
        kit = prepared()
        kit.hub.record_all(_under_one_umbrella())
        assert kit.hub.record(decided(yes="bcd")).is_recorded

    def test_a_tie_that_is_declared_late_leaves_a_breach(self) -> None:
        """The decision no longer holds, and is named with cause and day."""
        kit = prepared()
        kit.hub.record(decided(yes="bcd"))
        outcome = kit.hub.record(RecusalDeclared(seat="seat:d", application="application:1"))
        found = [(b.law, b.thing, b.cause) for b in kit.hub.breaches(START)]
        assert [("funding.recusal", "decision:1", "seat:d")] == found
        assert [b.thing for b in outcome.breaches] == ["decision:1"]
        assert Result.UNDECIDED is kit.hub.funding.jury_count("decision:1").result

    def test_a_seat_that_was_vacated_before_the_session_leaves_a_breach(self) -> None:
        """Who had no seat any more voted."""
        kit = prepared()
        kit.hub.record(decided(yes="bcd"))
        outcome = kit.hub.record(SeatVacated(seat="seat:d", on=SESSION))
        expected = [("funding.votes", "decision:1", "seat:d")]
        assert expected == [(b.law, b.thing, b.cause) for b in outcome.breaches]
        assert expected == [(b.law, b.thing, b.cause) for b in kit.hub.breaches(START)]

    def test_seats_that_turn_out_to_exist_may_break_a_quorum(self) -> None:
        """Half of four were there, but there were eight."""
        kit = prepared(present="bc")
        kit.hub.record(decided(yes="bc"))
        for name in ("f", "g"):
            kit.hub.record(seat(name).but(institution=None))
        assert {"funding.quorum"} == {b.law for b in kit.hub.breaches(START)}

    def test_declaring_twice_changes_nothing(self) -> None:
        """A tie is there or not."""
        kit = prepared()
        for _ in range(2):
            kit.hub.record(RecusalDeclared(seat="seat:d", application="application:1"))
        assert ("seat:d",) == kit.hub.funding.recusals("application:1", "jury:x", SESSION)

    def test_the_ground_is_sealed(self) -> None:
        """Which tie it is stands beside the journal, and can be erased."""
        kit = prepared()
        ground = kit.hub.seal("sister of the treasurer")
        kit.hub.record(RecusalDeclared(seat="seat:d", application="application:1", ground=ground))
        row = kit.journal.row(kit.hub.version)
        assert row is not None
        assert "sister" not in str(row)


def _under_one_umbrella() -> list[Fact]:
    return [
        MembershipBegan(
            id=f"membership:{name}",
            member=f"org:{name}",
            umbrella="org:u",
            on=date(2025, 1, 1),
        )
        for name in "abe"
    ]


def named(amount: int = 40_000, **euros: int) -> JuryDecided:
    """A decision by what these seats would give at most."""
    given = tuple(NamedAmount(f"seat:{name}", Money(each * 100)) for name, each in euros.items())
    return decided(amount=Money(amount), named=given)


class TestAmounts:
    """A session decides on an amount, or recommends one."""

    def test_the_highest_amount_that_is_carried_is_decided_on(self) -> None:
        """Two of three would give 400 or more; who names more says yes to it."""
        kit = prepared()
        assert kit.hub.record(named(b=500, c=400, d=300)).is_recorded
        counted = kit.hub.funding.jury_count("decision:1")
        assert (Result.CARRIED, 2, 1) == (counted.result, counted.yes, counted.no)
        assert Word("decision:1", Money(40_000)) == kit.hub.funding.jury_word("application:1")

    def test_another_amount_is_refused_and_the_right_one_offered(self) -> None:
        """Neither less than most would give, nor more."""
        kit = prepared()
        for amount in (30_000, 50_000):
            outcome = kit.hub.record(named(amount, b=500, c=400, d=300))
            assert [("funding.jury_amount", "other_amount")] == said(outcome)
            assert "400.00" in outcome.explain("en")
        (offered,) = kit.hub.alternatives(named(30_000, b=500, c=400, d=300))
        assert named(b=500, c=400, d=300) == offered.fact

    def test_zero_is_a_no_and_three_of_them_are_a_decision(self) -> None:
        """Nothing is carried, so nothing may be awarded, whoever awards."""
        kit = prepared()
        assert kit.hub.record(named(b=0, c=0, d=300)).is_recorded
        assert Word("decision:1", None) == kit.hub.funding.jury_word("application:1")
        for body in ("team", "jury"):
            outcome = kit.hub.check(award(body, 10_000))
            assert [("funding.jury_word", "jury_said_no")] == said(outcome)

    def test_who_abstains_names_nothing(self) -> None:
        """And who stands on both lists voted twice."""
        kit = prepared()
        outcome = kit.hub.check(named(b=400, c=400).but(abstained=("seat:b",)))
        assert [("funding.votes", "twice")] == said(outcome)
        assert kit.hub.record(named(b=400, c=400).but(abstained=("seat:d",))).is_recorded

    def test_amounts_and_votes_do_not_mix(self) -> None:
        """Nor do two currencies, and nobody gives less than nothing."""
        with pytest.raises(InvalidValue, match="stands beside the votes of seat:d"):
            named(b=400).but(yes=("seat:d",))
        with pytest.raises(InvalidValue, match="vote in one currency"):
            named(b=400).but(amount=Money(1, "CHF"))
        with pytest.raises(InvalidValue, match="name zero for a no"):
            NamedAmount("seat:b", Money(-1))
        with pytest.raises(InvalidValue, match="org:b"):
            NamedAmount("org:b", Money(1))

    def test_a_decision_in_another_currency_is_refused(self) -> None:
        """The application asks in euros."""
        outcome = prepared().hub.check(decided(yes="bcd", amount=Money(1, "CHF")))
        assert [("funding.currency", "other_currency")] == said(outcome)

    def test_the_team_stays_below_what_the_jury_decided_too(self) -> None:
        """A decision binds whoever awards; what it gives may be less."""
        kit = prepared()
        kit.hub.record(decided(yes="bcd"))
        above = kit.hub.check(award("team", 40_001))
        assert [("funding.jury_word", "400.00 EUR")] == said(above)
        assert kit.hub.record(award("team", 30_000)).is_recorded

    def test_a_recommendation_binds_nobody(self) -> None:
        """More than was recommended may be awarded, and after a no as well."""
        kit = prepared()
        kit.hub.record(decided(yes="b", no="cd", is_recommendation=True))
        assert kit.hub.check(award("team", 45_000)).is_allowed
        assert kit.hub.funding.jury_word("application:1") is None

    def test_what_is_awarded_is_not_decided_away(self) -> None:
        """A later decision below the award, or against it, is refused; a higher one is not."""
        kit = prepared()
        kit.hub.record(decided(yes="bcd"))
        kit.hub.record(award())
        for late in (
            decided("2", yes="bcd", amount=Money(39_999)),
            decided("2", no="bcd"),
        ):
            outcome = kit.hub.record(late)
            assert [("funding.jury_word", "awarded_already")] == said(outcome)
            assert "{" not in outcome.explain("de") + outcome.explain("en")
        assert kit.hub.record(decided("2", yes="bcd", amount=Money(45_000))).is_recorded

    def test_a_decision_beside_a_tied_seat_binds_nobody(self) -> None:
        """Somebody who had to leave sat there in silence: the count stands, the law does not."""
        kit = prepared()
        kit.hub.record(decided(yes="bc"))
        kit.hub.record(RecusalDeclared(seat="seat:d", application="application:1"))
        assert Result.CARRIED is kit.hub.funding.jury_count("decision:1").result
        assert kit.hub.funding.jury_word("application:1") is None

    def test_of_several_decisions_the_last_one_that_holds_counts(self) -> None:
        """By a tie that is declared late the higher one falls; the award stands above the older."""
        kit = prepared()
        kit.hub.record(decided("1", yes="bc", amount=Money(30_000), recused=("seat:d",)))
        kit.hub.record(decided("2", yes="bcd"))
        kit.hub.record(award())
        outcome = kit.hub.record(RecusalDeclared(seat="seat:d", application="application:1"))
        assert Word("decision:1", Money(30_000)) == kit.hub.funding.jury_word("application:1")
        assert {("funding.jury_word", "application:1"), ("funding.recusal", "decision:2")} == {
            (each.law, each.thing) for each in outcome.breaches
        }

    def test_a_seat_that_turns_up_may_leave_an_award_without_its_ground(self) -> None:
        """Counted of all seats, a yes becomes a no, and the award stands above nothing."""
        kit = prepared()
        by_seats: dict[str, Any] = {"majority_of": MajorityOf.SEATS, "quorum": JuryQuorum.ONE}
        kit.hub.record(decided(yes="bcd", **by_seats))
        kit.hub.record(award())
        kit.hub.record(seat("f").but(institution=None))
        outcome = kit.hub.record(seat("g").but(institution=None))
        (breach,) = outcome.breaches
        assert ("funding.jury_word", "application:1", "seat:g") == (
            breach.law,
            breach.thing,
            breach.cause,
        )


class TestTerms:
    """The kind `jury`: what a hub's file demands."""

    def test_the_file_demands_quorum_and_majority(self) -> None:
        """What is too light is named, each term for itself; harder is allowed."""
        kit = prepared(PLAIN + TERMS)
        outcome = kit.hub.record(decided(yes="bcd"))
        assert [("jury", "more_than_half"), ("jury", "two_thirds")] == sorted(said(outcome))
        hard = decided(yes="bcd", quorum=JuryQuorum.TWO_THIRDS, majority=Part.UNANIMOUS)
        assert kit.hub.record(hard).is_recorded

    @pytest.mark.parametrize(
        ("lang", "words"),
        [
            ("de", "Die Jury braucht als Quorum: mehr als die Hälfte, nicht die Hälfte."),
            ("en", "The jury needs as a majority: two thirds, not more than half."),
        ],
    )
    def test_terms_are_told_in_words(self, lang: str, words: str) -> None:
        """No code of the journal reaches a reader."""
        outcome = prepared(PLAIN + TERMS).hub.check(decided(yes="bcd"))
        assert words in outcome.explain(lang)
        assert "_" not in outcome.explain(lang).replace("funding.jury_", "")

    @pytest.mark.parametrize("subject", JURY_SUBJECTS[:4], ids=lambda subject: subject.id)
    def test_every_code_of_a_term_has_words(self, subject: Subject[str]) -> None:
        """In German, in simple German, and in English."""
        for code in subject.order:
            told = {lang: subject.unit.render(code, lang) for lang in ("de", "de-simple", "en")}
            assert told["de"] == told["de-simple"]
            assert "_" not in "".join(told.values())

    def test_what_would_do_instead_is_shown(self) -> None:
        """The same votes, counted by the terms of the file."""
        kit = prepared(PLAIN + TERMS)
        (found,) = kit.hub.alternatives(decided(yes="bcd"))
        fact = found.fact
        assert isinstance(fact, JuryDecided)
        assert ("more_than_half", "two_thirds") == (fact.quorum.value, fact.majority.value)

    def test_an_award_by_the_jury_rests_on_its_decision(self) -> None:
        """Without one, on a no, or above its amount it is forbidden."""
        kit = prepared(PLAIN + TERMS)
        assert [("jury", "no_decision")] == said(kit.hub.check(award()))
        terms: dict[str, Any] = {"quorum": JuryQuorum.TWO_THIRDS, "majority": Part.TWO_THIRDS}
        kit.hub.record(decided("1", yes="b", no="cd", **terms))
        refused = [("funding.jury_word", "jury_said_no"), ("jury", "not_carried")]
        assert refused == said(kit.hub.check(award()))
        kit.hub.record(decided("2", yes="bcd", **terms))
        above = kit.hub.check(award(cents=45_000))
        assert [("funding.jury_word", "400.00 EUR")] == said(above)
        assert kit.hub.record(award()).is_recorded

    def test_a_recommendation_does_not_decide(self) -> None:
        """But the team may award what the jury recommended, and name it."""
        kit = prepared(PLAIN + TERMS)
        terms: dict[str, Any] = {"quorum": JuryQuorum.TWO_THIRDS, "majority": Part.TWO_THIRDS}
        advised: dict[str, Any] = {"recommended_by": "jury"}
        assert [("jury", "no_decision")] == said(kit.hub.check(award("team", **advised)))
        kit.hub.record(decided(yes="bcd", is_recommendation=True, **terms))
        assert [("jury", "only_recommended")] == said(kit.hub.check(award()))
        outcome = kit.hub.record(award("team", 45_000, **advised))
        assert outcome.is_recorded
        assert "400.00" in outcome.explain("en")

    def test_the_team_needs_no_jury(self) -> None:
        """Nor does an application: who decides about it is asked by another kind."""
        kit = prepared(PLAIN + TERMS)
        assert kit.hub.check(award("team")).is_allowed

    def test_without_the_kind_juries_are_optional(self) -> None:
        """The hub's file does not ask, so an award by a jury needs no record of it."""
        assert prepared().hub.record(award()).is_recorded

    def test_a_decision_that_no_longer_holds_carries_no_award(self) -> None:
        """A tie that was declared late stops the award that was still to come."""
        kit = prepared(PLAIN + TERMS)
        terms: dict[str, Any] = {"quorum": JuryQuorum.TWO_THIRDS, "majority": Part.TWO_THIRDS}
        kit.hub.record(decided(yes="bcd", **terms))
        kit.hub.record(RecusalDeclared(seat="seat:d", application="application:1"))
        assert [("jury", "not_carried")] == said(kit.hub.check(award()))

    def test_an_unknown_code_is_found_in_the_file(self) -> None:
        """With its line, before anything runs."""
        with pytest.raises(HubFileError, match="majority: 'most' is none of them"):
            hub_in_memory(PLAIN + TERMS.replace("two_thirds", "most"))


class TestWiderRecusal:
    """The kind `seat-recusal`: ties beyond the law."""

    @staticmethod
    def _rules(tie: str) -> str:
        return PLAIN + (
            f'[[rules]]\nid = "close"\ntitle = "Too close"\nkind = "seat-recusal"\n'
            f'source = "rules"\nties = ["{tie}"]\n'
        )

    @pytest.mark.parametrize(
        ("tie", "seats"),
        [("partner", "c"), ("shared_umbrella", "b"), ("member", "d"), ("umbrella", "")],
    )
    def test_a_wider_tie_keeps_a_present_seat_out(self, tie: str, seats: str) -> None:
        """A partner fills c; b is with a a member of u, d one of a; e is not there."""
        kit = prepared(self._rules(tie))
        kit.hub.record_all(
            [
                *_under_one_umbrella(),
                MembershipBegan(
                    id="membership:d", member="org:d", umbrella="org:a", on=date(2025, 1, 1)
                ),
            ]
        )
        expected = [("close", f"seat:{name}") for name in seats]
        assert expected == said(kit.hub.check(decided(yes="bcd")))

    def test_an_umbrella_of_the_applicant_may_be_kept_out(self) -> None:
        """The seat of u itself."""
        kit = prepared(self._rules("umbrella"), present="bc")
        kit.hub.record_all(_under_one_umbrella())
        kit.hub.record(seat("u"))
        session = JurySessionHeld(
            id="session:2", jury="jury:x", on=SESSION, present=("seat:b", "seat:c", "seat:u")
        )
        kit.hub.record(session)
        fact = decided(yes="bcu", session="session:2")
        assert [("close", "seat:u")] == said(kit.hub.check(fact))
        left = decided(yes="bc", session="session:2", recused=("seat:u",), quorum=JuryQuorum.ONE)
        assert kit.hub.check(left).is_allowed

    def test_no_other_wording_changes_who_was_in_the_room(self) -> None:
        """So nothing is offered instead."""
        kit = prepared(self._rules("partner"))
        assert () == kit.hub.alternatives(decided(yes="bcd"))


def test_a_checkpoint_keeps_juries() -> None:
    """A state that was read back answers as before, breaches and all."""
    kit = prepared()
    kit.hub.record(decided(yes="bcd"))
    kit.hub.record(named(b=400, c=500, d=0).but(id="decision:2"))
    kit.hub.record(RecusalDeclared(seat="seat:d", application="application:1"))
    world = kit.hub._fold.world
    other = new_world()
    other.load(json.loads(json.dumps(world.dump())))
    assert json.dumps(world.dump()) == json.dumps(other.dump())
    state = other.areas["funding"]
    assert isinstance(state, FundingState)
    assert kit.hub.funding.jury_count("decision:1") == state.jury_count("decision:1")
    assert kit.hub.funding.jury_decisions("application:1") == state.jury_decisions("application:1")
    assert kit.hub.funding.seats("jury:x", SESSION) == state.seats("jury:x", SESSION)
    assert list(world.breaches(START)) == list(other.breaches(START))
