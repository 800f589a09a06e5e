"""The door under several processes at once, and under processes that die inside `Hub.record`.

One program plays both parts. What it kills itself by is a profiler: it is called before and after
every call, of the library's own functions and of the database's, so a step is meant literally.
"""

from __future__ import annotations

import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.hub.conftest import RULES, START, application, award, booking, set_up

from mo_network import stores
from mo_network.funding.facts import ApplicationSubmitted, GrantAwarded
from mo_network.hub.adoption import read_rules
from mo_network.hub.hub import Hub
from mo_network.judging.fact import Fact
from mo_network.rooms.facts import RoomBooked
from mo_network.values.sealed import Sealed

ROOT = Path(__file__).parents[2]

PROGRAM = """
import os, signal, sys
from tests.hub.test_processes import OPEN, fight, sealed_application

url, part, *rest = sys.argv[1:]
if part == "fight":
    print(fight(OPEN(url), rest[0]))
    sys.exit()

def events_of(hub, die_at):
    seen = 0

    def step(frame, event, argument):
        nonlocal seen
        seen += 1
        if seen == die_at:
            os.kill(os.getpid(), signal.SIGKILL)

    fact = sealed_application(hub)
    sys.setprofile(step)
    hub.record(fact, request="doomed")
    sys.setprofile(None)
    return seen

if part == "count":
    print(events_of(OPEN(url), 0))
    sys.exit()
# One program for many deaths: each child opens the journal for itself after the fork.
for die_at in map(int, rest):
    child = os.fork()
    if not child:
        events_of(OPEN(url), die_at)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    hub = OPEN(url)
    hub.verify()
    recorded = hub.recorded("doomed")
    is_told = any(r.token == "doomed" for r in hub.journal.since(0))
    text = None
    if recorded is not None:
        text = hub.unseal(recorded.fact.description)
        print(die_at, "recorded", text, is_told, os.WTERMSIG(status))
        break
    print(die_at, "nothing", text, is_told, os.WTERMSIG(status))
    hub.journal.journal.close()
"""


def OPEN(url: str) -> Hub:  # noqa: N802 - what the program above imports
    """A handle of the small hub on a journal in a file."""
    journal = stores.open(url)
    rules = read_rules(RULES)
    Hub.adopt(rules, journal=journal, clock=lambda: START)
    return Hub.open(rules, journal=journal, clock=lambda: START)


def sealed_application(hub: Hub) -> Fact:
    """An application with a text that stands beside the journal."""
    return application("doomed").but(description=hub.seal("about a choir"))


def fight(hub: Hub, name: str) -> str:
    """Ask for the same hours and the same money as the others; how often each was had."""
    had: Counter[str] = Counter()
    for number in range(8):
        hour = 8 + number
        wanted = booking(f"{name}{number}", f"{hour:02d}:00", f"{hour + 1:02d}:00")
        had["booked"] += hub.record(wanted, request=f"{name}/b{number}").is_recorded
        asked = application(f"{name}{number}", 20_000)
        had["asked"] += hub.record(asked, request=f"{name}/a{number}").is_recorded
        granted = award(f"{name}{number}", 20_000)
        had["granted"] += hub.record(granted, request=f"{name}/g{number}").is_recorded
        # One token for all of them: whoever comes first, it is recorded once.
        shared = application(f"shared{number}", 20_000)
        had["shared"] += not hub.record(shared, request=f"shared/{number}").is_repeated
    return " ".join(f"{key}={count}" for key, count in sorted(had.items()))


def _start(url: str, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", PROGRAM, url, *arguments],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )


def _ends(process: subprocess.Popen[str]) -> str:
    out, _ = process.communicate(timeout=120)
    assert 0 == process.returncode
    return out


@contextmanager
def _prepared(folder: Path) -> Iterator[tuple[str, Hub]]:
    url = f"sqlite:///{folder / 'journal.db'}"
    hub = OPEN(url)
    set_up(_Kit(hub))  # type: ignore[arg-type]
    try:
        yield url, hub
    finally:
        hub.journal.journal.close()


class _Kit:
    def __init__(self, hub: Hub) -> None:
        self.hub = hub


def test_processes_that_want_the_same_get_it_once(tmp_path: Path) -> None:
    """Three processes ask for eight hours and for five grants' money: each is had once."""
    with _prepared(tmp_path) as (url, hub):
        said = [_ends(process) for process in [_start(url, "fight", name) for name in "abc"]]

        had: Counter[str] = Counter()
        for line in said:
            for part in line.split():
                key, _, count = part.partition("=")
                had[key] += int(count)
        hub.refresh()
        facts = Counter(type(record.fact) for record in hub.journal.since(0))
        assert {"booked": 8, "asked": 24, "granted": 5, "shared": 8} == had
        assert (8, 32, 5) == (
            facts[RoomBooked],
            facts[ApplicationSubmitted],
            facts[GrantAwarded],
        )
        assert () == hub.breaches(START)
        assert () == hub.recheck()
        assert hub.version == hub.verify().seq


def test_a_process_killed_at_any_step_of_recording_leaves_all_or_nothing(tmp_path: Path) -> None:
    """Whatever the step, the chain holds, and the record is there with its sealed text or not.

    Before the commit nothing is there; the first record that is found is whole, and repeating the
    request doubles nothing.
    """
    with _prepared(tmp_path) as (url, hub):
        (tmp_path / "count").mkdir()
        with _prepared(tmp_path / "count") as (other, _):
            steps = int(_ends(_start(other, "count")))
        assert steps > 200
        # Closer together towards the end, where it is written and committed.
        wanted = sorted({*range(1, steps, steps // 8), *range(steps - 60, steps + 1, 5)})
        lines = _ends(_start(url, "die", *map(str, wanted))).splitlines()

        *before, last = (line.split(" ", 2)[1:] for line in lines)
        killed = str(int(signal.SIGKILL))
        assert [["nothing", f"None False {killed}"]] * len(before) == before
        assert ["recorded", f"about a choir True {killed}"] == last
        assert len(before) > 5
        hub.refresh()
        repeated = hub.record(sealed_application(hub), request="doomed")
        assert repeated.is_repeated
        assert hub.version == hub.verify().seq
        kept = repeated.fact
        assert isinstance(kept, ApplicationSubmitted)
        assert isinstance(kept.description, Sealed)
        assert "about a choir" == hub.unseal(kept.description)
