"""The published rules of five hubs, tried with the built-in kinds; each file names its source."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from mo_network.testing.case_files import Case
from mo_network.testing.cases import CaseFile

FOLDER = Path(__file__).parents[1] / "cases" / "grants"


def _cases() -> Iterator[object]:
    for path in sorted(FOLDER.glob("*.cases.toml")):
        file = CaseFile.read(path)
        for case in file.cases:
            yield pytest.param(file, case, id=f"{path.name.partition('.')[0]}: {case.title}")


@pytest.mark.parametrize(("file", "case"), list(_cases()))
def test_a_published_rule_says_what_is_published(file: CaseFile, case: Case) -> None:
    """Numbers, days and words as the hub's own page has them."""
    file.run(case)


def test_every_file_of_cases_names_its_source() -> None:
    """A number without a source is nobody's."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.cases.toml"))]

    assert 5 <= len(texts)
    assert [] == [text[:60] for text in texts if not text.startswith("# Source: ")]
