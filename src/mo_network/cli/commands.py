"""The commands, put together."""

from __future__ import annotations

import click

from mo_network._version import __version__
from mo_network.cli.calendar import calendar
from mo_network.cli.demo import demo
from mo_network.cli.hub_files import hub
from mo_network.cli.proposing import check, record
from mo_network.cli.showing import show
from mo_network.cli.tracing import explain, verify

_EPILOG = (
    "Exit codes: 0 allowed, 1 forbidden, 2 wrong input, 3 undecided. Every command takes --help."
)


@click.group(
    name="mo-network",
    epilog=_EPILOG,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="mo-network", message="%(prog)s %(version)s")
def commands() -> None:
    """A network of migrant organisations as a journal of facts, judged by rules."""


for _command in (demo, check, record, show, explain, verify, hub, calendar):
    commands.add_command(_command)
