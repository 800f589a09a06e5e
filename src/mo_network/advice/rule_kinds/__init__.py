"""The built-in rule kinds of advice: none; conditions on it are kinds of the area that asks."""

from __future__ import annotations

KINDS: tuple[str, ...] = ()
