"""The door: adoption, corrections, what was known when, recheck, checkpoints."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from tests.hub.conftest import RULES, START, application, award, booking, inside

from mo_network.directory.facts import OrganisationLiquidated
from mo_network.errors import InvalidValue, UnknownReference
from mo_network.funding.facts import BudgetAllocated, BudgetCut, FundingLineOpened, GrantPaid
from mo_network.hub.adoption import read_rules
from mo_network.hub.areas import built_in_offers, checked
from mo_network.hub.hub import Hub
from mo_network.judging.facts import Corrected
from mo_network.judging.journal import MemoryJournal
from mo_network.judging.weighing import Verdict
from mo_network.rooms.facts import BookingMoved, RoomClosed
from mo_network.testing import HubInMemory
from mo_network.values.money import Money
from mo_network.values.slot import Slot

OTHER_RULES = RULES.replace("1000.00 EUR", "700.00 EUR")


class TestAdoption:
    """Rules are in force because a fact says so."""

    def test_the_same_rules_again_change_nothing(self, kit: HubInMemory) -> None:
        """Adopting twice gives the first record."""
        before = kit.hub.version
        record = Hub.adopt(read_rules(RULES), journal=kit.journal, clock=kit.clock)
        assert (1, before) == (record.seq, kit.journal.head().seq)

    def test_without_adoption_a_hub_is_intake_only(self) -> None:
        """Received facts are kept as undecided, decided ones wait."""
        journal = MemoryJournal()
        hub = Hub.open(read_rules(RULES), journal=journal, clock=lambda: START)
        assert hub.is_intake_only
        outcome = hub.record(FundingLineOpened(id="line:x", name="X", currency="EUR"))
        assert (Verdict.UNDECIDED, True) == (outcome.verdict, outcome.is_recorded)

    def test_a_changed_file_is_intake_only_until_adopted(self, kit: HubInMemory) -> None:
        """The other text decides nothing before its adoption, and everything after."""
        rules = read_rules(OTHER_RULES)
        hub = Hub.open(rules, journal=kit.journal, clock=kit.clock)
        assert hub.record(application()).is_recorded
        assert not hub.record(award()).is_recorded
        assert "adopt" in hub.check(award()).explain("en")
        Hub.adopt(rules, journal=kit.journal, clock=kit.clock)
        assert hub.record(award()).is_recorded

    def test_an_adoption_elsewhere_makes_the_old_handle_intake_only(self, kit: HubInMemory) -> None:
        """Another process adopted other rules; this one stops deciding."""
        kit.hub.record(application())
        Hub.adopt(read_rules(OTHER_RULES), journal=kit.journal, clock=kit.clock)
        outcome = kit.hub.record(award())
        assert (False, Verdict.UNDECIDED) == (outcome.is_recorded, outcome.verdict)

    def test_a_hub_opens_without_its_file(self, kit: HubInMemory) -> None:
        """The adopted text stands in the journal, so the file may be lost."""
        kit.hub.record(application())
        hub = Hub.reopen("hub:haus", journal=kit.journal, clock=kit.clock)
        assert hub.record(award()).is_recorded

    def test_a_hub_that_never_adopted_cannot_be_reopened(self) -> None:
        """There is nothing to read its rules from."""
        with pytest.raises(InvalidValue, match="adopted no rules"):
            Hub.reopen("hub:haus", journal=MemoryJournal())

    def test_a_file_that_is_not_there_is_named(self, tmp_path: Path) -> None:
        """The error names the path."""
        with pytest.raises(InvalidValue, match=r"hub\.toml"):
            Hub.open(tmp_path / "hub.toml", journal=MemoryJournal())


def test_the_library_s_own_kinds_keep_the_contract_of_all_kinds() -> None:
    """They are checked here like a plugin's, so that no hub pays for it when it opens."""
    offers = built_in_offers()
    assert list(offers) == [checked(offer) for offer in offers]
    assert len(offers) == len({offer.name for offer in offers})


