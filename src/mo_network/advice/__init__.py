"""Advice: talks held and workshops attended, which other areas may make a condition."""
