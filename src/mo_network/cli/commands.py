"""The commands, put together; each is imported when it is called, or listed."""

from __future__ import annotations

from importlib import import_module

import click

from mo_network._version import __version__

_EPILOG = (
    "Exit codes: 0 allowed, 1 forbidden, 2 wrong input, 3 undecided. Every command takes --help."
)
_MODULES = {
    "demo": "demo",
    "check": "proposing",
    "record": "proposing",
    "show": "showing",
    "explain": "tracing",
    "verify": "tracing",
    "hub": "hub_files",
    "calendar": "calendar",
}
"""Where each command stands; it is called there as it is called here."""


class _Commands(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(_MODULES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        # All of them for a name that is none, so that the nearest can be named.
        for name in [cmd_name] if cmd_name in _MODULES else _MODULES:
            module = import_module(f"mo_network.cli.{_MODULES[name]}")
            self.add_command(getattr(module, name))
        return super().get_command(ctx, cmd_name)


@click.group(
    name="mo-network",
    cls=_Commands,
    epilog=_EPILOG,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="mo-network", message="%(prog)s %(version)s")
def commands() -> None:
    """A network of migrant organisations as a journal of facts, judged by rules."""
