"""The core's own words, in German and English; rules and laws bring theirs."""

from __future__ import annotations

from mo_network.errors import InvalidValue

LANGUAGES = ("de", "en")

VERDICTS = {
    "de": {
        "allowed": "Ja, das geht.",
        "forbidden": "Nein, das geht so nicht.",
        "undecided": "Noch nicht entschieden.",
        "noted": "Vermerkt.",
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
        "open": "Offen bis zur Entscheidung:",
        "satisfied": "Geprüft und erfüllt:",
        "duty": "Damit verbunden:",
        "monitored": "Beobachtet, ohne Wirkung:",
        "note": "Hinweis:",
        "breach": "Dadurch gebrochen:",
    },
    "en": {
        "binding": "Against it:",
        "fault": "Could not be checked:",
        "open": "Open until it is decided:",
        "satisfied": "Checked and satisfied:",
        "duty": "This brings with it:",
        "monitored": "Watched, without effect:",
        "note": "Note:",
        "breach": "Broken by this:",
    },
}

CODES = {
    "de": {
        "no_step": "{0} steht auf „{1}“; dieser Schritt ist dann nicht vorgesehen ({2}).",
        "breach": "{0}: {1}, ab {2}.",
        "orphan": "Eintrag {0} verlöre seinen Grund.",
        "stands_corrected": "Dieser Eintrag ist berichtigt; so stand er zuvor.",
        "corrected": "Eintrag {0} ({1}) ist berichtigt.",
        "fault": "Die Regel ist mit {0} gescheitert; ihr Plugin muss berichtigt werden.",
        "bad_answer": "Die Regel gab {0} zur Antwort; das ist keine Antwort auf diese Frage.",
        "too_many": "Die Regel gab mehr als {0} Antworten; ihr Plugin muss berichtigt werden.",
        "id_known": "{0} gibt es schon; die Entscheidung bräuchte eine andere Kennung.",
        "no_value": "Für „{0}“ ist am {1} kein Wert veröffentlicht.",
        "not_adopted": "Die Regeldatei gilt noch nicht: Erst die Regeln beschließen.",
        "without_sentence": "{code}: {value}",
    },
    "en": {
        "no_step": '{0} is "{1}"; this step is not foreseen then ({2}).',
        "breach": "{0}: {1}, from {2} on.",
        "orphan": "Record {0} would lose its ground.",
        "stands_corrected": "This record is corrected; this is how it stood before.",
        "corrected": "Record {0} ({1}) is corrected.",
        "fault": "The rule failed with {0}; its plugin must be mended.",
        "bad_answer": "The rule answered {0}, which is no answer to this question.",
        "too_many": "The rule gave more than {0} answers; its plugin must be mended.",
        "id_known": "{0} exists already; the decision would need another id.",
        "no_value": 'No value of "{0}" is published for {1}.',
        "not_adopted": "The rules of this file are not in force: adopt them first.",
        "without_sentence": "{code}: {value}",
    },
}

WORDS = {
    "de": {
        "source": "Quelle",
        "since": "gilt ab {0}",
        "checked": "geprüft am {0}",
        "asked": "beantragt",
    },
    "en": {
        "source": "Source",
        "since": "from {0} on",
        "checked": "checked on {0}",
        "asked": "asked",
    },
}


def require_language(lang: str) -> str:
    """The language itself.

    Errors: InvalidValue for one that the library does not speak.
    """
    if lang not in LANGUAGES:
        raise InvalidValue(
            f"{lang!r} is no language of explanations: give one of {', '.join(LANGUAGES)}",
            given=lang,
            allowed=", ".join(LANGUAGES),
        )
    return lang
