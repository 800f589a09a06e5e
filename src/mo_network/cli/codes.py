"""Exit codes: they follow the verdict, so that a script can ask and act."""

from __future__ import annotations

from collections.abc import Iterable

from mo_network.judging.weighing import Verdict

ALLOWED = 0
FORBIDDEN = 1
WRONG_INPUT = 2
UNDECIDED = 3
INTERRUPTED = 130
READER_GONE = 141
"""As shells say it: ended by the signal that a closed pipe sends."""

_OF = {
    Verdict.ALLOWED: ALLOWED,
    Verdict.FORBIDDEN: FORBIDDEN,
    Verdict.UNDECIDED: UNDECIDED,
}


def of_verdicts(verdicts: Iterable[Verdict]) -> int:
    """The code of several verdicts: forbidden outranks undecided, which outranks allowed."""
    found = {_OF[verdict] for verdict in verdicts}
    return next((code for code in (FORBIDDEN, UNDECIDED) if code in found), ALLOWED)
