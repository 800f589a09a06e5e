"""The laws of lending: the core's own judgements, which nothing can loosen."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from mo_network.errors import InvalidValue
from mo_network.judging.answers import Veto
from mo_network.judging.case import Case
from mo_network.judging.law import Law, law
from mo_network.lending.demands import OUT_LATE, loan_of
from mo_network.lending.entries import lines_of
from mo_network.lending.facts import ItemsHandedOver, LoanExtended, LoanPromised
from mo_network.lending.pieces import Asked, held, pieces_asked
from mo_network.lending.state import LendingState
from mo_network.lending.troubles import CAPACITY
from mo_network.scheduling import Obstacle
from mo_network.values.moments import minute_of

_MINUTE = timedelta(minutes=1)


def short_of(state: LendingState, asked: Asked, at: int) -> Obstacle | None:
    """What is too little for a decision, and from when; None if all of it fits.

    Shape:   judged is what the decision adds: a promise its whole time, an extension the time
             after the old end, a hand-over the time before the loan's start.
    Errors:  InvalidValue for a promise that could be kept in too many ways.
    """
    if isinstance(asked, LoanPromised):
        lines = lines_of(asked.items, asked.counts)
        return state.shelf.first_clash(lines, asked.slot.start_minute, asked.slot.end_minute, at)
    loan = state.loan_table.get(asked.loan)
    if loan is None:
        return None  # a correction took the loan away; the lifecycle forbids the step
    pieces = pieces_asked(state, asked, at)
    if isinstance(asked, LoanExtended):
        start, end = max(loan.end, at), asked.slot.end_minute
    else:
        start, end = at, loan.start
    if start >= end or not pieces:
        return None
    return state.shelf.first_clash(pieces, start, end, at, loan.id)


@law(
    CAPACITY,
    worse="To promise a thing twice: a festival stands without loudspeakers. Who is refused can "
    "ask elsewhere in time.",
    judges=(LoanPromised, LoanExtended, ItemsHandedOver),
    sentences={
        "de": {
            "taken": "Von {0} sind {1} nötig und {2} frei; vergeben ist {3} ({4}).",
            "overdue": "Von {0} sind {1} nötig und {2} frei; überfällig ist {3} ({4}).",
            "too_few": "Von {0} sind {1} nötig; es gibt dann {2}.",
            "too_many_ways": "Das ginge auf zu viele Arten, um alle abzuwägen; weniger auf einmal "
            "kann zugesagt werden.",
        },
        "de-simple": {
            "taken": "Sie brauchen {1} von {0}. Frei sind {2}. Ausgeliehen ist {3} ({4}).",
            "overdue": "Sie brauchen {1} von {0}. Frei sind {2}. {3} ist noch nicht zurück ({4}).",
            "too_few": "Sie brauchen {1} von {0}. Es gibt dann nur {2}.",
            "too_many_ways": "Das sind zu viele Dinge auf einmal. Bitte fragen Sie nach weniger.",
        },
        "en": {
            "taken": "Of {0}, {1} are needed and {2} are free; taken: {3} ({4}).",
            "overdue": "Of {0}, {1} are needed and {2} are free; overdue: {3} ({4}).",
            "too_few": "Of {0}, {1} are needed; there are {2} then.",
            "too_many_ways": "That could be had in too many ways to weigh them all; fewer at "
            "once can be promised.",
        },
    },
)
def capacity(state: LendingState, asked: Asked, case: Case) -> Iterable[Veto]:
    """No decided fact raises the demand on a thing above its stock at any instant."""
    try:
        found = short_of(state, asked, minute_of(case.when.at))
    except InvalidValue:
        return (Veto("too_many_ways"),)
    if found is None:
        return ()
    item, clash, needed = found
    free, keys = max(0, clash.free), clash.keys
    if not keys:
        return (Veto("too_few", (item, needed, free)),)
    late = [key for key in keys if key.endswith(OUT_LATE)]
    loan = state.loan_table[loan_of((late or keys)[0])]
    return (Veto("overdue" if late else "taken", (item, needed, free, loan.slot, loan.id)),)


@law(
    "lending.in_house",
    worse="To write down as handed over what somebody else still has; who waits at the desk can "
    "see that it is not there.",
    judges=(ItemsHandedOver,),
    sentences={
        "de": {"not_in_house": "Von {0} gehen {1} hinaus; im Haus sind {2}."},
        "de-simple": {
            "not_in_house": "{1} von {0} sollen hinausgehen. Im Haus sind nur {2}.",
        },
        "en": {"not_in_house": "Of {0}, {1} are to leave; {2} are in the house."},
    },
)
def in_house(state: LendingState, asked: ItemsHandedOver, case: Case) -> Iterable[Veto]:
    """Nothing is handed over that is not in the house, whoever has it and why."""
    minute = minute_of(case.when.at)
    for item, number in pieces_asked(state, asked, minute):
        there = max(0, state.shelf.stock(item).in_house(minute))
        if there < number:
            yield Veto("not_in_house", (item, number, there))


@law(
    "lending.handed_over_within_promise",
    worse="To let go what was promised to nobody: the next one's pieces are gone. A promise for "
    "more, or for longer, is quickly made.",
    judges=(ItemsHandedOver,),
    sentences={
        "de": {
            "not_promised": "Von {0} gehen {1} hinaus; zugesagt und nicht abgeholt sind {2}.",
            "over": "Zugesagt war {0} für {1}; diese Zeit ist vorbei.",
        },
        "de-simple": {
            "not_promised": "{1} von {0} sollen hinausgehen. Versprochen und noch da sind {2}.",
            "over": "Für {0} war {1} versprochen. Diese Zeit ist vorbei.",
        },
        "en": {
            "not_promised": "Of {0}, {1} are to leave; promised and not fetched are {2}.",
            "over": "{0} was promised for {1}; that time is over.",
        },
    },
)
def handed_over_within_promise(
    state: LendingState, asked: ItemsHandedOver, case: Case
) -> Iterable[Veto]:
    """No more is handed over than is promised and not fetched yet, and not after its time."""
    loan = state.loan_table.get(asked.loan)
    if loan is None:
        return
    minute = minute_of(case.when.at)
    if loan.end <= minute:
        yield Veto("over", (loan.id, loan.slot))
    for item, number in pieces_asked(state, asked, minute):
        if number > loan.waiting(item):
            yield Veto("not_promised", (item, number, loan.waiting(item)))


@law(
    "lending.extension",
    worse="To shorten a loan behind the back of who counts on it; a new end can be agreed.",
    judges=(LoanExtended,),
    sentences={
        "de": {
            "no_later": "Verlängert wird über {0} und über jetzt hinaus, mit demselben Beginn.",
            "nothing_left": "Von {0} ist nichts mehr draußen oder abzuholen.",
        },
        "de-simple": {
            "no_later": "Länger leihen heißt: länger als {0} und länger als jetzt. "
            "Der Anfang bleibt gleich.",
            "nothing_left": "Von {0} ist nichts mehr ausgeliehen.",
        },
        "en": {
            "no_later": "An extension goes beyond {0} and beyond now, with the same start.",
            "nothing_left": "Nothing of {0} is out or to be fetched any more.",
        },
    },
)
def extension(state: LendingState, asked: LoanExtended, case: Case) -> Iterable[Veto]:
    """An extension keeps the start, ends later than before and than now, and is of some use."""
    loan, slot = state.loan_table.get(asked.loan), asked.slot
    if loan is None:
        return
    is_later = slot.end_minute > max(loan.end, minute_of(case.when.at))
    if slot.start_minute != loan.start or not is_later:
        yield Veto("no_later", (loan.slot,))
    if not held(loan):
        yield Veto("nothing_left", (loan.id,))


@law(
    "lending.active_organisation",
    worse="To lend to a body that is being wound up, which nobody can be asked to bring back; a "
    "refusal can be mended.",
    judges=(LoanPromised, LoanExtended, ItemsHandedOver),
    sentences={
        "de": {"ended": "{0} ist am {1} in Liquidation, aufgelöst oder nicht erfasst."},
        "de-simple": {
            "ended": "{0} wird aufgelöst, ist aufgelöst oder nicht bekannt. Der Tag: {1}.",
        },
        "en": {"ended": "{0} is in liquidation, ended or not registered on {1}."},
    },
)
def active_organisation(state: LendingState, asked: Asked, case: Case) -> Iterable[Veto]:
    """Nothing is lent to an organisation in liquidation or ended."""
    on = case.decided_on
    if not isinstance(asked, ItemsHandedOver):
        # An organisation that closed stays closed, so the latest day decides: the last one of use.
        on = max(on, case.day_of(asked.slot.end - _MINUTE))
    if isinstance(asked, LoanPromised):
        organisation = asked.organisation
    else:
        loan = state.loan_table.get(asked.loan)
        if loan is None:
            return ()
        organisation = loan.organisation
    if state.directory.is_active(organisation, on):
        return ()
    return (Veto("ended", (organisation, on)),)


@law(
    "lending.request",
    worse="To count one request as two promises; another loan can be promised without it.",
    judges=(LoanPromised,),
    sentences={
        "de": {
            "granted": "{0} ist mit {1} schon erfüllt.",
            "of_another": "{0} kam von {1}, nicht von {2}.",
        },
        "de-simple": {
            "granted": "{0} ist schon fertig: {1}.",
            "of_another": "{0} kommt von {1}, nicht von {2}.",
        },
        "en": {
            "granted": "{0} is granted already, by {1}.",
            "of_another": "{0} came from {1}, not from {2}.",
        },
    },
)
def request_granted_once(state: LendingState, asked: LoanPromised, case: Case) -> Iterable[Veto]:
    """A request is granted once, and to whoever made it."""
    request = None if asked.request is None else state.request_table.get(asked.request)
    if request is None:
        return
    if request.organisation != asked.organisation:
        yield Veto("of_another", (request.id, request.organisation, asked.organisation))
    granted = state.granted(request.id)
    if granted is not None:
        yield Veto("granted", (request.id, granted))


LAWS: tuple[Law, ...] = (
    capacity,
    in_house,
    handed_over_within_promise,
    extension,
    active_organisation,
    request_granted_once,
)
