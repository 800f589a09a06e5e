"""Why a wish for a season is not met: `{0}` is the wish, `{1}` are those that hold its places."""

from __future__ import annotations

UNMET: dict[str, dict[str, str]] = {
    "de": {
        "no_place": "{0}: In den gewünschten Zeiten gibt es keinen Platz, der passt und zu haben "
        "ist.",
        "quota": "{0}: Das Kontingent ist ausgeschöpft.",
        "held": "{0}: Alles Gewünschte ist vergeben, an {1}.",
        "free": "{0}: Etwas Gewünschtes ist frei geblieben; die Zuteilung lässt sich verbessern.",
        "late": "{0}: Der Wunsch kam nach dem letzten Tag für Wünsche.",
    },
    "de-simple": {
        "no_place": "{0}: Zu dieser Zeit gibt es keinen Raum, der passt.",
        "quota": "{0}: Sie haben schon so viele Zeiten, wie erlaubt sind.",
        "held": "{0}: Diese Zeiten haben andere bekommen: {1}.",
        "free": "{0}: Eine Zeit ist noch frei. Bitte fragen Sie nach.",
        "late": "{0}: Der Wunsch ist zu spät gekommen.",
    },
    "en": {
        "no_place": "{0}: at the times wished for there is no place that fits and can be had.",
        "quota": "{0}: the quota is used up.",
        "held": "{0}: all that was wished for is given, to {1}.",
        "free": "{0}: something wished for stayed free; a better allocation exists.",
        "late": "{0}: the wish came after the last day for wishes.",
    },
}
