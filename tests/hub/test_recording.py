"""The door: what is recorded, when, and once."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import attrs
import pytest
from tests.hub.conftest import RULES, START, application, award, booking, inside, set_up

from mo_network.directory.facts import OrganisationKind, OrganisationRegistered
from mo_network.errors import InvalidValue, NotAllowed, UnknownReference
from mo_network.funding.facts import ApplicationSubmitted, FundingLineOpened
from mo_network.hub.adoption import read_rules
from mo_network.hub.hub import Hub
from mo_network.judging.journal import MemoryJournal
from mo_network.judging.record import Row
from mo_network.judging.weighing import Verdict
from mo_network.rooms.facts import RoomAdded
from mo_network.testing import HubInMemory, hub_in_memory
from mo_network.values.sealed import SealedValue


class TestStanding:
    """Received and observed facts are recorded whatever follows, decided ones if allowed."""

    def test_a_decided_fact_that_is_forbidden_is_not_recorded(self, kit: HubInMemory) -> None:
        """A refused award leaves journal and pot as they were."""
        kit.hub.record(application(cents=120_000))
        before = kit.hub.version
        outcome = kit.hub.record(award(cents=120_000, body="jury"))
        assert (False, before) == (outcome.is_recorded, kit.hub.version)

    def test_a_received_fact_that_is_too_large_is_recorded_with_its_verdict(
        self, kit: HubInMemory
    ) -> None:
        """An application above the ceiling stands in the journal as forbidden."""
        outcome = kit.hub.record(application(cents=120_000))
        assert (Verdict.FORBIDDEN, True) == (outcome.verdict, outcome.is_recorded)

    def test_what_only_the_decision_brings_is_open_and_does_not_forbid(
        self, kit: HubInMemory
    ) -> None:
        """An application names no body; that is open, and the verdict is allowed."""
        outcome = kit.hub.record(application())
        assert ["decider"] == [said.by for said in outcome.open]
        assert Verdict.ALLOWED is outcome.verdict

    def test_a_decision_without_its_body_is_forbidden(self, kit: HubInMemory) -> None:
        """What was open for the application binds the award."""
        kit.hub.record(application())
        outcome = kit.hub.record(award(body=None))
        assert ["decider"] == [said.by for said in outcome.binding]

    def test_a_refusal_can_be_raised(self, kit: HubInMemory) -> None:
        """`or_raise` carries the outcome."""
        kit.hub.record(application())
        outcome = kit.hub.check(award(body=None))
        with pytest.raises(NotAllowed) as caught:
            outcome.or_raise()
        assert outcome is caught.value.outcome

    def test_checking_changes_nothing(self, kit: HubInMemory) -> None:
        """A preview leaves version and state, even of a received fact that is put on trial."""
        before = (kit.hub.version, inside(kit, "funding"))
        kit.hub.check(application())
        assert before == (kit.hub.version, inside(kit, "funding"))


class TestWellFormed:
    """Ids must be new and references known; anything else is an error, not an outcome."""

    def test_an_id_that_exists_is_refused(self, kit: HubInMemory) -> None:
        """The second application under one id is an error."""
        kit.hub.record(application())
        with pytest.raises(InvalidValue, match="exists already"):
            kit.hub.record(application())

    def test_an_unknown_reference_is_refused_with_the_nearest_name(self, kit: HubInMemory) -> None:
        """A misspelt room is named, and the room that was meant."""
        with pytest.raises(UnknownReference, match="did you mean 'room:saal'"):
            kit.hub.record(booking("b1", "10:00", "12:00", room="room:sall"))


class TestRequests:
    """A repeated request does a thing once."""

    def test_the_same_request_gives_the_recorded_outcome(self, kit: HubInMemory) -> None:
        """The second call records nothing and tells the same."""
        first = kit.hub.record(application(), request="row-1")
        again = kit.hub.record(application(), request="row-1")
        assert (first.record, first.explain("de")) == (again.record, again.explain("de"))
        assert (False, True) == (first.is_repeated, again.is_repeated)

    def test_a_request_can_be_looked_up(self, kit: HubInMemory) -> None:
        """By its token, for apps that only want to know; None if it was never recorded."""
        first = kit.hub.record(application(), request="row-1")
        found = kit.hub.recorded("row-1")
        assert found is not None
        assert (first.record, None) == (found.record, kit.hub.recorded("row-2"))

    def test_another_fact_under_a_known_token_is_refused(self, kit: HubInMemory) -> None:
        """One token, two contents: an error, and nothing is recorded."""
        kit.hub.record(application(), request="row-1")
        before = kit.hub.version
        with pytest.raises(InvalidValue, match="another content"):
            kit.hub.record(application(cents=30_000), request="row-1")
        assert before == kit.hub.version

    def test_what_was_refused_is_judged_afresh(self, kit: HubInMemory) -> None:
        """A refused request may succeed later under the same token."""
        kit.hub.record(application())
        assert not kit.hub.record(award(body=None), request="award-1").is_recorded
        assert kit.hub.record(award(), request="award-1").is_recorded

    def test_sealed_texts_are_compared_by_what_they_hold(self, kit: HubInMemory) -> None:
        """Sealing anew salts anew, and the request is still the same."""

        def with_contact(text: str) -> ApplicationSubmitted:
            fact = application()
            assert isinstance(fact, ApplicationSubmitted)
            return fact.but(contact=kit.hub.seal(text))

        first = kit.hub.record(with_contact("Frau Muster"), request="row-1")
        again = kit.hub.record(with_contact("Frau Muster"), request="row-1")
        assert first.record == again.record
        with pytest.raises(InvalidValue, match="another content"):
            kit.hub.record(with_contact("Herr Beispiel"), request="row-1")

    def test_ids_follow_from_the_request(self, kit: HubInMemory) -> None:
        """One request, one id; without one, always another."""
        hub = kit.hub
        assert hub.new_id("booking", request="r1") == hub.new_id("booking", request="r1")
        assert hub.new_id("booking", request="r1") != hub.new_id("booking", request="r2")
        assert hub.new_id("booking") != hub.new_id("booking")


class TestMoments:
    """`Record.at` never decreases; what was handed in earlier says so."""

    def test_a_lagging_clock_takes_the_last_moment(self, kit: HubInMemory) -> None:
        """The clock goes back an hour; the record does not."""
        kit.clock.moment = START - timedelta(hours=1)
        outcome = kit.hub.record(application())
        assert outcome.record is not None
        assert START == outcome.record.at

    def test_an_explicit_earlier_moment_is_refused(self, kit: HubInMemory) -> None:
        """`at` before the last record is an error that names received_at."""
        with pytest.raises(InvalidValue, match="received_at"):
            kit.hub.record(application(), at=START - timedelta(minutes=1))

    def test_a_naive_moment_is_refused(self, kit: HubInMemory) -> None:
        """A moment without a zone could be any of many."""
        with pytest.raises(InvalidValue, match="zone"):
            kit.hub.record(application(), at=datetime(2025, 2, 1, 12, 0))

    def test_the_moment_of_receipt_picks_the_rule(self, kit: HubInMemory) -> None:
        """Handed in on the last day of the old rules, written down on the first of the new year."""
        written = datetime(2026, 1, 2, 9, 0, tzinfo=UTC)
        received = datetime(2025, 12, 31, 22, 59, tzinfo=UTC)
        kit.clock.moment = written
        in_time = kit.hub.check(application(), received_at=received)
        too_late = kit.hub.check(application(), received_at=received + timedelta(minutes=1))
        assert Verdict.ALLOWED is in_time.verdict
        assert [("ceiling", "no_value")] == [
            (said.by, getattr(said.answer, "code", "")) for said in too_late.faults
        ]

    def test_only_received_facts_have_a_moment_of_receipt(self, kit: HubInMemory) -> None:
        """A decision is not received."""
        kit.hub.record(application())
        with pytest.raises(InvalidValue, match=r"handed in|hand in"):
            kit.hub.record(award(), received_at=START)

    def test_nothing_is_received_after_it_was_written(self, kit: HubInMemory) -> None:
        """`received_at` after `at` is an error."""
        with pytest.raises(InvalidValue, match="after the record"):
            kit.hub.record(application(), received_at=START + timedelta(minutes=1))

    def test_a_lagging_clock_of_another_hub_never_goes_back(self, kit: HubInMemory) -> None:
        """The last record was another hub's; the next one follows it all the same."""
        rules = read_rules(RULES.replace("hub:haus", "hub:other"))
        earlier = START - timedelta(hours=1)
        journal = MemoryJournal()
        Hub.adopt(rules, journal=journal, clock=lambda: earlier)
        Hub.adopt(read_rules(RULES), journal=journal, clock=lambda: START)
        other = Hub.open(rules, journal=journal, clock=lambda: earlier)
        other.record(FundingLineOpened(id="line:x", name="X", currency="EUR"))
        assert 3 == other.verify().seq

    def test_a_moment_far_ahead_of_the_clock_is_refused(self, kit: HubInMemory) -> None:
        """A slip of a year would bind every later record."""
        with pytest.raises(InvalidValue, match="after the clock"):
            kit.hub.record(application(), at=START + timedelta(days=366))


