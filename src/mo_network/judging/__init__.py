"""Judging: facts, laws, answers and outcomes; journal, records and their chain. Knows no area."""
