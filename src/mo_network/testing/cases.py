"""Cases: what a coordinator would try, as TOML, with the answer that is expected.

hub = "hub.toml"
on = 2026-02-01

[[facts]]
type = "funding.line_opened"
id = "line:micro"
name = "Micro projects"

[[cases]]
title = "600 euros are too much"
expected = "forbidden"
binds = ["ceiling"]
instead = { amount = "500.00 EUR" }
[cases.fact]
type = "funding.application_submitted"
...
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import attrs

from mo_network.errors import MoNetworkError
from mo_network.hub.adoption import read_rules
from mo_network.hub.areas import WIRE
from mo_network.hub.hub import Hub
from mo_network.judging.fact import Fact, Standing
from mo_network.judging.journal import MemoryJournal
from mo_network.judging.outcome import Outcome
from mo_network.judging.said import Said
from mo_network.rules.load import HubRules
from mo_network.testing.case_files import Case, Dated, read_cases

Plugins = Mapping[str, Iterable[type]]


class CaseFailed(AssertionError):
    """What came of a case is not what its file expects."""


@attrs.frozen
class CaseFile:
    """A file of cases and the rules they try.

    Shape:   read once; every case has a hub in memory of its own.
    """

    path: Path
    rules: HubRules
    cases: tuple[Case, ...]

    @classmethod
    def read(cls, path: str | Path, plugins: Plugins | None = None) -> CaseFile:
        """Read a file of cases and the hub file that it names.

        Errors:  InvalidValue naming all that are no cases; HubFileError for the hub's file.
        """
        file = Path(path)
        hub_file, cases = read_cases(file)
        rules = read_rules(
            hub_file.read_text(encoding="utf-8"), file=str(hub_file), plugins=plugins
        )
        return cls(file, rules, cases)

    def run(self, case: Case) -> Outcome:
        """Try one case on a new hub.

        Errors:  CaseFailed with what was expected, what came, and why; also for a fact that the
                 hub cannot judge, such as one that names what nobody brought.
        """
        try:
            return self._run(case)
        except MoNetworkError as error:
            raise CaseFailed(f"{self.path}: {case.title}: {error}") from error

    def _run(self, case: Case) -> Outcome:
        zone = self.rules.identity.zone
        steps = [(dated.moment(zone), dated.fact) for dated in case.before]
        last = case.asked.moment(zone)
        start = min([last, *(moment for moment, _ in steps)])
        journal = MemoryJournal()
        Hub.adopt(self.rules, journal=journal, at=start)
        hub = Hub.open(self.rules, journal=journal, clock=lambda: last)
        for moment, fact in sorted(steps, key=lambda step: step[0]):
            outcome = hub.record(fact, at=moment)
            if fact.standing is Standing.DECIDED and not outcome.is_recorded:
                raise CaseFailed(
                    f"{case.title}: {type(fact).__name__} should stand before the case, and "
                    f"cannot be recorded:\n{outcome.explain('en')}"
                )
        outcome = hub.check(case.asked.fact, at=last)
        faults = list(_differences(case, outcome, hub))
        if faults:
            raise CaseFailed("\n".join([f"{case.title}:", *faults, outcome.explain("en")]))
        return outcome


def check_cases(path: str | Path, *, plugins: Plugins | None = None) -> int:
    """Try all cases of a file, and return how many there are.

    Shape:   `plugins` offers kinds under a distribution's name, as if it were installed.
    Errors:  CaseFailed naming every case that fails.
    """
    file = CaseFile.read(path, plugins)
    failed = []
    for case in file.cases:
        try:
            file.run(case)
        except CaseFailed as failure:
            failed.append(str(failure))
    if failed:
        raise CaseFailed("\n\n".join(failed))
    return len(file.cases)


def _differences(case: Case, outcome: Outcome, hub: Hub) -> Iterable[str]:
    expects = case.expects
    if outcome.verdict is not expects.verdict:
        yield f"  expected {expects.verdict.value}, came {outcome.verdict.value}"
    for what, wanted, said in (
        ("binds", expects.binds, outcome.binding),
        ("open", expects.open, outcome.open),
        ("faults", expects.faults, outcome.faults),
        ("duties", expects.duties, outcome.duties),
    ):
        if wanted is not None and wanted != (found := _by(said)):
            yield f"  {what}: expected {_list(wanted)}, came {_list(found)}"
    if expects.says is not None:
        told = outcome.explain("de") + outcome.explain("en")
        if expects.says not in told:
            yield f"  says: {expects.says!r} stands neither in the German nor in the English text"
    yield from _not_instead(case, hub)


def _not_instead(case: Case, hub: Hub) -> Iterable[str]:
    wanted = case.expects.instead
    if wanted is None and not case.expects.is_nothing_instead:
        return
    found = [each.fact for each in hub.alternatives(case.asked.fact)]
    shown = "; ".join(_changed(fact, case.asked.fact) for fact in found) or "nothing"
    if wanted is None:
        if found:
            yield f"  instead: expected nothing, came {shown}"
    elif not any(wanted.items() <= WIRE.dump(fact).items() for fact in found):
        yield f"  instead: expected {dict(wanted)}, came {shown}"


def _changed(fact: Fact, asked: Fact) -> str:
    before = WIRE.dump(asked)
    changed: dict[str, Any] = {
        key: value for key, value in WIRE.dump(fact).items() if before.get(key) != value
    }
    return ", ".join(f"{key} = {value}" for key, value in changed.items())


def _by(said: Iterable[Said]) -> frozenset[str]:
    return frozenset(each.by for each in said)


def _list(rules: Iterable[str]) -> str:
    return ", ".join(sorted(rules)) or "none"


__all__ = ["Case", "CaseFailed", "CaseFile", "Dated", "check_cases"]
