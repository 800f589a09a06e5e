"""The capsule of a record: how it was judged, in references instead of prose.

Shape:   {"answers": {"L:subject": [[by, value], ...], "V:code": [[by, values], ...], ...},
         "days": {basis: day}, "rules": number of the adoption, "verdict": ..., "zones": version}

The text is written directly, for it is half the cost of recording; it is the canonical JSON of
the structure above, which a property test confirms.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from mo_network.errors import WireError
from mo_network.judging.answers import Duty, Fault, Limit, Note, Requirement, Veto
from mo_network.judging.said import Answers, Bounds, Pair
from mo_network.judging.subject import Subject
from mo_network.judging.units import dump_scalar, load_scalar
from mo_network.judging.weighing import Verdict
from mo_network.values.canonical import plain_text
from mo_network.values.days import parse_day

Subjects = Mapping[str, Subject[Any]]

_LETTER: dict[type, str] = {Veto: "V:", Duty: "D:", Note: "N:", Fault: "F:"}
_CODED: dict[str, Any] = {"V": Veto, "D": Duty, "N": Note, "F": Fault}


class Capsule(NamedTuple):
    """A judgement as it is stored beside its fact."""

    verdict: Verdict
    rules: int
    zones: str
    days: Mapping[str, date]
    answers: Answers


class _Written(NamedTuple):
    by: Sequence[str]
    values: list[Any]
    text: str


class CapsuleWriter:
    """Writes capsules, and remembers the text of a column as long as rules repeat it.

    What is remembered is bounded by the number of rules.
    """

    def __init__(self) -> None:
        self._columns: dict[tuple[str, str], _Written] = {}
        self._days: tuple[Mapping[str, date], str] = ({}, "")

    def dump(self, capsule: Capsule) -> bytes:
        """The capsule's bytes, as they are hashed and stored."""
        groups: dict[str, str] = {}
        for run in capsule.answers.bounds:
            kind, subject, _, _, text, _ = run
            key = ("L:" if kind is Limit else "R:") + subject.id
            text = text or self._text_of(key, run)
            groups[key] = f"{groups[key]},{text}" if key in groups else text
        for who, answer in capsule.answers.others:
            said: Any = answer
            item = f'["{who}",{plain_text([dump_scalar(value) for value in said.values])}]'
            key = _LETTER[answer.__class__] + said.code
            groups[key] = f"{groups[key]},{item}" if key in groups else item
        answers = ",".join([f'"{key}":[{groups[key]}]' for key in sorted(groups)])
        if capsule.days != self._days[0]:
            days = sorted(capsule.days.items())
            text = ",".join([f'"{basis}":"{day.isoformat()}"' for basis, day in days])
            self._days = capsule.days, text
        return (
            f'{{"answers":{{{answers}}},"days":{{{self._days[1]}}},"rules":{capsule.rules},'
            f'"verdict":"{capsule.verdict.value}","zones":"{capsule.zones}"}}'
        ).encode()

    def _text_of(self, key: str, run: Bounds) -> str:
        if len(run.by) == 1:
            return run.written()  # mostly a law's, whose value is another each time
        place = key, run.by[0]
        known = self._columns.get(place)
        if known is None or known.by != run.by or known.values != run.values:
            known = self._columns[place] = _Written(run.by, run.values, run.written())
        return known.text


def dump_capsule(capsule: Capsule) -> bytes:
    """The bytes of one capsule."""
    return CapsuleWriter().dump(capsule)


def _load_group(key: str, rows: Sequence[Sequence[Any]], subjects: Subjects) -> Iterator[Pair]:
    letter, _, name = key.partition(":")
    if letter in _CODED:
        for by, values in rows:
            yield by, _CODED[letter](name, tuple(map(load_scalar, values)))
        return
    subject = subjects.get(name)
    if subject is None or letter not in ("L", "R"):
        raise WireError(f"{key!r:.80} is no stored answer", path="$.answers")
    kind: Any = Limit if letter == "L" else Requirement
    for by, value in rows:
        yield by, kind(subject, subject.unit.load(value))


def load_capsule(stored: bytes, subjects: Subjects) -> Capsule:
    """Read a capsule back; the subjects are the core's own, so no plugin is needed.

    Errors: WireError for bytes that are no capsule.
    """
    try:
        data = json.loads(stored)
        return Capsule(
            verdict=Verdict(data["verdict"]),
            rules=data["rules"],
            zones=data["zones"],
            days={basis: parse_day(day) for basis, day in data["days"].items()},
            answers=Answers(
                pair
                for key, rows in data["answers"].items()
                for pair in _load_group(key, rows, subjects)
            ),
        )
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        if isinstance(error, WireError):
            raise
        raise WireError(f"these bytes are no capsule ({error}): verify the journal") from error
