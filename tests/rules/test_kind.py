"""A kind that breaks the contract is refused by name, before any hub reads a file."""

from __future__ import annotations

import types
from collections.abc import Callable, Iterable
from typing import Any, ClassVar

import attrs
import pluggy
import pytest
from tests.judging.toy import HOOKS, CoinContext, coin_limits, coin_notes

from mo_network.errors import PluginError
from mo_network.hub.areas import checked
from mo_network.judging.answers import Note
from mo_network.rules.hook import PROJECT
from mo_network.rules.kind import Offer, answering_methods, check_kind, hooks_of

DISTRIBUTION = "mo-network-x"
SENTENCES = {"de": {"note": "Hinweis."}, "en": {"note": "Note."}}

mark = pluggy.HookimplMarker(PROJECT)


def _answer(self: object, context: CoinContext) -> Iterable[Any]:
    return ()


def copied(function: Any) -> Any:
    """A function of its own, since a mark stays with the function that it was put on."""
    copy = types.FunctionType(function.__code__, globals(), "say", function.__defaults__)
    copy.__qualname__ = "X.say"  # pluggy takes only what stands in a class for a method
    return copy


def kind_of(
    method: Any = None, *, frozen: bool = True, slots: bool = True, **members: object
) -> type:
    """A class as a plugin would write it, with some members changed."""
    given: dict[str, object] = {"kind": "x", "version": 1, "sentences": SENTENCES}
    given["say"] = coin_limits(copied(_answer)) if method is None else method
    given |= members
    body = {name: value for name, value in given.items() if value is not attrs.NOTHING}
    decorate: Callable[[type], type] = attrs.define(frozen=frozen, slots=slots, auto_attribs=False)
    return decorate(type("X", (), body))


def refusal(cls: type) -> PluginError:
    """Why a kind is refused."""
    with pytest.raises(PluginError) as caught:
        check_kind(Offer(cls, DISTRIBUTION), HOOKS)
    return caught.value


def test_a_kind_that_keeps_the_contract_is_taken() -> None:
    """With slots or without, it is stamped with name, version and distribution."""
    for slots in (True, False):
        offer = check_kind(Offer(kind_of(slots=slots), DISTRIBUTION), HOOKS)
        assert ("x", "x/1@mo-network-x") == (offer.name, offer.stamp)


async def _async(self: object, context: CoinContext) -> Iterable[Any]:
    return ()


def _no_context(self: object) -> Iterable[Any]:
    return ()


def _other_name(self: object, ctx: CoinContext) -> Iterable[Any]:
    return ()


def _default(self: object, context: CoinContext | None = None) -> Iterable[Any]:
    return ()


def _two(self: object, context: CoinContext, more: int) -> Iterable[Any]:
    return ()


def _by_name(self: object, *, context: CoinContext) -> Iterable[Any]:
    return ()


def _many(self: object, *context: CoinContext) -> Iterable[Any]:
    return ()


