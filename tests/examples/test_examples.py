"""The examples run, and print exactly what is kept beside them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[2] / "examples"
SCRIPTS = sorted(EXAMPLES.glob("*.py"))


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_an_example_prints_what_is_kept_beside_it(script: Path, tmp_path: Path) -> None:
    """Whoever changes a sentence or a rule sees it here: the text beside the script is renewed."""
    done = subprocess.run(
        [sys.executable, "-W", "error", str(script)],
        cwd=tmp_path,
        env=os.environ | {"PYTHONIOENCODING": "utf-8", "TZ": "Pacific/Apia"},
        capture_output=True,
        check=False,
    )

    assert "" == done.stderr.decode()
    assert script.with_suffix(".txt").read_text(encoding="utf-8") == done.stdout.decode()
    assert [] == list(tmp_path.iterdir())


def test_every_expected_output_has_its_example() -> None:
    """No text is left behind when a script is renamed."""
    assert [path.stem for path in SCRIPTS] == sorted(path.stem for path in EXAMPLES.glob("*.txt"))
    assert SCRIPTS
