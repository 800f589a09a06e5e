"""The built-in rule kinds about loans, each written as a plugin would write its own."""

from __future__ import annotations

KINDS: tuple[str, ...] = (
    "loan-length",
    "loan-lead-time",
    "loan-at-once",
    "loan-evidence",
)
"""Their names, as hub files write them; each has the module of its name."""
