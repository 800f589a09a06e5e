"""Questions about the dated relations of the directory: members, parts, hosts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from mo_network.directory.circles import circles, reachable
from mo_network.directory.entries import Host, Hosting, Part
from mo_network.directory.facts import HostingBegan, HostingEnded
from mo_network.judging.fact import Fact
from mo_network.judging.state import Breach
from mo_network.values.period import Period

if TYPE_CHECKING:
    from mo_network.directory.state import DirectoryState

HOST_SHARES = "directory.host_shares"
PART_OF = "directory.part_of"


def members(
    state: DirectoryState, umbrella: str, on: date, *, including_indirect: bool
) -> tuple[str, ...]:
    """The members of an umbrella on a day, sorted, each once."""
    day = on.toordinal()

    def direct(organisation: str) -> Iterator[str]:
        for name in state.by_umbrella.get(organisation, ()):
            entry = state.membership_table[name]
            if entry.runs_on(day):
                yield entry.member

    found = reachable([umbrella], direct) if including_indirect else set(direct(umbrella))
    return tuple(sorted(found - {umbrella}))


def membership_circles(state: DirectoryState, on: date) -> tuple[tuple[str, ...], ...]:
    """The groups that are members of one another in a circle on a day."""
    day = on.toordinal()
    edges: dict[str, list[str]] = {}
    for entry in state.membership_table.values():
        if entry.runs_on(day):
            edges.setdefault(entry.member, []).append(entry.umbrella)
    return circles(edges)


def part_circle(state: DirectoryState, part: str, whole: str, start: int) -> date | None:
    """The first day from `start` on which a new place of `part` in `whole` closes a circle.

    What can be reached changes for the worse only on days on which a place begins, so the first
    day and those days are all that need a look; most proposals need none.
    """

    def places(name: str) -> Iterator[Part]:
        for place in state.by_part.get(name, ()):
            entry = state.part_table[place]
            if entry.end is None or entry.end > max(start, entry.start):
                yield entry

    above = {whole} | reachable([whole], lambda name: (entry.whole for entry in places(name)))
    if part not in above:
        return None
    begins = {entry.start for name in above for entry in places(name) if entry.start > start}
    for day in (start, *sorted(begins)):

        def wholes(name: str, day: int = day) -> Iterator[str]:
            return (entry.whole for entry in places(name) if entry.runs_on(day))

        if part == whole or part in reachable([whole], wholes):
            return date.fromordinal(day)
    return None


def hostings(state: DirectoryState, hub: str, on: date) -> list[Hosting]:
    """The hostings of a hub that run on a day."""
    day = on.toordinal()
    entries = (state.hosting_table[name] for name in state.by_hub.get(hub, ()))
    return [entry for entry in entries if entry.runs_on(day)]


def hosts(state: DirectoryState, hub: str, on: date) -> tuple[Host, ...]:
    """Who runs a hub on a day, in the order of recording; empty in a gap."""
    found = []
    for entry in hostings(state, hub, on):
        shares = entry.shares or (None,) * len(entry.hosts)
        found += [Host(name, share) for name, share in zip(entry.hosts, shares, strict=True)]
    return tuple(found)


def host_gaps(state: DirectoryState, hub: str, until: date) -> tuple[Period, ...]:
    """The days between the first host and `until` on which nobody ran the hub."""
    names = state.by_hub.get(hub, ())
    periods = [p for name in names if (p := state.hosting_table[name].period) is not None]
    gaps = []
    covered: date | None = None
    for period in sorted(periods, key=lambda each: each.start):
        if covered is not None and covered < min(period.start, until):
            gaps.append(Period(covered, min(period.start, until)))
        if period.end is None:
            return tuple(gaps)
        covered = max(covered or period.end, period.end)
    if covered is not None and covered < until:
        gaps.append(Period(covered, until))
    return tuple(gaps)


def breaches(state: DirectoryState, on: date, by: Fact | None) -> Iterator[Breach]:
    """Hubs whose hosts' shares exceed one together, and circles of parts, on a day."""
    if by is None:
        yield from _circles_of_parts(state, on)
        for hub in state.by_hub:
            yield from _overlapping_shares(state, hub, on)
    elif isinstance(by, HostingBegan):
        yield from _overlapping_shares(state, by.hub, on)
    elif isinstance(by, HostingEnded):
        yield from _overlapping_shares(state, state.hosting_table[by.hosting].hub, on)


def _overlapping_shares(state: DirectoryState, hub: str, on: date) -> Iterator[Breach]:
    running = hostings(state, hub, on)
    if len(running) > 1 and any(entry.share_texts for entry in running):
        # Each hosting's own shares add up to one, so beside another they claim too much.
        last = max(running, key=lambda entry: entry.start)
        promises = tuple(entry.id for entry in running)
        yield Breach(HOST_SHARES, hub, date.fromordinal(last.start), last.id, promises)


def _circles_of_parts(state: DirectoryState, on: date) -> Iterator[Breach]:
    day = on.toordinal()
    running = [entry for entry in state.part_table.values() if entry.runs_on(day)]
    edges: dict[str, list[str]] = {}
    for entry in running:
        edges.setdefault(entry.part, []).append(entry.whole)
    for group in circles(edges):
        inside = [entry for entry in running if entry.part in group and entry.whole in group]
        last = max(inside, key=lambda entry: entry.start)
        yield Breach(PART_OF, group[0], date.fromordinal(last.start), last.id, group)
