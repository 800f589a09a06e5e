"""Evidence (Nachweise) at the desk: the plain codes of what must be there, and their words."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import attrs

from mo_network.judging.units import CODE, Unit

WORDS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "deposit": {"de": "Kaution", "en": "deposit"},
        "identity": {"de": "Ausweis", "en": "proof of identity"},
        "instruction": {"de": "Einweisung", "en": "instruction in its use"},
        "signed-form": {"de": "unterschriebener Leihschein", "en": "signed lending form"},
    }
)
"""What the library calls evidence that it knows; a hub's own codes are shown as they are."""


def _render(code: str, lang: str) -> str:
    return WORDS[code][lang] if code in WORDS else code


UNIT: Unit[str] = attrs.evolve(CODE, render=_render)
"""Stored as any code, and shown in words."""
