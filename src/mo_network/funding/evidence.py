"""Evidence (Nachweise): the plain codes of what must be there to be checked, and their words."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import attrs

from mo_network.judging.units import CODE, Unit
from mo_network.values.language import primary_language

COST_PLAN, FINANCING_PLAN = "cost-plan", "financing-plan"
"""The codes under which the two plans of a dossier count as evidence."""

WORDS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        COST_PLAN: {"de": "Ausgabenplan", "en": "cost plan"},
        FINANCING_PLAN: {"de": "Finanzierungsplan", "en": "financing plan"},
        "exemption-notice": {"de": "Freistellungsbescheid", "en": "notice of tax exemption"},
        "founding-day": {"de": "Tag der Gründung", "en": "day of founding"},
        "legal-form": {"de": "Rechtsform", "en": "legal form"},
        "rates": {"de": "Einheiten und Sätze der Ausgaben", "en": "units and rates of expenses"},
        "region": {"de": "Sitz oder Ort des Vorhabens", "en": "seat or place of the project"},
        "register-extract": {"de": "Registerauszug", "en": "extract from the register"},
        "signed-form": {"de": "unterschriebener Antrag", "en": "signed application form"},
        "statutes": {"de": "Satzung", "en": "statutes"},
    }
)
"""What the library calls evidence that it knows; a hub's own codes are shown as they are."""


def _render(code: str, lang: str) -> str:
    return WORDS[code][primary_language(lang)] if code in WORDS else code


UNIT: Unit[str] = attrs.evolve(CODE, render=_render)
"""Stored as any code, and shown in words."""
