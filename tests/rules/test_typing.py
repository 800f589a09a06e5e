"""Five typing mistakes in a small plugin: `mypy --strict` finds each before anything runs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from mypy import api

ROOT = Path(__file__).parents[2]
_FOUND = re.compile(r"(?P<file>\w+)\.py:(?P<line>\d+): error: .*  \[(?P<code>[a-z-]+)\]")

CLEAN = '''\
"""The rule kind of a small plugin."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

import attrs

from mo_network import Limit, Money, Timeline, Veto
from mo_network.funding.hooks import GRANT_AMOUNT, GrantContext, grant_limits, grant_vetoes
from mo_network.funding.juries.hooks import JuryContext


@attrs.frozen
class SmallRule:
    """At most so much, and not from one line."""

    kind: ClassVar[str] = "small-rule"
    version: ClassVar[int] = 1
    sentences: ClassVar[dict[str, dict[str, str]]] = {"de": {}, "en": {}}

    ceiling: Timeline[Money]
    count: Timeline[int]
    line: str

    @grant_limits
    def limit(self, context: GrantContext) -> Iterable[Limit[Money]]:
        """The ceiling of the day."""
        return (Limit(GRANT_AMOUNT, self.ceiling.at(context.on)),)

    @grant_vetoes
    def veto(self, context: GrantContext) -> Iterable[Veto]:
        """Never from that line."""
        if context.line == self.line:
            return (Veto("not_here", (context.line,)),)
        return ()


SEEN = JuryContext
'''

MISTAKES = {
    "wrong_answer": ("-> Iterable[Veto]:", "-> Iterable[Veto | Limit[Money]]:", "arg-type"),
    "wrong_context": (
        "def limit(self, context: GrantContext)",
        "def limit(self, context: JuryContext)",
        "arg-type",
    ),
    "unknown_field": ("if context.line ==", "if context.lines ==", "attr-defined"),
    "wrong_unit": ("self.ceiling.at(context.on)", "self.count.at(context.on)", "arg-type"),
    "misspelt_hook": ("@grant_limits", "@grant_limmits", "name-defined"),
}
"""What stands in the clean copy, what is written instead, and the code of the error."""


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[tuple[int, str]]]:
    """The lines and codes that one run of mypy finds in each of the six files."""
    folder = tmp_path_factory.mktemp("planted")
    texts = {name: CLEAN.replace(old, new) for name, (old, new, _) in MISTAKES.items()}
    for name, text in {"clean": CLEAN, **texts}.items():
        (folder / f"{name}.py").write_text(text, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        said, broken, _ = api.run(
            [
                "--strict",
                "--config-file=pyproject.toml",
                "--no-pretty",
                f"--cache-dir={folder / 'cache'}",
                str(folder),
            ]
        )
    assert "" == broken
    places: dict[str, set[tuple[int, str]]] = {name: set() for name in ("clean", *texts)}
    for match in _FOUND.finditer(said):
        # What mypy may find in the library itself, `make check` tells.
        places.setdefault(match["file"], set()).add((int(match["line"]), match["code"]))
    return places


def test_the_clean_copy_has_no_error(found: dict[str, set[tuple[int, str]]]) -> None:
    """What mypy finds elsewhere is the planted mistake, and nothing of the plugin's own."""
    assert set() == found["clean"]


@pytest.mark.parametrize("name", MISTAKES)
def test_mypy_finds_the_mistake(name: str, found: dict[str, set[tuple[int, str]]]) -> None:
    """Each mistake is an error of its kind, near the line on which it was planted."""
    old, _, code = MISTAKES[name]
    assert 1 == CLEAN.count(old)
    planted = CLEAN[: CLEAN.index(old)].count("\n") + 1

    assert code in {kind for line, kind in found[name] if abs(line - planted) <= 1}
