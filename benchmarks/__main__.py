"""Run every benchmark and print one table; the exit code says whether all bars are kept."""

from __future__ import annotations

import importlib
import pkgutil
import platform
import sys
from pathlib import Path

from benchmarks.measure import Row


def _modules() -> list[str]:
    found = pkgutil.iter_modules([str(Path(__file__).parent)])
    return sorted(module.name for module in found if module.name.startswith("bench_"))


def _line(row: Row) -> str:
    sign = "≥" if row.is_floor else "≤"
    bar = "–" if row.bar is None else f"{sign} {row.bar:g}"
    mark = "" if row.bar is None else ("yes" if row.is_met else "**no**")
    return (
        f"| {row.name} | {row.measured:,.2f} {row.unit} | {row.peer:,.2f} {row.unit} "
        f"| {row.ratio:.2f} | {bar} | {mark} |"
    )


def main() -> int:
    """Measure, print, and tell."""
    wanted = sys.argv[1:]
    print(f"Python {platform.python_version()}, {platform.machine()}\n")
    print("| claim | measured | beside | ratio | bar | kept |")
    print("|---|---:|---:|---:|---:|---|")
    missed = 0
    for name in _modules():
        if wanted and name.removeprefix("bench_") not in wanted:
            continue
        for measured in importlib.import_module(f"benchmarks.{name}").rows():
            row = Row(*measured)
            print(_line(row), flush=True)
            missed += not row.is_met
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
