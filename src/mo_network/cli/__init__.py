"""The command line, for coordinators and authors of hubs: `mo-network`.

This module imports nothing, so that `mo-network --version` answers at once.
"""

from __future__ import annotations


def main() -> int:
    """Run the command line and return its exit code."""
    import sys

    arguments = sys.argv[1:]
    if arguments == ["--version"]:
        from mo_network._version import __version__

        sys.stdout.write(f"mo-network {__version__}\n")
        return 0
    from mo_network.cli.running import run

    return run(arguments)
