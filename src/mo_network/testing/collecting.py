"""The pytest plugin: files of cases collected as tests, where a project asks for it.

It is registered wherever the library is installed, so it does nothing, and imports nothing, until
a project's own pytest configuration says `mo_network_cases = true`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from mo_network.testing.case_files import Case
    from mo_network.testing.cases import CaseFile

OPTION = "mo_network_cases"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let a project ask for its cases."""
    parser.addini(
        OPTION,
        "collect cases.toml and *.cases.toml as tests of mo_network hub files",
        type="bool",
        default=False,
    )


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Collect a file of cases, if the project asks for it."""
    name = file_path.name
    if name != "cases.toml" and not name.endswith(".cases.toml"):
        return None
    if not parent.config.getini(OPTION):
        return None
    collected: CasesOfFile = CasesOfFile.from_parent(parent, path=file_path)
    return collected


class CasesOfFile(pytest.File):
    """One file of cases."""

    def collect(self) -> Iterator[pytest.Item]:
        """One test for each case."""
        from mo_network.errors import MoNetworkError
        from mo_network.testing.cases import CaseFile

        try:
            file = CaseFile.read(self.path)
        except (MoNetworkError, OSError) as error:
            raise self.CollectError(str(error)) from error
        for case in file.cases:
            item: CaseItem = CaseItem.from_parent(self, name=case.title, file=file, case=case)
            yield item


class CaseItem(pytest.Item):
    """One case."""

    def __init__(self, *, file: CaseFile, case: Case, **rest: Any) -> None:
        super().__init__(**rest)
        self._file = file
        self._case = case

    def runtest(self) -> None:
        """Try it."""
        self._file.run(self._case)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """Say what came instead, without a traceback through the library."""
        from mo_network.errors import MoNetworkError
        from mo_network.testing.cases import CaseFailed

        if isinstance(excinfo.value, CaseFailed | MoNetworkError):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """Where it stands."""
        return self.path, None, f"{self.path.name}: {self.name}"
