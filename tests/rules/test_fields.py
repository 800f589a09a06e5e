"""Fields that list what are no words: numbers, which a file writes without quotes."""

from __future__ import annotations

from enum import Enum
from typing import Any, ClassVar, Literal

import attrs
import pytest
from tests.judging.toy import HOOKS_BY_AREA
from tests.rules.kinds import GOOD, OFFERS, Cap

from mo_network.errors import HubFileError
from mo_network.rules.kind import BUILT_IN, Offer
from mo_network.rules.load import HubRules, load
from mo_network.values.timeline import Timeline


class Size(Enum):
    """A size, as a number."""

    SMALL = 1
    LARGE = 2


@attrs.frozen(kw_only=True)
class Sized(Cap):
    """A ceiling with fields of several sorts."""

    kind: ClassVar[str] = "sized"
    of: Literal[1, 2] = 1
    as_one: Literal[1, "a"] = 1
    size: Size = Size.SMALL


@attrs.frozen(kw_only=True)
class SizedByDay(Cap):
    """A size that would change by the day, which no parameter can hold."""

    kind: ClassVar[str] = "sized-by-day"
    size: Timeline[Size] | None = None


def filled(line: str, cls: type = Sized) -> HubRules:
    """A file whose rule fills one more field."""
    kind: Any = cls
    text = GOOD.replace('kind = "cap"', f'kind = "{kind.kind}"\n{line}')
    return load(text, (*OFFERS, Offer(cls, BUILT_IN)), HOOKS_BY_AREA)


@pytest.mark.parametrize(
    ("line", "name", "value"),
    [
        ("of = 2", "of", 2),
        ('as_one = "a"', "as_one", "a"),
        ("as_one = 1", "as_one", 1),
        ("size = 2", "size", Size.LARGE),
    ],
)
def test_a_field_may_list_numbers(line: str, name: str, value: object) -> None:
    """As the schema says."""
    (rule,) = filled(line).rules.rules

    assert value == getattr(rule.instance, name)


@pytest.mark.parametrize("line", ["of = 3", "of = true", 'of = "1"', "size = 1.0", 'size = "1"'])
def test_what_is_not_listed_is_told(line: str) -> None:
    """With all that may be written; true is no 1."""
    with pytest.raises(HubFileError, match="write one of 1, 2"):
        filled(line)


def test_a_timeline_holds_no_members_of_an_enum() -> None:
    """Its steps are text, which no member is equal to."""
    with pytest.raises(HubFileError, match="no type that a hub file can fill"):
        filled('size = "cap"', SizedByDay)