class TestCorrections:
    """A correction is one envelope; the fold substitutes, and the breaches are listed anew."""

    def test_a_corrected_allocation_changes_the_pot(self, kit: HubInMemory) -> None:
        """The pot was 1,000, should have been 800."""
        seq = _seq_of(kit, "BudgetAllocated")
        fixed = BudgetAllocated(
            id="allocation:2025", line="line:micro", year=2025, amount=Money(80_000)
        )
        outcome = kit.hub.record(Corrected(record=seq, replacement=fixed, reason="typo"))
        assert outcome.is_recorded
        assert Money(80_000) == kit.hub.funding.pot("line:micro", 2025).available

    def test_a_correction_that_leaves_a_promise_uncovered_lists_the_breach(
        self, kit: HubInMemory
    ) -> None:
        """600 are committed, and the pot turns out to be 500."""
        kit.hub.record_all([application(cents=60_000), award(cents=60_000, body="jury")])
        fixed = BudgetAllocated(
            id="allocation:2025", line="line:micro", year=2025, amount=Money(50_000)
        )
        seq = _seq_of(kit, "BudgetAllocated")
        outcome = kit.hub.record(Corrected(record=seq, replacement=fixed, reason="typo"))
        assert ["funding.available"] == [breach.law for breach in outcome.breaches]
        assert ["funding.available"] == [breach.law for breach in kit.hub.breaches()]

    def test_a_decided_fact_is_judged_now_and_refused_if_it_breaks_a_law(
        self, kit: HubInMemory
    ) -> None:
        """A booking cannot be corrected into another's time."""
        kit.hub.record(booking("b1", "10:00", "12:00"))
        kit.hub.record(booking("b2", "12:00", "14:00"))
        seq, before = kit.hub.version, inside(kit, "rooms")
        wrong = Corrected(record=seq, replacement=booking("b2", "11:00", "14:00"), reason="x")
        right = Corrected(record=seq, replacement=booking("b2", "12:00", "15:00"), reason="x")
        refused = kit.hub.record(wrong)
        assert (False, before) == (refused.is_recorded, inside(kit, "rooms"))
        assert kit.hub.record(right).is_recorded

    def test_a_move_is_not_taken_back_into_a_time_that_was_given_away(
        self, kit: HubInMemory
    ) -> None:
        """The booking was moved, its old time promised to another: undoing the move is refused."""
        kit.hub.record(booking("b1", "10:00", "12:00"))
        slot = Slot.on(date(2025, 3, 3), "14:00", "16:00", zone="Europe/Berlin")
        kit.hub.record(BookingMoved(booking="booking:b1", slot=slot))
        moved = kit.hub.version
        kit.hub.record(booking("b2", "10:00", "12:00"))
        outcome = kit.hub.record(Corrected(record=moved, reason="x"))
        assert (False, ["rooms.capacity"]) == (
            outcome.is_recorded,
            [said.by for said in outcome.binding],
        )

    def test_an_award_that_was_paid_is_not_corrected_away(self, kit: HubInMemory) -> None:
        """Nor made smaller than what was paid: the payment would lose its ground."""
        kit.hub.record_all([application(), award()])
        seq = kit.hub.version
        kit.hub.record(
            GrantPaid(id="payment:1", application="application:a1", amount=Money(40_000))
        )
        for right in (None, award(cents=10_000)):
            outcome = kit.hub.record(Corrected(record=seq, replacement=right, reason="x"))
            assert not outcome.is_recorded
            assert Verdict.FORBIDDEN is outcome.verdict
        assert Money(40_000) == kit.hub.funding.pot("line:micro", 2025).paid

    def test_no_decision_is_corrected_by_rules_that_nobody_adopted(self, kit: HubInMemory) -> None:
        """Intake only corrects no decision; what was received can be corrected."""
        kit.hub.record_all([application(cents=90_000), award(cents=50_000)])
        hub = Hub.open(read_rules(OTHER_RULES), journal=kit.journal, clock=kit.clock)
        seq = hub.version
        decided = hub.record(Corrected(record=seq, replacement=award(cents=40_000), reason="x"))
        assert (False, Verdict.UNDECIDED) == (decided.is_recorded, decided.verdict)
        assert hub.record(
            Corrected(record=seq - 1, replacement=application(cents=80_000), reason="x")
        ).is_recorded

    def test_a_correction_is_explained_and_repeated_like_any_record(self, kit: HubInMemory) -> None:
        """Its stored outcome is that of the replacement, and its request does it once."""
        kit.hub.record_all([application(), award()])
        seq = kit.hub.version
        fact = Corrected(record=seq, replacement=award(cents=10_000), reason="x")
        fresh = kit.hub.record(fact, request="t")
        again = kit.hub.record(fact, request="t")
        assert (fresh.record, True) == (again.record, again.is_repeated)
        assert fresh.explain("de") == kit.hub.outcome(kit.hub.version).explain("de")
        assert "corrected" in kit.hub.outcome(seq).explain("en")

    def test_a_sealed_text_in_a_correction_is_kept(self, kit: HubInMemory) -> None:
        """It commits with the correction, and opens from another handle."""
        kit.hub.record(application())
        sealed = kit.hub.seal("secret")
        right = application().but(description=sealed)
        kit.hub.record(Corrected(record=kit.hub.version, replacement=right, reason="x"))
        assert "secret" == Hub.reopen("hub:haus", journal=kit.journal).unseal(sealed)

    def test_the_past_does_not_know_later_records(self, kit: HubInMemory) -> None:
        """A correction of a record that came later cannot even be asked about."""
        kit.clock.moment = START + timedelta(hours=1)
        kit.hub.record(application())
        fact = Corrected(record=kit.hub.version, reason="x")
        with pytest.raises(UnknownReference):
            kit.hub.as_known(START).check(fact)

    def test_what_never_happened_leaves_no_trace_in_the_state(self, kit: HubInMemory) -> None:
        """A correction without replacement takes the fact out."""
        before = inside(kit, "rooms")
        kit.hub.record(booking("b1", "10:00", "12:00"))
        kit.hub.record(Corrected(record=kit.hub.version, reason="wrong hub"))
        assert before == inside(kit, "rooms")

    def test_a_later_correction_of_the_same_record_stands(self, kit: HubInMemory) -> None:
        """Corrected twice: the last one counts, also after reopening."""
        seq = _seq_of(kit, "BudgetAllocated")
        for cents in (80_000, 90_000):
            fixed = BudgetAllocated(
                id="allocation:2025", line="line:micro", year=2025, amount=Money(cents)
            )
            kit.hub.record(Corrected(record=seq, replacement=fixed, reason="typo"))
        again = Hub.reopen("hub:haus", journal=kit.journal)
        expected = Money(90_000)
        assert expected == kit.hub.funding.pot("line:micro", 2025).available
        assert expected == again.funding.pot("line:micro", 2025).available

    def test_another_handle_folds_anew(self, kit: HubInMemory) -> None:
        """A handle that was open before the correction sees it on refresh."""
        other = Hub.reopen("hub:haus", journal=kit.journal, clock=kit.clock)
        seq = _seq_of(kit, "BudgetAllocated")
        kit.hub.record(Corrected(record=seq, reason="never came"))
        other.refresh()
        assert Money(0) == other.funding.pot("line:micro", 2025).available

    def test_class_and_id_must_stay(self, kit: HubInMemory) -> None:
        """A booking cannot become another booking, nor an adoption anything."""
        kit.hub.record(booking("b1", "10:00", "12:00"))
        with pytest.raises(InvalidValue, match="must keep class and ids"):
            kit.hub.record(
                Corrected(
                    record=kit.hub.version,
                    replacement=booking("b9", "10:00", "12:00"),
                    reason="x",
                )
            )
        with pytest.raises(InvalidValue, match="adopt other rules"):
            kit.hub.record(Corrected(record=1, reason="x"))
        with pytest.raises(UnknownReference, match="999"):
            kit.hub.record(Corrected(record=999, reason="x"))


