"""The built-in rule kinds about bookings, each written as a plugin would write its own."""

from __future__ import annotations

KINDS: tuple[str, ...] = (
    "booking-lead-time",
    "booking-horizon",
    "booking-length",
    "booking-quota",
    "who-may-book",
    "user-groups",
    "waiting-list",
    "caretaker",
    "booking-deposit",
    "cancel-notice",
)
"""Their names, as hub files write them; each has the module of its name."""
