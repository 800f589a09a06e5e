"""The words for values that facts hold: enumerations by their class, flags by their field."""

from __future__ import annotations

from enum import Enum

from mo_network.values.language import primary_language

ENUMS: dict[str, dict[str, dict[str, str]]] = {
    "OrganisationKind": {
        "en": {
            "association": "association",
            "initiative": "initiative",
            "authority": "authority",
            "foundation": "foundation",
            "company": "company",
            "church": "church",
            "welfare_association": "welfare association",
            "umbrella": "umbrella association",
            "federation": "federation",
        },
        "de": {
            "association": "Verein",
            "initiative": "Initiative",
            "authority": "Behörde",
            "foundation": "Stiftung",
            "company": "Unternehmen",
            "church": "Kirche",
            "welfare_association": "Wohlfahrtsverband",
            "umbrella": "Verbund",
            "federation": "Dachverband",
        },
    },
    "MembershipKind": {
        "en": {
            "full": "full member",
            "supporting": "supporting member",
            "associate": "associate member",
        },
        "de": {
            "full": "Vollmitglied",
            "supporting": "Fördermitglied",
            "associate": "assoziiertes Mitglied",
        },
    },
    "JuryQuorum": {
        "en": {
            "one": "quorum: one",
            "half": "quorum: half",
            "more_than_half": "quorum: more than half",
            "two_thirds": "quorum: two thirds",
            "all": "quorum: all",
        },
        "de": {
            "one": "Quorum: eine Person",
            "half": "Quorum: die Hälfte",
            "more_than_half": "Quorum: mehr als die Hälfte",
            "two_thirds": "Quorum: zwei Drittel",
            "all": "Quorum: alle",
        },
    },
    "QuorumOf": {
        "en": {"entitled": "of those who may vote", "seats": "of all seats"},
        "de": {"entitled": "der Stimmberechtigten", "seats": "aller Sitze"},
    },
    "Part": {
        "en": {
            "simple": "simple majority",
            "two_thirds": "majority of two thirds",
            "three_quarters": "majority of three quarters",
            "unanimous": "unanimous",
        },
        "de": {
            "simple": "einfache Mehrheit",
            "two_thirds": "Mehrheit von zwei Dritteln",
            "three_quarters": "Mehrheit von drei Vierteln",
            "unanimous": "einstimmig",
        },
    },
    "MajorityOf": {
        "en": {
            "cast": "of the votes cast",
            "present": "of those present",
            "seats": "of all seats",
        },
        "de": {
            "cast": "der abgegebenen Stimmen",
            "present": "der Anwesenden",
            "seats": "aller Sitze",
        },
    },
    "Tie": {
        "en": {
            "rejected": "a tie rejects",
            "postponed": "a tie postpones",
            "chair": "the chair breaks a tie",
        },
        "de": {
            "rejected": "Gleichstand lehnt ab",
            "postponed": "Gleichstand vertagt",
            "chair": "bei Gleichstand entscheidet der Vorsitz",
        },
    },
}

FLAGS: dict[str, dict[str, str]] = {
    "en": {
        "is_chair": "in the chair",
        "is_met": "met",
        "is_proven": "proven to be the best",
        "is_recommendation": "recommended only",
    },
    "de": {
        "is_chair": "Vorsitz",
        "is_met": "erfüllt",
        "is_proven": "nachweislich die beste",
        "is_recommendation": "nur empfohlen",
    },
}
"""What a flag says that is set; one that is not set says nothing."""

BODIES: dict[str, dict[str, str]] = {
    "en": {"team": "team", "jury": "jury"},
    "de": {"team": "Team", "jury": "Jury"},
}

EVERY: dict[str, dict[str, str]] = {
    "en": {"DAILY": "daily", "WEEKLY": "weekly", "MONTHLY": "monthly", "YEARLY": "yearly"},
    "de": {
        "DAILY": "täglich",
        "WEEKLY": "wöchentlich",
        "MONTHLY": "monatlich",
        "YEARLY": "jährlich",
    },
}
"""How often a series comes; what more its rule says is shown as RFC 5545 writes it."""

YES_NO = {"en": ("yes", "no"), "de": ("ja", "nein")}
SINCE = {"en": "from {0} on", "de": "ab {0}"}
"""A period without an end."""


def enum_word(value: Enum, lang: str) -> str:
    """A value of an enumeration in words."""
    words = ENUMS.get(type(value).__name__, {}).get(primary_language(lang), {})
    return words.get(str(value.value)) or str(value.value).replace("_", " ")


def flag_word(name: str, lang: str) -> str:
    """What a flag of this name says where it is set."""
    return FLAGS[primary_language(lang)].get(name) or name.partition("_")[2].replace("_", " ")
