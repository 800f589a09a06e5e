"""Circles among directed relations, found without recursion and in linear time."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence


def reachable(
    starts: Iterable[str],
    onwards: Callable[[str], Iterable[str]],
    without: Collection[str] = (),
) -> set[str]:
    """Everything that can be reached from some things, these included only if led back to.

    Shape:   what is in `without` is neither reached nor passed.

    >>> sorted(reachable(["a"], {"a": ["b"], "b": ["c"], "c": []}.__getitem__))
    ['b', 'c']
    """
    found: set[str] = set()
    waiting = list(starts)
    while waiting:
        for other in onwards(waiting.pop()):
            if other not in found and other not in without:
                found.add(other)
                waiting.append(other)
    return found


def circles(edges: Mapping[str, Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    """The groups of things that all lead back to one another, each sorted, in sorted order.

    Shape:   the strongly connected components with more than one thing, and things that lead
             to themselves at once.
    Source:  Kosaraju and Sharir: walk once along the edges noting the order of completion, once
             against them in the reverse of it; each second walk collects one component.

    >>> circles({"a": ["b"], "b": ["a", "c"], "c": ["c"], "d": ["a"]})
    (('a', 'b'), ('c',))
    """
    against: dict[str, list[str]] = {}
    for start, ends in edges.items():
        for end in ends:
            against.setdefault(end, []).append(start)
    found = []
    seen: set[str] = set()
    for root in reversed(_completed(edges)):
        if root in seen:
            continue
        group = {root} | reachable([root], lambda at: against.get(at, ()), seen)
        seen |= group
        if len(group) > 1 or root in edges.get(root, ()):
            found.append(tuple(sorted(group)))
    return tuple(sorted(found))


def _completed(edges: Mapping[str, Sequence[str]]) -> list[str]:
    """All things that lead anywhere, in the order in which a depth-first walk completes them."""
    done: list[str] = []
    seen: set[str] = set()
    for root in edges:
        if root in seen:
            continue
        seen.add(root)
        path = [(root, iter(edges[root]))]
        while path:
            at, rest = path[-1]
            following = next((other for other in rest if other not in seen), None)
            if following is None:
                done.append(at)
                path.pop()
            else:
                seen.add(following)
                path.append((following, iter(edges.get(following, ()))))
    return done
