"""The words of replay, in German and English."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from mo_network.judging.sentences import require_language
from mo_network.values.days import format_day
from mo_network.values.language import primary_language
from mo_network.values.money import Money

if TYPE_CHECKING:
    from mo_network.hub.replay.report import Change, Effect, Report
    from mo_network.hub.replay.rerun import Rerun

WORDS: dict[str, dict[str, str]] = {
    "en": {
        "head": "{0} under other rules: {1} judged, {2} would come out differently.",
        "gains": "Would gain:",
        "losses": "Would lose:",
        "others": "Would come out differently as well:",
        "rules": "By rule:",
        "record": "record {0}, {1}: {2}",
        "verdicts": "{0} instead of {1}",
        "more": "{0} more",
        "less": "{0} less",
        "effect": "{0}: changes {1}, gains {2}{3}, losses {4}{5}",
        "total": "Gained: {0}; lost: {1}.",
        "nothing": "nothing",
        "allowed": "allowed",
        "forbidden": "forbidden",
        "undecided": "undecided",
        "same": "{0}: {1} records asked again, all came out the same.",
        "differ": "{0}: {1} records asked again, {2} came out differently.",
        "differs": "record {0}, {1}: {2} stored, {3} now [{4}]",
        "missing": "The rules of record {0} could not be asked; install what offers {1}.",
        "unreadable": "The rules of record {0} could not be asked: this version cannot read them.",
        "intake": "Taken in without rules, so there was nothing to ask again: {0}.",
    },
    "de": {
        "head": "{0} unter anderen Regeln: {1} beurteilt, {2} fielen anders aus.",
        "gains": "Es gewönnen:",
        "losses": "Es verlören:",
        "others": "Anders fielen auch aus:",
        "rules": "Nach Regeln:",
        "record": "Eintrag {0}, {1}: {2}",
        "verdicts": "{0} statt {1}",
        "more": "{0} mehr",
        "less": "{0} weniger",
        "effect": "{0}: Änderungen {1}, Gewinne {2}{3}, Verluste {4}{5}",
        "total": "Gewonnen: {0}; verloren: {1}.",
        "nothing": "nichts",
        "allowed": "erlaubt",
        "forbidden": "nicht erlaubt",
        "undecided": "unentschieden",
        "same": "{0}: {1} Einträge erneut gefragt, alle mit gleichem Ergebnis.",
        "differ": "{0}: {1} Einträge erneut gefragt, {2} mit anderem Ergebnis.",
        "differs": "Eintrag {0}, {1}: {2} gespeichert, jetzt {3} [{4}]",
        "missing": "Die Regeln von Eintrag {0} waren nicht zu fragen; es fehlt, was {1} anbietet.",
        "unreadable": "Die Regeln von Eintrag {0} waren nicht zu fragen: Diese Fassung der "
        "Bibliothek kann sie nicht lesen.",
        "intake": "Ohne Regeln angenommen, also nichts erneut zu fragen: {0}.",
    },
}


def tell(report: Report, lang: str) -> str:
    """A report of a replay in words."""
    return "\n".join(_lines(report, WORDS[primary_language(require_language(lang))], lang))


def _lines(report: Report, words: dict[str, str], lang: str) -> Iterator[str]:
    yield words["head"].format(report.hub, report.judged, len(report.changes))
    gains, losses = report.gains, report.losses
    others = [each for each in report.changes if not (each.is_gain or each.is_loss)]
    for key, changes in (("gains", gains), ("losses", losses), ("others", others)):
        if changes:
            yield words[key]
            yield from (f"  - {_change(each, words, lang)}" for each in changes)
    if report.changes:
        yield words["rules"]
        yield from (f"  - {_effect(each, words, lang)}" for each in report.effects)
    if gains or losses:
        none = words["nothing"]
        yield words["total"].format(
            _amounts(report.gained, lang) or none, _amounts(report.lost, lang) or none
        )


def _change(change: Change, words: dict[str, str], lang: str) -> str:
    about = ", ".join(filter(None, (change.whom, change.thing)))
    said = [words["record"].format(change.seq, format_day(change.at.date(), lang), about)]
    if change.before is not change.after:
        said.append(words["verdicts"].format(words[change.after.value], words[change.before.value]))
    if change.amount is not None and change.amount.cents:
        key = "more" if change.amount.cents > 0 else "less"
        said.append(words[key].format(abs(change.amount).format(lang)))
    return f"{'; '.join(said)} [{', '.join(change.rules)}]"


def _effect(effect: Effect, words: dict[str, str], lang: str) -> str:
    gained, lost = (f" ({text})" if text else "" for text in _both(effect, lang))
    return words["effect"].format(
        effect.rule, effect.changes, effect.gains, gained, effect.losses, lost
    )


def _both(effect: Effect, lang: str) -> tuple[str, str]:
    return _amounts(effect.gained, lang), _amounts(effect.lost, lang)


def _amounts(amounts: Sequence[Money], lang: str) -> str:
    return ", ".join(amount.format(lang) for amount in amounts)


def tell_rerun(rerun: Rerun, lang: str) -> str:
    """The result of a rerun in words."""
    words = WORDS[primary_language(require_language(lang))]
    key = "differ" if rerun.differences else "same"
    lines = [words[key].format(rerun.hub, rerun.asked, len(rerun.differences))]
    for each in rerun.differences:
        day = format_day(each.at.date(), lang)
        now, stored = words[each.again.value], words[each.stored.value]
        said = words["differs"].format(each.seq, day, stored, now, ", ".join(each.rules))
        lines.append(f"  - {said}")
    for lack in rerun.missing:
        key = "missing" if lack.kinds else "unreadable"
        lines.append(words[key].format(lack.adoption, ", ".join(lack.kinds)))
    if rerun.intake:
        lines.append(words["intake"].format(rerun.intake))
    return "\n".join(lines)
