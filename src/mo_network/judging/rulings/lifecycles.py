"""Rulings have no lifecycle: each stands as it was said, the last word on a matter counts."""

from __future__ import annotations

from mo_network.judging.lifecycle import Lifecycle

LIFECYCLES: tuple[Lifecycle, ...] = ()
