"""The built-in rule kinds of rooms: none yet; a plugin's kinds answer `booking_limits`."""

from __future__ import annotations

KINDS: tuple[type, ...] = ()
