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
from typing import Any

import attrs

from mo_network.errors import WireError
from mo_network.judging.answers import Duty, Fault, Limit, Note, Requirement, Veto
from mo_network.judging.subject import Subject
from mo_network.judging.units import dump_scalar, load_scalar
from mo_network.judging.weighing import Pair, Verdict
from mo_network.values.canonical import plain_text
from mo_network.values.days import parse_day

Subjects = Mapping[str, Subject[Any]]

_LETTER: dict[type, str] = {Veto: "V:", Duty: "D:", Note: "N:", Fault: "F:"}
_BOUNDING = (Limit, Requirement)
_CODED: dict[str, Any] = {"V": Veto, "D": Duty, "N": Note, "F": Fault}


@attrs.frozen
class Capsule:
    """A judgement as it is stored beside its fact."""

    verdict: Verdict
    rules: int
    zones: str
    days: Mapping[str, date] = attrs.field(factory=dict, eq=False)
    pairs: Sequence[Pair] = ()


class CapsuleWriter:
    """Writes capsules, and remembers the text of an answer as long as a rule repeats it.

    A rule mostly answers with the very value of its parameter until that value ends, so the text
    of (rule, value) is made once. What is remembered is bounded by the number of rules.
    """

    def __init__(self) -> None:
        self._texts: dict[str, dict[str, tuple[object, str]]] = {}

    def dump(self, capsule: Capsule) -> bytes:
        """The capsule's bytes, as they are hashed and stored."""
        groups: dict[str, list[str]] = {}
        texts: dict[str, tuple[object, str]] = {}
        items: list[str] = []
        last: object = None
        kind: object = None
        for by, answer in capsule.pairs:
            if isinstance(answer, _BOUNDING):
                if answer.subject is not last or answer.__class__ is not kind:
                    last, kind = answer.subject, answer.__class__
                    key = ("L:" if answer.__class__ is Limit else "R:") + answer.subject.id
                    items = groups.setdefault(key, [])
                    texts = self._texts.setdefault(key, {})
                known = texts.get(by)
                if known is None or known[0] is not answer.value:
                    text = f'["{by}",{answer.subject.unit.json(answer.value)}]'
                    known = texts[by] = (answer.value, text)
                items.append(known[1])
            else:
                last = None
                values = plain_text([dump_scalar(value) for value in answer.values])
                item = f'["{by}",{values}]'
                groups.setdefault(_LETTER[answer.__class__] + answer.code, []).append(item)
        answers = ",".join(f'"{key}":[{",".join(groups[key])}]' for key in sorted(groups))
        days = ",".join(
            f'"{basis}":"{day.isoformat()}"' for basis, day in sorted(capsule.days.items())
        )
        return (
            f'{{"answers":{{{answers}}},"days":{{{days}}},"rules":{capsule.rules},'
            f'"verdict":"{capsule.verdict.value}","zones":"{capsule.zones}"}}'
        ).encode()


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
            pairs=tuple(
                pair
                for key, rows in data["answers"].items()
                for pair in _load_group(key, rows, subjects)
            ),
        )
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        if isinstance(error, WireError):
            raise
        raise WireError(f"these bytes are no capsule ({error}): verify the journal") from error
