"""The hub of the example is like none of the others, and small: its file, its kind, its cases."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

from mo_network.testing import check_cases, check_hub_laws

FOLDER = Path(__file__).parents[2] / "examples" / "own-hub"
METADATA = "Metadata-Version: 2.1\nName: own-hub\nVersion: 1.0\n"
ENTRY_POINTS = "[mo_network.plugins]\nown-hub = own_hub\n"


@pytest.fixture(scope="module")
def plugins() -> dict[str, Iterable[type]]:
    """Its kind, as if it were installed."""
    spec = spec_from_file_location("own_hub", FOLDER / "own_hub.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    sys.modules["own_hub"] = module
    spec.loader.exec_module(module)
    return {"own-hub": module.rule_kinds()}


def test_every_case_comes_out_as_expected(plugins: dict[str, Iterable[type]]) -> None:
    """What somebody might try."""
    assert 8 == check_cases(FOLDER / "cases.toml", plugins=plugins)


def test_it_keeps_the_laws_of_rules(plugins: dict[str, Iterable[type]]) -> None:
    """Order-free, tightening only, and the rest."""
    check_hub_laws(FOLDER / "hub.toml", plugins=plugins, examples=20)


def test_it_is_small() -> None:
    """Sixty lines of file and forty of Python, as long as a line of this house."""
    for name, most in (("hub.toml", 60), ("own_hub.py", 40)):
        lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
        assert len(lines) <= most
        assert max(map(len, lines)) <= 100


@pytest.mark.parametrize("is_installed", [True, False])
def test_the_command_line_knows_it_once_it_is_installed(
    tmp_path: Path, *, is_installed: bool
) -> None:
    """Before that it says what is missing."""
    (tmp_path / "own_hub.py").write_bytes((FOLDER / "own_hub.py").read_bytes())
    folder = tmp_path / "own_hub-1.0.dist-info"
    folder.mkdir()
    (folder / "METADATA").write_text(METADATA, encoding="utf-8")
    (folder / "entry_points.txt").write_text(ENTRY_POINTS if is_installed else "", encoding="utf-8")
    program = "import sys; from mo_network.cli import main; sys.exit(main())"
    done = subprocess.run(
        [sys.executable, "-c", program, "hub", "check", str(FOLDER / "hub.toml")],
        env=os.environ | {"PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (0 if is_installed else 2) == done.returncode, done.stderr
    told = done.stdout if is_installed else done.stderr
    wanted = "8 rules for hub:lot" if is_installed else "nothing is offered by own-hub"
    assert wanted in told
    assert "is missing in the language" not in told
