"""Habits of docs/explanation/design.md and CONTRIBUTING.md that a machine can watch."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "mo_network"

# A letter of each word stands in brackets, so that this file does not find itself.
MACHINE_PATHS = re.compile(
    r"(?<![\w.])/(?:hom[e]|User[s]|roo[t]|wor[k]|tm[p]|op[t])/[\w.-]+|[A-Z]:\\\\?User[s]\\"
)
REGISTRIES = re.compile(
    r"pyp[i]\.org|pythonhoste[d]\.org|npmj[s]\.(?:org|com)"
    r"|--(?:extra-)?inde[x]-url|--find-link[s]|--trusted-hos[t]"
)
TEXT = {".cfg", ".csv", ".html", ".json", ".md", ".py", ".sh", ".toml", ".txt", ".yaml", ".yml", ""}

Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


def _committed_files() -> list[Path]:
    """List the files that git knows or would add; without git, all that are not built."""
    try:
        done = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        )
    except (OSError, subprocess.CalledProcessError):
        folders = ("src", "tests", "docs", "examples", "plugins", "benchmarks", "changelog.d")
        found = [p for folder in folders for p in (ROOT / folder).rglob("*")]
        return [p for p in (*found, *ROOT.glob("*.*")) if p.is_file()]
    return [path for name in done.stdout.split("\0") if name and (path := ROOT / name).is_file()]


def _public(nodes: list[ast.stmt], prefix: str = "") -> Iterator[tuple[str, Definition]]:
    """Walk the public functions, classes and methods; what stands inside functions is private."""
    for node in nodes:
        if not isinstance(node, Definition) or node.name.startswith("_"):
            continue
        yield f"{prefix}{node.name}", node
        if isinstance(node, ast.ClassDef):
            yield from _public(node.body, f"{prefix}{node.name}.")


def _is_overload_or_setter(node: Definition) -> bool:
    """Tell whether the docstring belongs to a sibling of the same name."""
    names = {ast.unparse(d).rpartition(".")[2] for d in node.decorator_list}
    return bool(names & {"overload", "setter", "deleter"})


def test_public_names_have_docstrings() -> None:
    """Every public module, class, function and method of the library has its card."""
    bare = []
    for path in sorted(PACKAGE.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        where = path.relative_to(ROOT).as_posix()
        if not ast.get_docstring(tree):
            bare.append(where)
        bare += [
            f"{where}:{node.lineno} {name}"
            for name, node in _public(tree.body)
            if not ast.get_docstring(node) and not _is_overload_or_setter(node)
        ]

    assert [] == bare


def test_tests_say_in_one_sentence_what_they_show() -> None:
    """Every test function has a docstring that begins with a sentence."""
    silent = []
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                continue
            if not node.name.startswith("test_"):
                continue
            first, _, _ = (ast.get_docstring(node) or "").partition("\n\n")
            if not first.endswith((".", "?", "!")):
                silent.append(f"{path.relative_to(ROOT).as_posix()}:{node.lineno} {node.name}")

    assert [] == silent


@pytest.mark.parametrize(
    ("what", "pattern"),
    [("a path of one machine", MACHINE_PATHS), ("the address of a registry", REGISTRIES)],
    ids=["paths", "registries"],
)
def test_files_name_no_machine(what: str, pattern: re.Pattern[str]) -> None:
    """What is committed holds on every machine: no local paths, no registry hosts."""
    found = []
    for path in _committed_files():
        if path.suffix not in TEXT:
            continue
        for number, line in enumerate(
            path.read_text(encoding="utf-8", errors="replace").splitlines(), 1
        ):
            if pattern.search(line):
                found.append(f"{path.relative_to(ROOT).as_posix()}:{number}: {line.strip()[:100]}")

    assert [] == found, what


def test_the_tested_set_pins_names_and_versions_only() -> None:
    """`constraints.txt` holds `name==version` lines: no hosts, no addresses, no files."""
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    odd = [
        line
        for line in lines
        if line and not line.startswith("#") and not re.fullmatch(r"[\w.-]+==[\w.!+-]+", line)
    ]

    assert [] == odd


def test_every_make_target_has_its_line_of_help() -> None:
    """`make` alone lists every target that one may call."""
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    phony = re.search(r"^\.PHONY: (.*)$", text, re.MULTILINE)
    helped = set(re.findall(r"^([a-z]+):.*## \S", text, re.MULTILINE))

    assert phony is not None
    assert set(phony[1].split()) == helped
