"""The directory asks local rules nothing yet: admitting is judged by laws alone."""

from __future__ import annotations

from typing import Any

from mo_network.judging.subject import Subject
from mo_network.rules.hook import Hook

HOOKS: tuple[Hook[Any, Any], ...] = ()
SUBJECTS: tuple[Subject[Any], ...] = ()
