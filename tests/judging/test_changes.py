"""Changes on trial are taken back exactly, wherever they were interrupted; those for good stay."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mo_network.judging import changes as changes_module
from mo_network.judging.changes import FOR_GOOD, Changes, Trial, strike

Table = dict[str, Any]
Change = Callable[[Table, Changes], None]

KEYS = st.sampled_from("abc")


def _put(key: str, entry: int) -> Change:
    return lambda table, changes: changes.put(table, key, entry)


def _drop(key: str) -> Change:
    def change(table: Table, changes: Changes) -> None:
        if key in table:
            changes.drop(table, key)

    return change


def _note(key: str, name: str) -> Change:
    def change(table: Table, changes: Changes) -> None:
        if isinstance(table.get(key, []), list):
            changes.note(table, key, name)

    return change


def _strike(key: str, name: str) -> Change:
    def change(table: Table, changes: Changes) -> None:
        if isinstance(table.get(key), list):
            strike(table, key, name, changes)

    return change


STEPS = st.lists(
    st.one_of(
        st.builds(_put, KEYS, st.integers(0, 2)),
        st.builds(_drop, KEYS),
        st.builds(_note, KEYS, st.sampled_from("xy")),
        st.builds(_strike, KEYS, st.sampled_from("xy")),
    ),
    max_size=8,
)
START = st.dictionaries(KEYS, st.one_of(st.integers(0, 2), st.lists(st.sampled_from("xy"))))


def picture(table: Table) -> list[tuple[str, Any]]:
    """The table in its order, with lists of its own."""
    return [(key, [*entry] if isinstance(entry, list) else entry) for key, entry in table.items()]


class TestATrial:
    """What is taken back was never there."""

    @given(START, STEPS)
    @example({"a": 1, "b": 2}, [_drop("a")])
    @example({"a": 1}, [_put("a", 2), _put("a", 0)])
    @example({"a": ["x", "y", "x"]}, [_strike("a", "x"), _note("a", "y")])
    def test_taking_back_restores_entries_lists_and_their_order(
        self, start: Table, steps: list[Change]
    ) -> None:
        """The last change first, so that two changes of one entry leave the first value."""
        before = picture(start)
        with Trial() as trial:
            for step in steps:
                step(start, trial)

        assert before == picture(start)

    @given(START, STEPS)
    def test_a_trial_and_for_good_come_to_the_same(self, start: Table, steps: list[Change]) -> None:
        """Whether it can be taken back changes nothing of what is changed."""
        settled = dict(picture(start))
        trial = Trial()
        for step in steps:
            step(start, trial)
            step(settled, FOR_GOOD)

        assert picture(settled) == picture(start)

    def test_what_others_undo_is_undone_in_its_turn(self) -> None:
        """An engine's change between two entries is undone between them."""
        seen: list[str] = []
        table: Table = {}
        with Trial() as trial:
            trial.put(table, "a", 1)
            trial.undo_with(lambda: seen.append(f"a is {table['a']}"))
            trial.put(table, "a", 2)

        assert (["a is 1"], {}) == (seen, table)

    def test_a_trial_that_was_taken_back_holds_nothing(self) -> None:
        """Taking back twice does no harm, so a block may end early."""
        table: Table = {"a": 1}
        with Trial() as trial:
            trial.put(table, "a", 2)
            trial.take_back()
            table["a"] = 3

        assert {"a": 3} == table


def _interrupted_at(line: int) -> Callable[[FrameType, str, Any], Any]:
    """A tracer that presses Ctrl-C at so many steps inside the module, and nowhere else."""
    left = line

    def trace(frame: FrameType, event: str, argument: Any) -> Any:
        nonlocal left
        if frame.f_code.co_filename != changes_module.__file__:
            return None
        frame.f_trace_opcodes = True
        if event == "opcode" and frame.f_code.co_name in {"put", "drop", "note", "undo_with"}:
            left -= 1
            if not left:
                raise KeyboardInterrupt
        return trace

    return trace


INTERRUPTED = {
    "put in place of another": _put("a", 9),
    "put anew": _put("z", 9),
    "drop": _drop("a"),
    "note beside others": _note("b", "y"),
    "note alone": _note("z", "y"),
    "strike from others": _strike("b", "x"),
    "strike alone": _strike("c", "x"),
}


@pytest.mark.parametrize("step", INTERRUPTED.values(), ids=INTERRUPTED)
def test_an_interrupt_in_the_middle_of_a_change_leaves_nothing_of_it(step: Change) -> None:
    """Pressed between any two bytecodes: what was there is kept before it is changed."""
    is_through, number = False, 0
    while not is_through:
        number += 1
        table: Table = {"a": 1, "b": ["x", "y"], "c": ["x"], "d": 4}
        before = picture(table)
        with Trial() as trial:
            sys.settrace(_interrupted_at(number))
            try:
                step(table, trial)
                is_through = True
            except KeyboardInterrupt:
                pass
            finally:
                sys.settrace(None)

        assert before == picture(table)
    assert number > 5
