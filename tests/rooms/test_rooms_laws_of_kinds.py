"""The six laws of rules, on a file in which every built-in kind about bookings stands."""

from __future__ import annotations

from pathlib import Path

from mo_network.rooms.rule_kinds import KINDS
from mo_network.testing import check_hub_laws

HUB = """
contract = 1
[hub]
id = "hub:invented"
name = "An invented house"
zone = "Europe/Berlin"
[sources.rules]
title = "Rules of an invented house"
[parameters.few]
unit = "count"
source = "rules"
steps = [{ from = 2026-01-01, value = 2 }]
[parameters.many]
unit = "count"
source = "rules"
steps = [{ from = 2026-01-01, value = 60 }]
[parameters.deposit]
unit = "money"
source = "rules"
steps = [{ from = 2026-01-01, value = "100.00 EUR" }]
[[rules]]
id = "lead"
title = "Lead"
kind = "booking-lead-time"
weeks = "few"
rooms = ["room:a"]
[[rules]]
id = "horizon"
title = "Horizon"
kind = "booking-horizon"
days = "many"
[[rules]]
id = "length"
title = "Length"
kind = "booking-length"
minutes = "many"
[[rules]]
id = "quota"
title = "Quota"
kind = "booking-quota"
most = "few"
period = "week"
counted = "hours"
[[rules]]
id = "who"
title = "Who"
kind = "who-may-book"
kinds = ["initiative"]
members_of = ["org:a"]
never_for = ["party"]
needs_purpose = true
[[rules]]
id = "groups"
title = "Groups"
kind = "user-groups"
tiers = [
    { days = "many", group = { name = "first", kinds = ["initiative"] } },
    { days = "few", group = { name = "others" } },
]
[[rules]]
id = "waiting"
title = "Waiting"
kind = "waiting-list"
[[rules]]
id = "caretaker"
title = "Caretaker"
kind = "caretaker"
public = true
persons = "many"
after = "22:00"
[[rules]]
id = "deposit"
title = "Deposit"
kind = "booking-deposit"
amount = "deposit"
before_booking = true
[[rules]]
id = "notice"
title = "Notice"
kind = "cancel-notice"
days = "few"
fee = "deposit"
"""


def test_the_kinds_about_bookings_keep_the_laws_of_rules(tmp_path: Path) -> None:
    """Order-free, idempotent, tightening only, hub-isolated, pure, total."""
    path = tmp_path / "hub.toml"
    path.write_text(HUB, encoding="utf-8")

    check_hub_laws(path, examples=10)
    assert {f'kind = "{kind}"' for kind in KINDS} <= set(HUB.splitlines())
