"""The parts of the reference that the code itself can tell, as Markdown.

They stand in the pages between `<!-- generated: name -->` and `<!-- end -->`. A test compares them;
`python -m tests.documents.reference_text` writes them anew.
"""

from __future__ import annotations

import inspect
import re
import sys
import types
import typing
from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import Enum
from functools import partial
from pathlib import Path
from typing import Annotated, Any, Literal

import attrs

from mo_network.advice import lifecycles as advice_lifecycles
from mo_network.directory import lifecycles as directory_lifecycles
from mo_network.funding import hooks as funding_hooks
from mo_network.funding import lifecycles as funding_lifecycles
from mo_network.funding.costs import CostItem, CostPlan
from mo_network.funding.dossier import Dossier
from mo_network.funding.financing import FinancingPlan, ThirdPartyFunds, VolunteerWork
from mo_network.funding.juries import hooks as jury_hooks
from mo_network.hub import areas
from mo_network.hub.guarded import queries_of
from mo_network.judging.details import Detail
from mo_network.judging.fact import Fact, Known, New, Text
from mo_network.judging.facts import FACTS as JOURNAL_FACTS
from mo_network.judging.lifecycle import UNBORN, Lifecycle
from mo_network.judging.rulings import lifecycles as rulings_lifecycles
from mo_network.judging.rulings import subjects as rulings_subjects
from mo_network.judging.sentences import CODES, CONDITIONS, DETAILS, VERDICTS
from mo_network.lending import hooks as lending_hooks
from mo_network.lending import lifecycles as lending_lifecycles
from mo_network.rooms import hooks as rooms_hooks
from mo_network.rooms import lifecycles as rooms_lifecycles
from mo_network.rooms.seasons.facts import SeasonPlace, SeasonUnmet
from mo_network.rules.kind import hooks_of
from mo_network.rules.slips import words_by
from mo_network.rules.words import Code
from mo_network.values.sealed import Sealed
from mo_network.values.tags import Tag

REFERENCE = Path(__file__).parents[2] / "docs" / "reference"

LIFECYCLES: dict[str, tuple[Lifecycle, ...]] = {
    "directory": directory_lifecycles.LIFECYCLES,
    "advice": advice_lifecycles.LIFECYCLES,
    "funding": funding_lifecycles.LIFECYCLES,
    "lending": lending_lifecycles.LIFECYCLES,
    "rooms": rooms_lifecycles.LIFECYCLES,
    "rulings": rulings_lifecycles.LIFECYCLES,
}
FACTS: dict[str, Sequence[Tag]] = {"journal": JOURNAL_FACTS, **areas.FACTS}
SUBJECT_NAMES: dict[str, str] = {
    subject.id: name
    for module in (funding_hooks, jury_hooks, lending_hooks, rooms_hooks, rulings_subjects)
    for name, subject in vars(module).items()
    if name.isupper() and getattr(subject, "id", None) in set(areas.SUBJECTS)
}

PART = re.compile(r"^([A-Z][a-z ]+): +(?=\S)")
BLOCK = re.compile(r"(<!-- generated: ([a-z -]+) -->\n)(.*?)(<!-- end -->\n)", re.DOTALL)


def card(thing: object) -> tuple[str, dict[str, str]]:
    """A docstring's sentence, and its parts such as Shape or Source, without examples."""
    text = inspect.cleandoc(thing.__doc__ or "").partition("\n>>>")[0]
    sentence, _, rest = text.partition("\n\n")
    parts: dict[str, str] = {}
    name = ""
    for line in rest.splitlines():
        if found := PART.match(line):
            name = found[1]
            parts[name] = line[found.end() :]
        elif name and line.strip():
            parts[name] += f" {line.strip()}"
    return " ".join(sentence.split()), parts


def _options(annotation: object) -> tuple[object, ...]:
    if typing.get_origin(annotation) in (typing.Union, types.UnionType):
        return typing.get_args(annotation)
    return (annotation,)