class TestTheDoor:
    """Whatever is handed in gets one clear error, and nothing is half done."""

    @pytest.mark.parametrize(
        ("fact", "options"),
        [
            (None, {}),
            ("application", {}),
            (application(), {"at": "2025-01-02"}),
            (application(), {"at": date(2025, 1, 2)}),
            (application(), {"by": 5}),
            (application(), {"by": "\ud800"}),
            (application(), {"evidence": []}),
            (application(), {"request": 5}),
            (application(), {"request": "x" * 300}),
        ],
    )
    def test_bad_input_is_refused(
        self, kit: HubInMemory, fact: Any, options: dict[str, Any]
    ) -> None:
        """`InvalidValue`, and the version stays."""
        before = kit.hub.version
        with pytest.raises(InvalidValue):
            kit.hub.record(fact, **options)
        assert before == kit.hub.version

    def test_a_class_derived_from_a_fact_is_refused(self, kit: HubInMemory) -> None:
        """The set of fact classes is closed, so that a journal stays readable for ever."""

        @attrs.frozen(kw_only=True)
        class Mine(FundingLineOpened):
            """Nobody else could read it."""

        with pytest.raises(InvalidValue, match="closed"):
            kit.hub.record(Mine(id="line:x", name="X", currency="EUR"))

    def test_huge_numbers_are_refused_by_the_fact(self) -> None:
        """Beyond 2^53 readers of JSON disagree."""
        for number in (2**53, 10**400, 10**5000):
            with pytest.raises(InvalidValue, match=r"2\^53"):
                RoomAdded(id="room:x", name="X", persons=number, zone="Europe/Berlin")

    def test_unknown_numbers_of_records_are_said(self, kit: HubInMemory) -> None:
        """No number is too large to be unknown."""
        for number in (0, -1, 10**20):
            with pytest.raises(InvalidValue, match="none of"):
                kit.hub.outcome(number)
        assert [] == list(kit.hub.journal.since(10**20))


