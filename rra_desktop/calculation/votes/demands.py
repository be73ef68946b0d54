"""Demands: which of them used a right up, and what is left of it under its limits."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from rra_desktop.calculation.counted_limits import (
    Occurrence,
    counted_beside,
    most_allowed,
    most_of,
    time_before,
)
from rra_desktop.calculation.dates.notices import notice_dates
from rra_desktop.calculation.record_names import registration_title
from rra_desktop.calculation.register.sources import event_source, term_source
from rra_desktop.calculation.votes.demand_standings import (
    CHARGED,
    DemandStanding,
    DemandState,
    demand_received,
    demand_standings,
    section_of_another,
    section_of_use,
)
from rra_desktop.domain.figures import Clause, Figure, FigureKey, FigureValue
from rra_desktop.domain.limits import Limit
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.registrations import Event, EventId, EventType, Registration, RegistrationKind
from rra_desktop.domain.rights import Right
from rra_desktop.domain.standing import DemandsLeft
from rra_desktop.domain.statements import Gravity, Mark, stated

_WHAT: Mapping[EventId, str] = {
    EventType.DEMAND_NOTICE: "Demand Notice received by the Company",
    EventType.EFFECTIVE: "Registration statement effective",
    EventType.WITHDRAWN: "Registration withdrawn",
}


class LimitLeft(NamedTuple):
    """What a limit allows, and which demands count under it, used or in use."""

    limit: Limit
    granted: int
    used: Sequence[DemandStanding]
    in_use: Sequence[DemandStanding]

    @property
    def left(self) -> int:
        """How many are left, never less than none."""
        return max(0, self.granted - len(self.used))


def limits_of(matter: Matter, right: Right) -> tuple[Limit, ...]:
    """Return the limits that say how many demands there are under a right."""
    return tuple(limit for limit in matter.form.limits_on(right.id) if most_of(matter, limit) is not None)


def _under(
    matter: Matter, limit: Limit, standings: Sequence[DemandStanding], day: dt.date, as_of: dt.date
) -> LimitLeft:
    """Return what a limit leaves on a day, of demands of which none is a second one."""
    most = most_of(matter, limit)
    counting = [each for each in standings if _counts(matter, limit, each, day)]
    return LimitLeft(
        limit,
        0 if most is None else most_allowed(matter, most, as_of),
        [each for each in counting if each.state is DemandState.USED],
        [each for each in counting if each.state is DemandState.IN_USE],
    )


def _counts(matter: Matter, limit: Limit, standing: DemandStanding, day: dt.date) -> bool:
    right = matter.form.right_of(standing.registration)
    if standing.registration.second_demand or right is None or right.id not in limit.counts:
        return False
    # One that is in use weighs whenever it may come to be used up.
    used_on = standing.event.date if standing.event and standing.state is DemandState.USED else None
    return bool(counted_beside(matter, limit, [Occurrence(used_on, standing.registration.id)], day))


def demands_left(matter: Matter, right: Right, as_of: dt.date) -> DemandsLeft:
    """Count the demands used, in use and left under a right on a day.

    A demand in use is still left: it is used up only when it ends as the form says. A further demand that another gave
    is no charge on the first. Of several limits the one that leaves least is counted.
    """
    limits = limits_of(matter, right)
    rights = {right.id, *(each for limit in limits for each in limit.counts)}
    standings = demand_standings(matter, as_of, rights)
    of_this = [each for each in standings if matter.form.right_of(each.registration) == right]
    short_of_stock = any(each.again and each.event for each in of_this if not each.registration.second_demand)
    taken = any(each.state in CHARGED for each in of_this if each.registration.second_demand)
    marks = [Mark(each.said) for each in standings if each.said]
    every = [_under(matter, limit, standings, as_of, as_of) for limit in limits]
    for each in every:
        if len(each.used) > each.granted:
            beyond = stated("demands/beyond_the_right", each.limit.section, granted=each.granted, used=len(each.used))
            marks.insert(0, Mark(beyond, Gravity.CONFLICT))
    if short_of_stock and not taken:
        marks.append(Mark(stated("demands/second_open", section_of_another(right))))
    second_open = short_of_stock and not taken
    if not every:
        used, in_use = (sum(each.state is state for each in of_this) for state in CHARGED)
        return DemandsLeft(None, used, in_use, None, second_open, tuple(marks))
    least = min(every, key=lambda each: each.left)
    return DemandsLeft(
        least.granted, len(least.used), len(least.in_use), least.left, second_open, tuple(marks), least.limit.id
    )


def demands_left_figure(matter: Matter, right: Right, as_of: dt.date, key: FigureKey) -> Figure[int]:
    """Explain how many demands are left under a right, from the number granted and what became of each."""
    count = demands_left(matter, right, as_of)
    limits = limits_of(matter, right)
    rights = {right.id, *(each for limit in limits for each in limit.counts)}
    steps = (
        _step(matter, standing, standing.event)
        for standing in demand_standings(matter, as_of, rights)
        if standing.event
    )
    named = (most.term for limit in limits if (most := most_of(matter, limit)) is not None and most.term)
    several = len(matter.form.rights_of_kind(RegistrationKind.DEMAND)) > 1
    label = stated("demands/left_under", right=right.name) if several else stated("demands/left")
    if count.granted is None:
        rule = stated("demands/without_number", used=count.used, in_use=count.in_use)
    else:
        rule = stated(
            "demands/left_of_granted", granted=count.granted, used=count.used, beyond=count.beyond, in_use=count.in_use
        )
    return Figure(
        key,
        label,
        count.left,
        rule,
        Clause(matter.form.limit(count.limit).section if count.limit else section_of_use(matter, right)),
        (*(term_source(matter, term, as_of) for term in dict.fromkeys(named)), *steps),
        marks=count.marks,
    )


def _step(matter: Matter, standing: DemandStanding, event: Event) -> Figure[FigureValue]:
    registration = standing.registration
    right = matter.form.right_of(registration)
    words = {
        DemandState.IN_USE: "in use",
        DemandState.USED: "used",
        DemandState.UNUSED: "not used up",
    }
    day = event.date or notice_dates(matter, event).received
    section = ""
    if right is not None:
        section = section_of_another(right) if registration.second_demand else section_of_use(matter, right)
    return Figure(
        FigureKey("demands_left", (registration.id,)),
        registration_title(matter, registration),
        words[standing.state],
        "",
        Clause(section),
        (event_source(event, _WHAT.get(event.type) or _declared_name(matter, event), day),),
        marks=(Mark(standing.said),) if standing.said else (),
    )


def _declared_name(matter: Matter, event: Event) -> str:
    declared = matter.form.event(event.type)
    return "" if declared is None else f"{declared.name[:1].upper()}{declared.name[1:]}"


# -- whether a demand is one -------------------------------------------------------------------------------------------


def charge_marks(matter: Matter, registration: Registration, right: Right, as_of: dt.date) -> tuple[Mark, ...]:
    """Return why no demand may be left for one: the right was used up, or another demand has it in use.

    Of several demands those received earlier come first. A second demand needs a first one by which the form gives a
    further one, and there is one such only.
    """
    if registration.second_demand:
        return _second_marks(matter, registration, right, as_of)
    return tuple(
        mark for limit in matter.form.limits_on(right.id) for mark in _limit_marks(matter, registration, limit, as_of)
    )


def _limit_marks(matter: Matter, registration: Registration, limit: Limit, as_of: dt.date) -> tuple[Mark, ...]:
    day = demand_received(matter, registration.id).day or as_of
    found = _under(matter, limit, _received_before(matter, registration, as_of, limit.counts), day, as_of)
    names = tuple(registration_title(matter, each.registration) for each in (*found.used, *found.in_use))
    marks = []
    if most_of(matter, limit) is not None:
        granted = found.granted
        if len(found.used) >= granted:
            none = stated("demands/none_left", limit.section, granted=granted, by=names)
            marks.append(Mark(none, Gravity.CONFLICT))
        elif len(names) >= granted:
            in_use = stated("demands/in_use_by_another", limit.section, granted=granted, by=names)
            marks.append(Mark(in_use, Gravity.DOUBT))
    if limit.gap is not None:
        last = max((each.event.date for each in found.used if each.event and each.event.date), default=None)
        if last is not None and time_before(day, limit.gap) < last:
            soon = stated("demands/too_soon", limit.section, last=last, gap=limit.gap.amount, unit=limit.gap.unit)
            marks.append(Mark(soon, Gravity.CONFLICT))
    return tuple(marks)


def left_for(matter: Matter, registration: Registration, right: Right, as_of: dt.date) -> int | None:
    """Return how many demands are left for one, those received before it counted off where used up.

    None where the form sets no limit.
    """
    day = demand_received(matter, registration.id).day or as_of
    return min(
        (
            _under(matter, limit, _received_before(matter, registration, as_of, limit.counts), day, as_of).left
            for limit in limits_of(matter, right)
        ),
        default=None,
    )


def _second_marks(matter: Matter, registration: Registration, right: Right, as_of: dt.date) -> tuple[Mark, ...]:
    section = section_of_another(right)
    if not right.again:
        return (Mark(stated("demands/no_further_demand", section), Gravity.CONFLICT),)
    every = demand_standings(matter, as_of, (right.id,))
    if not any(each.again and not each.registration.second_demand for each in every):
        return (Mark(stated("demands/no_first_left_out", section), Gravity.CONFLICT),)
    earlier = _received_before(matter, registration, as_of, (right.id,))
    taken = tuple(
        registration_title(matter, each.registration)
        for each in earlier
        if each.registration.second_demand and each.state in CHARGED
    )
    return (Mark(stated("demands/second_taken", section, by=taken), Gravity.CONFLICT),) if taken else ()


def _received_before(
    matter: Matter, registration: Registration, as_of: dt.date, rights: Sequence[str]
) -> list[DemandStanding]:
    places = {each.id: place for place, each in enumerate(matter.registrations)}

    def turn(registration_id: str) -> tuple[dt.date, int]:
        return demand_received(matter, registration_id).day or dt.date.max, places[registration_id]

    own = turn(registration.id)
    return [each for each in demand_standings(matter, as_of, rights) if turn(each.registration.id) < own]
