"""The built-in rule kinds of the directory: none, for it has no hooks."""

from __future__ import annotations

KINDS: tuple[str, ...] = ()
