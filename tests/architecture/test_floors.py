"""The floors and doors of docs/explanation/design.md, section 3."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "mo_network"
MODULES = sorted(PACKAGE.rglob("*.py"))
FORBIDDEN_NAMES = {"utils", "helpers", "common", "manager", "service", "data", "info"}
EXTRAS = {"sqlalchemy", "click", "rich", "hypothesis", "pytest"}


def _short(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_imports_keep_to_the_floors_and_doors() -> None:
    """Every contract of import-linter in pyproject.toml is kept."""
    code = "import sys, importlinter.cli as c; sys.exit(c.lint_imports(cache_dir=None))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert 0 == done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize("path", MODULES, ids=_short)
def test_a_module_has_at_most_300_lines(path: Path) -> None:
    """Above 300 lines a module has a second subject."""
    lines = len(path.read_text(encoding="utf-8").splitlines())

    assert lines <= 300, f"{_short(path)} has {lines} lines: what is its second subject?"


def test_no_module_is_named_after_nothing() -> None:
    """A module's name says what is inside; `utils` and its kin do not."""
    found = {
        _short(path)
        for path in PACKAGE.rglob("*")
        if path.name != "__pycache__" and path.stem.strip("_") in FORBIDDEN_NAMES
    }

    assert set() == found


def _imported_with(statement: str) -> set[str]:
    code = f"{statement}\nimport sys\nprint(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-I", "-c", code], capture_output=True, text=True, check=True
    )
    return set(done.stdout.split())


def test_the_bare_import_touches_nothing_else() -> None:
    """`import mo_network` imports no extra, no dependency and no module but the version."""
    imported = _imported_with("import mo_network")

    ours = {name for name in imported if name.partition(".")[0] == "mo_network"}
    assert {"mo_network", "mo_network._version"} == ours
    assert set() == imported & (EXTRAS | {"attrs", "attr", "cattrs", "pluggy", "dateutil"})


def test_no_name_of_the_face_needs_an_extra() -> None:
    """Whatever the face offers is there with the core dependencies alone."""
    imported = _imported_with("from mo_network import *")

    assert set() == imported & EXTRAS


def test_the_face_is_one_table() -> None:
    """`__all__`, the lazy table and what type checkers see name the same things, at most 40."""
    tree = ast.parse((PACKAGE / "__init__.py").read_text(encoding="utf-8"))
    seen_by_checkers = {
        alias.name: str(node.module).removeprefix("mo_network.")
        for block in tree.body
        if isinstance(block, ast.If)
        for node in block.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    import mo_network

    assert mo_network._TABLE == seen_by_checkers
    assert sorted({*mo_network._TABLE, "__version__"}) == sorted(mo_network.__all__)
    assert len(mo_network.__all__) <= 40


def test_each_name_of_the_face_can_be_had() -> None:
    """Each name of the table is found where the table says."""
    import mo_network

    missing = [name for name in mo_network.__all__ if not hasattr(mo_network, name)]

    assert [] == missing
