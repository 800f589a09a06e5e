"""The published rules of the hub in Dortmund. Data says all of them, so there is no code."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).parent


def hub_file() -> Path:
    """Where the hub's file is installed."""
    return _HERE / "hub.toml"


def cases_file() -> Path:
    """Where the cases are that try it."""
    return _HERE / "cases.toml"
