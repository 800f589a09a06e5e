"""Titles of what a hub file alone knows: conditions and details, in each language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mo_network.judging.catalogue import Sentences
from mo_network.judging.sentences import EXPLAINED, LANGUAGES
from mo_network.rules.places import Path
from mo_network.rules.reading import Reading

_LONGEST = 120


def read_titles(reading: Reading, table: Mapping[str, Any], path: Path) -> dict[str, str]:
    """The title in each language: one text for all, or a table with a text for each."""
    place = (*path, "title")
    given = table.get("title")
    if given is None:
        reading.fault(path, 'lacks \'title\': write { de = "…", en = "…" }, or one text for all')
    elif isinstance(given, dict):
        reading.refuse_unknown(given, place, EXPLAINED)
        lacking = [lang for lang in LANGUAGES if lang not in given]
        if lacking:
            reading.fault(place, f"lacks {', '.join(lacking)}: write the title in each language")
    texts = given if isinstance(given, dict) else dict.fromkeys(EXPLAINED, given or "?")
    for text in texts.values():
        is_line = type(text) is str and bool(text.strip()) and text.isprintable()
        if not is_line or len(text) > _LONGEST:
            reading.fault(
                place, f"is {text!r:.60}: write one line of at most {_LONGEST} characters"
            )
            break
    return {"en": "?", **texts}


def titled(templates: Sentences, titles: Mapping[str, str]) -> Sentences:
    """Sentences of the core, with a title of the file in them."""
    found: dict[str, dict[str, str]] = {}
    for lang, texts in templates.items():
        title = titles.get(lang) or titles.get(lang.partition("-")[0]) or titles["en"]
        shown = title.replace("{", "{{").replace("}", "}}")
        found[lang] = {code: text.replace("{title}", shown) for code, text in texts.items()}
    return found
