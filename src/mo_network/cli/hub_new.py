"""A hub begun: the folder of a distribution whose own tests pass at once."""

from __future__ import annotations

import re
from pathlib import Path

from mo_network.cli import scaffold
from mo_network.errors import InvalidValue

_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_LONGEST = 40


def write_scaffold(into: Path, name: str, *, with_code: bool) -> tuple[Path, list[str]]:
    """Write the folder of a new hub, and return it with the paths of its files.

    Errors:  InvalidValue for a name that is none, and for a folder that is there already.
    """
    if not _NAME.fullmatch(name) or len(name) > _LONGEST:
        raise InvalidValue(
            f"{name!r:.80} is no name for a hub: write small letters, figures and hyphens, at "
            f"most {_LONGEST}, such as halle",
            given=name,
            allowed="such as halle",
        )
    folder = into / f"mo-network-{name}"
    if folder.exists():
        raise InvalidValue(
            f"{folder} is there already: take another name, or remove it",
            given=str(folder),
            allowed="a folder that does not exist yet",
        )
    module = f"mo_network_{name.replace('-', '_')}"
    written = []
    for path, text in scaffold.files(with_code=with_code).items():
        written.append(path.replace("MODULE", module))
        file = folder / written[-1]
        file.parent.mkdir(parents=True, exist_ok=True)
        filled = text.replace("MODULE", module).replace("NAME", name)
        file.write_text(filled, encoding="utf-8")
    return folder, written
