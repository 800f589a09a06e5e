"""Calendars: iCalendar feeds for phones, and foreign calendars as wishes and closures.

`feeds` writes what is promised, `reading` reads a file into series and single times, `bringing`
makes steps of them; `series_text` and `series_reading` are the two halves of the round trip.
The library `icalendar` comes with the extra `calendar`; only `library` imports it.
"""

from __future__ import annotations
