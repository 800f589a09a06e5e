"""The wire: permanent tags, strict reading, errors with a path."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from enum import IntEnum, StrEnum

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mo_network.errors import InvalidValue, WireError
from mo_network.values.canonical import canonical_bytes
from mo_network.values.json_text import parse_json
from mo_network.values.moments import moment_of
from mo_network.values.money import Money
from mo_network.values.period import Period
from mo_network.values.sealed import Sealed
from mo_network.values.share import Share
from mo_network.values.slot import Slot
from mo_network.values.source import Source
from mo_network.values.tags import Tag
from mo_network.values.wire import Wire, structure_value, unstructure_value

NOTHING, TENTH = Money(0), Share(1, 10)


class Kind(StrEnum):
    """Written as its value."""

    FULL = "full"
    PART = "part"


class Level(IntEnum):
    """Cannot be written: a number is no permanent name."""

    ONE = 1


@attrs.frozen(kw_only=True)
class Fact:
    """A base class without a tag."""


@attrs.frozen
class Cost:
    """A class without a tag of its own, nested in a fact."""

    amount: Money
    note: str = ""


@attrs.frozen(kw_only=True)
class Everything(Fact):
    """One field of each type that can be written."""

    id: str
    persons: int
    is_public: bool
    slot: Slot
    period: Period
    fee: Money = NOTHING
    share: Share = TENTH
    on: date | None = None
    at: datetime | None = None
    kind: Kind = Kind.FULL
    name: Sealed | None = None
    source: Source | None = None
    tags: frozenset[str] = frozenset()
    kinds: frozenset[Kind] = frozenset()
    costs: tuple[Cost, ...] = ()
    days: tuple[date, ...] = attrs.field(default=())
    amounts: Mapping[str, Money] = attrs.field(factory=dict)
    details: object = None


@attrs.frozen(kw_only=True)
class Corrected(Fact):
    """A fact that holds a fact."""

    record: int
    replacement: Fact | None = None


WIRE = Wire([Tag("test.everything", 1, Everything), Tag("test.corrected", 1, Corrected)])
SLOT = Slot.parse("2026-05-01T18:00+02:00[Europe/Berlin]/2026-05-01T20:00+02:00[Europe/Berlin]")
PLAIN = Everything(
    id="a:b", persons=2, is_public=True, slot=SLOT, period=Period.parse("2026-01-01/..")
)
DATA = {
    "type": "test.everything/1",
    "id": "a:b",
    "persons": 2,
    "is_public": True,
    "slot": str(SLOT),
    "period": "2026-01-01/..",
}

MONEY = st.builds(Money, st.integers(-(10**9), 10**9))
SLOTS = st.builds(
    lambda start, length: Slot(
        moment_of(start, "Europe/Berlin"), moment_of(start + length, "Europe/Berlin")
    ),
    st.integers(1040000000, 1070000000),
    st.integers(1, 3000),
)
FACTS = st.builds(
    Everything,
    id=st.text(),
    persons=st.integers(-(2**52), 2**52),
    is_public=st.booleans(),
    slot=SLOTS,
    period=st.builds(Period, st.dates(max_value=date(9999, 12, 30)), st.none() | st.just(date.max)),
    fee=MONEY,
    share=st.builds(Share, st.integers(0, 99), st.integers(1, 99)),
    on=st.none() | st.dates(),
    at=st.none() | st.datetimes(timezones=st.just(UTC)),
    kind=st.sampled_from(Kind),
    name=st.none() | st.just(Sealed("person:a", "0" * 64)),
    source=st.none() | st.just(Source("Rules", checked_on=date(2026, 1, 1))),
    tags=st.frozensets(st.text()),
    kinds=st.frozensets(st.sampled_from(Kind)),
    costs=st.lists(st.builds(Cost, MONEY, st.text())).map(tuple),
    days=st.lists(st.dates()).map(tuple),
    amounts=st.dictionaries(st.text(), MONEY),
    details=st.none() | st.dictionaries(st.text(), st.integers(0, 9)),
)


@given(FACTS)
def test_what_is_dumped_is_loaded(fact: Everything) -> None:
    """Directly and through bytes, alone and inside another fact."""
    for each in (fact, Corrected(record=1, replacement=fact)):
        data = WIRE.dump(each)
        assert each == WIRE.load(data)
        assert each == WIRE.load(parse_json(canonical_bytes(data)))


def test_fields_that_equal_their_default_are_left_out() -> None:
    """So a new field with a default leaves old bytes as they are."""
    assert DATA == WIRE.dump(PLAIN)
    assert PLAIN == WIRE.load(DATA)
    assert {"type": "test.corrected/1", "record": 1} == WIRE.dump(Corrected(record=1))


def test_a_set_is_written_sorted() -> None:
    """The bytes do not depend on the hash seed."""
    fact = attrs.evolve(PLAIN, tags=frozenset("cab"), kinds=frozenset(Kind))
    assert (["a", "b", "c"], ["full", "part"]) == (
        WIRE.dump(fact)["tags"],
        WIRE.dump(fact)["kinds"],
    )


def test_loading_does_not_change_the_data() -> None:
    """What was handed in still has its type."""
    data = dict(DATA)
    WIRE.load(data)
    assert DATA == data


@pytest.mark.parametrize(
    ("change", "path", "told"),
    [
        ({"id": 5}, "$.id", "allowed is text"),
        ({"id": None}, "$.id", "null"),
        ({"persons": "2"}, "$.persons", "allowed is a whole number"),
        ({"persons": True}, "$.persons", "boolean"),
        ({"persons": 2.0}, "$.persons", "float"),
        ({"is_public": 1}, "$.is_public", "true or false"),
        ({"slot": "x"}, "$.slot", "is no slot"),
        ({"slot": ["x"]}, "$.slot", "a list"),
        ({"period": "2026-02-30/.."}, "$.period", "February 2026 has 28 days"),
        ({"fee": 12.5}, "$.fee", "allowed is text"),
        ({"fee": "1.234"}, "$.fee", "names no currency"),
        ({"share": "1/0"}, "$.share", "cannot exist"),
        ({"on": "2026-W01-1"}, "$.on", "week date"),
        ({"at": "2026-05-01T16:00:00"}, "$.at", "no offset"),
        ({"kind": "half"}, "$.kind", "allowed are full, part"),
        ({"kind": ["full"]}, "$.kind", "allowed are full, part"),
        ({"name": {"key": "a"}}, "$.name.commitment", "missing"),
        ({"name": {"key": "a", "commitment": "z"}}, "$.name", "no commitment"),
        ({"name": "a"}, "$.name", "allowed is an object"),
        ({"source": {"titel": "Rules"}}, "$.source.titel", "did you mean 'title'?"),
        ({"tags": "abc"}, "$.tags", "allowed is a list"),
        ({"tags": ["a", "b", 3]}, "$.tags[2]", "allowed is text"),
        ({"tags": ["a", "a"]}, "$.tags", "twice"),
        ({"costs": [{"amount": "1.00 EUR"}, {"amount": 1}]}, "$.costs[1].amount", "text"),
        ({"costs": [{"amount": "1.00 EUR", "extra": 1}]}, "$.costs[0].extra", "not known"),
        ({"costs": {"amount": "1.00 EUR"}}, "$.costs", "allowed is a list"),
        ({"amounts": {"a b": "1"}}, "$.amounts['a b']", "read as money"),
        ({"slotts": 1}, "$.slotts", "did you mean 'slot'?"),
        ({"\u0455lot": 1}, "$['\\u0455lot']", "is not known"),
        ({"type": "else.where/1"}, "$.type", "allowed are test.corrected/1"),
        ({"type": "test.everything/2"}, "$.type", "allowed are 1 to 1"),
        ({"type": "test.everything/01"}, "$.type", "version that is not known"),
        ({"type": "test.everything"}, "$.type", "lacks its version"),
        ({"type": ["test.everything/1"]}, "$.type", "names no type"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_path(
    change: dict[str, object], path: str, told: str
) -> None:
    """Each fault names its place, alone and one level down."""
    data = {**DATA, **change}
    with pytest.raises(WireError) as caught:
        WIRE.load(data)
    assert path == caught.value.path
    assert told in str(caught.value)
    with pytest.raises(WireError) as nested:
        WIRE.load({"type": "test.corrected/1", "record": 1, "replacement": data}, "$[7]")
    assert path.replace("$", "$[7].replacement", 1) == nested.value.path


@pytest.mark.parametrize("field", ["id", "persons", "slot", "type"])
def test_a_missing_member_is_named(field: str) -> None:
    """Also the type itself."""
    with pytest.raises(WireError) as caught:
        WIRE.load({key: value for key, value in DATA.items() if key != field})
    assert f"$.{field}" == caught.value.path


@pytest.mark.parametrize("data", [None, [], "x", 5, {}])
def test_what_is_no_tagged_object_is_refused(data: object) -> None:
    """Any other JSON, at the path it came from."""
    with pytest.raises(WireError, match=r"\$\.facts\[3\]"):
        WIRE.load(data, "$.facts[3]")


@pytest.mark.parametrize(
    ("given", "hint"),
    [
        ("test.corrected", "lacks its version: write 'test.corrected/2'"),
        ("test.corected/1", "did you mean 'test.corrected/2'?"),
        ("corrected", "did you mean 'test.corrected/2'?"),
        ("nothing.alike/1", "allowed are test.corrected/2, test.other/1"),
        ("test.corrected/3", "allowed are 1 to 2"),
    ],
)
def test_a_tag_that_is_not_known_is_suggested(given: str, hint: str) -> None:
    """Whoever forgot the version, the area or a letter is told what to write."""
    wire = Wire([Tag("test.corrected", 2, Corrected, (dict,)), Tag("test.other", 1, Cost)])
    with pytest.raises(WireError) as refused:
        wire.load({"type": given})
    assert "$.type" == refused.value.path
    assert hint in str(refused.value)


def test_old_versions_are_raised_step_by_step() -> None:
    """Each upcaster turns a version into the next, and the newest is written."""

    def rename(old: dict[str, object]) -> dict[str, object]:
        return {"record": old["number"]}

    def double(old: dict[str, object]) -> dict[str, object]:
        return {"record": 2 * int(str(old["record"]))}

    wire = Wire([Tag("test.corrected", 3, Corrected, (rename, double))])
    for data, expected in (
        ({"type": "test.corrected/1", "number": 5}, 10),
        ({"type": "test.corrected/2", "record": 5}, 10),
        ({"type": "test.corrected/3", "record": 5}, 5),
    ):
        assert Corrected(record=expected) == wire.load(data)
    assert {"type": "test.corrected/3", "record": 5} == wire.dump(Corrected(record=5))
    with pytest.raises(WireError):
        wire.load({"type": "test.corrected/1", "record": 5})


@attrs.frozen
class WithFloat:
    """Has a field that two writers may write apart."""

    size: float


@attrs.frozen
class WithUnion:
    """Has a field that could be read in two ways."""

    size: int | str


@attrs.frozen
class WithLevel:
    """Has an enumeration of numbers."""

    level: Level


@attrs.frozen
class WithNames:
    """Has a field of a type that is not there."""

    size: Nowhere  # type: ignore[name-defined]  # noqa: F821


@pytest.mark.parametrize("cls", [WithFloat, WithUnion, WithLevel, WithNames])
def test_a_type_without_one_written_form_is_refused(cls: type) -> None:
    """When the class is first used, by writing or by reading."""
    with pytest.raises(InvalidValue, match=f"{cls.__name__}|enumeration"):
        Wire([Tag("test.odd", 1, cls)]).load({"type": "test.odd/1"})


def test_a_class_without_a_tag_is_not_dumped() -> None:
    """Its name on the wire would be a guess."""
    with pytest.raises(InvalidValue, match="Cost has no tag"):
        WIRE.dump(Cost(Money(1)))


@pytest.mark.parametrize("tag", [Tag("test.other", 1, Corrected), Tag("test.corrected", 1, Cost)])
def test_two_tags_of_one_name_or_class_are_refused(tag: Tag) -> None:
    """A tag means one class for ever."""
    with pytest.raises(InvalidValue, match="is taken"):
        Wire([Tag("test.corrected", 1, Corrected), tag])


@pytest.mark.parametrize("name", ["", "Rooms", "rooms.", "rooms/1", "r\u043eoms", "rooms booked"])
def test_a_tag_is_plain(name: str) -> None:
    """Lower-case words with dots between."""
    with pytest.raises(InvalidValue, match="is no tag"):
        Tag(name, 1, Cost)


def test_values_without_a_tag_are_read_and_written() -> None:
    """For rules and setup tables, by type."""
    kind = tuple[Cost, ...]
    data = [{"amount": "1.00 EUR"}, {"amount": "2.00 EUR", "note": "b"}]
    costs = (Cost(Money(100)), Cost(Money(200), "b"))
    assert costs == structure_value(data, kind)
    assert data == unstructure_value(costs, kind)
    assert Money(100) == structure_value("1.00 EUR", Money)
    with pytest.raises(WireError, match=r"\$\.costs\[1\]\.amount"):
        structure_value([data[0], {"amount": 1}], kind, "$.costs")
