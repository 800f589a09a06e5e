"""What Dresden's pages say and no built-in kind does: one-day events, rounds, starter packs."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import ClassVar

import attrs

from mo_network import InvalidValue, Limit, Money, Note, Timeline, Veto
from mo_network.funding.dossier import NO_DOSSIER
from mo_network.funding.hooks import GRANT_AMOUNT, GrantContext, grant_limits, grant_vetoes
from mo_network.funding.rule_kinds.words import Feature, Lines, Trait


@attrs.frozen
class OneDayCeiling:
    """Höchstbetrag für Eintagesveranstaltungen: one-day events of these lines get at most so much.

    Shape:   a project of a single day is one, and so is one of the `feature`, for whoever prepares
             an event names more days. `lines`: all, if none is named.
    Errors:  on a day without a ceiling the rule cannot answer, and the verdict is undecided.

    Which mistake is worse: to award too much, for the pot is small and others wait.
    """

    kind: ClassVar[str] = "dresden-one-day-ceiling"
    version: ClassVar[int] = 1
    sentences: ClassVar[dict[str, dict[str, str]]] = {
        "de": {
            "funding.amount": "Für eine Veranstaltung von einem Tag höchstens {value}; beantragt "
            "sind {asked}."
        },
        "en": {"funding.amount": "At most {value} for an event of one day; {asked} is asked for."},
    }

    ceiling: Timeline[Money]
    feature: Feature = "one-day-event"
    lines: Lines = frozenset()

    @grant_limits
    def limit(self, context: GrantContext) -> Iterable[Limit[Money]]:
        """The ceiling of the day, if it is such an event."""
        if self.lines and context.line not in self.lines:
            return ()
        project = context.project
        if project.start != project.last and self.feature not in context.dossier.features:
            return ()
        return (Limit(GRANT_AMOUNT, self.ceiling.at(context.on)),)


@attrs.frozen
class Round:
    """The last day of one round, which belongs to it."""

    closes: Timeline[date]


@attrs.frozen
class RoundsAbove:
    """Antragsrunden nach Betrag: larger sums by one of some days, smaller ones at any time.

    Shape:   after the last of the `rounds`, at most `any_time_up_to` is possible. Without it
             applications of all sums are taken at any time, and wait for the next round.
    Errors:  InvalidValue for no round. On a day without a value the rule cannot answer, and the
             verdict is undecided.

    Which mistake is worse: to turn away what came in time. So the whole last day counts.
    """

    kind: ClassVar[str] = "dresden-rounds-above"
    version: ClassVar[int] = 1
    sentences: ClassVar[dict[str, dict[str, str]]] = {
        "de": {
            "funding.amount": "Die letzte Runde des Jahres ist vorbei; ohne Runde höchstens "
            "{value}, beantragt sind {asked}.",
            "round": "Der Antrag gehört zur Runde bis zum {0}.",
        },
        "en": {
            "funding.amount": "The last round of the year is over; without a round at most "
            "{value}, {asked} is asked for.",
            "round": "The application belongs to the round until {0}.",
        },
    }

    rounds: tuple[Round, ...]
    any_time_up_to: Timeline[Money] | None = None

    def __attrs_post_init__(self) -> None:
        if not self.rounds:
            raise InvalidValue("rounds are none: write one or more", given=self.rounds)

    @grant_limits
    def in_time(self, context: GrantContext) -> Iterable[Limit[Money] | Note]:
        """The round that it belongs to; after the last, the sum that needs none."""
        closes = [each.closes.at(context.on) for each in self.rounds]
        coming = [day for day in closes if context.received_on <= day]
        free = None if self.any_time_up_to is None else self.any_time_up_to.at(context.on)
        if not coming and free is not None:
            yield Limit(GRANT_AMOUNT, free)
        # Cents, for an amount in another currency is refused elsewhere.
        elif coming and (free is None or context.asked.cents > free.cents):
            yield Note("round", (min(coming),))


@attrs.frozen
class StarterPack:
    """Starterpaket: on these lines at most so much, and for new migrant organisations only.

    Shape:   one of `traits` says that the applicant is new; without a dossier nothing is known of
             it yet. The rule is silent on all lines but its own.
    Errors:  on a day without a ceiling the rule cannot answer, and the verdict is undecided.

    Which mistake is worse: to give it to those who had their start long ago.
    """

    kind: ClassVar[str] = "dresden-starter-pack"
    version: ClassVar[int] = 1
    sentences: ClassVar[dict[str, dict[str, str]]] = {
        "de": {
            "funding.amount": "Ein Starterpaket hat höchstens {value}; beantragt sind {asked}.",
            "not_new": "Ein Starterpaket ist für neue Migrantenorganisationen; vermerkt ist "
            "keines hiervon: {0}.",
        },
        "en": {
            "funding.amount": "A starter pack has at most {value}; {asked} is asked for.",
            "not_new": "A starter pack is for new migrant organisations; none of these is noted: "
            "{0}.",
        },
    }

    ceiling: Timeline[Money]
    lines: Lines
    traits: frozenset[Trait]

    @grant_limits
    def limit(self, context: GrantContext) -> Iterable[Limit[Money]]:
        """The ceiling of the day."""
        if context.line not in self.lines:
            return ()
        return (Limit(GRANT_AMOUNT, self.ceiling.at(context.on)),)

    @grant_vetoes
    def new_ones(self, context: GrantContext) -> Iterable[Veto]:
        """A veto for an applicant whose dossier does not say that it is new."""
        dossier = context.dossier
        if context.line not in self.lines or dossier == NO_DOSSIER:
            return ()
        if not self.traits.isdisjoint(dossier.traits):
            return ()
        return (Veto("not_new", (", ".join(sorted(self.traits)),)),)
