"""README and documentation run.

A document is read from top to bottom. Its `python` blocks share the namespace of one module, so
that classes can be defined in them, and run in a folder of their own. A `toml` block must be TOML;
if its first line is a comment that is only a file name (`# hub.toml`), the block is written under
that name, so that later blocks can read it. A `python` block that begins with the name of a module
(`# my_plugin.py`) stands under that name from the beginning, so that others can import it.
Other blocks (`text`, `console` ...) are for eyes only.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Collection, Iterable
from pathlib import Path
from types import ModuleType

import pytest
from sybil import Document, Example, Region
from sybil.parsers.myst import CodeBlockParser, PythonCodeBlockParser

ROOT = Path(__file__).parents[2]
FOR_EYES = {"text", "console", "bash", "csv", "json", "make", "mermaid", "diff"}
RUN = {"python", "toml"}
FENCE = re.compile(r"^\s*(?:`{3,}|:{3,}|~{3,})(\S+.*)$", re.MULTILINE)
FILE_NAME = re.compile(r"# ([\w-]+\.toml)")
NAMED_BLOCK = re.compile(
    r"^```(?:python|toml)\n# ([\w-]+\.(?:py|toml))\n(.*?)^```$", re.MULTILINE | re.DOTALL
)
PAGES = sorted((ROOT / "docs").rglob("*.md"))
DOCUMENTS = [*sorted(ROOT.glob("README*.md")), *(p for p in PAGES if "_build" not in p.parts)]


def _read_toml(example: Example) -> None:
    """Read the block as TOML, and write it down if it names a file."""
    text = str(example.parsed)
    tomllib.loads(text)
    named = FILE_NAME.fullmatch(text.partition("\n")[0].strip())
    if named:
        Path(named[1]).write_text(text, encoding="utf-8")


def _regions(document: Document) -> Iterable[Region]:
    # A python block that shows a session (`>>>`) is checked as a doctest, another is executed.
    yield from PythonCodeBlockParser()(document)
    yield from CodeBlockParser(language="toml", evaluator=_read_toml)(document)


def write_named_blocks(path: Path, folder: Path, suffixes: Collection[str]) -> list[str]:
    """Write the blocks of a page that name a file, and return those names."""
    found = NAMED_BLOCK.findall(path.read_text(encoding="utf-8"))
    named = {name: text for name, text in found if Path(name).suffix in suffixes}
    for name, text in named.items():
        (folder / name).write_text(text, encoding="utf-8")
    return list(named)


def _run(path: Path, namespace: dict[str, object]) -> None:
    document = Document.parse(str(path), _regions)
    document.namespace = namespace
    for example in document.examples():
        example.evaluate()


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_a_document_runs(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every example of a document does what the document says, in its order."""
    monkeypatch.chdir(tmp_path)
    page = ModuleType("page")
    monkeypatch.setitem(sys.modules, page.__name__, page)
    modules = write_named_blocks(path, tmp_path, {".py"})
    monkeypatch.syspath_prepend(str(tmp_path))

    try:
        _run(path, vars(page))
    finally:
        for module in modules:
            sys.modules.pop(Path(module).stem, None)


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_a_document_has_no_block_that_escapes(path: Path) -> None:
    """A block is run, or its language says that it is for eyes only: nothing in between."""
    languages = {
        language
        for opened in FENCE.findall(path.read_text(encoding="utf-8"))
        if not (language := opened.strip()).startswith("{") or language.startswith("{code")
    }

    assert set() == languages - RUN - FOR_EYES


def test_a_false_example_is_found(tmp_path: Path) -> None:
    """The runner is no rubber stamp: a session with a wrong answer fails."""
    page = tmp_path / "page.md"
    page.write_text("```python\n>>> 1 + 1\n3\n```\n", encoding="utf-8")

    with pytest.raises(Exception, match="Expected"):
        _run(page, {})
