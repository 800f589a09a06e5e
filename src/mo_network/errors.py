"""The errors of the library, sorted by who can act on them.

Each carries its data in attributes, so that an app may show its own words; the message says
what was given, what is allowed and what to do. A refusal by a rule is no error: it is an
`Outcome`, and only `outcome.or_raise()` turns it into `NotAllowed`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol

import attrs


class MoNetworkError(Exception):
    """The root: catch this to catch everything the library raises on purpose."""


class InvalidValue(MoNetworkError, ValueError):
    """A value that cannot exist. For: whoever wrote the call."""

    def __init__(self, message: str, *, given: object = None, allowed: str = "") -> None:
        super().__init__(message)
        self.given = given
        self.allowed = allowed


class UnknownReference(MoNetworkError, LookupError):
    """A name that nothing answers to. For: whoever wrote the call or the table."""

    def __init__(self, message: str, *, reference: str) -> None:
        super().__init__(message)
        self.reference = reference


class NotInForce(MoNetworkError, LookupError):
    """A dated value was asked for a day on which none is known. For: the hub's author."""

    def __init__(self, message: str, *, name: str, on: date) -> None:
        super().__init__(message)
        self.name = name
        self.on = on


class WireError(MoNetworkError, ValueError):
    """Data from outside does not have the agreed shape. For: whoever sent the data."""

    def __init__(self, message: str, *, path: str = "$") -> None:
        super().__init__(f"{path}: {message}")
        self.path = path
        self.problem = message


@attrs.frozen
class HubFileProblem:
    """One fault of a hub file, at its place."""

    line: int
    key: str
    message: str


class HubFileError(MoNetworkError, ValueError):
    """A hub file has faults: all of them at once. For: the hub's author."""

    def __init__(self, file: str, problems: Sequence[HubFileProblem]) -> None:
        self.file = file
        self.problems = tuple(problems)
        lines = [f"{file}:{p.line}: {p.key}: {p.message}" for p in self.problems]
        count = len(lines)
        head = f"{file} has {count} problem{'s' if count != 1 else ''}:"
        super().__init__("\n".join([head, *lines]))


class PluginError(MoNetworkError):
    """A plugin breaks the contract of the hooks. For: the plugin's author."""

    def __init__(self, message: str, *, plugin: str, hook: str = "") -> None:
        super().__init__(message)
        self.plugin = plugin
        self.hook = hook


class _Explains(Protocol):
    """What a refusal carries: the outcome, which tells its reasons."""

    def explain(self, lang: str = "en") -> str:
        """The reasons as text."""


class NotAllowed(MoNetworkError):
    """A refusal as an exception, for those who prefer one. For: whoever asked."""

    def __init__(self, message: str, *, outcome: _Explains) -> None:
        super().__init__(message)
        self.outcome = outcome


class JournalDamaged(MoNetworkError):
    """The chain of the journal does not hold. For: whoever keeps the file."""

    def __init__(self, message: str, *, seq: int) -> None:
        super().__init__(message)
        self.seq = seq
