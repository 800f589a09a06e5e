"""Exchange: what comes in from tables and files, read strictly and brought in step by step.

A table is read whole before anything of it is recorded, so a slip on its last line leaves the
journal as it was. `mo_network.exchange.sheets` names the tables that are understood.
"""

from __future__ import annotations
