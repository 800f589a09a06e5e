"""For ever, decided: whether series ever meet, exactly, through the end of the calendar.

The theory in short; at length it stands in `docs/explanation/for-ever.md`.

* The calendar ends with 9999-12-31, and before that it returns: after the 146,097 days of 400
  years leap years, weekdays and the rules of clocks are as they were. What does not happen within
  one round, all that is finite being over, never happens.
* Days are the bits of one integer (`bits`). Occurrences that begin at one minute of the day and
  last equally long are a ray (`rays`). Whether one begins while another stands is arithmetic about
  the distance of days, and then a shift and an AND.
* Starts that return every p and q minutes come as near as their distance modulo gcd(p, q)
  (`plain`).
* In UTC the days of a pattern fall into classes by the offsets at start and end (`clocks`); each
  class is a ray, and so nights of a change need no treatment of their own. Series of one zone are
  compared on its clock where that comes to the same (`timetable`).
* Demand rises only where something begins. How many stand then is added up for all days at once,
  digit by digit (`tally`, `crowd`).
* What was added or moved, single demands and changes of capacity are finite: only occurrences
  that touch them are looked at one by one (`clashing`).
"""

from __future__ import annotations

from mo_network.scheduling.deciding.answers import NEVER_CODES, Meeting, Never
from mo_network.scheduling.deciding.meeting import first_meeting, first_meeting_with_itself

__all__ = ["NEVER_CODES", "Meeting", "Never", "first_meeting", "first_meeting_with_itself"]
