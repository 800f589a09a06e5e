"""The built-in rule kinds about juries, each written as a plugin would write its own."""

from __future__ import annotations

KINDS: tuple[str, ...] = ("jury", "seat-recusal")
"""Their names, as hub files write them; each has the module of its name."""
