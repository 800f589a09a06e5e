"""What all tests share: the Hypothesis profiles.

`quick` is for every save, `ci` for every push, `deep` for a night. The profile comes from
`--hypothesis-profile` or, if that is not given, from the environment variable
`MO_NETWORK_PROFILE`. No profile has a deadline: a loaded machine is not a defect.
"""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, settings

PROFILES = {"quick": (25, 15), "ci": (100, 40), "deep": (3000, 100)}

for _name, (_examples, _steps) in PROFILES.items():
    settings.register_profile(
        _name,
        max_examples=_examples,
        stateful_step_count=_steps,
        deadline=None,
        print_blob=_name != "quick",
        suppress_health_check=[HealthCheck.too_slow],
    )
_chosen = os.environ.get("MO_NETWORK_PROFILE") or "quick"
if _chosen not in PROFILES:
    _allowed = ", ".join(PROFILES)
    raise pytest.UsageError(f"MO_NETWORK_PROFILE={_chosen!r} is none of: {_allowed}")
settings.load_profile(_chosen)


def pytest_report_header() -> str:
    """Say at the top of each run how hard Hypothesis tries."""
    return f"examples per property: {settings.default.max_examples if settings.default else '?'}"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out tests marked `deep`, unless the profile is `deep`; the closing line counts them."""
    profile = config.getoption("--hypothesis-profile") or _chosen
    if profile == "deep":
        return
    left_out = [item for item in items if item.get_closest_marker("deep")]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if not item.get_closest_marker("deep")]