def _mark(mark: object) -> str | None:
    if isinstance(mark, New):
        return f"new id `{mark.kind}:…`"
    if isinstance(mark, Known):
        return f"known id `{mark.kind}:…`" if mark.kind else "known id of any kind"
    return f"label, at most {mark.longest} characters" if isinstance(mark, Text) else None


def _one(annotation: Any) -> str:
    """What one annotation means, in words."""
    if typing.get_origin(annotation) is Annotated:
        return " ".join(filter(None, map(_mark, annotation.__metadata__)))
    if typing.get_origin(annotation) is tuple:
        return f"any number of: {holds(typing.get_args(annotation)[0])}"
    if annotation is Sealed:
        return "`Sealed`: personal or free text"
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        values = ", ".join(f"`{each.value}`" for each in annotation)
        return f"`{annotation.__name__}`: {values}"
    return f"`{annotation.__name__}`"


def holds(annotation: object) -> str:
    """What a field may hold, in words."""
    return " or ".join(_one(each) for each in _options(annotation) if each is not types.NoneType)


def _default(attribute: attrs.Attribute[Any]) -> str:
    if attribute.default is attrs.NOTHING:
        return "must be given"
    if isinstance(attribute.default, Enum):
        return f"`{attribute.default.value}`"
    if isinstance(attribute.default, frozenset) and attribute.default:
        return ", ".join(f"`{each}`" for each in sorted(attribute.default))
    return {None: "none", (): "empty", frozenset(): "empty"}.get(attribute.default) or (
        f"`{attribute.default}`"
    )


def _asked_by(cls: type[Fact]) -> type[Fact] | None:
    """The decision that a received fact asks for."""
    found = typing.get_type_hints(cls.asks)["return"]
    return None if found is Fact else found


def facts(area: str) -> Iterator[str]:
    """Each fact class of an area: what it says, its standing, its tag, its fields."""
    for tag in FACTS[area]:
        cls: Any = tag.cls
        sentence, parts = card(cls)
        asked = _asked_by(cls)
        asks = f", asks for `{asked.__name__}`" if asked else ""
        yield f"### `{cls.__name__}`"
        yield ""
        yield f"*{cls.standing.value}*, `{tag.name}/{tag.version}`{asks}. {sentence}"
        yield ""
        yield from (f"* {part}: {text}" for part, text in parts.items())
        yield ""
        yield "| field | holds | if left out |"
        yield "|---|---|---|"
        hints = typing.get_type_hints(cls, include_extras=True)
        for field in attrs.fields(cls):
            yield f"| `{field.name}` | {holds(hints[field.name])} | {_default(field)} |"
        yield ""


CARRIED: dict[str, tuple[type, ...]] = {
    "dossier": (
        Dossier,
        CostPlan,
        CostItem,
        FinancingPlan,
        VolunteerWork,
        ThirdPartyFunds,
        Detail,
    ),
    "season": (SeasonPlace, SeasonUnmet),
}


def carried(what: str) -> Iterator[str]:
    """What a fact may carry, class by class."""
    for cls in CARRIED[what]:
        sentence, parts = card(cls)
        yield f"### `{cls.__name__}`"
        yield ""
        yield sentence
        yield ""
        yield from (f"* {part}: {text}" for part, text in parts.items())
        yield ""
        yield from _fields_of(cls)
        yield ""


def lifecycles(area: str) -> Iterator[str]:
    """Each lifecycle table of an area as a diagram."""
    for cycle in LIFECYCLES[area]:
        statuses = ", ".join(f"`{status}`" for status in statuses_of(cycle))
        yield f"**{cycle.thing}**: {statuses}"
        yield ""
        yield from ("```mermaid", cycle.diagram(), "```", "")


def statuses_of(cycle: Lifecycle) -> list[str]:
    """The statuses of a lifecycle, in the order of its table."""
    found = [after for steps in cycle.table.values() for after in steps.values()]
    return list(dict.fromkeys(status for status in found if status != UNBORN))


