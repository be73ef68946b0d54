"""Whether a demand came on a day on which its right was there: after it opened, and before it ended."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from rra_desktop.calculation.dates.counted_dates import CountedDate
from rra_desktop.calculation.dates.declared_counts import TermsInForce
from rra_desktop.calculation.dates.declared_dates import DeclaredDates
from rra_desktop.calculation.dates.matter_dates import matter_dates
from rra_desktop.calculation.dates.registration_facts import gather
from rra_desktop.domain.deadline_definitions import MATTER
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.registrations import Registration
from rra_desktop.domain.rights import Right
from rra_desktop.domain.statements import Gravity, Mark, stated


def marks_of_the_day(
    matter: Matter, registration: Registration, right: Right, received: dt.date, as_of: dt.date
) -> Iterator[Mark]:
    """Yield what is said of a demand that came before its right opened, or after the right of who signed had ended.

    A demand on the first or on the last day is in time.
    """
    for opening in _rows(matter, registration, right.opens, as_of):
        section = matter.form.deadline(right.opens).section
        if opening.day is None and not opening.void:
            waits_for = stated("demands/opening_not_known", section, waits_for=opening.waits_for)
            yield Mark(waits_for, Gravity.DOUBT)
        elif opening.day is not None and received < opening.day:
            said = stated("demands/before_it_opens", section, received=received, opens=opening.day)
            yield Mark(said, Gravity.CONFLICT)
    yield from _ended(matter, registration, right, received, as_of)


def _ended(
    matter: Matter, registration: Registration, right: Right, received: dt.date, as_of: dt.date
) -> Iterator[Mark]:
    people = {holder.id: holder.person for holder in matter.holders}
    for end in _rows(matter, registration, right.ends, as_of):
        holder = end.key.holder
        if end.day is None or received <= end.day or (holder and holder not in registration.initiated_by):
            continue
        by = (people[holder],) if holder else ()
        section = matter.form.deadline(right.ends).section
        yield Mark(stated("demands/after_its_end", section, by=by, received=received, ended=end.day), Gravity.CONFLICT)


def _rows(matter: Matter, registration: Registration, deadline: str, as_of: dt.date) -> Sequence[CountedDate]:
    """Return the rows of a deadline in a demand, those of the whole agreement where it is one of these."""
    if not deadline:
        return ()
    if MATTER in matter.form.deadline(deadline).of:
        every = matter_dates(matter, TermsInForce(matter), as_of)
        return [each for each in every if each.key.id == deadline]
    row = DeclaredDates(gather(matter, registration, as_of), matter.choices()).row(deadline)
    return () if row is None else (row,)
