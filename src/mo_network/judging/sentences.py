"""The core's own words, in German, simple German and English; rules and laws bring theirs.

Simple German (Einfache Sprache) goes by the tag `de-simple`, with the registered variant of BCP 47.
Each of its sentences stands in for the German one; where none is written the German one is used.
"""

from __future__ import annotations

from mo_network.errors import InvalidValue

LANGUAGES = ("de", "en")
"""The languages of the library: whatever speaks has its words in both."""

EXPLAINED = (*LANGUAGES, "de-simple")
"""The languages of explanations."""

VERDICTS = {
    "de": {
        "allowed": "Ja, das geht.",
        "forbidden": "Nein, das geht so nicht.",
        "undecided": "Noch nicht entschieden.",
        "noted": "Vermerkt.",
    },
    "de-simple": {
        "allowed": "Ja. Das geht.",
        "forbidden": "Nein. So geht das nicht.",
        "undecided": "Das ist noch nicht entschieden.",
        "noted": "Das haben wir aufgeschrieben.",
    },
    "en": {
        "allowed": "Yes, this is possible.",
        "forbidden": "No, this is not possible as it stands.",
        "undecided": "Not decided yet.",
        "noted": "Noted.",
    },
}

HEADINGS = {
    "de": {
        "binding": "Dagegen spricht:",
        "fault": "Konnte nicht geprüft werden:",
        "confirm": "Muss noch jemand bestätigen:",
        "open": "Offen bis zur Entscheidung:",
        "satisfied": "Geprüft und erfüllt:",
        "duty": "Damit verbunden:",
        "waived": "Ausgesetzt, ohne Wirkung:",
        "monitored": "Beobachtet, ohne Wirkung:",
        "note": "Hinweis:",
        "breach": "Dadurch gebrochen:",
    },
    "de-simple": {
        "binding": "Das spricht dagegen:",
        "fault": "Das konnten wir nicht prüfen:",
        "confirm": "Das muss noch ein Mensch bestätigen:",
        "open": "Das klären wir später:",
        "satisfied": "Das ist in Ordnung:",
        "duty": "Das müssen Sie dann tun:",
        "waived": "Das gilt hier nicht. Es gibt eine Ausnahme:",
        "monitored": "Das beobachten wir nur. Es ändert nichts:",
        "note": "Gut zu wissen:",
        "breach": "Das klappt jetzt nicht mehr:",
    },
    "en": {
        "binding": "Against it:",
        "fault": "Could not be checked:",
        "confirm": "Somebody still has to confirm:",
        "open": "Open until it is decided:",
        "satisfied": "Checked and satisfied:",
        "duty": "This brings with it:",
        "waived": "Waived, without effect:",
        "monitored": "Watched, without effect:",
        "note": "Note:",
        "breach": "Broken by this:",
    },
}

CODES = {
    "de": {
        "no_step": "{0} steht auf „{1}“; dieser Schritt ist dann nicht vorgesehen ({2}).",
        "no_step_left": "{0} steht auf „{1}“; danach ist kein Schritt mehr vorgesehen.",
        "breach": "{0}: {1}, ab {2}.",
        "orphan": "Eintrag {0} verlöre seinen Grund.",
        "stands_corrected": "Dieser Eintrag ist berichtigt; so stand er zuvor.",
        "corrected": "Eintrag {0} ({1}) ist berichtigt.",
        "fault": "Die Regel ist mit {0} gescheitert; ihr Plugin muss berichtigt werden.",
        "bad_answer": "Die Regel gab {0} zur Antwort; das ist keine Antwort auf diese Frage.",
        "too_many": "Die Regel gab mehr als {0} Antworten; ihr Plugin muss berichtigt werden.",
        "id_known": "{0} gibt es schon; die Entscheidung bräuchte eine andere Kennung.",
        "no_value": "Für „{0}“ ist am {1} kein Wert veröffentlicht.",
        "no_such_condition": "Die Regeldatei hat keine Bedingung „{0}“; das zählt nicht.",
        "word_does_not_count": "Das Wort von {0} zählt bei „{1}“ nicht, nur das von: {2}.",
        "not_adopted": "Die Regeldatei gilt noch nicht: Erst die Regeln beschließen.",
        "without_sentence": "{code}: {value}",
    },
    "de-simple": {
        "no_step": "{0} ist gerade „{1}“. Dieser Schritt geht dann nicht. Möglich ist: {2}.",
        "no_step_left": "{0} ist gerade „{1}“. Danach kommt kein Schritt mehr.",
        "breach": "{0}: {1}. Das gilt ab {2}.",
        "orphan": "Der Eintrag {0} passt dann nicht mehr.",
        "stands_corrected": "Dieser Eintrag war falsch. Er ist jetzt richtig. So war er vorher.",
        "corrected": "Der Eintrag {0} ({1}) war falsch. Er ist jetzt richtig.",
        "fault": "Die Regel hat einen Fehler ({0}). Jemand muss das Programm reparieren.",
        "bad_answer": "Die Regel hat einen Fehler. Sie sagt: {0}. Das ist keine Antwort.",
        "too_many": "Die Regel hat einen Fehler. Sie sagt mehr als {0} Dinge.",
        "id_known": "{0} gibt es schon. Sie brauchen einen anderen Namen.",
        "no_value": "Wir wissen nicht, was am {1} für „{0}“ gilt.",
        "no_such_condition": "„{0}“ muss hier niemand prüfen. Das zählt nicht.",
        "word_does_not_count": "{0} darf „{1}“ nicht prüfen. Das darf nur: {2}.",
        "not_adopted": "Die Regeln gelten noch nicht. Jemand muss sie erst beschließen.",
        "without_sentence": "{code}: {value}",
    },
    "en": {
        "no_step": '{0} is "{1}"; this step is not foreseen then ({2}).',
        "no_step_left": '{0} is "{1}"; no step is foreseen after that.',
        "breach": "{0}: {1}, from {2} on.",
        "orphan": "Record {0} would lose its ground.",
        "stands_corrected": "This record is corrected; this is how it stood before.",
        "corrected": "Record {0} ({1}) is corrected.",
        "fault": "The rule failed with {0}; its plugin must be mended.",
        "bad_answer": "The rule answered {0}, which is no answer to this question.",
        "too_many": "The rule gave more than {0} answers; its plugin must be mended.",
        "id_known": "{0} exists already; the decision would need another id.",
        "no_value": 'No value of "{0}" is published for {1}.',
        "no_such_condition": 'The hub\'s file has no condition "{0}": this does not count.',
        "word_does_not_count": 'The word of {0} on "{1}" does not count, only that of: {2}.',
        "not_adopted": "The rules of this file are not in force: adopt them first.",
        "without_sentence": "{code}: {value}",
    },
}

