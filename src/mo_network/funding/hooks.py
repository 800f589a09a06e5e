"""What funding asks local rules about an award, and what it wants to know of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from mo_network.funding.context import GrantContext, grant_context
from mo_network.funding.facts import GrantAwarded
from mo_network.funding.subjects import (
    DECIDING_BODY,
    EVIDENCE,
    FIRST_DAY,
    GRANT_AMOUNT,
    LAST_DAY,
    LEAST_AMOUNT,
    RECOMMENDING_BODY,
    SUBJECTS,
)
from mo_network.judging.answers import Duty, Limit, Note, Requirement, Veto
from mo_network.judging.fact import Fact
from mo_network.rules.hook import Hook

__all__ = [
    "DECIDING_BODY",
    "EVIDENCE",
    "FIRST_DAY",
    "GRANT_AMOUNT",
    "HOOKS",
    "LAST_DAY",
    "LEAST_AMOUNT",
    "RECOMMENDING_BODY",
    "SUBJECTS",
    "GrantContext",
    "award_duties",
    "grant_context",
    "grant_deciders",
    "grant_evidence",
    "grant_limits",
    "grant_notes",
    "grant_vetoes",
]


def _received(context: GrantContext) -> date:
    return context.received_on


def _decided(context: GrantContext) -> date:
    return context.decided_on


def _project_start(context: GrantContext) -> date:
    return context.project.start


_DAYS = {"received": _received, "decided": _decided, "project_start": _project_start}
_BUILDS: Mapping[type[Fact], Any] = {GrantAwarded: grant_context}

grant_limits: Hook[GrantContext, Limit[Any] | Veto | Duty | Note] = Hook(
    name="grant_limits",
    area="funding",
    context=GrantContext,
    builds=_BUILDS,
    days=_DAYS,
    answers=frozenset({Limit, Veto, Duty, Note}),
    subjects=(GRANT_AMOUNT, LEAST_AMOUNT, FIRST_DAY, LAST_DAY),
)
"""How much may be awarded, and for which days.

When:     an application is handed in, an award is proposed.
Context:  `GrantContext`.
Answers:  `Limit` on GRANT_AMOUNT, LEAST_AMOUNT, FIRST_DAY or LAST_DAY; `Veto`, `Duty`, `Note`.
Days:     received, decided, project_start.
Example:  the kinds `grant-ceiling` and `project-window`.
"""

grant_vetoes: Hook[GrantContext, Veto | Note] = Hook(
    name="grant_vetoes",
    area="funding",
    context=GrantContext,
    builds=_BUILDS,
    days=_DAYS,
    answers=frozenset({Veto, Note}),
    subjects=(),
)
"""Whether anything at all may be awarded: to this applicant, for this project, now.

When:     an application is handed in, an award is proposed.
Context:  `GrantContext`.
Answers:  `Veto`, `Note`.
Days:     received, decided, project_start.
Example:  the kinds `prerequisite` and `other-funders`.
"""

grant_evidence: Hook[GrantContext, Requirement[str] | Duty | Note] = Hook(
    name="grant_evidence",
    area="funding",
    context=GrantContext,
    builds=_BUILDS,
    days=_DAYS,
    answers=frozenset({Requirement, Duty, Note}),
    subjects=(EVIDENCE,),
)
"""What must be there to be checked before an award, and what has to be brought.

When:     an application is handed in (open, if it came without a dossier), an award is proposed.
Context:  `GrantContext`.
Answers:  `Requirement` on EVIDENCE, one for each code; `Duty`, `Note`.
Days:     received, decided, project_start.
Example:  the kind `papers`.
"""

grant_deciders: Hook[GrantContext, Requirement[str] | Duty | Note] = Hook(
    name="grant_deciders",
    area="funding",
    context=GrantContext,
    builds=_BUILDS,
    days=_DAYS,
    answers=frozenset({Requirement, Duty, Note}),
    subjects=(DECIDING_BODY, RECOMMENDING_BODY),
)
"""Who may decide about an award, and who has to advise it before.

When:     an application is handed in (the answer is open then), an award is proposed.
Context:  `GrantContext`.
Answers:  `Requirement` on DECIDING_BODY or RECOMMENDING_BODY; `Duty`, `Note`.
Days:     received, decided, project_start.
Example:  the kind `deciding-body`.
"""

award_duties: Hook[GrantContext, Duty | Note] = Hook(
    name="award_duties",
    area="funding",
    context=GrantContext,
    builds=_BUILDS,
    days=_DAYS,
    answers=frozenset({Duty, Note}),
    subjects=(),
)
"""What follows from an award: how it is paid, what is owed for it, and by when.

When:     an application is handed in, an award is proposed.
Context:  `GrantContext`.
Answers:  `Duty`, `Note`.
Days:     received, decided, project_start.
Example:  the kinds `proof-of-use` and `publicity`.
"""

grant_notes: Hook[GrantContext, Note] = Hook(
    name="grant_notes",
    area="funding",
    context=GrantContext,
    builds=_BUILDS,
    days=_DAYS,
    answers=frozenset({Note}),
    subjects=(),
)
"""What is worth knowing about an award, and binds nobody.

When:     an application is handed in, an award is proposed.
Context:  `GrantContext`.
Answers:  `Note`.
Days:     received, decided, project_start.
"""

HOOKS: tuple[Hook[Any, Any], ...] = (
    grant_limits,
    grant_vetoes,
    grant_evidence,
    grant_deciders,
    award_duties,
    grant_notes,
)