BROKEN: list[tuple[type, str]] = [
    (kind_of(kind=attrs.NOTHING), "has no name"),
    (kind_of(kind="Not Plain"), "has no name"),
    (kind_of(kind=5), "has no name"),
    (kind_of(version=attrs.NOTHING), "has no version"),
    (kind_of(version="1"), "has no version"),
    (kind_of(version=True), "has no version"),
    (kind_of(version=0), "has no version"),
    (kind_of(sentences=attrs.NOTHING), "has no sentences"),
    (kind_of(sentences={"de": {}}), "has no sentences"),
    (kind_of(sentences={"de": {"a": 5}, "en": {}}), "has no sentences"),
    (kind_of(sentences={"de": {5: "a"}, "en": {}}), "has no sentences"),
    (kind_of(sentences={"de": "a", "en": "b"}), "has no sentences"),
    (kind_of(say=attrs.NOTHING), "answers no hook"),
    (kind_of(frozen=False), "is not frozen"),
    (kind_of(frozen=False, slots=False), "is not frozen"),
    (type("Plain", (), {"kind": "x"}), "is no attrs class"),
    (kind_of(mark(copied(_answer), specname="coin_limitz")), "coin_limitz"),
    (kind_of(mark(copied(_answer))), "say"),
    (
        kind_of(mark(copied(_answer), specname="coin_limits", hookwrapper=True)),
        "with hookwrapper",
    ),
    (kind_of(mark(copied(_answer), specname="coin_limits", wrapper=True)), "with wrapper"),
    (kind_of(mark(copied(_answer), specname="coin_limits", tryfirst=True)), "with tryfirst"),
    (kind_of(mark(copied(_answer), specname="coin_limits", trylast=True)), "with trylast"),
    (
        kind_of(mark(copied(_answer), specname="coin_limits", optionalhook=True)),
        "with optionalhook",
    ),
    (kind_of(coin_limits(copied(_async))), "as async"),
    (kind_of(coin_limits(copied(_no_context))), "say(self): write (self, context)"),
    (kind_of(coin_limits(copied(_other_name))), "write (self, context)"),
    (kind_of(coin_limits(copied(_default))), "write (self, context)"),
    (kind_of(coin_limits(copied(_two))), "write (self, context)"),
    (kind_of(coin_limits(copied(_by_name))), "write (self, context)"),
    (kind_of(coin_limits(copied(_many))), "write (self, context)"),
    (kind_of(staticmethod(coin_limits(copied(_answer)))), "no plain method"),
    (kind_of(classmethod(coin_limits(copied(_answer)))), "no plain method"),
]


@pytest.mark.parametrize(("cls", "told"), BROKEN, ids=[str(n) for n in range(len(BROKEN))])
def test_a_kind_that_breaks_the_contract_is_refused(cls: type, told: str) -> None:
    """The error names the distribution, the kind, and what to mend."""
    error = refusal(cls)

    assert told in str(error)
    assert str(error).startswith(f"{DISTRIBUTION}: the rule kind {cls.__name__} ")
    assert DISTRIBUTION == error.plugin


def test_a_rule_answers_each_hook_that_it_is_marked_with() -> None:
    """The bound methods of an instance, by hook."""

    @attrs.frozen
    class Both:
        """Answers two hooks."""

        kind: ClassVar[str] = "both"
        text: str

        @coin_limits
        def limits(self, context: CoinContext) -> Iterable[Note]:
            """One note."""
            return (Note("limit", (self.text,)),)

        @coin_notes
        def notes(self, context: CoinContext) -> Iterable[Note]:
            """Another."""
            return (Note("note", (self.text,)),)

    rule: Any = Both("x")
    context: Any = None

    assert (coin_limits, coin_notes) == hooks_of(Both)
    assert [(Note("note", ("x",)),)] == [m(context) for m in answering_methods(rule, "coin_notes")]
    assert [] == answering_methods(rule, "other")


def test_a_hook_of_a_plugin_s_own_is_none() -> None:
    """By one that is called like the library's, a plugin would build its contexts itself."""
    own = attrs.evolve(coin_limits)
    error = refusal(kind_of(own(copied(_answer))))

    assert "answers a hook of its own" in str(error)
    assert "coin_limits" == error.hook


def test_a_field_may_not_be_named_like_what_every_rule_has() -> None:
    """The file's frame would take its value away."""
    error = refusal(kind_of(mode=attrs.field(type=str)))
    assert "has a field 'mode'" in str(error)


@pytest.mark.parametrize(
    ("method", "told"),
    [
        (mark(copied(_answer), specname="grant_limits"), "marks say by no hook of the library"),
        (attrs.evolve(coin_limits, area="nowhere")(copied(_answer)), "answers a hook of its own"),
    ],
    ids=["by pluggy alone", "of no area"],
)
def test_an_installed_kind_that_answers_nobodys_hook_is_refused(method: Any, told: str) -> None:
    """With the plugin's name, whichever areas the hub at hand has."""
    with pytest.raises(PluginError, match=f"mo-network-x: .*{told}"):
        checked(Offer(kind_of(method), DISTRIBUTION))
