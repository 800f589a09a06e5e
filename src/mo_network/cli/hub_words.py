"""The words of `mo-network hub`, in German and English."""

from __future__ import annotations

from mo_network.values.language import primary_language

WORDS: dict[str, dict[str, str]] = {
    "en": {
        "kind": "kind",
        "binding": "binds",
        "monitored": "is watched, without effect",
        "basis": "values of the day: {0}",
        "in_force": "in force {0}",
        "source": "source: {0}",
        "value": "from {0} on: {1} ({2})",
        "gap": "from {0} on: no value ({1})",
        "waivable": "may be waived by {0}",
        "when": "asked only when {0}",
        "received": "the receipt",
        "decided": "the decision",
        "project_start": "the first day of the project",
        "session": "the session",
        "booking_start": "the day of the booking",
        "loan_start": "the first day of the loan",
        "field": "{0}: {1}",
        "nothing_stale": "{0}: nothing is stale on {1}.",
        "no_value": "{0} has no value on {1}. ({2})",
        "review_due": "{0} was to be reviewed by {1}. ({2})",
        "old": "{0} was last looked at on {1}. ({2})",
        "unchecked": "Nobody noted when {0} was last looked at. ({2})",
        "gone": "{0}: is gone",
        "lacking": '{0}: the sentence "{1}" is missing in the language "{2}".',
        "new": "{0}: is new",
        "altered": "{0}: {1}: {2} → {3}",
        "no_difference": "The rules are the same.",
        "begun": "{0} is begun: {1}.",
        "next": "Try it: cd {0} && python -m pytest",
    },
    "de": {
        "kind": "Art",
        "binding": "bindet",
        "monitored": "wird beobachtet, ohne Wirkung",
        "basis": "Werte des Tages: {0}",
        "in_force": "gilt {0}",
        "source": "Quelle: {0}",
        "value": "ab {0}: {1} ({2})",
        "gap": "ab {0}: kein Wert ({1})",
        "waivable": "Ausnahmen lässt zu: {0}",
        "when": "gefragt nur bei {0}",
        "received": "Eingang",
        "decided": "Entscheidung",
        "project_start": "erster Tag des Vorhabens",
        "session": "Sitzung",
        "booking_start": "Tag der Buchung",
        "loan_start": "erster Tag der Ausleihe",
        "field": "{0}: {1}",
        "nothing_stale": "{0}: Am {1} ist nichts veraltet.",
        "no_value": "{0} hat am {1} keinen Wert. ({2})",
        "review_due": "{0} war bis {1} zu prüfen. ({2})",
        "old": "{0} wurde zuletzt am {1} geprüft. ({2})",
        "unchecked": "Wann {0} zuletzt geprüft wurde, ist nicht vermerkt. ({2})",
        "gone": "{0}: entfällt",
        "lacking": "{0}: Der Satz „{1}“ fehlt in der Sprache „{2}“.",
        "new": "{0}: ist neu",
        "altered": "{0}: {1}: {2} → {3}",
        "no_difference": "Die Regeln sind gleich.",
        "begun": "{0} ist angelegt: {1}.",
        "next": "Ausprobieren: cd {0} && python -m pytest",
    },
}


def hub_word(lang: str, key: str, *values: object) -> str:
    """One of the words, with values filled in."""
    return WORDS[primary_language(lang)][key].format(*values)
