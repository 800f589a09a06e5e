"""The laws of the directory: the core's own judgements, which nothing can loosen."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from mo_network.directory import relations
from mo_network.directory.facts import MemberAdmitted, PartPlaced
from mo_network.directory.state import NOTHING_NEW, DirectoryState
from mo_network.judging.answers import Note, Veto
from mo_network.judging.case import Case
from mo_network.judging.fact import Fact
from mo_network.judging.law import Law, law


@law(
    NOTHING_NEW,
    worse="To bind a body that can no longer keep its word; a refusal can be mended in a day.",
    judges=(MemberAdmitted, PartPlaced),
    sentences={
        "de": {"closed": "{0} ist am {1} in Liquidation oder aufgelöst."},
        "de-simple": {
            "closed": "{0} wird aufgelöst oder ist aufgelöst. Das war am {1}.",
        },
        "en": {"closed": "{0} is in liquidation or ended on {1}."},
    },
)
def nothing_new(
    state: DirectoryState, fact: MemberAdmitted | PartPlaced, case: Case
) -> Iterable[Veto]:
    """Nothing new is decided for an organisation in liquidation or ended."""
    # An organisation that closed stays closed, so the later of the two days decides.
    on = max(case.decided_on, fact.on)
    both = (
        (fact.member, fact.umbrella)
        if isinstance(fact, MemberAdmitted)
        else (fact.part, fact.whole)
    )
    return [Veto("closed", (name, on)) for name in both if not state.is_active(name, on)]


@law(
    "directory.not_itself",
    worse="To let a body vote about itself as its own member; nobody is harmed by the refusal.",
    judges=(MemberAdmitted,),
    sentences={
        "de": {"itself": "{0} kann nicht Mitglied bei sich selbst sein."},
        "de-simple": {
            "itself": "{0} kann nicht bei sich selbst Mitglied sein.",
        },
        "en": {"itself": "{0} cannot be a member of itself."},
    },
)
def not_itself(state: DirectoryState, fact: MemberAdmitted, case: Case) -> Iterable[Veto]:
    """No organisation is admitted as a member of itself."""
    return (Veto("itself", (fact.member,)),) if fact.member == fact.umbrella else ()


@law(
    "directory.once",
    worse="To give one member two votes; a refused second admission costs nobody anything.",
    judges=(MemberAdmitted,),
    sentences={
        "de": {"member_already": "{0} ist dort schon Mitglied ({1}, seit {2})."},
        "de-simple": {
            "member_already": "{0} ist dort schon Mitglied ({1}, seit {2}).",
        },
        "en": {"member_already": "{0} is a member there already ({1}, since {2})."},
    },
)
def once(state: DirectoryState, fact: MemberAdmitted, case: Case) -> Iterable[Veto]:
    """No organisation is admitted twice to the same umbrella on overlapping days."""
    start = fact.on.toordinal()
    for name in state.by_member.get(fact.member, ()):
        entry = state.membership_table[name]
        period = entry.period
        # The new one is open-ended: it meets whatever has a day from its start on.
        meets = period is not None and (entry.end is None or entry.end > start)
        if meets and entry.umbrella == fact.umbrella:
            yield Veto("member_already", (fact.member, entry.id, date.fromordinal(entry.start)))


@law(
    "directory.part_of",
    worse="To let two bodies contain each other: every sum over parts would count for ever.",
    judges=(PartPlaced,),
    sentences={
        "de": {"circle": "{0} enthält {1} schon am {2}; Teil und Ganzes bildeten einen Kreis."},
        "de-simple": {
            "circle": "{0} enthält schon {1}, am {2}. Beides zusammen geht nicht.",
        },
        "en": {"circle": "{0} contains {1} already on {2}: part and whole would form a circle."},
    },
)
def part_of(state: DirectoryState, fact: PartPlaced, case: Case) -> Iterable[Veto]:
    """Part-of never forms a circle."""
    on = relations.part_circle(state, fact.part, fact.whole, fact.on.toordinal())
    return () if on is None else (Veto("circle", (fact.part, fact.whole, on)),)


@law(
    "directory.membership_circle",
    worse="To forbid what statutes allow; a circle that is shown can be talked about.",
    judges=(MemberAdmitted,),
    sentences={
        "de": {"circle": "{0} und {1} sind dann mittelbar Mitglieder voneinander."},
        "de-simple": {
            "circle": "{0} und {1} sind dann beide Mitglied beim anderen.",
        },
        "en": {"circle": "{0} and {1} are indirectly members of one another then."},
    },
)
def membership_circle(state: DirectoryState, fact: MemberAdmitted, case: Case) -> Iterable[Note]:
    """In membership a circle is a finding."""
    if fact.member == fact.umbrella:
        return ()
    below = state.members(fact.member, fact.on, including_indirect=True)
    return (Note("circle", (fact.member, fact.umbrella)),) if fact.umbrella in below else ()


@law(
    relations.HOST_SHARES,
    worse="To hide that two claim the same hub; a breach that is shown can be settled.",
    judges=(),
    sentences={"de": {}, "en": {}},
)
def host_shares(state: DirectoryState, fact: Fact, case: Case) -> Iterable[Veto]:
    """Stated host shares add up to one; jointly, unstated is allowed."""
    # Hosting is observed, so no decision is ever asked: `HostingBegan` refuses shares that do not
    # add up, and `breaches` lists hostings that overlap. This law gives both their sentence.
    return ()


LAWS: tuple[Law, ...] = (nothing_new, not_itself, once, part_of, membership_circle, host_shares)
