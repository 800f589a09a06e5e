"""What the texts of the kinds may be: lines, kinds of organisations, and plain codes."""

from __future__ import annotations

from typing import Annotated

from mo_network.directory.kinds import OrganisationKind
from mo_network.funding import evidence
from mo_network.judging.fact import Known
from mo_network.rules.words import Code

Lines = frozenset[Annotated[str, Known("line")]]
OrganisationKinds = frozenset[Annotated[str, OrganisationKind]]

Plain = Annotated[str, Code()]
Cost = Annotated[str, Code(("allowance", "fee", "travel-by-car"))]
"""A kind of cost; those that are known are what kinds look for unless they are told otherwise."""

Unit = Annotated[str, Code(("hour", "day", "km"))]
Trait = Annotated[str, Code(("being-founded", "non-profit", "of-age"))]
Feature = Annotated[str, Code(("one-day-event", "special-need"))]
"""Those that the library names as examples; a hub has others."""

Evidence = Annotated[str, Code(tuple(evidence.WORDS))]
Advice = Annotated[str, Code(("application-workshop", "talk"))]
"""What a talk or a workshop counts as unless it says otherwise."""