def hook(name: str) -> Iterator[str]:
    """What a hook's own table says of it."""
    (found,) = [each for each in areas.HOOKS.all() if each.name == name]
    asking = [
        f"`{tag.cls.__name__}`" for tag in areas.FACTS.all() if _asked_by(tag.cls) in found.builds
    ]
    kinds = [f"`{cls.kind}`" for cls in _kinds() if found in hooks_of(cls)]
    ours = [module for path, module in sys.modules.items() if path.startswith("mo_network.")]
    places = [module.__name__ for module in ours if vars(module).get(name) is found]
    yield f"* **Import:** `from {min(places, key=len)} import {name}`"
    yield f"* **Decisions:** {_list(f'`{cls.__name__}`' for cls in found.builds)}"
    yield f"* **Asked for by:** {_list(asking)}"
    yield f"* **Context:** `{found.context.__name__}`"
    yield f"* **Answers:** {_list(sorted(f'`{cls.__name__}`' for cls in found.answers))}"
    subjects = (f"`{SUBJECT_NAMES[subject.id]}`" for subject in found.subjects)
    yield f"* **Subjects:** {_list(subjects)}"
    yield f"* **Days:** {_list(f'`{day}`' for day in found.days)}"
    yield f"* **Built-in kinds that answer it:** {_list(kinds)}"


def subjects() -> Iterator[str]:
    """The subjects that answers may bound."""
    yield "| subject | id | unit | how answers join | German | English |"
    yield "|---|---|---|---|---|---|"
    for found in areas.SUBJECTS.values():
        order = f": {' < '.join(found.order)}" if found.order else ""
        yield (
            f"| `{SUBJECT_NAMES[found.id]}` | `{found.id}` | `{found.unit.name}` | "
            f"`{found.join.value}`{order} | {found.names['de']} | {found.names['en']} |"
        )


def _list(names: typing.Iterable[str]) -> str:
    return ", ".join(names) or "none"


def _kinds() -> tuple[Any, ...]:
    return tuple(offer.cls for offer in areas.built_in_offers())


def kind(name: str) -> Iterator[str]:
    """What a built-in kind's class says of it."""
    (cls,) = [each for each in _kinds() if each.kind == name]
    sentence, parts = card(cls)
    yield sentence
    yield ""
    yield f"* Version: {cls.version}"
    yield f"* Answers: {_list(f'`{each.name}`' for each in hooks_of(cls))}"
    yield from (f"* {part}: {text}" for part, text in parts.items())
    yield ""
    yield from _fields_of(cls)


def _fields_of(cls: Any) -> Iterator[str]:
    yield "| field | type | if left out |"
    yield "|---|---|---|"
    inner = []
    hints = typing.get_type_hints(cls, include_extras=True)
    for field in attrs.fields(cls):
        # As it was written: attrs puts the classes into `field.type` when somebody resolves them.
        written = str(cls.__annotations__[field.name])
        typed, words = _typed(hints[field.name]), ", ".join(_words(hints[field.name]))
        shown = "`" + typed.replace("|", r"\|") + "`" + (f": {words}" if words else "")
        yield f"| `{field.name}` | {shown} | {_default(field)} |"
        module = sys.modules[cls.__module__]
        inner += [
            found
            for word in re.findall(r"\w+", written)
            if (found := getattr(module, word, None)) is not None
            and getattr(found, "__module__", "") == cls.__module__
        ]
    for each in inner:
        yield ""
        yield f"`{each.__name__}`: {card(each)[0]}"
        yield ""
        yield from _fields_of(each)


