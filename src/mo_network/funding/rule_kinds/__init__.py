"""The built-in rule kinds about grants, each written as a plugin would write its own."""

from __future__ import annotations

from mo_network.funding.rule_kinds.allowance import Allowance
from mo_network.funding.rule_kinds.amount_tiers import AmountTiers
from mo_network.funding.rule_kinds.applicant_status import ApplicantStatus
from mo_network.funding.rule_kinds.call_window import CallWindow
from mo_network.funding.rule_kinds.cooperation_ceiling import CooperationCeiling
from mo_network.funding.rule_kinds.cost_types import CostTypes
from mo_network.funding.rule_kinds.count_limit import CountLimit
from mo_network.funding.rule_kinds.deciding_body import DecidingBody
from mo_network.funding.rule_kinds.fee_cap import FeeCap
from mo_network.funding.rule_kinds.grant_ceiling import GrantCeiling
from mo_network.funding.rule_kinds.grant_minimum import GrantMinimum
from mo_network.funding.rule_kinds.jury import JuryTerms
from mo_network.funding.rule_kinds.lead_time import LeadTime
from mo_network.funding.rule_kinds.line_exhausted import LineExhausted
from mo_network.funding.rule_kinds.offers_needed import OffersNeeded
from mo_network.funding.rule_kinds.other_funders import OtherFunders
from mo_network.funding.rule_kinds.own_contribution import OwnContribution
from mo_network.funding.rule_kinds.papers import Papers
from mo_network.funding.rule_kinds.payout_mode import PayoutMode
from mo_network.funding.rule_kinds.prerequisite import Prerequisite
from mo_network.funding.rule_kinds.project_window import ProjectWindow
from mo_network.funding.rule_kinds.proof_of_use import ProofOfUse
from mo_network.funding.rule_kinds.publicity import Publicity
from mo_network.funding.rule_kinds.seat_recusal import SeatRecusal
from mo_network.funding.rule_kinds.travel import Travel

KINDS: tuple[type, ...] = (
    GrantCeiling,
    CooperationCeiling,
    GrantMinimum,
    DecidingBody,
    AmountTiers,
    OwnContribution,
    OtherFunders,
    CountLimit,
    CallWindow,
    LeadTime,
    ProjectWindow,
    LineExhausted,
    Prerequisite,
    ApplicantStatus,
    Papers,
    CostTypes,
    FeeCap,
    Allowance,
    Travel,
    OffersNeeded,
    PayoutMode,
    ProofOfUse,
    Publicity,
    JuryTerms,
    SeatRecusal,
)

__all__ = [
    "KINDS",
    "Allowance",
    "AmountTiers",
    "ApplicantStatus",
    "CallWindow",
    "CooperationCeiling",
    "CostTypes",
    "CountLimit",
    "DecidingBody",
    "FeeCap",
    "GrantCeiling",
    "GrantMinimum",
    "JuryTerms",
    "LeadTime",
    "LineExhausted",
    "OffersNeeded",
    "OtherFunders",
    "OwnContribution",
    "Papers",
    "PayoutMode",
    "Prerequisite",
    "ProjectWindow",
    "ProofOfUse",
    "Publicity",
    "SeatRecusal",
    "Travel",
]
