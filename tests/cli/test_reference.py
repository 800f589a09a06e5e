"""The reference names every command, option and exit code; the tutorial shows what is printed."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from mo_network.cli import codes
from mo_network.cli.commands import commands
from mo_network.cli.running import run
from mo_network.exchange.sheets import ROW, SHEETS

DOCS = Path(__file__).parents[2] / "docs"
PAGES = sorted(path for path in DOCS.rglob("*.md") if "_build" not in path.parts)
REFERENCE = (DOCS / "reference" / "cli.md").read_text(encoding="utf-8")
TUTORIAL = (DOCS / "tutorials" / "first-season.md").read_text(encoding="utf-8")
IMPORTING = (DOCS / "how-to" / "import-tables.md").read_text(encoding="utf-8")


def _leaves(
    command: click.Command = commands, path: tuple[str, ...] = ()
) -> Iterator[tuple[str, click.Command]]:
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            each = command.get_command(context, name)
            assert each is not None
            yield from _leaves(each, (*path, name))
    else:
        yield " ".join(path), command


LEAVES = dict(_leaves())


def _section(name: str) -> str:
    """What the reference says about a command: its section, or that of its group."""
    top = name.partition(" ")[0]
    found = re.search(
        rf"^## `mo-network {top}\b.*?(?=^## |\Z)", REFERENCE, re.MULTILINE | re.DOTALL
    )
    assert found is not None, f"mo-network {top} has no section in docs/reference/cli.md"
    return found[0]


@pytest.mark.parametrize("name", LEAVES)
def test_every_command_and_option_is_in_the_reference(name: str) -> None:
    """A command, or an option of one, that is not documented does not exist for a reader."""
    section, shared = _section(name), REFERENCE.partition("## `mo-network")[0]
    options = {
        option
        for parameter in LEAVES[name].params
        if isinstance(parameter, click.Option)
        for option in parameter.opts
    }

    assert f"`mo-network {name}" in section
    assert set() == {each for each in options if each not in section and each not in shared}


def test_every_exit_code_is_in_the_reference() -> None:
    """The table of exit codes is that of the module."""
    table = {int(code) for code in re.findall(r"^\| (\d+) \|", REFERENCE, re.MULTILINE)}

    assert {value for value in vars(codes).values() if isinstance(value, int)} == table


@pytest.mark.parametrize("name", LEAVES)
def test_every_command_has_help(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """`--help` of each command says what it does and ends well."""
    assert 0 == run([*name.split(), "--help"])
    assert f"Usage: mo-network {name}" in capsys.readouterr().out


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.relative_to(DOCS).as_posix())
def test_every_call_in_the_documentation_exists(page: Path) -> None:
    """A call that a page shows is one that the command line understands."""
    calls = re.findall(
        r"^\$ (?:\.venv/bin/)?mo-network (.*)$", page.read_text("utf-8"), re.MULTILINE
    )
    for line in calls:
        words = shlex.split(line)
        if words[0].startswith("-"):
            continue
        command: click.Command = commands
        while isinstance(command, click.Group):
            assert words[0] in command.commands, line
            command = command.commands[words.pop(0)]
        known = {option for parameter in command.params for option in parameter.opts}
        given = {word for word in words if word.startswith("--")}
        assert set() == given - known - {"--help"}, line


def test_every_column_of_every_table_is_documented() -> None:
    """The page on importing names the columns, and which may be left out, in their order."""
    for name, sheet in SHEETS.items():
        columns = [ROW, *sheet.required, *(f"({each})" for each in sheet.optional)]
        assert f"| `{name}.csv` | {', '.join(columns)} |" in IMPORTING


def test_the_tutorial_shows_what_is_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each line that the tutorial shows is printed by the first or the second run, in its order."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("MO_NETWORK_LANG", raising=False)
    assert 0 == run(["demo", str(DOCS.parent / "examples" / "data" / "saar")])
    assert 0 == run(["demo", str(DOCS.parent / "examples" / "data" / "saar")])
    printed = capsys.readouterr().out.splitlines()
    shown = [
        line
        for block in re.findall(r"^```text\n(.*?)^```", TUTORIAL, re.MULTILINE | re.DOTALL)
        for line in block.splitlines()
    ]

    assert len(shown) > 20
    assert [] == [line for line in shown if line not in printed]
