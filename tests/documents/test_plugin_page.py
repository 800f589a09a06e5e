"""The plugin of `how-to/write-a-plugin.md` is a real one: it is built, installed and used."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.documents.test_documents import ROOT, write_named_blocks

PAGE = ROOT / "docs" / "how-to" / "write-a-plugin.md"
STAMP = "second-grant-ceiling/1@mo-network-second-grant"
ADOPT = """
from mo_network import Hub, MemoryJournal
journal = MemoryJournal()
record = Hub.adopt("hub.toml", journal=journal)
hub = Hub.reopen("hub:invented", journal=journal)
print(*record.fact.kinds, hub.is_intake_only)
"""


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """The folder that the page tells to make."""
    folder = tmp_path / "mo-network-second-grant"
    folder.mkdir()
    write_named_blocks(PAGE, folder, {".py", ".toml"})
    return folder


@pytest.fixture
def site(source: Path, tmp_path: Path) -> Path:
    """A folder into which pip has installed the distribution, and nothing else."""
    target = tmp_path / "site"
    options = ["--quiet", "--no-deps", "--no-index", "--no-build-isolation"]
    _python(["-m", "pip", "install", *options, "--target", str(target), str(source)], source)
    return target


def _python(arguments: list[str], folder: Path, path: Path | None = None) -> str:
    """What Python prints in a folder, with one more folder to import from."""
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(path or "")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert 0 == done.returncode, done.stdout + done.stderr
    return done.stdout


def test_the_page_tells_all_its_files(source: Path) -> None:
    """The list at the beginning of the page is what its blocks write."""
    shown = PAGE.read_text(encoding="utf-8").partition("```text\n")[2].partition("```")[0].split()

    assert sorted(shown[1:]) == sorted(path.name for path in source.iterdir())


def test_its_own_tests_pass_on_the_source(source: Path) -> None:
    """Before anything is installed, as the page says."""
    told = _python(["-m", "pytest", "-q", "-p", "no:cacheprovider"], source, source)

    assert "4 passed" in told


def test_it_is_found_once_it_is_installed(source: Path, site: Path) -> None:
    """A hub file that allows it is adopted with its stamp, and opens again by that adoption."""
    elsewhere = site.parent
    (elsewhere / "hub.toml").write_bytes((source / "hub.toml").read_bytes())

    assert f"{STAMP} False" == _python(["-c", ADOPT], elsewhere, site).strip()
