"""The six laws of rules, on the published rules of five hubs and thus on the built-in kinds."""

from __future__ import annotations

import pytest
from tests.funding.published import PUBLISHED, Published

from mo_network.testing import check_hub_laws


@pytest.mark.parametrize("hub", PUBLISHED, ids=lambda hub: hub.name)
def test_the_kinds_keep_the_laws_of_rules(hub: Published) -> None:
    """Order-free, idempotent, tightening only, hub-isolated, pure, total."""
    check_hub_laws(hub.hub_file, plugins=hub.plugins, examples=10)
