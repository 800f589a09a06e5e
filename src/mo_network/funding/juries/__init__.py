"""Juries: seats, ties, sessions and what a jury decided about an application.

A package of its own inside funding: it imports none of funding's modules above its ledger's
tables, and funding's own lists splice its tuples in (facts, lifecycles, handlers, laws, hooks).
Votes are counted by the engine `voting`; here stands who sat, who had to leave, and by which rule.
"""
