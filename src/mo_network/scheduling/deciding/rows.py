"""The series of a resource as plain lists, for a checkpoint, and read back."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from mo_network.errors import InvalidValue, WireError
from mo_network.scheduling.deciding.register import SeriesDemand
from mo_network.scheduling.series import Move, Series


def write(demands: Iterable[SeriesDemand]) -> list[list[object]]:
    """Primitives that `read` understands; what a series leaves at its default is left out."""
    return [[d.key, d.amount, d.before, d.after, _fields(d.series)] for d in demands]


def read(data: object, path: str) -> list[SeriesDemand]:
    """The series that `write` wrote.

    Errors:  WireError with the path of the row that is wrong.
    """
    if not isinstance(data, list):
        raise WireError("series are a list of rows", path=path)
    found = []
    for number, row in enumerate(data):
        try:
            key, amount, before, after, fields = row
            moved = tuple(Move(**each) for each in fields.get("moved", ()))
            series = Series(**{**fields, "moved": moved})
            found.append(SeriesDemand(key, series, amount, before, after))
        except (InvalidValue, TypeError, ValueError, AttributeError) as error:
            raise WireError(
                f"a series is [key, amount, before, after, its fields]: {error}",
                path=f"{path}[{number}]",
            ) from error
    return found


def _fields(series: Series) -> dict[str, object]:
    fields: dict[str, object] = {}
    for field in attrs.fields(Series):
        value = getattr(series, field.name)
        if field.default is attrs.NOTHING or value != field.default:
            fields[field.name] = list(value) if isinstance(value, tuple) else value
    if series.moved:
        fields["moved"] = [attrs.asdict(move) for move in series.moved]
    return fields
