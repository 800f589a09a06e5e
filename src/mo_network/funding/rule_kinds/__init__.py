"""The built-in rule kinds about grants, each written as a plugin would write its own."""

from __future__ import annotations

KINDS: tuple[str, ...] = (
    "grant-ceiling",
    "cooperation-ceiling",
    "grant-minimum",
    "deciding-body",
    "amount-tiers",
    "own-contribution",
    "other-funders",
    "count-limit",
    "call-window",
    "lead-time",
    "project-window",
    "line-exhausted",
    "prerequisite",
    "applicant-status",
    "papers",
    "cost-types",
    "fee-cap",
    "allowance",
    "travel",
    "offers-needed",
    "payout-mode",
    "proof-of-use",
    "publicity",
)
"""Their names, as hub files write them; each has the module of its name."""
