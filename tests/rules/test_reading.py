"""What is suggested is near, and short, however much is allowed."""

from __future__ import annotations

import time

from mo_network.rules.reading import suggest


def test_the_nearest_word_is_suggested_and_all_are_listed() -> None:
    """In their order, so that the text is the same each time."""
    assert "did you mean 'title'? allowed: article, title" == suggest("titel", {"title", "article"})
    assert "allowed: a, b" == suggest("xyz", ["b", "a"])
    assert "allowed: nothing" == suggest("x", [])


def test_a_suggestion_among_very_many_is_short_and_quick() -> None:
    """A hostile file gains nothing by long lists of long names."""
    names = [f"{number}{'x' * 500}" for number in range(20_000)]
    start = time.perf_counter()
    text = suggest("y" * 100_000, names)

    assert len(text) < 2_000
    assert text.endswith(", …")
    assert time.perf_counter() - start < 2
