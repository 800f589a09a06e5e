"""A timeline never guesses."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mo_network.errors import InvalidValue, NotInForce
from mo_network.values.source import Source
from mo_network.values.timeline import Step, Timeline

RULES = Source("Rules 2026")
FIRST = date(2026, 1, 1)


def day(number: int) -> date:
    """The day so many days after the first."""
    return FIRST + timedelta(days=number)


@st.composite
def timelines(draw: st.DrawFn) -> Timeline[int]:
    """Steps within sixty days, some of them gaps, and perhaps an end."""
    starts = sorted(draw(st.sets(st.integers(5, 60), min_size=1)))
    values = draw(
        st.lists(st.none() | st.integers(0, 9), min_size=len(starts), max_size=len(starts))
    )
    steps = tuple(
        Step(day(start), value, RULES) for start, value in zip(starts, values, strict=True)
    )
    ended = draw(st.none() | st.integers(starts[-1] + 1, 80))
    return Timeline("ceiling", steps, None if ended is None else day(ended))


@given(timelines(), st.integers(0, 90))
def test_a_timeline_never_guesses(timeline: Timeline[int], number: int) -> None:
    """Quoted: 'before the first step, after an ended step and in a gap it raises NotInForce'."""
    on = day(number)
    steps = [step for step in timeline.steps if step.start <= on]
    ended = timeline.ended is not None and on >= timeline.ended
    if not steps or ended or steps[-1].value is None:
        with pytest.raises(NotInForce) as caught:
            timeline.at(on)
        assert ("ceiling", on) == (caught.value.name, caught.value.on)
        with pytest.raises(NotInForce):
            timeline.step_at(on)
    else:
        assert steps[-1].value == timeline.at(on)
        assert steps[-1] is timeline.step_at(on)


@pytest.mark.parametrize(
    ("numbers", "ended", "told"),
    [
        ([], None, "at least one"),
        ([1, 1], None, "two steps begin on"),
        ([2, 1], None, "stands after"),
        ([1, 5], 5, "it ended on"),
        ([1, 5], 3, "it ended on"),
    ],
)
def test_timelines_that_cannot_exist_are_refused(
    numbers: list[int], ended: int | None, told: str
) -> None:
    """No steps, two on a day, out of order, an end among them."""
    steps = tuple(Step(day(number), 1, RULES) for number in numbers)
    with pytest.raises(InvalidValue, match=told):
        Timeline("ceiling", steps, None if ended is None else day(ended))


def test_a_falsy_value_is_a_value() -> None:
    """Zero and an empty text are in force; only None is a gap."""
    assert 0 == Timeline("fee", (Step(FIRST, 0, RULES),)).at(FIRST)
    assert "" == Timeline("word", (Step(FIRST, "", RULES),)).at(FIRST)


def test_a_moment_is_no_day_of_a_timeline() -> None:
    """Steps begin on days and are asked about days."""
    noon = datetime(2026, 1, 1, 12, tzinfo=UTC)
    with pytest.raises(InvalidValue):
        Step(noon, 1, RULES)
    with pytest.raises(InvalidValue):
        Timeline("fee", (Step(FIRST, 1, RULES),)).at(noon)
    with pytest.raises(InvalidValue, match="tuple"):
        Timeline("fee", [Step(FIRST, 1, RULES)])  # type: ignore[arg-type]
