"""Lifecycles: status tables as data, which are code, diagram and test subject at once."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from mo_network.judging.fact import Fact

UNBORN = ""
"""The status of a thing before the fact that brings it."""


@attrs.frozen(eq=False)
class Lifecycle:
    """The statuses of one kind of thing and the facts that move it from one to the next.

    Shape:   `table` is {status: {fact class: next status}}; `names` gives for each fact class
             the field that holds the thing's id.
    """

    thing: str
    names: Mapping[type[Fact], str]
    table: Mapping[str, Mapping[type[Fact], str]]

    def next(self, status: str, cls: type[Fact]) -> str | None:
        """The status after a fact of this class, or None if the table has no such step."""
        return self.table.get(status, {}).get(cls)

    def steps_of(self, cls: type[Fact]) -> dict[str, str]:
        """The status after a fact of this class, for each before that allows it."""
        return {status: steps[cls] for status, steps in self.table.items() if cls in steps}

    def steps_from(self, status: str) -> tuple[str, ...]:
        """The names of the facts that the table allows in this status."""
        return tuple(sorted(cls.__name__ for cls in self.table.get(status, {})))

    def diagram(self) -> str:
        """The table as a Mermaid state diagram, as the reference shows it."""
        lines = ["stateDiagram-v2"]
        for status, steps in self.table.items():
            for cls, after in steps.items():
                lines.append(f"    {status or '[*]'} --> {after} : {cls.__name__}")
        return "\n".join(lines)
