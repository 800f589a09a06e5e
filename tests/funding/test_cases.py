"""The published rules of five hubs, tried with their cases; each file names its source."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.funding.published import PUBLISHED

from mo_network.testing.case_files import Case
from mo_network.testing.cases import CaseFile


def _cases() -> Iterator[object]:
    for each in PUBLISHED:
        file = CaseFile.read(each.cases_file, each.plugins)
        for case in file.cases:
            yield pytest.param(file, case, id=f"{each.name}: {case.title}")


def _invented() -> Iterator[object]:
    for path in sorted((Path(__file__).parents[1] / "cases").glob("*.cases.toml")):
        file = CaseFile.read(path)
        for case in file.cases:
            yield pytest.param(file, case, id=f"{path.name}: {case.title}")


@pytest.mark.parametrize(("file", "case"), list(_invented()))
def test_a_rule_that_nobody_published_says_what_its_case_expects(
    file: CaseFile, case: Case
) -> None:
    """What the built-in kinds can say beyond the five hubs."""
    file.run(case)


@pytest.mark.parametrize(("file", "case"), list(_cases()))
def test_a_published_rule_says_what_is_published(file: CaseFile, case: Case) -> None:
    """Numbers, days and words as the hub's own page has them."""
    file.run(case)


def test_every_file_of_cases_names_its_source() -> None:
    """A number without a source is nobody's."""
    texts = [each.cases_file.read_text(encoding="utf-8") for each in PUBLISHED]

    assert 5 <= len(texts)
    assert [] == [text[:60] for text in texts if not text.startswith("# Source: ")]
