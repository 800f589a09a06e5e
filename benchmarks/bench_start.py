"""Starting: whole processes in turn, the library's beside its dependencies' alone."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

from benchmarks.measure import Row
from benchmarks.season import rules_text

ROUNDS = 11

OPEN = """
from mo_network import Hub, MemoryJournal
Hub.open({file!r}, journal=MemoryJournal())
"""
DEPENDENCIES = "import attrs, cattrs, pluggy, dateutil.rrule"


def _run(*arguments: str) -> float:
    start = perf_counter()
    subprocess.run([sys.executable, *arguments], check=True, capture_output=True)  # noqa: S603 - our own words
    return perf_counter() - start


def _beside(
    name: str, ours: tuple[str, ...], peer: tuple[str, ...], bar: float, held: float | None = None
) -> Row:
    _run(*ours), _run(*peer)
    both = [(_run(*ours), _run(*peer)) for _ in range(ROUNDS)]
    return Row(
        name,
        median(a for a, _ in both) * 1e3,
        median(b for _, b in both) * 1e3,
        median(a / b for a, b in both),
        bar,
        "ms",
        held=held,
    )


def rows() -> list[Row]:
    """The table of starting."""
    command = str(Path(sys.executable).with_name("mo-network"))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "hub.toml"
        file.write_text(rules_text(3), encoding="utf-8")
        return [
            _beside(
                "from mo_network import Hub + opening a small hub ~ importing the dependencies",
                ("-c", OPEN.format(file=str(file))),
                ("-c", DEPENDENCIES),
                1.5,
                held=2.4,
            ),
            _beside(
                "mo-network --version ~ a bare interpreter",
                (command, "--version"),
                ("-c", "pass"),
                3,
            ),
        ]