def _seq_of(kit: HubInMemory, name: str) -> int:
    return next(r.seq for r in kit.hub.journal.since(0) if type(r.fact).__name__ == name)


class TestAsKnown:
    """`as_known` is a fold of a prefix, not a filter of dates."""

    def test_a_later_booking_is_not_known_yet(self, kit: HubInMemory) -> None:
        """Booked at one, not known at noon."""
        kit.clock.moment = START + timedelta(hours=1)
        kit.hub.record(booking("b1", "10:00", "12:00"))
        slot = Slot.on(date(2025, 3, 3), "10:00", "12:00", zone="Europe/Berlin")
        assert kit.hub.as_known(START).rooms.is_free("room:saal", slot)
        assert not kit.hub.as_known(kit.clock.moment).rooms.is_free("room:saal", slot)

    def test_a_later_correction_is_not_known_yet(self, kit: HubInMemory) -> None:
        """What stood wrongly in the books is what was known."""
        kit.clock.moment = START + timedelta(days=1)
        kit.hub.record(Corrected(record=_seq_of(kit, "BudgetAllocated"), reason="never came"))
        known = kit.hub.as_known(START).funding.pot("line:micro", 2025).available
        now = kit.hub.funding.pot("line:micro", 2025).available
        assert (Money(100_000), Money(0)) == (known, now)

    def test_it_judges_by_the_rules_of_then(self, kit: HubInMemory) -> None:
        """The ceiling was lowered later; then it was 1,000."""
        kit.hub.record(application("a1", 90_000))
        kit.clock.moment = START + timedelta(days=1)
        rules = read_rules(OTHER_RULES)
        Hub.adopt(rules, journal=kit.journal, clock=kit.clock)
        hub = Hub.open(rules, journal=kit.journal, clock=kit.clock)
        fact = award("a1", 90_000, "jury")
        assert Verdict.FORBIDDEN is hub.check(fact).verdict
        assert Verdict.ALLOWED is hub.as_known(START).check(fact).verdict

    def test_it_cannot_record(self, kit: HubInMemory) -> None:
        """The past has no method that records."""
        assert not hasattr(kit.hub.as_known(START), "record")


