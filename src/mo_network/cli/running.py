"""Running: one call of the command line, whose every end is an exit code and never a traceback."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from mo_network.cli import codes
from mo_network.errors import MoNetworkError


def run(arguments: Sequence[str]) -> int:
    """Run one call; returns its exit code.

    Shape:   what cannot be done is said in one paragraph on standard error.
    """
    try:
        import click
    except ModuleNotFoundError:
        return _say("the command line needs click: run pip install 'mo-network[cli]'")
    try:
        code = _invoke(arguments)
        sys.stdout.flush()
    except click.exceptions.Exit as end:
        code = end.exit_code
    except click.ClickException as error:
        error.show()
        code = codes.WRONG_INPUT
    except MoNetworkError as error:
        code = _say(str(error))
    except BrokenPipeError:
        code = _close_pipe()
    except OSError as error:
        code = _say(f"the system refused ({error}); look at the disk's space and the permissions")
    except (KeyboardInterrupt, click.Abort):
        code = _say("stopped from the keyboard; nothing is half recorded", codes.INTERRUPTED)
    except Exception as error:
        if os.environ.get("MO_NETWORK_TRACEBACK"):
            raise
        code = _say(
            f"a fault of the program itself, {type(error).__name__}: {error}; please report it, "
            "with what MO_NETWORK_TRACEBACK=1 shows"
        )
    return code


def _invoke(arguments: Sequence[str]) -> int:
    from mo_network.cli.commands import commands

    with commands.make_context("mo-network", list(arguments)) as context:
        code = commands.invoke(context)
    return code if isinstance(code, int) else codes.ALLOWED


def _say(message: str, code: int = codes.WRONG_INPUT) -> int:
    sys.stderr.write(f"mo-network: {message}\n")
    return code


def _close_pipe() -> int:
    # Whoever read has gone; Python would complain once more when it flushes at its end.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return codes.READER_GONE
