"""One line, or one class, that tries the laws of rules on a hub's file and its plugins."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import ClassVar

from mo_network.testing import laws
from mo_network.testing.asking import HubUnderTest, Plugins

EXAMPLES = 50


def check_hub_laws(
    path: str | Path, *, plugins: Plugins | None = None, examples: int = EXAMPLES
) -> None:
    """Try all six laws of rules on a hub file, with the kinds of its plugins, and their sentences.

    Shape:   `plugins` offers kinds under a distribution's name, as if it were installed;
             `examples` is how many questions each law is tried with.
    Errors:  LawBroken with the law, the rule and the simplest question that shows it, or with the
             sentences that are missing in a language; HubFileError, PluginError when the file does
             not load.
    """
    hub = HubUnderTest(path, plugins)
    laws.in_each_language(hub)
    for law in laws.LAWS:
        law(hub, examples)


class HubConformance:
    """The same as a class of tests, one a law; subclass it as `Test…` and name the file.

    Shape:   `hub_file` is the path; `plugins` and `examples` are as in `check_hub_laws`.
    """

    hub_file: ClassVar[str | Path]
    plugins: ClassVar[Mapping[str, Iterable[type]] | None] = None
    examples: ClassVar[int] = EXAMPLES
    _read: ClassVar[HubUnderTest]

    def test_in_each_language(self) -> None:
        """Whatever a rule may say, it says in each language."""
        laws.in_each_language(self._hub())

    def test_order_free(self) -> None:
        """The answers do not depend on the order of the rules."""
        laws.order_free(self._hub(), self.examples)

    def test_idempotent(self) -> None:
        """Asked twice, or standing twice in the file, a rule says the same."""
        laws.idempotent(self._hub(), self.examples)

    def test_tightening_only(self) -> None:
        """One more rule takes back nothing that the others say."""
        laws.tightening_only(self._hub(), self.examples)

    def test_hub_isolated(self) -> None:
        """What another hub asked before changes nothing."""
        laws.hub_isolated(self._hub(), self.examples)

    def test_pure(self) -> None:
        """An answer rests on the context alone, which stays as it is."""
        laws.pure(self._hub(), self.examples)

    def test_total(self) -> None:
        """Every question is answered, or lacks a published value."""
        laws.total(self._hub(), self.examples)

    @classmethod
    def _hub(cls) -> HubUnderTest:
        """The hub, read once for the class."""
        if "_read" not in vars(cls):
            cls._read = HubUnderTest(cls.hub_file, cls.plugins)
        return cls._read
