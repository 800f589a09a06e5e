"""Places shared out among wishes: by priority, as many as possible, fairly, and reproducibly.

What is best is stated, once, and compared from the front:

for each priority, the first before the second and so on,

1. as many wishes as possible are met;
2. the groups that wish there come off as evenly as possible: the one that gets least gets as
   much as can be, then the one that gets second least, and so on (leximin);
3. as few steps as possible are taken down the lists of preferences, all together.

So nothing that a later priority is given costs an earlier one a wish, an even share or a
preference. Where several are best, lots decide, which are drawn from the seed.

Where places are apart from each other (no two overlap unless they are equal), the best is found
for any number of wishes, as a flow of least cost; of several it is that with the lowest sum of
lots. Where they overlap, finding it is hard in general: it is searched for up to a stated number
of steps, and what comes out says whether it is proven; of several it is the one met first when
the lots are gone through in order.
"""

from __future__ import annotations

from collections.abc import Sequence

from mo_network.scheduling.allocation.flow import slots_of, through_flow
from mo_network.scheduling.allocation.search import by_search
from mo_network.scheduling.allocation.wishes import (
    Allocation,
    Quotas,
    SlotWish,
    check_round,
    draw,
)


def share_out(wishes: Sequence[SlotWish], quotas: Quotas, seed: str) -> Allocation:
    """Share the places out among the wishes; see the top of this module for what is best.

    The order of the wishes does not matter, and nothing else is random: the same wishes, quotas
    and seed always give the same allocation.

    Errors:  InvalidValue for wishes of one key, quotas below zero, an empty seed, more than
             2,000 wishes or 20,000 places.

    >>> from mo_network.scheduling.allocation.wishes import Place, Span
    >>> evening = Place(0, (Span("room:saal", 1080, 1200),))
    >>> late = Place(1, (Span("room:saal", 1200, 1320),))
    >>> wishes = [SlotWish("wish:choir", "org:choir", 1, (evening, late)),
    ...           SlotWish("wish:youth", "org:youth", 0, (evening,))]
    >>> share_out(wishes, {}, seed="2026").held
    (('wish:choir', 1), ('wish:youth', 0))
    """
    check_round(wishes, quotas, seed)
    lots = draw(wishes, seed)
    ordered = sorted(wishes, key=lambda wish: (wish.priority, lots[wish.key]))
    slots = slots_of(ordered)
    if slots is not None:
        held, is_proven = through_flow(ordered, quotas, slots), True
    else:
        held, is_proven = by_search(ordered, quotas)
    return Allocation(tuple(sorted(held.items())), is_proven)
