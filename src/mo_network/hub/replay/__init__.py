"""Replay: a history judged once more, as it was recorded; asked again, or under other rules.

Recheck (`mo_network.hub.recheck`) recombines the stored answers and works for ever. A rerun asks
the rules of the time again and needs their kinds. A replay asks other rules. All of them go over
the journal once, with a state that rolls along.
"""

from mo_network.hub.replay.affected import affected
from mo_network.hub.replay.many import Failed, Job, replay_many
from mo_network.hub.replay.report import Change, Effect, Report, effects
from mo_network.hub.replay.rerun import Differs, Missing, Rerun, rerun
from mo_network.hub.replay.under import replay

__all__ = [
    "Change",
    "Differs",
    "Effect",
    "Failed",
    "Job",
    "Missing",
    "Report",
    "Rerun",
    "affected",
    "effects",
    "replay",
    "replay_many",
    "rerun",
]
