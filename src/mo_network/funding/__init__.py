"""Funding: lines, budget years, applications, awards, and what was paid of them."""
