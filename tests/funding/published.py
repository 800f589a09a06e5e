"""The published rules of the hubs in plugins/, as their source has them, installed or not."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

import attrs

PLUGINS = Path(__file__).parents[2] / "plugins"


@attrs.frozen
class Published:
    """A distribution of plugins/: its hub's file, its cases, and the kinds that it offers."""

    name: str
    hub_file: Path
    cases_file: Path
    plugins: dict[str, tuple[type, ...]]


def _published(folder: Path) -> Published:
    name = folder.name.replace("-", "_")
    sys.path.insert(0, str(folder))
    try:
        module = import_module(name)
    finally:
        sys.path.remove(str(folder))
    kinds = tuple(module.rule_kinds()) if hasattr(module, "rule_kinds") else ()
    plugins = {folder.name: kinds} if kinds else {}
    return Published(folder.name, module.hub_file(), module.cases_file(), plugins)


PUBLISHED = tuple(_published(path.parent) for path in sorted(PLUGINS.glob("*/pyproject.toml")))
"""All of them, by name."""
