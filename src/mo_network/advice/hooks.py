"""Advice asks local rules nothing: what was attended is asked for by other areas' rules."""

from __future__ import annotations

from typing import Any

from mo_network.judging.subject import Subject
from mo_network.rules.hook import Hook

HOOKS: tuple[Hook[Any, Any], ...] = ()
SUBJECTS: tuple[Subject[Any], ...] = ()
