"""What of a hub's file is stale: numbers without a value on a day, and those to be looked at."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from enum import Enum

import attrs

from mo_network.errors import NotInForce
from mo_network.rules.parameters import Parameter, read_parameters, read_sources
from mo_network.rules.reading import Reading

A_YEAR = 365


class Reason(Enum):
    """Why a number needs somebody: it has no value, a review is due, it is old or unchecked."""

    NO_VALUE = "no_value"
    REVIEW_DUE = "review_due"
    OLD = "old"
    UNCHECKED = "unchecked"


@attrs.frozen
class Stale:
    """One number of a hub's file that somebody has to look at.

    Shape:   `on` is the day in question: without a value, of the review, of the last look; None
             if nobody ever looked. `source` is where it is written, "" if that is not known.
    """

    parameter: str
    reason: Reason
    on: date | None
    source: str


def stale(text: str, on: date, *, file: str = "hub.toml", days: int = A_YEAR) -> tuple[Stale, ...]:
    """What is stale in a hub file's text on a day.

    Shape:   in the order of the file; a number may be stale for two reasons. `days` is how long a
             look lasts where no `review_by` is given.
    Errors:  HubFileError when sources or parameters have problems.
    """
    reading = Reading(text, file)
    parameters = read_parameters(reading, read_sources(reading))
    reading.finish()
    return tuple(
        found
        for name, parameter in parameters.items()
        if parameter is not None
        for found in _of(name, parameter, on, timedelta(days=days))
    )


def _of(name: str, parameter: Parameter, on: date, lasting: timedelta) -> Iterator[Stale]:
    timeline = parameter.timeline
    step = next((each for each in reversed(timeline.steps) if each.start <= on), timeline.steps[0])
    source = step.source.cite("en")
    try:
        timeline.at(on)
    except NotInForce:
        yield Stale(name, Reason.NO_VALUE, on, source)
    checked = parameter.checked_on or step.source.checked_on
    if parameter.review_by is not None:
        if parameter.review_by <= on:
            yield Stale(name, Reason.REVIEW_DUE, parameter.review_by, source)
    elif checked is None:
        yield Stale(name, Reason.UNCHECKED, None, source)
    elif checked + lasting < on:
        yield Stale(name, Reason.OLD, checked, source)
