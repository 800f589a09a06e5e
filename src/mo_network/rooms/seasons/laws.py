"""The laws of seasons: the core's own judgements, which nothing can loosen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from mo_network.judging.answers import Note, Veto
from mo_network.judging.case import Case
from mo_network.judging.law import Law, law
from mo_network.rooms.seasons.facts import SeasonAllocated, SeasonWishReceived
from mo_network.rooms.seasons.lifecycles import OPEN
from mo_network.rooms.seasons.round import has_start
from mo_network.rooms.seasons.state import SeasonState
from mo_network.rooms.seasons.windows import Window


@law(
    "rooms.season_wishes",
    worse="To share out by a wish that others could no longer answer; who is late can book.",
    judges=(SeasonWishReceived,),
    sentences={
        "de": {
            "late": "Wünsche für {0} waren bis einschließlich {1} möglich.",
            "allocated": "{0} ist schon zugeteilt; was frei blieb, kann gebucht werden.",
            "short": "Gewünscht sind {0} Minuten; das längste gewünschte Zeitfenster hat {1}.",
            "outside": "In den gewünschten Zeitfenstern hat {0} nichts zu vergeben, nur: {1}.",
        },
        "de-simple": {
            "late": "Wünsche für {0} waren nur bis {1} möglich. Der Tag zählt mit.",
            "allocated": "{0} ist schon verteilt. Was frei ist, können Sie buchen.",
            "short": "Sie möchten {0} Minuten. Aber Ihre längste Zeit hat nur {1} Minuten.",
            "outside": "In {0} gibt es zu Ihren Zeiten nichts. Es gibt nur: {1}.",
        },
        "en": {
            "late": "Wishes for {0} were possible through {1}.",
            "allocated": "{0} is allocated already; what stayed free can be booked.",
            "short": "Wished for are {0} minutes; the longest window wished for has {1}.",
            "outside": "In the windows wished for {0} has nothing to share out, only: {1}.",
        },
    },
)
def season_wishes(
    state: SeasonState, fact: SeasonWishReceived, case: Case
) -> Iterable[Veto | Note]:
    """A season is wished for until its last day for wishes, and before it is allocated."""
    season = state.season_table.get(fact.season)
    if season is None:
        return  # a correction took the season away
    if state.are_wishes_over(season.id, case.when.received):
        yield Veto("late", (season.id, date.fromordinal(season.last_wish_day)))
    if state.statuses.get(season.id) != OPEN:
        yield Veto("allocated", (season.id,))
    longest = max(end - start for start, end in map(Window.parse, fact.windows))
    if longest < fact.minutes:
        yield Note("short", (fact.minutes, longest))
    elif not has_start(season, fact.windows, fact.minutes):
        yield Note("outside", (season.id, ", ".join(season.hours)[:200]))


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
            "reasons": "{0} geht leer aus; als Grund gilt: {1}.",
            "no_refusal": "{0} ist erfüllt oder kein Wunsch dieser Vergaberunde: ohne Grund.",
        },
        "de-simple": {
            "early": "Bis {0} können noch Wünsche kommen. Bitte warten Sie so lange.",
            "unknown_wish": "{0} ist kein Wunsch in dieser Runde. "
            "Oder der Wunsch ist zurückgenommen. Oder er ist zu spät gekommen.",
            "outside_wish": "{0} bekommt eine Zeit, die nicht gewünscht oder nicht frei ist.",
            "held_twice": "Das ist zweimal vergeben: {0}.",
            "above_quota": "{0} bekommt mehr Zeiten, als erlaubt ist.",
            "priority": "{0} bekommt nichts, aber {0} ist vorher dran ({1}).",
            "reasons": "{0} bekommt nichts. Der richtige Grund ist: {1}.",
            "no_refusal": "{0} bekommt eine Zeit oder gehört nicht in diese Runde. "
            "Deshalb steht hier kein Grund.",
        },
        "en": {
            "early": "Wishes can still come in through {0}.",
            "unknown_wish": "{0} is no wish of this season, was withdrawn or came too late.",
            "outside_wish": "{0} is given what was not wished for, is not free or not shared out.",
            "held_twice": "Given twice: {0}.",
            "above_quota": "{0} is given more than its quota allows.",
            "priority": "{0} gets nothing though its turn comes before ({1}).",
            "reasons": "{0} gets nothing; the reason that holds is: {1}.",
            "no_refusal": "{0} is met, or no wish of this season: it has no reason.",
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
    if not hard:
        yield from _wrong_reason(fact, found.reasoned(fact))


def _wrong_reason(fact: SeasonAllocated, right: SeasonAllocated) -> Iterator[Veto]:
    """The first wish whose reason does not hold, with the one that does."""
    # What is named twice is wrong, too, so counted are all of them.
    named, holds = Counter(fact.unmet), Counter(right.unmet)
    wrong = [each.wish for each in (*(named - holds), *(holds - named))]
    if not wrong:
        return
    first = min(wrong)
    held = next((each for each in right.unmet if each.wish == first), None)
    if held is None:
        yield Veto("no_refusal", (first,), remedies=(right,))
    else:
        by = f" ({', '.join(held.holders)})" if held.holders else ""
        yield Veto("reasons", (first, f"{held.reason}{by}"[:200]), remedies=(right,))


SEASON_LAWS: tuple[Law, ...] = (season_wishes, season_allocation)