class TestRecheck:
    """A recheck recombines the stored answers and always works."""

    def test_all_stored_verdicts_stand(self, kit: HubInMemory) -> None:
        """Allowed, forbidden and undecided ones alike."""
        kit.hub.record(application("a1"))
        kit.hub.record(application("a2", 500_000))
        kit.hub.record(award("a1"))
        kit.clock.moment = datetime(2026, 2, 1, tzinfo=UTC)
        assert Verdict.UNDECIDED is kit.hub.record(application("a3")).verdict
        assert () == kit.hub.recheck()

    def test_a_recorded_outcome_explains_like_the_fresh_one(self, kit: HubInMemory) -> None:
        """The explanation from the journal is the one given at first, in both languages."""
        fresh = kit.hub.record(application("a2", 500_000))
        assert fresh.record is not None
        stored = kit.hub.outcome(fresh.record.seq)
        assert (fresh.explain("de"), fresh.explain("en")) == (
            stored.explain("de"),
            stored.explain("en"),
        )

    def test_what_a_closure_broke_stays_explained(self, kit: HubInMemory) -> None:
        """The stored outcome of an observed fact names the promises it broke."""
        kit.hub.record(booking("b1", "10:00", "12:00"))
        slot = Slot.on(date(2025, 3, 3), "09:00", "11:00", zone="Europe/Berlin")
        closure = RoomClosed(id="closure:c1", room="room:saal", slot=slot, reason="Heizung")
        fresh = kit.hub.record(closure)
        stored = kit.hub.outcome(kit.hub.version)
        assert "booking:b1" in stored.explain("de")
        assert fresh.explain("de") == stored.explain("de")

    def test_it_cites_rule_source_and_date(self, kit: HubInMemory) -> None:
        """The reason names the rule, where it is written and since when."""
        text = kit.hub.check(application("a2", 500_000)).explain("en")
        for part in ("ceiling", "Invented rules 2025, 2", "from 1 January 2025"):
            assert part in text


