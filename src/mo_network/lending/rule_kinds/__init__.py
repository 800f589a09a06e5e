"""The built-in rule kinds about loans, each written as a plugin would write its own."""

from __future__ import annotations

from mo_network.lending.rule_kinds.loan_at_once import LoanAtOnce
from mo_network.lending.rule_kinds.loan_evidence import LoanEvidence
from mo_network.lending.rule_kinds.loan_lead_time import LoanLeadTime
from mo_network.lending.rule_kinds.loan_length import LoanLength

KINDS: tuple[type, ...] = (LoanLength, LoanLeadTime, LoanAtOnce, LoanEvidence)

__all__ = ["KINDS", "LoanAtOnce", "LoanEvidence", "LoanLeadTime", "LoanLength"]
