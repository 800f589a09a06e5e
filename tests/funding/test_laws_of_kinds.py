"""The six laws of rules, on the published rules of five hubs and thus on the built-in kinds."""

from __future__ import annotations

from pathlib import Path

import pytest

from mo_network.testing import check_hub_laws

FILES = sorted((Path(__file__).parents[1] / "cases" / "grants").glob("*[!s].toml"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_kinds_keep_the_laws_of_rules(path: Path) -> None:
    """Order-free, idempotent, tightening only, hub-isolated, pure, total."""
    check_hub_laws(path, examples=10)