class TestCheckpoints:
    """A checkpoint is a cache: it never changes an answer."""

    def test_a_hub_opened_from_a_checkpoint_is_the_same(self, kit: HubInMemory) -> None:
        """Dump of the fold from the checkpoint equals the fold from the beginning."""
        kit.hub.record_all([application(), award(), booking("b1", "10:00", "12:00")])
        kit.hub.save_checkpoint()
        kit.hub.record(booking("b2", "12:00", "14:00"))
        quick = Hub.reopen("hub:haus", journal=kit.journal)
        assert kit.hub._fold.dump() == quick._fold.dump()

    def test_a_correction_behind_a_checkpoint_is_seen(self, kit: HubInMemory) -> None:
        """A checkpoint that a later correction reaches behind is not taken."""
        seq = _seq_of(kit, "BudgetAllocated")
        kit.hub.save_checkpoint()
        kit.hub.record(Corrected(record=seq, reason="never came"))
        again = Hub.reopen("hub:haus", journal=kit.journal)
        assert Money(0) == again.funding.pot("line:micro", 2025).available

    def test_a_damaged_checkpoint_is_not_taken(self, kit: HubInMemory) -> None:
        """Whatever became of its bytes, the journal itself is asked."""
        kit.hub.save_checkpoint()
        kept = kit.journal._checkpoints[-1]
        for data in (b'{"x":1}', b"\xff\xfe", kept.data.replace(b"1", b"2"), b""):
            kit.journal._checkpoints[-1] = kept._replace(data=data)
            again = Hub.reopen("hub:haus", journal=kit.journal)
            assert kit.hub._fold.dump() == again._fold.dump()

    def test_a_checkpoint_of_another_history_is_not_taken(self, kit: HubInMemory) -> None:
        """The digest beside it does not fit, so it is folded anew."""
        kit.hub.save_checkpoint()
        kept = kit.journal._checkpoints[-1]
        kit.journal._checkpoints[-1] = kept._replace(digest="f" * 64)
        again = Hub.reopen("hub:haus", journal=kit.journal)
        assert kit.hub.version == again.version


class TestBreaches:
    """A breach is listed with cause, first day and promises until later facts mend it."""

    def test_a_closure_names_what_it_displaces(self, kit: HubInMemory) -> None:
        """The outcome of the closure lists the booking, and so does the query."""
        fact = booking("b1", "10:00", "12:00")
        kit.hub.record(fact)
        slot = Slot.on(date(2025, 3, 3), "09:00", "11:00", zone="Europe/Berlin")
        closure = RoomClosed(id="closure:c1", room="room:saal", slot=slot, reason="Heizung")
        outcome = kit.hub.record(closure)
        assert [("booking:b1",)] == [breach.promises for breach in outcome.breaches]
        assert [("booking:b1",)] == [breach.promises for breach in kit.hub.breaches()]

    def test_time_alone_ends_a_displacement(self, kit: HubInMemory) -> None:
        """Once the day is past nothing stands promised."""
        kit.hub.record(booking("b1", "10:00", "12:00"))
        slot = Slot.on(date(2025, 3, 3), "09:00", "11:00", zone="Europe/Berlin")
        kit.hub.record(RoomClosed(id="closure:c1", room="room:saal", slot=slot, reason="Heizung"))
        assert () == kit.hub.breaches(datetime(2025, 3, 4, tzinfo=UTC))

    def test_a_cut_below_what_is_committed_is_a_breach(self, kit: HubInMemory) -> None:
        """Nothing more is committed then."""
        kit.hub.record_all([application("a1"), award("a1"), application("a2", 10_000)])
        cut = BudgetCut(id="cut:1", line="line:micro", year=2025, amount=Money(80_000))
        outcome = kit.hub.record(cut)
        assert ["funding.available"] == [breach.law for breach in outcome.breaches]
        assert not kit.hub.record(award("a2", 10_000)).is_recorded

    def test_what_an_organisation_in_liquidation_holds_is_a_breach(self, kit: HubInMemory) -> None:
        """Its booking and its award stand as one breach, from the first day of liquidation on."""
        kit.hub.record_all([application(), award(), booking("b1", "10:00", "12:00")])
        first = date(2025, 1, 10)
        outcome = kit.hub.record(OrganisationLiquidated(organisation="org:a", on=first))
        (breach,) = kit.hub.breaches(datetime(2025, 1, 10, 12, tzinfo=UTC))
        assert () == outcome.breaches
        assert () == kit.hub.breaches(datetime(2025, 1, 9, 12, tzinfo=UTC))
        assert ("directory.nothing_new", first) == (breach.law, breach.since)
        assert {"application:a1", "booking:b1"} == set(breach.promises)
