"""Where journals are kept: in memory, or in a database that survives.

>>> journal = open("memory://")
>>> journal.head().seq
0

SQLAlchemy is asked for when a database is opened, and not before.
"""

from __future__ import annotations

from mo_network.errors import InvalidValue
from mo_network.judging.journal import Journal, MemoryJournal

_ALLOWED = (
    "memory:// for a journal that lives as long as the process, sqlite:///saar.db for a file in "
    "the working directory, or sqlite:////srv/saar.db for a file by its full path"
)


def open(url: str, *, create: bool = True) -> Journal:  # noqa: A001 - read as stores.open
    """The journal at an address; a new one where there is none yet.

    Shape:   `create=False` refuses to begin a new journal, for those who only want to read.
    Errors:  InvalidValue for addresses of another form, directories that do not exist, files that
             hold something else or a later schema, and when the extra `sql` is not installed;
             JournalDamaged for a database whose pages are damaged.

    >>> open("mongodb://saar")
    Traceback (most recent call last):
    mo_network.errors.InvalidValue: 'mongodb://saar' is no address of a journal: give memory:// \
for a journal that lives as long as the process, sqlite:///saar.db for a file in the working \
directory, or sqlite:////srv/saar.db for a file by its full path
    """
    if url == "memory://":
        return MemoryJournal()
    scheme, slashes, path = str(url).partition(":///")
    if (scheme, slashes) != ("sqlite", ":///") or path in ("", ":memory:") or set(path) & {*"?\0"}:
        raise InvalidValue(
            f"{url!r:.200} is no address of a journal: give {_ALLOWED}", given=url, allowed=_ALLOWED
        )
    try:
        from mo_network.stores.sqlite import open_sqlite
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != "sqlalchemy":
            raise
        raise InvalidValue(
            f"{url!r:.200} needs SQLAlchemy, which is not installed: "
            "run pip install 'mo-network[sql]', or use memory://",
            given=url,
            allowed="memory:// without the extra mo-network[sql]",
        ) from None
    return open_sqlite(path, create=create)
