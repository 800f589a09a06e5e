"""Run every benchmark and print one table.

The exit code is 1 if a bar is missed without a reason, or by more than is held in its place.
"""

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
    held = "" if row.held is None else f", held at {row.held:g}"
    mark = "" if row.bar is None else "yes" if row.is_met else f"**no**{held}"
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
    missed: list[Row] = []
    for name in _modules():
        if wanted and name.removeprefix("bench_") not in wanted:
            continue
        for measured in importlib.import_module(f"benchmarks.{name}").rows():
            row = Row(*measured)
            print(_line(row), flush=True)
            if not row.is_met:
                missed.append(row)
    worse = [row for row in missed if not row.is_held]
    print(f"\n{len(missed)} bars are missed; the reason of each stands in benchmarks/results.md.")
    for row in worse:
        print(f"Not held: {row.name}, {row.ratio:.2f}.")
    return 1 if worse else 0


if __name__ == "__main__":
    sys.exit(main())
