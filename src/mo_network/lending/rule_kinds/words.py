"""What the texts of the kinds may be: things that are lent, and evidence at the desk."""

from __future__ import annotations

from typing import Annotated

from mo_network.judging.fact import Known
from mo_network.lending import evidence
from mo_network.rules.words import Code

Items = frozenset[Annotated[str, Known("item")]]
Evidence = frozenset[Annotated[str, Code(tuple(evidence.WORDS))]]
