"""A card finds the dated value that an answer rests on."""

from __future__ import annotations

from datetime import date

import pytest

from mo_network.judging.catalogue import Card, Catalogue, CitedStep
from mo_network.values.source import Source

OLD, NEW = Source("Rules 2024"), Source("Rules 2026")
CARD = Card(
    rule="cap",
    title="Cap",
    basis="decided",
    steps=(
        CitedStep(date(2024, 1, 1), "5.00 EUR", OLD),
        CitedStep(date(2025, 1, 1), "7.00 EUR", OLD),
        CitedStep(date(2026, 1, 1), "5.00 EUR", NEW),
    ),
    sentences={"en": {"no": "No.", "yes": "Yes."}, "de": {"no": "Nein.", "yes": ""}},
)


@pytest.mark.parametrize(
    ("value", "on", "step"),
    [
        ("5.00 EUR", date(2024, 6, 1), 0),
        ("5.00 EUR", date(2026, 6, 1), 2),
        ("7.00 EUR", date(2025, 6, 1), 1),
        ("7.00 EUR", date(2024, 6, 1), None),
        ("9.00 EUR", date(2026, 6, 1), None),
    ],
)
def test_the_step_in_force_on_the_basis_day_is_cited(
    value: str, on: date, step: int | None
) -> None:
    """Not an earlier or a later one of the same value."""
    expected = None if step is None else CARD.steps[step]

    assert expected == CARD.step(value, {"decided": on, "received": date(2000, 1, 1)})


def test_a_sentence_is_in_the_language_asked_or_in_english() -> None:
    """A text that is there and empty is still the author's."""
    assert ("Nein.", "", "No.", None) == (
        CARD.template("no", "de"),
        CARD.template("yes", "de"),
        CARD.template("no", "fr"),
        CARD.template("other", "de"),
    )


def test_a_rule_without_a_card_is_named_by_its_id() -> None:
    """And binds: only a card can say that it does not."""
    catalogue = Catalogue([CARD, Card(rule="soft", title="Soft", is_binding=False)])

    assert ("gone", True) == (catalogue.card("gone").title, catalogue.card("gone").is_binding)
    assert ("Cap", frozenset({"soft"})) == (catalogue.card("cap").title, catalogue.monitored)