def _typed(hint: Any) -> str:
    """A type as people write it, without what is said of its words."""
    origin, items = typing.get_origin(hint), typing.get_args(hint)
    if origin is Annotated or origin is Literal:
        return "str"
    if origin in (typing.Union, types.UnionType):
        return " | ".join(_typed(each) for each in items)
    if origin is not None:
        held = ("..." if each is ... else _typed(each) for each in items)
        return f"{origin.__name__}[{', '.join(held)}]"
    return "None" if hint is types.NoneType else str(hint.__name__)


def _words(hint: Any) -> Iterator[str]:
    """What the texts of a field may be."""
    for mark in hint.__metadata__ if typing.get_origin(hint) is Annotated else (hint,):
        if isinstance(mark, Known):
            yield f"ids such as `{mark.kind}:a`"
        elif isinstance(mark, Code):
            yield "plain codes"
            yield from (f"{'' if at else 'such as '}`{each}`" for at, each in enumerate(mark.known))
        yield from (f"`{each}`" for each in words_by(mark))
    if typing.get_origin(hint) not in (Annotated, Literal):
        for each in typing.get_args(hint):
            yield from _words(each)


def laws(area: str) -> Iterator[str]:
    """Each law of an area, with the decisions it judges and its sentences."""
    for law in areas.LAWS[area]:
        judged = _list(f"`{cls.__name__}`" for cls in law.judges)
        yield f"### `{law.id}`"
        yield ""
        yield f"> {law.sentence}"
        yield ""
        yield f"* Which mistake is worse: {law.worse}"
        yield f"* Judges: {judged}"
        for code, text in law.sentences["en"].items():
            yield f"* Says `{code}`: “{text}” – „{law.sentences['de'][code]}“"
        yield ""


def sentences() -> Iterator[str]:
    """The core's own sentences, which belong to no law of an area and to no kind."""
    yield "| code | English | German | simple German |"
    yield "|---|---|---|---|"
    for table in (VERDICTS, CODES, CONDITIONS, DETAILS):
        for code, text in table["en"].items():
            yield f"| `{code}` | {text} | {table['de'][code]} | {table['de-simple'][code]} |"


def queries(area: str) -> Iterator[str]:
    """Each query of an area: how it is asked, and what it tells."""
    yield "| query | tells |"
    yield "|---|---|"
    state = type(areas.new_world().areas[area])
    for name in queries_of(state):
        asked = getattr(state, name)
        signature = inspect.signature(asked)
        given = [
            str(each.replace(annotation=inspect.Parameter.empty))
            for each in list(signature.parameters.values())[1:]
        ]
        tells, _ = card(asked)
        yield f"| `{name}({', '.join(given)})` | {tells} |"


def blocks() -> Mapping[str, Callable[[], Iterator[str]]]:
    """Every generated part by its name."""
    found: dict[str, Callable[[], Iterator[str]]] = {
        "subjects": subjects,
        "sentences": sentences,
    }

    def add(what: str, names: typing.Iterable[str], make: Callable[[str], Iterator[str]]) -> None:
        for name in names:
            found[f"{what} {name.replace('_', '-')}"] = partial(make, name)

    found.update({what: partial(carried, what) for what in CARRIED})
    add("facts", FACTS, facts)
    add("lifecycles", LIFECYCLES, lifecycles)
    add("hook", (each.name for each in areas.HOOKS.all()), hook)
    add("kind", (each.kind for each in _kinds()), kind)
    add("laws", areas.LAWS, laws)
    add("queries", areas.FACTS, queries)
    return found


def renewed(text: str) -> str:
    """A page with its generated parts as they should be."""
    made = blocks()

    def renew(found: re.Match[str]) -> str:
        body = "\n".join(made[found[2]]()).strip("\n")
        return f"{found[1]}\n{body}\n\n{found[4]}"

    return BLOCK.sub(renew, text)


def main() -> None:
    """Write the generated parts of all pages anew."""
    for page in sorted(REFERENCE.glob("*.md")):
        text = page.read_text(encoding="utf-8")
        page.write_text(renewed(text), encoding="utf-8")


if __name__ == "__main__":
    main()