CONDITIONS = {
    "de": {
        "to_confirm": "„{title}“ ist noch nicht bestätigt; das kann: {0}.",
        "rulings.confirmation": "„{title}“ muss vor der Entscheidung jemand bestätigen.",
        "confirmed": "„{title}“ ist bestätigt: {0}, {1}.",
        "found_unmet": "„{title}“ ist nicht erfüllt: {0}, {1}.",
    },
    "de-simple": {
        "to_confirm": "„{title}“: Das muss noch jemand prüfen. Das macht: {0}.",
        "rulings.confirmation": "„{title}“: Das prüft noch ein Mensch. Dann entscheiden wir.",
        "confirmed": "„{title}“: Das stimmt. Geprüft von {0} am {1}.",
        "found_unmet": "„{title}“: Das stimmt nicht. Geprüft von {0} am {1}.",
    },
    "en": {
        "to_confirm": '"{title}" is not confirmed yet; this can be done by: {0}.',
        "rulings.confirmation": '"{title}" has to be confirmed before it is decided.',
        "confirmed": '"{title}" is confirmed: {0}, {1}.',
        "found_unmet": '"{title}" is not met: {0}, {1}.',
    },
}
"""The sentences of conditions to confirm; `{title}` is the condition's own, from the hub's file."""

DETAILS = {
    "de": {
        "missing": "Die Angabe „{title}“ fehlt.",
        "not_text": "„{title}“ muss ein Text sein.",
        "not_count": "„{title}“ muss eine ganze Zahl sein.",
        "not_money": "„{title}“ muss ein Betrag sein.",
        "not_day": "„{title}“ muss ein Tag sein.",
        "not_code": "„{title}“ muss ein Kürzel aus Kleinbuchstaben, Ziffern und Strichen sein.",
        "not_allowed": "„{title}“ kann nicht „{0}“ sein; möglich ist: {1}.",
    },
    "de-simple": {
        "missing": "Das fehlt noch: „{title}“. Bitte sagen Sie es uns.",
        "not_text": "Bei „{title}“ brauchen wir Wörter.",
        "not_count": "Bei „{title}“ brauchen wir eine Zahl.",
        "not_money": "Bei „{title}“ brauchen wir einen Geld-Betrag.",
        "not_day": "Bei „{title}“ brauchen wir einen Tag mit Datum.",
        "not_code": "Bei „{title}“ brauchen wir ein kurzes Wort aus der Liste.",
        "not_allowed": "„{title}“ kann nicht „{0}“ sein. Möglich ist: {1}.",
    },
    "en": {
        "missing": '"{title}" is missing.',
        "not_text": '"{title}" has to be a text.',
        "not_count": '"{title}" has to be a whole number.',
        "not_money": '"{title}" has to be an amount.',
        "not_day": '"{title}" has to be a day.',
        "not_code": '"{title}" has to be a plain code of small letters, figures and hyphens.',
        "not_allowed": '"{title}" cannot be "{0}"; possible are: {1}.',
    },
}
"""The sentences of details that a hub file declares; `{title}` is the detail's own."""

WORDS = {
    "de": {
        "source": "Quelle",
        "since": "gilt ab {0}",
        "checked": "geprüft am {0}",
        "asked": "beantragt",
        "stale": "veraltet: sollte bis {0} überprüft sein",
    },
    "de-simple": {
        "source": "Das steht in",
        "since": "gilt ab {0}",
        "checked": "geprüft am {0}",
        "asked": "beantragt",
        "stale": "vielleicht alt: Prüfung war fällig am {0}",
    },
    "en": {
        "source": "Source",
        "since": "from {0} on",
        "checked": "checked on {0}",
        "asked": "asked",
        "stale": "stale: was to be reviewed by {0}",
    },
}


def require_language(lang: str) -> str:
    """The language itself.

    Errors: InvalidValue for one that the library does not speak.
    """
    if lang not in EXPLAINED:
        raise InvalidValue(
            f"{lang!r} is no language of explanations: give one of {', '.join(EXPLAINED)}",
            given=lang,
            allowed=", ".join(EXPLAINED),
        )
    return lang


def fallbacks(lang: str) -> tuple[str, ...]:
    """The languages in which a sentence is sought, one after the other.

    >>> fallbacks("de-simple"), fallbacks("de")
    (('de-simple', 'de', 'en'), ('de', 'en'))
    """
    return tuple(dict.fromkeys((lang, lang.partition("-")[0], "en")))
