"""What the tests of the command line share: calls, and a season that was played once.

Most calls run in the process of the tests, as `mo-network` would run them; what only a process of
its own can show (pipes, terminals, exit codes, several runs) has one.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import NamedTuple, Protocol

import pytest

from mo_network.cli.running import run

SAAR = Path(__file__).parents[2] / "examples" / "data" / "saar"
PROGRAM = (sys.executable, "-c", "import sys; from mo_network.cli import main; sys.exit(main())")


class Done(NamedTuple):
    """What came of a call."""

    returncode: int
    stdout: str
    stderr: str


class Call(Protocol):
    """Calls `mo-network` in an empty folder; `given` is its standard input."""

    def __call__(self, *arguments: str | Path, given: str = "", **environment: str) -> Done:
        """Run one call."""


def _without_settings() -> dict[str, str]:
    return {key: value for key, value in os.environ.items() if not key.startswith("MO_NETWORK_")}


def _in_process(folder: Path, arguments: tuple[str | Path, ...], given: str, **more: str) -> Done:
    done = subprocess.run(
        [*PROGRAM, *map(str, arguments)],
        cwd=folder,
        env=_without_settings() | {"PYTHONIOENCODING": "utf-8"} | more,
        input=given.encode(),
        capture_output=True,
        check=False,
    )
    return Done(done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.fixture
def process(tmp_path: Path) -> Call:
    """Call `mo-network` in a process of its own."""

    def call(*arguments: str | Path, given: str = "", **environment: str) -> Done:
        return _in_process(tmp_path, arguments, given, **environment)

    return call


@pytest.fixture
def call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Call:
    """Call `mo-network` here, its streams caught."""
    monkeypatch.chdir(tmp_path)
    for key in os.environ.keys() - _without_settings().keys():
        monkeypatch.delenv(key)

    def call(*arguments: str | Path, given: str = "", **environment: str) -> Done:
        for key, value in environment.items():
            monkeypatch.setenv(key, value)
        monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(given.encode()), "utf-8"))
        out, said = TextIOWrapper(BytesIO(), "utf-8"), TextIOWrapper(BytesIO(), "utf-8")
        with redirect_stdout(out), redirect_stderr(said):
            code = run([*map(str, arguments)])
        return Done(code, _text(out), _text(said))

    return call


def _text(stream: TextIOWrapper) -> str:
    stream.flush()
    assert isinstance(stream.buffer, BytesIO)
    return stream.buffer.getvalue().decode()


@pytest.fixture(scope="session")
def season(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The journal of the season, played once; to be read only."""
    folder = tmp_path_factory.mktemp("season")
    done = _in_process(folder, ("demo", SAAR), "")
    assert done.returncode == 0, done.stderr
    return folder / "saar.db"


@pytest.fixture
def journal(season: Path, tmp_path: Path) -> Path:
    """A copy of that journal, to be written to."""
    return Path(shutil.copy(season, tmp_path / "copy.db"))