class TestTogether:
    """`record_all`: all or nothing, each judged after those before it."""

    def test_a_fact_may_build_on_the_one_before(self, kit: HubInMemory) -> None:
        """Application and award in one step."""
        outcomes = kit.hub.record_all([application(), award()])
        assert [True, True] == [outcome.is_recorded for outcome in outcomes]

    def test_one_refusal_takes_all_back(self, kit: HubInMemory) -> None:
        """The second award exceeds the pot; the first is not recorded either."""
        before = (kit.hub.version, inside(kit, "funding"))
        facts = [
            application("a1", 60_000),
            application("a2", 60_000),
            award("a1", 60_000, "jury"),
            award("a2", 60_000, "jury"),
        ]
        outcomes = kit.hub.record_all(facts)
        assert Verdict.FORBIDDEN is outcomes[-1].verdict
        assert {False} == {outcome.is_recorded for outcome in outcomes}
        assert before == (kit.hub.version, inside(kit, "funding"))

    def test_tokens_must_match_the_facts(self, kit: HubInMemory) -> None:
        """Two facts with one token are an error."""
        with pytest.raises(InvalidValue, match="one each"):
            kit.hub.record_all([application("a1"), application("a2")], requests=["r"])

    def test_a_commit_that_fails_leaves_the_state_as_it_was(self) -> None:
        """The journal breaks at commit; the hub still answers as before and can go on."""

        class Breaking(MemoryJournal):
            is_broken = False

            def commit(self, rows: Sequence[Row], sealed: Sequence[SealedValue]) -> None:
                if self.is_broken:
                    raise OSError("the disk is full")
                super().commit(rows, sealed)

        journal = Breaking()
        kit = set_up(hub_in_memory(RULES, at=START, journal=journal))
        before = inside(kit, "funding")
        journal.is_broken = True
        with pytest.raises(OSError, match="disk is full"):
            kit.hub.record(application())
        assert before == inside(kit, "funding")
        journal.is_broken = False
        assert kit.hub.record(application()).is_recorded


