"""The laws of seasons: the core's own judgements, which nothing can loosen."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from mo_network.judging.answers import Veto
from mo_network.judging.case import Case
from mo_network.judging.law import Law, law
from mo_network.rooms.seasons.facts import SeasonAllocated, SeasonWishReceived
from mo_network.rooms.seasons.lifecycles import OPEN
from mo_network.rooms.seasons.state import SeasonState


@law(
    "rooms.season_wishes",
    worse="To share out by a wish that others could no longer answer; who is late can book.",
    judges=(SeasonWishReceived,),
    sentences={
        "de": {
            "late": "Wünsche für {0} waren bis einschließlich {1} möglich.",
            "allocated": "{0} ist schon zugeteilt; was frei blieb, kann gebucht werden.",
        },
        "de-simple": {
            "late": "Wünsche für {0} waren nur bis {1} möglich. Der Tag zählt mit.",
            "allocated": "{0} ist schon verteilt. Was frei ist, können Sie buchen.",
        },
        "en": {
            "late": "Wishes for {0} were possible through {1}.",
            "allocated": "{0} is allocated already; what stayed free can be booked.",
        },
    },
)
def season_wishes(state: SeasonState, fact: SeasonWishReceived, case: Case) -> Iterable[Veto]:
    """A season is wished for until its last day for wishes, and before it is allocated."""
    season = state.season_table.get(fact.season)
    if season is None:
        return  # a correction took the season away
    if state.are_wishes_over(season.id, case.when.received):
        yield Veto("late", (season.id, date.fromordinal(season.last_wish_day)))
    if state.statuses.get(season.id) != OPEN:
        yield Veto("allocated", (season.id,))


@law(
    "rooms.season_allocation",
    worse="To give a slot twice, or past somebody whose turn it was; it can be shared out anew.",
    judges=(SeasonAllocated,),
    sentences={
        "de": {
            "early": "Bis einschließlich {0} können noch Wünsche eingehen.",
            "unknown_wish": "{0} ist kein Wunsch dieser Vergaberunde, zurückgezogen oder zu spät "
            "eingegangen.",
            "outside_wish": "{0} bekommt, was nicht gewünscht, frei und zu vergeben ist.",
            "held_twice": "Zweimal vergeben: {0}.",
            "above_quota": "{0} bekommt mehr, als ihr Kontingent erlaubt.",
            "priority": "{0} geht leer aus, obwohl ihr Rang vorgeht ({1}).",
            "reasons": "Die Gründe der Absagen stimmen nicht mit der Zuteilung überein.",
        },
        "de-simple": {
            "early": "Bis {0} können noch Wünsche kommen. Bitte warten Sie so lange.",
            "unknown_wish": "{0} ist kein Wunsch in dieser Runde. "
            "Oder der Wunsch ist zurückgenommen. Oder er ist zu spät gekommen.",
            "outside_wish": "{0} bekommt eine Zeit, die nicht gewünscht oder nicht frei ist.",
            "held_twice": "Das ist zweimal vergeben: {0}.",
            "above_quota": "{0} bekommt mehr Zeiten, als erlaubt ist.",
            "priority": "{0} bekommt nichts, aber {0} ist vorher dran ({1}).",
            "reasons": "Die Gründe passen nicht zu dem, was verteilt ist.",
        },
        "en": {
            "early": "Wishes can still come in through {0}.",
            "unknown_wish": "{0} is no wish of this season, was withdrawn or came too late.",
            "outside_wish": "{0} is given what was not wished for, is not free or not shared out.",
            "held_twice": "Given twice: {0}.",
            "above_quota": "{0} is given more than its quota allows.",
            "priority": "{0} gets nothing though its turn comes before ({1}).",
            "reasons": "The reasons given for refusals do not agree with the allocation.",
        },
    },
)
def season_allocation(state: SeasonState, fact: SeasonAllocated, case: Case) -> Iterable[Veto]:
    """No slot is given twice, past a priority or a quota, or without a reason for each refusal."""
    # The checker shares nothing with the allocator: an allocation made by hand is judged alike.
    season = state.season_table.get(fact.season)
    if season is None:
        return  # a correction took the season away
    if not state.are_wishes_over(season.id, case.when.at):
        yield Veto("early", (date.fromordinal(season.last_wish_day),))
    found = state.season_round(season.id)
    hard = [fault for fault in found.faults(fact) if fault.code.is_hard]
    for fault in hard:
        first, others = fault.about[0], ", ".join(fault.about[1:])
        together = ", ".join(fault.about)
        about = (first, others) if fault.code.value == "priority" else (together,)
        yield Veto(fault.code.value, about)
    if not hard and not found.has_reasons(fact):
        yield Veto("reasons", ())


SEASON_LAWS: tuple[Law, ...] = (season_wishes, season_allocation)
