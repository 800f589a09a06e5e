"""What can happen to the stock: things added, bought, lost, broken, repaired, put into kits."""

from __future__ import annotations

from typing import Annotated, ClassVar

import attrs

from mo_network.errors import InvalidValue
from mo_network.judging.fact import Fact, Known, Label, New, Standing
from mo_network.lending.lines import MOST_PIECES, check_choice, check_lines, check_pieces
from mo_network.values.money import Money
from mo_network.values.period import Period
from mo_network.values.sealed import Sealed
from mo_network.values.zones import zone


@attrs.frozen(kw_only=True)
class ItemModelAdded(Fact):
    """Gerätetyp erfasst: there is a kind of thing that is lent, and so many pieces of it.

    Shape:   `value` is what one piece is worth, where a rule about deposits is to know it.
    Units:   `count` pieces at all times, until the stock changes; zero for what is still to be
             bought. `zone` is the name of the zone of the clock where it is kept.
    Errors:  InvalidValue for counts below zero, amounts below zero and unknown zones.
    Source:  design, section 4.

    >>> ItemModelAdded(id="item:beamer", name="Beamer", count=2, zone="Europe/Berlin").count
    2
    """

    standing: ClassVar[Standing] = Standing.OBSERVED
    id: Annotated[str, New("item")]
    name: Label
    count: int
    zone: str
    value: Money | None = None

    def __attrs_post_init__(self) -> None:
        Fact.__attrs_post_init__(self)
        check_pieces(self, "count", self.count, 0)
        zone(self.zone)
        if self.value is not None and self.value.cents < 0:
            raise InvalidValue(
                f"ItemModelAdded.value is {self.value}: give what one piece is worth, from zero on",
                given=self.value,
                allowed="0 or more",
            )


@attrs.frozen(kw_only=True)
class StockChanged(Fact):
    """Bestand geändert: for a period there are more pieces, or fewer; bought, lost, in repair.

    Shape:   `change` is added to what there is: 2 for two that were bought, -1 for one in repair.
             `reason` is a short plain word. Pieces that do not come back from a loan are
             `ItemsLost`, which also ends their loan. Of a kit, each of its parts; where it leaves
             a choice, those that are listed first.
    Units:   whole days by the clock of the item; a period without an end is for good.
    Errors:  InvalidValue for a change by nothing.

    >>> from datetime import date
    >>> repair = Period.through(date(2026, 5, 4), date(2026, 5, 8))
    >>> StockChanged(id="change:1", item="item:beamer", change=-1, period=repair,
    ...              reason="Reparatur").change
    -1
    """

    standing: ClassVar[Standing] = Standing.OBSERVED
    id: Annotated[str, New("change")]
    item: Annotated[str, Known("item")]
    change: int
    period: Period
    reason: Label

    def __attrs_post_init__(self) -> None:
        Fact.__attrs_post_init__(self)
        if self.change == 0 or abs(self.change) > MOST_PIECES:
            raise InvalidValue(
                f"StockChanged.change is {self.change:.3g}: give how many more or fewer there "
                f"are, up to {MOST_PIECES}, such as 2 or -1",
                given=self.change,
                allowed=f"-{MOST_PIECES} to {MOST_PIECES}, not 0",
            )


@attrs.frozen(kw_only=True)
class KitDescribed(Fact):
    """Set beschrieben: several things that are lent as one, and what it is made of.

    Shape:   a kit has no pieces of its own: its parts come from the same stock that is lent by
             the piece. Parts may be kits, up to 16 inside each other; a kit that is no part of
             itself needs no law, for its parts were there before it. With `choose` so many
             different parts are enough ("any two of three"): the promise takes those that leave
             the most to others, and the loan is of these.
    Errors:  InvalidValue for no part, a part named twice, counts that do not match, and a choice
             that leaves none or could be made in more than 4,096 ways.
    Source:  design, sections 4 and 6.

    >>> KitDescribed(id="item:tonset", name="Tonset", items=("item:box", "item:mixer"),
    ...              counts=(2, 1)).counts
    (2, 1)
    """

    standing: ClassVar[Standing] = Standing.OBSERVED
    id: Annotated[str, New("item")]
    name: Label
    items: tuple[Annotated[str, Known("item")], ...]
    counts: tuple[int, ...]
    choose: int | None = None

    def __attrs_post_init__(self) -> None:
        Fact.__attrs_post_init__(self)
        check_lines(self, self.items, self.counts)
        if self.choose is not None:
            check_choice(self, self.choose, len(self.items))


@attrs.frozen(kw_only=True)
class ItemsBroken(Fact):
    """Schaden gemeldet: from this moment on pieces that are in the house cannot be lent.

    Shape:   `loan` is the one from which they came back so; `description` is free text and
             therefore sealed. A piece that is out is reported when it is back, for until then its
             loan holds it.
    Errors:  InvalidValue for no piece.
    """

    standing: ClassVar[Standing] = Standing.OBSERVED
    id: Annotated[str, New("damage")]
    item: Annotated[str, Known("item")]
    count: int
    loan: Annotated[str, Known("loan")] | None = None
    description: Sealed | None = None

    def __attrs_post_init__(self) -> None:
        Fact.__attrs_post_init__(self)
        check_pieces(self, "count", self.count)


@attrs.frozen(kw_only=True)
class ItemsRepaired(Fact):
    """Schaden behoben: the pieces of one report can be lent again from this moment on."""

    standing: ClassVar[Standing] = Standing.OBSERVED
    damage: Annotated[str, Known("damage")]