class TestManyHandles:
    """Several handles on one journal see one history."""

    def test_directory_facts_are_shared_and_a_hub_s_own_are_not(self, kit: HubInMemory) -> None:
        """Another hub knows the organisation and not the room."""
        other_rules = RULES.replace("hub:haus", "hub:other")
        other = hub_in_memory(other_rules, at=START, journal=kit.journal).hub
        assert "A e.V." == other.directory.organisation("org:a").name
        with pytest.raises(UnknownReference):
            other.record(booking("b1", "10:00", "12:00"))

    def test_a_record_of_another_handle_is_judged_with(self, kit: HubInMemory) -> None:
        """The second handle reads the tail before it judges."""
        second = Hub.open(read_rules(RULES), journal=kit.journal, clock=kit.clock)
        assert kit.hub.record(booking("b1", "10:00", "12:00")).is_recorded
        assert not second.record(booking("b2", "11:00", "13:00")).is_recorded

    def test_queries_answer_at_the_version_until_refreshed(self, kit: HubInMemory) -> None:
        """`refresh` reads the tail; before it the other handle's booking is not seen."""
        second = Hub.open(read_rules(RULES), journal=kit.journal, clock=kit.clock)
        kit.hub.record(booking("b1", "10:00", "12:00"))
        fact = booking("b2", "10:00", "12:00")
        assert second.check(fact).is_allowed
        assert kit.hub.version == second.refresh()
        assert not second.check(fact).is_allowed

    def test_two_hubs_may_use_the_same_token(self, kit: HubInMemory) -> None:
        """Tokens are a hub's own, even for facts of the directory."""
        other = hub_in_memory(
            RULES.replace("hub:haus", "hub:other"), at=START, journal=kit.journal
        ).hub
        kind = OrganisationKind.ASSOCIATION
        kit.hub.record(OrganisationRegistered(id="org:x", name="X", kind=kind), request="row-1")
        fact = OrganisationRegistered(id="org:y", name="Y", kind=kind)
        assert other.record(fact, request="row-1").is_recorded
        assert other.record(fact, request="row-1").is_repeated

    def test_a_token_is_one_fact_s_within_a_batch_and_beside_the_directory(
        self, kit: HubInMemory
    ) -> None:
        """Twice in one batch, or for an organisation and an application: refused."""
        with pytest.raises(InvalidValue, match="twice in one batch"):
            kit.hub.record_all([application("a1"), application("a2")], requests=["r", "r"])
        fact = OrganisationRegistered(id="org:x", name="X", kind=OrganisationKind.ASSOCIATION)
        kit.hub.record(fact, request="r")
        with pytest.raises(InvalidValue, match="another content"):
            kit.hub.record(application(), request="r")

    def test_threads_never_book_twice(self, kit: HubInMemory) -> None:
        """Eight threads want one slot; one gets it."""
        outcomes = []

        def book(number: int) -> None:
            outcomes.append(kit.hub.record(booking(f"b{number}", "10:00", "12:00")))

        threads = [threading.Thread(target=book, args=(n,)) for n in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert 1 == sum(outcome.is_recorded for outcome in outcomes)

    def test_the_journal_tells_what_came_since(self, kit: HubInMemory) -> None:
        """Apps that keep tables of their own read the tail."""
        before = kit.hub.version
        kit.hub.record(application())
        assert ["ApplicationSubmitted"] == [
            type(record.fact).__name__ for record in kit.hub.journal.since(before)
        ]


class TestSealed:
    """Personal values stay out of the journal, and erasing them leaves it valid."""

    def test_the_journal_does_not_hold_the_text(self, kit: HubInMemory) -> None:
        """Only key and commitment stand in the bytes; the side store opens them."""
        sealed = kit.hub.seal("Frau Muster, 0203 12345")
        fact = application()
        assert isinstance(fact, ApplicationSubmitted)
        kit.hub.record(fact.but(contact=sealed))
        bodies = b"".join(row.body for row in kit.journal.rows())
        assert b"Muster" not in bodies
        assert "Frau Muster, 0203 12345" == kit.hub.unseal(sealed)

    def test_erasing_keeps_chain_and_decisions(self, kit: HubInMemory) -> None:
        """After erasing, the text is gone and everything verifies."""
        sealed = kit.hub.seal("Frau Muster")
        fact = application()
        assert isinstance(fact, ApplicationSubmitted)
        kit.hub.record(fact.but(contact=sealed))
        assert kit.hub.erase(sealed)
        assert (None, ()) == (kit.hub.unseal(sealed), kit.hub.recheck())
        assert kit.hub.version == kit.hub.verify().seq

    def test_erasing_before_recording_forgets_the_text(self, kit: HubInMemory) -> None:
        """What waits for its fact can be erased too; the fact is refused then."""
        sealed = kit.hub.seal("Frau Muster")
        fact = application()
        assert isinstance(fact, ApplicationSubmitted)
        assert (True, None) == (kit.hub.erase(sealed), kit.hub.unseal(sealed))
        with pytest.raises(InvalidValue, match=r"hub\.seal"):
            kit.hub.record(fact.but(contact=sealed))

    def test_a_repeated_request_leaves_no_text_behind(self, kit: HubInMemory) -> None:
        """The second sealing of the same text is dropped with the repetition."""
        fact = application()
        assert isinstance(fact, ApplicationSubmitted)
        kit.hub.record(fact.but(contact=kit.hub.seal("Frau Muster")), request="r")
        again = kit.hub.seal("Frau Muster")
        kit.hub.record(fact.but(contact=again), request="r")
        assert kit.hub.unseal(again) is None

    def test_the_inside_of_a_state_is_not_handed_out(self, kit: HubInMemory) -> None:
        """Queries only: neither tables nor what changes them."""
        for name in ("apply", "dump", "load", "application_table", "ledger"):
            with pytest.raises(InvalidValue, match="is no query"):
                getattr(kit.hub.funding, name)

    def test_a_seal_of_nobody_is_refused(self, kit: HubInMemory) -> None:
        """A commitment whose value no store holds cannot be recorded."""
        other = hub_in_memory(RULES, at=START).hub
        fact = application()
        assert isinstance(fact, ApplicationSubmitted)
        with pytest.raises(InvalidValue, match=r"hub\.seal"):
            kit.hub.record(fact.but(contact=other.seal("x")))


def test_an_organisation_may_come_through_any_handle(kit: HubInMemory) -> None:
    """Directory facts are recorded under the directory's name."""
    fact = OrganisationRegistered(id="org:c", name="C", kind=OrganisationKind.ASSOCIATION)
    outcome = kit.hub.record(fact)
    assert outcome.record is not None
    assert "directory" == outcome.record.hub
