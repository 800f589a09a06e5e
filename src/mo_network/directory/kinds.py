"""What kinds of organisations there are, and how they may belong to each other."""

from __future__ import annotations

from enum import Enum


class OrganisationKind(Enum):
    """What kind of body an organisation is (Art der Organisation)."""

    ASSOCIATION = "association"
    INITIATIVE = "initiative"
    AUTHORITY = "authority"
    FOUNDATION = "foundation"
    COMPANY = "company"
    CHURCH = "church"
    WELFARE_ASSOCIATION = "welfare_association"
    UMBRELLA = "umbrella"
    FEDERATION = "federation"


class MembershipKind(Enum):
    """How a member belongs: full (ordentlich), supporting (fördernd), associate (assoziiert)."""

    FULL = "full"
    SUPPORTING = "supporting"
    ASSOCIATE = "associate"
