"""Advice has no laws: it decides nothing, it only remembers what took place."""

from __future__ import annotations

from mo_network.judging.law import Law

LAWS: tuple[Law, ...] = ()
