"""Printing: plain lines for pipes, a table with colours where a person looks."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence

import click


def is_watched() -> bool:
    """Whether a person looks, and wants colours."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def say(text: str = "") -> None:
    """One line, or several."""
    click.echo(text, color=is_watched())


def head(text: str) -> None:
    """A heading."""
    say()
    say(click.style(text, bold=True) if is_watched() else text)
    say("-" * len(text))


def document(value: object) -> None:
    """One JSON document."""
    say(json.dumps(value, ensure_ascii=False, indent=2))


def table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Rows under headings: aligned by blanks in a pipe, ruled where a person looks."""
    if is_watched():
        _ruled(headings, rows)
        return
    widths = [max(map(len, column)) for column in zip(headings, *rows, strict=True)]
    for row in (headings, *rows):
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        say("  ".join(cells).rstrip())


def _ruled(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    ruled = Table()
    for heading in headings:
        ruled.add_column(heading)
    for row in rows:
        ruled.add_row(*map(Text, row))
    Console().print(ruled)
