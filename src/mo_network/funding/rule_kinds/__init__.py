"""The built-in rule kinds about grants, each written as a plugin would write its own."""

from __future__ import annotations

from mo_network.funding.rule_kinds.deciding_body import DecidingBody
from mo_network.funding.rule_kinds.grant_ceiling import GrantCeiling
from mo_network.funding.rule_kinds.project_window import ProjectWindow

KINDS: tuple[type, ...] = (GrantCeiling, DecidingBody, ProjectWindow)

__all__ = ["KINDS", "DecidingBody", "GrantCeiling", "ProjectWindow"]
