"""What can happen in advice: somebody talked with an organisation, or taught it something."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, ClassVar

import attrs

from mo_network.errors import InvalidValue
from mo_network.judging.fact import Fact, Known, Label, New, Standing
from mo_network.values.tags import Tag

_CODE = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


def _require_code(fact: Fact, kind: str) -> None:
    if not _CODE.fullmatch(kind):
        raise InvalidValue(
            f"{type(fact).__name__}.kind is {kind!r:.80}: give a plain code of small letters, "
            "figures and hyphens, for rules compare it letter by letter",
            given=kind,
            allowed="such as application-workshop",
        )


@attrs.frozen(kw_only=True)
class TalkHeld(Fact):
    """Beratungsgespräch geführt: the hub talked with an organisation.

    Shape:   `kind` is what the talk counts as, where a rule asks for one; who talked and about
             what is personal and stands nowhere.
    Units:   `on` is the day of the talk, in the hub's zone; it may be recorded later.
    Errors:  InvalidValue for a kind that is no plain code.
    Source:  design, section 4.

    >>> TalkHeld(id="talk:1", organisation="org:a", on=date(2026, 3, 2)).kind
    'talk'
    """

    standing: ClassVar[Standing] = Standing.OBSERVED
    id: Annotated[str, New("talk")]
    organisation: Annotated[str, Known("org")]
    kind: Label = "talk"
    on: date

    def __attrs_post_init__(self) -> None:
        Fact.__attrs_post_init__(self)
        _require_code(self, self.kind)


@attrs.frozen(kw_only=True)
class WorkshopAttended(Fact):
    """Workshop besucht: somebody of an organisation took part in a workshop.

    Shape:   one fact for each organisation that came; `kind` is what the workshop counts as.
    Units:   `on` is the last day of the workshop, in the hub's zone; it may be recorded later.
    Errors:  InvalidValue for a kind that is no plain code.
    Source:  design, section 4.

    >>> WorkshopAttended(
    ...     id="attendance:1", organisation="org:a", kind="How to apply", on=date(2026, 3, 2)
    ... )
    Traceback (most recent call last):
    mo_network.errors.InvalidValue: WorkshopAttended.kind is 'How to apply': give a plain code of \
small letters, figures and hyphens, for rules compare it letter by letter
    """

    standing: ClassVar[Standing] = Standing.OBSERVED
    id: Annotated[str, New("attendance")]
    organisation: Annotated[str, Known("org")]
    kind: Label = "application-workshop"
    on: date

    def __attrs_post_init__(self) -> None:
        Fact.__attrs_post_init__(self)
        _require_code(self, self.kind)


FACTS: tuple[Tag, ...] = (
    Tag("advice.talk_held", 1, TalkHeld),
    Tag("advice.workshop_attended", 1, WorkshopAttended),
)
