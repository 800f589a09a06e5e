"""Values: money, days, slots, sources, ids, and the wire. They know nothing of networks."""

from __future__ import annotations

from mo_network.values.canonical import canonical_bytes
from mo_network.values.days import check_day, format_day, parse_day
from mo_network.values.deadlines import (
    Deadline,
    days_after,
    days_before,
    months_after,
    months_before,
    weeks_after,
    weeks_before,
    working_day,
)
from mo_network.values.ids import check_id, digest_id, random_id
from mo_network.values.json_text import parse_json
from mo_network.values.moments import (
    check_moment,
    format_moment,
    minute_of,
    moment_of,
    parse_moment,
)
from mo_network.values.money import Money
from mo_network.values.period import Period
from mo_network.values.sealed import Sealed, SealedValue, commit, seal
from mo_network.values.share import Share
from mo_network.values.slot import Slot
from mo_network.values.source import Source
from mo_network.values.timeline import Step, Timeline
from mo_network.values.wire import Tag, Wire
from mo_network.values.zones import zone, zone_version

__all__ = [
    "Deadline",
    "Money",
    "Period",
    "Sealed",
    "SealedValue",
    "Share",
    "Slot",
    "Source",
    "Step",
    "Tag",
    "Timeline",
    "Wire",
    "canonical_bytes",
    "check_day",
    "check_id",
    "check_moment",
    "commit",
    "days_after",
    "days_before",
    "digest_id",
    "format_day",
    "format_moment",
    "minute_of",
    "moment_of",
    "months_after",
    "months_before",
    "parse_day",
    "parse_json",
    "parse_moment",
    "random_id",
    "seal",
    "weeks_after",
    "weeks_before",
    "working_day",
    "zone",
    "zone_version",
]
