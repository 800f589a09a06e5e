"""What people rule about one matter: a rule is set aside, a condition is met or not."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, ClassVar

import attrs

from mo_network.errors import InvalidValue
from mo_network.judging.fact import Fact, Known, Label, Standing
from mo_network.values.sealed import Sealed
from mo_network.values.tags import Tag

_CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def _require_code(fact: Fact, field: str) -> None:
    given = getattr(fact, field)
    if not _CODE.fullmatch(given):
        raise InvalidValue(
            f"{type(fact).__name__}.{field} is {given!r:.80}: give a plain code of small letters, "
            "figures and hyphens; free text belongs into a sealed value",
            given=given,
            allowed="such as no-room-elsewhere",
        )


@attrs.frozen(kw_only=True)
class RuleWaived(Fact):
    """Ausnahme zugelassen: for one matter a rule of the hub's file does not bind.

    Shape:   `subject` is what the matter is recorded under, such as an application; `rule` the id
             of the rule; `by` the body that its file entitles; `ground` a plain code that may be
             read for ever, `reason` the same in words.
    Errors:  InvalidValue for a ground that is no plain code.
    Source:  design, section 7.
    """

    standing: ClassVar[Standing] = Standing.DECIDED
    subject: Annotated[str, Known(None)]
    rule: Label
    by: Label
    ground: Label
    reason: Sealed | None = None

    def __attrs_post_init__(self) -> None:
        Fact.__attrs_post_init__(self)
        _require_code(self, "ground")


@attrs.frozen(kw_only=True)
class ConditionConfirmed(Fact):
    """Bedingung bestätigt, or found unmet: only a person could tell.

    Shape:   `subject` is what the matter is recorded under, such as an application; `condition`
             the id of a condition of the hub's file. Of several words on one the last stands;
             those of others than the file names are kept and do not count.
    Units:   `on` is the day on which somebody looked, in the hub's zone.
    Errors:  InvalidValue for a condition that is no plain code.
    Source:  design, sections 2 and 7.
    """

    standing: ClassVar[Standing] = Standing.OBSERVED
    subject: Annotated[str, Known(None)]
    condition: Label
    by: Label
    on: date
    is_met: bool = True
    remark: Sealed | None = None

    def __attrs_post_init__(self) -> None:
        Fact.__attrs_post_init__(self)
        _require_code(self, "condition")


FACTS: tuple[Tag, ...] = (
    Tag("rulings.rule_waived", 1, RuleWaived),
    Tag("rulings.condition_confirmed", 1, ConditionConfirmed),
)
