"""Where a decision spends its steps: bytecodes by function, which no noise of a machine disturbs.

Run it with `python -m benchmarks.steps`. Bytecodes are not time, for one may be a call into C; but
they come out the same each time, so two versions of the code can be compared on a busy machine.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

from benchmarks.bench_hub import bare_loop
from benchmarks.season import application, award, open_hub
from mo_network.judging.journal import MemoryJournal

SHOWN = 14


def steps_of(call: Callable[[], object]) -> Counter[str]:
    """The bytecodes that a call executes, by function."""
    found: Counter[str] = Counter()

    def trace(frame: FrameType, event: str, argument: object) -> Any:
        code = frame.f_code
        if event == "call":
            frame.f_trace_opcodes, frame.f_trace_lines = True, False
        elif event == "opcode":
            found[f"{code.co_qualname} ({Path(code.co_filename).name})"] += 1
        return trace

    sys.settrace(trace)
    try:
        call()
    finally:
        sys.settrace(None)
    return found


def main() -> None:
    """Print what checking and recording an award with 20 rules executes, beside the bare loop."""
    hub = open_hub(MemoryJournal())
    hub.record_all([application(number) for number in range(100)])
    for number in range(20):
        hub.record(award(number), by="team", request=f"award-{number}")
    bare = bare_loop(hub, 99)
    for name, call in (
        ("the bare loop over the 20 rules, and building the fact", bare),
        ("hub.check", lambda: hub.check(award(99))),
        ("hub.record", lambda: hub.record(award(98), by="team", request="award-98")),
    ):
        found = steps_of(call)
        print(f"{name}: {found.total():,} bytecodes")
        for function, count in found.most_common(SHOWN):
            print(f"    {count:6,}  {function}")


if __name__ == "__main__":
    main()
