"""Juries: seats, ties, sessions and what a jury decided about an application.

A package of its own inside funding, with the modules of an area, which `hub/areas.py` puts beside
funding's own; the state is one, so funding splices in its lifecycles and handlers.
Votes are counted by the engine `voting`; here stands who sat, who had to leave, and by which rule.
"""
