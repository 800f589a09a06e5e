"""Many journals: one replay each, spread over whatever executor there is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import Executor
from functools import lru_cache, partial

import attrs

from mo_network.errors import InvalidValue, MoNetworkError
from mo_network.hub.adoption import read_rules
from mo_network.hub.history import History
from mo_network.hub.replay.report import Report
from mo_network.hub.replay.under import replay
from mo_network.judging.journal import Journal
from mo_network.judging.record import DIRECTORY
from mo_network.rules.load import HubRules

Opener = Callable[[str], Journal]
"""How a process opens a journal by its address; it must be picklable, as `stores.open` is."""


@attrs.frozen
class Job:
    """One journal to replay, as it travels to another process.

    Shape:   `url` is the journal's address, `text` the other rules; without `hub` it is the only
             hub of that journal.
    """

    url: str
    text: str = attrs.field(repr=False)
    hub: str | None = None


@attrs.frozen
class Failed:
    """A job that could not be done, and why; the others are not touched by it."""

    job: Job
    error: str
    message: str


def replay_many(
    jobs: Iterable[Job], executor: Executor, open_journal: Opener
) -> tuple[Report | Failed, ...]:
    """Replay many journals on the workers of an executor, in the order of the jobs.

    Shape:   `executor` is any of `concurrent.futures`, or Dask's `client.get_executor()`;
             `open_journal` is `functools.partial(stores.open, create=False)`. Kinds of plugins
             must be installed where the workers run.
    """
    return tuple(executor.map(partial(run, open_journal), jobs))


def run(open_journal: Opener, job: Job) -> Report | Failed:
    """One job, done where the worker is.

    Shape:   what goes wrong comes back as a value, for errors do not all survive the journey.
    """
    try:
        rules = _read(job.text)
        journal = open_journal(job.url)
        try:
            return replay(History(journal, hub_of(journal, job.hub)), rules)
        finally:
            journal.close()
    except (MoNetworkError, OSError) as error:
        return Failed(job, type(error).__name__, str(error))


@lru_cache(maxsize=16)
def _read(text: str) -> HubRules:
    """The same text mostly comes with every job."""
    return read_rules(text)


def hub_of(journal: Journal, hub: str | None = None) -> str:
    """The hub that is meant: the one that was named, or the only one of a journal.

    Errors:  InvalidValue when the journal does not hold it, or several and none was named.
    """
    found = sorted({row.hub for row in journal.rows()} - {DIRECTORY})
    if hub in found:
        return hub
    if hub is not None or len(found) != 1:
        what = f"holds {', '.join(found)}" if found else "holds no hub yet"
        raise InvalidValue(
            f"the journal {what}: name the hub that is meant, by its id",
            given=hub,
            allowed=", ".join(found) or "a journal of a hub",
        )
    return found[0]
