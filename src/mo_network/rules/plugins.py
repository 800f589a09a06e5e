"""Plugins: distributions that offer rule kinds through one entry point group.

A plugin only offers; a hub file activates and configures.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

import pluggy

from mo_network.errors import PluginError
from mo_network.rules.hook import PROJECT
from mo_network.rules.kind import Offer

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

GROUP = "mo_network.plugins"

_specification = pluggy.HookspecMarker(PROJECT)
offers = pluggy.HookimplMarker(PROJECT)
"""Marks a plugin's function `rule_kinds()` that returns its kind classes."""


class Discovery:
    """The one hook that plugins answer as modules."""

    @staticmethod
    @_specification
    def rule_kinds() -> Iterable[type]:
        """The rule kinds that this distribution offers."""
        return ()


def _distribution_of(point: EntryPoint) -> str:
    return point.dist.name if point.dist else point.value


def installed_offers() -> list[Offer]:
    """The kinds that installed distributions offer, by distribution and name.

    Errors: PluginError naming the distribution, when a plugin cannot be imported, offers nothing
            or what is no class, offers one kind twice, or when a name is registered twice.
    """
    # Imported here, for it costs as much as a hub does to open, and few hubs have plugins.
    from importlib.metadata import entry_points

    found: list[Offer] = []
    names: dict[str, str] = {}
    for point in sorted(entry_points(group=GROUP), key=lambda p: (_distribution_of(p), p.name)):
        distribution = _distribution_of(point)
        if point.name in names:
            both = " and ".join(dict.fromkeys((names[point.name], distribution)))
            raise _refuse(distribution, f"{both}: the plugin {point.name!r} is registered twice")
        names[point.name] = distribution
        found.extend(_offers_of(point, distribution))
    return found


def _offers_of(point: EntryPoint, distribution: str) -> list[Offer]:
    manager = pluggy.PluginManager(PROJECT)
    manager.add_hookspecs(Discovery)
    try:
        module = point.load()
        manager.register(module, name=point.name)
        manager.check_pending()
        answers = [list(answer) for answer in manager.hook.rule_kinds()]
    # A module may even leave the program while it is imported, and take every hub with it.
    except (Exception, SystemExit) as error:
        why = f"{type(error).__name__}: {error}"
        message = f"{distribution}: the plugin {point.value!r} cannot be loaded ({why}); "
        raise _refuse(distribution, f"{message}mend or uninstall it") from error
    if not any(answers):
        message = "offers no kinds: mark a function rule_kinds() with @offers that returns them"
        raise _refuse(distribution, f"{distribution}: the plugin {point.value!r} {message}")
    kinds = [cls for answer in answers for cls in answer]
    for cls in kinds:
        if not isinstance(cls, type):
            message = f"rule_kinds() offers {cls!r:.60}: offer classes"
            raise _refuse(distribution, f"{distribution}: {message}")
    _refuse_twice(distribution, kinds)
    return [Offer(cls, distribution) for cls in kinds]


def _refuse_twice(distribution: str, kinds: list[type]) -> None:
    counts = Counter(name for cls in kinds if isinstance(name := getattr(cls, "kind", None), str))
    twice = sorted(name for name, count in counts.items() if count > 1)
    if twice:
        message = f"offers the kind {twice[0]!r} twice: give each a name of its own"
        raise _refuse(distribution, f"{distribution}: {message}")


def _refuse(distribution: str, message: str) -> PluginError:
    return PluginError(message, plugin=distribution, hook="rule_kinds")
