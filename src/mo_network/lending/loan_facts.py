"""What can happen to a loan: asked for, promised, handed over, extended, back, lost, cancelled."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, ClassVar

import attrs

from mo_network.judging.fact import Fact, Known, Label, New, Standing
from mo_network.lending.lines import check_lines
from mo_network.values.moments import check_moment
from mo_network.values.sealed import Sealed
from mo_network.values.slot import Slot

Lent = tuple[Annotated[str, Known("item")], ...]


@attrs.frozen(kw_only=True)
class LoanPromised(Fact):
    """Ausleihe zugesagt: an organisation is promised so many pieces for a time.

    Shape:   `request` is the one it grants; None for a loan that the hub promises of its own. Only
             counts are promised; which piece it is turns out at the hand-over.
    Units:   `slot` runs from the moment of the hand-over to that of the return: where a hub
             publishes days, from its opening hour on the first to that on the last.
    Errors:  InvalidValue for no thing, a thing named twice, counts that do not match.
    Source:  design, sections 6 and 8.
    """

    standing: ClassVar[Standing] = Standing.DECIDED
    id: Annotated[str, New("loan")]
    request: Annotated[str, Known("request")] | None = None
    organisation: Annotated[str, Known("org")]
    items: Lent
    counts: tuple[int, ...]
    slot: Slot

    def __attrs_post_init__(self) -> None:
        Fact.__attrs_post_init__(self)
        check_lines(self, self.items, self.counts)


@attrs.frozen(kw_only=True)
class LoanRequested(Fact):
    """Leihanfrage eingegangen: an organisation asks for things, for a time.

    Shape:   `items` and `counts` stand side by side; `purpose` is free text and therefore sealed.
    Errors:  as `LoanPromised`.
    Source:  design, section 2: a received class names the decision it asks for.

    >>> slot = Slot.parse("2026-05-01T08:00Z/2026-05-04T08:00Z")
    >>> asked = LoanRequested(id="request:7", organisation="org:chor", items=("item:beamer",),
    ...                       counts=(1,), slot=slot)
    >>> asked.asks().id
    'loan:7'
    """

    standing: ClassVar[Standing] = Standing.RECEIVED
    id: Annotated[str, New("request")]
    organisation: Annotated[str, Known("org")]
    items: Lent
    counts: tuple[int, ...]
    slot: Slot
    purpose: Sealed | None = None

    def __attrs_post_init__(self) -> None:
        Fact.__attrs_post_init__(self)
        check_lines(self, self.items, self.counts)

    def asks(self) -> LoanPromised:
        """The loan just as asked for; its id has the request's name."""
        return LoanPromised(
            id="loan:" + self.id.partition(":")[2],
            request=self.id,
            organisation=self.organisation,
            items=self.items,
            counts=self.counts,
            slot=self.slot,
        )


@attrs.frozen(kw_only=True)
class LoanExtended(Fact):
    """Ausleihe verlängert: what is promised or out may be kept longer.

    Shape:   `slot` is that of the whole loan, with the same start and a later end.
    """

    standing: ClassVar[Standing] = Standing.DECIDED
    loan: Annotated[str, Known("loan")]
    slot: Slot


@attrs.frozen(kw_only=True)
class LoanCancelled(Fact):
    """Ausleihe abgesagt: what was not fetched yet is not needed, so it is free again.

    Shape:   what is out stays out until it is back.
    """

    standing: ClassVar[Standing] = Standing.OBSERVED
    loan: Annotated[str, Known("loan")]


@attrs.frozen(kw_only=True)
class ItemsHandedOver(Fact):
    """Ausgegeben: pieces of a loan leave the house, all of them or a part.

    Shape:   things as the loan names them, or parts of its kits; `evidence` are the plain codes of
             what was there at the desk, such as deposit.
    Units:   from the moment of the record on.
    Errors:  as `LoanPromised`.

    >>> ItemsHandedOver(loan="loan:7", items=("item:beamer",), counts=(1,)).evidence
    frozenset()
    """

    standing: ClassVar[Standing] = Standing.DECIDED
    loan: Annotated[str, Known("loan")]
    items: Lent
    counts: tuple[int, ...]
    evidence: frozenset[Label] = frozenset()

    def __attrs_post_init__(self) -> None:
        Fact.__attrs_post_init__(self)
        check_lines(self, self.items, self.counts)


@attrs.frozen(kw_only=True)
class ItemsReturned(Fact):
    """Zurückgegeben: pieces of a loan are back, all of them or a part, in time or late.

    Shape:   only what is out can come back: more than that is not counted.
    Units:   `back_at` is the moment at which they were back; without one, that of the record, and
             never after it.
    Errors:  as `LoanPromised`; InvalidValue for a moment without a zone.
    """

    standing: ClassVar[Standing] = Standing.OBSERVED
    loan: Annotated[str, Known("loan")]
    items: Lent
    counts: tuple[int, ...]
    back_at: datetime | None = None

    def __attrs_post_init__(self) -> None:
        Fact.__attrs_post_init__(self)
        check_lines(self, self.items, self.counts)
        if self.back_at is not None:
            check_moment(self.back_at)


@attrs.frozen(kw_only=True)
class ItemsLost(Fact):
    """Verloren: pieces that are out will not come back; from this moment on there are fewer.

    Shape:   as with a return, more than is out is not counted.
    Errors:  as `LoanPromised`.
    """

    standing: ClassVar[Standing] = Standing.OBSERVED
    id: Annotated[str, New("loss")]
    loan: Annotated[str, Known("loan")]
    items: Lent
    counts: tuple[int, ...]

    def __attrs_post_init__(self) -> None:
        Fact.__attrs_post_init__(self)
        check_lines(self, self.items, self.counts)
