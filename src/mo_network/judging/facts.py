"""The facts about the journal itself: which rules are in force, and what was recorded wrongly."""

from __future__ import annotations

from typing import Annotated, ClassVar

import attrs

from mo_network.errors import InvalidValue
from mo_network.judging.fact import Fact, Standing, Text
from mo_network.values.tags import Tag


@attrs.frozen(kw_only=True)
class RulesAdopted(Fact):
    """Regeln beschlossen: from now on this text judges, read with these kinds.

    Shape:   `text` is the hub file as it stood; `digest` its SHA-256; `kinds` the rule kinds it
             uses as "name/version"; `catalogue` the rules' cards as canonical JSON, so that old
             decisions can be explained without file and plugins.
    Source:  design, section 2.
    """

    standing: ClassVar[Standing] = Standing.DECIDED
    text: str
    digest: str
    kinds: tuple[str, ...]
    catalogue: str


@attrs.frozen(kw_only=True)
class Corrected(Fact):
    """Berichtigt: a record stands for another fact, or for none.

    Shape:   `record` is the number of the record that was wrong; `replacement` has the same
             class, or None if it never happened. It keeps hub, id and standing.
    Source:  design, section 2.
    """

    standing: ClassVar[Standing] = Standing.OBSERVED
    record: int
    replacement: Fact | None = None
    reason: Annotated[str, Text(500)]

    def __attrs_post_init__(self) -> None:
        Fact.__attrs_post_init__(self)
        if self.record < 1:
            raise InvalidValue(
                f"record {self.record} cannot be corrected: records count from 1",
                given=self.record,
                allowed="1 or more",
            )


FACTS: tuple[Tag, ...] = (
    Tag("journal.rules_adopted", 1, RulesAdopted),
    Tag("journal.corrected", 1, Corrected),
)
