"""What a new hub begins with: every number invented, marked so, and to be replaced.

NAME stands for the hub's name, MODULE for its Python package, which holds the hub's files: so the
wheels of two hubs never write to the same place.
"""

from __future__ import annotations

_PYPROJECT = """\
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[project]
name = "mo-network-NAME"
version = "0.1"
description = "The rules of the hub NAME for mo_network"
requires-python = ">=3.11"
dependencies = ["mo-network"]

[tool.hatch.build.targets.wheel]
packages = ["MODULE"]
"""

_DATA_ONLY = """
[tool.pytest.ini_options]
mo_network_cases = true
"""

_WITH_CODE = """
[project.entry-points."mo_network.plugins"]
NAME = "MODULE"
"""

_HUB = """\
# The rules of the hub NAME. EVERY NUMBER HERE IS INVENTED: replace it by what is published, and say
# where and since when. What is not published stays a gap; nothing is made up.

contract = 1

[hub]
id = "hub:NAME"
name = "NAME (invented)"
zone = "Europe/Berlin"
PLUGINS
[sources.rules]
title = "Invented rules of the hub NAME"
checked_on = 2026-01-01

[parameters.ceiling]
unit = "money"
source = "rules"
steps = [{ from = 2026-01-01, value = "500.00 EUR" }]

[parameters.team-up-to]
unit = "money"
source = "rules"
steps = [{ from = 2026-01-01, value = "300.00 EUR" }]

[[rules]]
id = "ceiling"
title = "At most 500 EUR for one project"
kind = "grant-ceiling"
ceiling = "ceiling"

[[rules]]
id = "who-decides"
title = "The team decides up to 300 EUR, a jury above"
kind = "deciding-body"
tiers = [{ body = "team", up_to = "team-up-to" }, { body = "jury" }]
"""

_HUB_RULE = """
[[rules]]
id = "round-amounts"
title = "Amounts are asked for in full tens of euros"
kind = "NAME-round-amounts"
cents = 1000
"""

_CASES = """\
# What a coordinator would try, and the answer that is expected.

hub = "hub.toml"
on = 2026-02-02

# Every case puts this fact forward, unless it says otherwise.
[fact]
type = "funding.application_submitted"
id = "application:1"
organisation = "org:a"
line = "line:micro"
amount = "200.00 EUR"
project = "2026-05-01/2026-06-01"

# What is known before each case; all of it invented.
[[facts]]
type = "directory.organisation_registered"
id = "org:a"
name = "A (invented)"
kind = "association"

[[facts]]
type = "funding.line_opened"
id = "line:micro"
name = "Micro projects"

[[facts]]
type = "funding.budget_allocated"
id = "allocation:1"
line = "line:micro"
year = 2026
amount = "5000.00 EUR"

[[cases]]
title = "200 euros are possible"
expected = "allowed"

[[cases]]
title = "600 euros are too much; 500 would do"
expected = "forbidden"
binds = ["ceiling"]
instead = { amount = "500.00 EUR" }
fact = { amount = "600.00 EUR" }
"""

_CASES_RULE = """
[[cases]]
title = "205 euros are no round amount"
expected = "forbidden"
binds = ["round-amounts"]
fact = { amount = "205.00 EUR" }
"""

_TEST = '''\
"""The hub keeps the laws of rules; pytest collects its cases from cases.toml by itself."""

from mo_network.testing import check_hub_laws

from MODULE import hub_file


def test_the_laws_of_rules() -> None:
    """Order-free, idempotent, tightening only, hub-isolated, pure, total."""
    check_hub_laws(hub_file())
'''

_TEST_CODE = '''\
"""The hub answers its cases and keeps the laws of rules, before anything is installed."""

from mo_network.testing import check_cases, check_hub_laws

from MODULE import cases_file, hub_file, rule_kinds

PLUGINS = {"mo-network-NAME": rule_kinds()}


def test_the_cases() -> None:
    """What a coordinator would try."""
    assert check_cases(cases_file(), plugins=PLUGINS) > 0


def test_the_laws_of_rules() -> None:
    """Order-free, idempotent, tightening only, hub-isolated, pure, total."""
    check_hub_laws(hub_file(), plugins=PLUGINS)
'''

_PLACES = '''
_HERE = Path(__file__).parent


def hub_file() -> Path:
    """Where the hub's file is installed."""
    return _HERE / "hub.toml"


def cases_file() -> Path:
    """Where the cases are that try it."""
    return _HERE / "cases.toml"
'''

_MODULE = '''\
"""The rules of the hub NAME. Data says all of them, so there is no code."""

from __future__ import annotations

from pathlib import Path
'''

_MODULE_CODE = '''\
"""The rules of the hub NAME, and its own rule kinds."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar

import attrs

from mo_network import Veto
from mo_network.funding.hooks import GrantContext, grant_limits
from mo_network.rules.plugins import offers
PLACES


@attrs.frozen
class RoundAmounts:
    """Runde Beträge: an amount is a multiple of so many cents.

    Which mistake is worse: neither is grave; an amount is asked for anew.
    """

    kind: ClassVar[str] = "NAME-round-amounts"
    version: ClassVar[int] = 1
    sentences: ClassVar[dict[str, dict[str, str]]] = {
        "de": {"not_round": "{0} ist kein runder Betrag."},
        "en": {"not_round": "{0} is no round amount."},
    }

    cents: int

    @grant_limits
    def roundness(self, context: GrantContext) -> Iterable[Veto]:
        """No, if something is left over."""
        if context.amount.cents % self.cents:
            return (Veto("not_round", (context.amount,)),)
        return ()


@offers
def rule_kinds() -> Iterable[type]:
    """The kinds that this distribution offers."""
    return (RoundAmounts,)
'''

_README = """\
# mo-network-NAME

The rules of the hub NAME for mo_network. Every number is invented until somebody replaces it.

| clause | covered by |
|---|---|
| at most so much for one project | `ceiling` |
| who decides | `who-decides` |

Not covered: (say here what is published and cannot be expressed).

    python -m pytest
    mo-network hub check MODULE/hub.toml
    mo-network hub stale MODULE/hub.toml
"""


def files(*, with_code: bool) -> dict[str, str]:
    """The texts of the files by their paths in the folder."""
    plugins = 'plugins = ["mo-network-NAME"]\n' if with_code else ""
    module = _MODULE_CODE.replace("PLACES\n", _PLACES) if with_code else _MODULE + _PLACES
    return {
        "pyproject.toml": _PYPROJECT + (_WITH_CODE if with_code else _DATA_ONLY),
        "README.md": _README,
        "test_hub.py": _TEST_CODE if with_code else _TEST,
        "MODULE/__init__.py": module,
        "MODULE/hub.toml": _HUB.replace("PLUGINS\n", plugins + "\n")
        + (_HUB_RULE if with_code else ""),
        "MODULE/cases.toml": _CASES + (_CASES_RULE if with_code else ""),
    }
