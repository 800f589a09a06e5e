"""Plugins are found as installed distributions; a broken one is refused by its name."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from mo_network.errors import PluginError
from mo_network.rules.plugins import installed_offers

Install = Callable[..., None]

MODULE = """
import attrs
from mo_network.rules.plugins import offers

@attrs.frozen
class Kind:
    kind = "{kind}"
    version = 3

@offers
def rule_kinds():
    return (Kind,)
"""


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Install:
    """Install a distribution: its module, its metadata and its entry points."""
    folders: list[Path] = []

    def distribution(
        name: str, module: str, code: str, entry_points: str | None = None, version: str = "1.0"
    ) -> None:
        folder = tmp_path / f"site{len(folders)}"
        info = folder / f"{name.replace('-', '_')}-{version}.dist-info"
        info.mkdir(parents=True)
        metadata = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
        (info / "METADATA").write_text(metadata, encoding="utf-8")
        points = entry_points or f"{name} = {module}"
        (info / "entry_points.txt").write_text(
            f"[mo_network.plugins]\n{points}\n", encoding="utf-8"
        )
        (folder / f"{module}.py").write_text(code, encoding="utf-8")
        monkeypatch.syspath_prepend(str(folder))
        monkeypatch.delitem(sys.modules, module, raising=False)
        folders.append(folder)

    return distribution


def refusal() -> PluginError:
    """Why the installed plugins are refused."""
    with pytest.raises(PluginError) as caught:
        installed_offers()
    return caught.value


def test_without_plugins_nothing_is_offered() -> None:
    """The library's own kinds are no plugin."""
    assert [] == [offer for offer in installed_offers() if "toy" in offer.distribution]


def test_an_installed_distribution_offers_its_kinds(install: Install) -> None:
    """By distribution and name, whatever order they were installed in."""
    install("toy-b", "toy_plugin_b", MODULE.format(kind="b"))
    install("toy-a", "toy_plugin_a", MODULE.format(kind="a"))
    found = [offer for offer in installed_offers() if offer.distribution.startswith("toy-")]

    assert ["a/3@toy-a", "b/3@toy-b"] == [offer.stamp for offer in found]


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("import not_there_at_all", "ModuleNotFoundError"),
        ("def", "SyntaxError"),
        ("1 / 0", "ZeroDivisionError"),
        ("import sys; sys.exit(3)", "SystemExit"),
        ("", "offers no kinds"),
        ("def rule_kinds():\n    return ()", "offers no kinds"),
        (MODULE.replace("return (Kind,)", "pass"), "offers no kinds"),
        (MODULE.replace("return (Kind,)", "return ()"), "offers no kinds"),
        (MODULE.replace("return (Kind,)", "return 5"), "TypeError"),
        (MODULE.replace("return (Kind,)", "raise KeyError('x')"), "KeyError"),
        (MODULE.replace("return (Kind,)", "return ('kind',)"), "'kind': offer classes"),
        (MODULE.replace("return (Kind,)", "return (Kind, Kind)"), "twice"),
        (MODULE.replace("def rule_kinds()", "def rule_kindz()"), "rule_kindz"),
        (MODULE.replace("def rule_kinds()", "def rule_kinds(more)"), "more"),
    ],
)
def test_a_broken_plugin_is_refused_naming_its_distribution(
    install: Install, code: str, told: str
) -> None:
    """An error of the library, not of the plugin, which anybody can understand."""
    install("toy-broken", "toy_plugin_broken", code.replace("{kind}", "x"))
    error = refusal()

    assert "toy-broken" == error.plugin
    assert str(error).startswith("toy-broken: ")
    assert told in str(error)


def test_two_distributions_of_one_entry_point_are_refused(install: Install) -> None:
    """Neither silently hides the other."""
    install("toy-a", "toy_plugin_a", MODULE.format(kind="a"), "same = toy_plugin_a")
    install("toy-b", "toy_plugin_b", MODULE.format(kind="b"), "same = toy_plugin_b")

    assert "toy-a and toy-b: the plugin 'same' is registered twice" in str(refusal())


def test_one_distribution_that_registers_a_name_twice_is_refused(install: Install) -> None:
    """Its kinds would come twice, or one of them by chance."""
    points = "same = toy_plugin_a\nsame = toy_plugin_a:other"
    install("toy-a", "toy_plugin_a", MODULE.format(kind="a"), points)

    assert "toy-a: the plugin 'same' is registered twice" in str(refusal())


def test_of_a_distribution_that_is_installed_twice_the_first_one_counts(install: Install) -> None:
    """As Python imports it: the stamp tells by the kind's version which one judged."""
    install("toy-a", "toy_plugin_a", MODULE.format(kind="a"), version="1.0")
    install("toy-a", "toy_plugin_a", MODULE.format(kind="a").replace("3", "4"), version="2.0")

    assert ["a/4@toy-a"] == [o.stamp for o in installed_offers() if o.distribution == "toy-a"]
