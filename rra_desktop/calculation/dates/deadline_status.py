"""Where a deadline stands on a day: what was done for it, what ended it, and what its passing meant."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import NamedTuple, TypeAlias

from rra_desktop.calculation.calendars import add_days
from rra_desktop.calculation.dates.clock_starts import part_of_notice, recorded
from rra_desktop.calculation.dates.counted_dates import CountedDate
from rra_desktop.calculation.dates.postponements import ground_of
from rra_desktop.calculation.dates.registration_facts import RegistrationFacts
from rra_desktop.calculation.dates.requests_received import RequestReceived
from rra_desktop.calculation.dates.served_notices import ServedNotice
from rra_desktop.domain.deadline_definitions import DeadlineDefinition
from rra_desktop.domain.deadline_roles import notice_of
from rra_desktop.domain.deadlines import Act, DeadlineKind, DeadlineStatus
from rra_desktop.domain.registrations import EventType, event_id
from rra_desktop.domain.statements import Said

Requests: TypeAlias = Mapping[str, RequestReceived]


class Standing(NamedTuple):
    """A deadline's status and the day it was met.

    `released_on` is the day since which it binds nobody: it was waived, or ended with its registration. `too_early`
    says that a first day was not waited for, `waits_for` what a deadline whose day is known waits to hear.
    """

    status: DeadlineStatus
    met_on: dt.date | None = None
    too_early: bool = False
    waits_for: Said = ""
    released_on: dt.date | None = None


class Acts(NamedTuple):
    """What closes a deadline: the day it was done, waived, ended with its registration, or overtaken by the filing.

    `question` is what nobody has recorded; after the day `asked_after` the deadline waits for it instead of passing.
    """

    done: dt.date | None = None
    waived: dt.date | None = None
    ended: dt.date | None = None
    overtaken: dt.date | None = None
    question: Said = ""
    asked_after: dt.date | None = None


def standing(rule: DeadlineDefinition, date: CountedDate, day: dt.date | None, acts: Acts, as_of: dt.date) -> Standing:
    """Return where a deadline stands on a day; `day` is its date after any roll.

    What happens after the day looked at does not count yet. The status never returns from closed to open, nor from
    overdue to upcoming, as the day looked at moves on: only a plan that comes to nothing takes with it what hung on it.
    """
    if date.void or day is None:
        ended = acts.ended is not None and acts.ended <= as_of
        return Standing(DeadlineStatus.MOOT if date.void or ended else DeadlineStatus.PENDING)
    done = acts.done if acts.ended is None or acts.done is None or acts.done <= acts.ended else None
    if done is not None and done <= as_of and _is_asked(acts, as_of):
        # Nothing is late by a day that hung on a plan which came to nothing.
        return Standing(DeadlineStatus.MET, done)
    if done is not None and done <= as_of:
        return _done(rule, day, done, acts.waived if acts.waived is not None and acts.waived <= as_of else None)
    return _closed(rule, day, acts, as_of) or _open(day, acts, as_of)


def _open(day: dt.date, acts: Acts, as_of: dt.date) -> Standing:
    if _is_asked(acts, as_of):
        return Standing(DeadlineStatus.PENDING, waits_for=acts.question)
    if as_of < day:
        return Standing(DeadlineStatus.UPCOMING)
    return Standing(DeadlineStatus.DUE_TODAY if as_of == day else DeadlineStatus.OVERDUE)


def _done(rule: DeadlineDefinition, day: dt.date, done: dt.date, waived: dt.date | None) -> Standing:
    if rule.kind is DeadlineKind.EARLIEST:
        if done >= day:
            return Standing(DeadlineStatus.MET, done)
        status = DeadlineStatus.WAIVED if waived else DeadlineStatus.MOOT
        return Standing(status, done, too_early=not waived, released_on=waived)
    if done <= day:
        return Standing(DeadlineStatus.MET, done)
    return Standing(DeadlineStatus.WAIVED if waived else DeadlineStatus.LATE, done, released_on=waived)


def _closed(rule: DeadlineDefinition, day: dt.date, acts: Acts, as_of: dt.date) -> Standing | None:
    """Return what closed a deadline without its being done: whichever came first."""
    after = add_days(day, 1)
    closings = [
        (acts.waived, Standing(DeadlineStatus.WAIVED, released_on=acts.waived)),
        (acts.ended, Standing(DeadlineStatus.MOOT, released_on=acts.ended)),
        (acts.overtaken and max(acts.overtaken, after), Standing(DeadlineStatus.MOOT)),
    ]
    if rule.passed is not DeadlineStatus.OVERDUE and not _is_asked(acts, as_of):
        met_on = day if rule.passed is DeadlineStatus.MET else None
        closings.append((after, Standing(rule.passed, met_on)))
    happened = [(on, closing) for on, closing in closings if on is not None and on <= as_of]
    return min(happened, key=lambda each: each[0])[1] if happened else None


def _is_asked(acts: Acts, as_of: dt.date) -> bool:
    return acts.question != "" and acts.asked_after is not None and as_of > acts.asked_after


def done_on(facts: RegistrationFacts, date: CountedDate, requests: Requests) -> dt.date | None:
    """Return the day what a deadline asks for was done, None while it is not, or where its day merely passes.

    `requests` are those received, by the id of their holder.
    """
    own = facts.form.deadline(date.key.id)
    if not own.met_by:
        return None
    if own.act is Act.ANSWER:
        return _requested(facts, date.key.holder, requests)
    if own.act is Act.NOTIFY:
        return _all_notified(facts, own.met_by[0])
    if own.act is Act.LAPSE:
        return _shown(facts, own, date)
    done = next((day for each in own.met_by if (day := recorded(facts, each).day) is not None), None)
    if own.act in (Act.FILE, Act.EFFECT):
        return done
    # What ends a time that is waited for ends it only within that time.
    return done if done and date.day and done <= date.day else None


def _shown(facts: RegistrationFacts, own: DeadlineDefinition, date: CountedDate) -> dt.date | None:
    """Return the day by which one of the facts asked for is known to have been so, in time or not."""
    if date.day is None:
        return None
    ground = ground_of(facts, own)
    proof = ground.proven_by(date.day)
    return proof.day if proof else ground.planned


def last_receipt(facts: RegistrationFacts) -> dt.date | None:
    """Return the day on which the last Investor received the notice of a registration, None while one has not."""
    return _last([notice.received.day for notice in facts.notices], facts)


def _all_notified(facts: RegistrationFacts, notice: str) -> dt.date | None:
    """Return the last day on which an Investor was given, or received, a notice, once every one was."""
    if not facts.form.is_notice(event_id(notice_of(notice))):
        return recorded(facts, notice).day
    if EventType(notice_of(notice)) is not facts.own_notice:
        return _registration_notices_given(facts)
    if part_of_notice(notice) == "received":
        return last_receipt(facts)
    return _last([each.given.day for each in facts.notices], facts)


def _registration_notices_given(facts: RegistrationFacts) -> dt.date | None:
    """Return the last day on which an Investor was given a Registration Notice in a demand, once every one was."""
    days = {notice.holder.id if notice.holder else None: notice.given.day for notice in facts.registration_notices}
    needed = [days.get(holder.id, days.get(None)) for holder in facts.investors]
    known = [day for day in needed if day is not None]
    return max(known) if known and len(known) == len(needed) else None


def _last(days: list[dt.date | None], facts: RegistrationFacts) -> dt.date | None:
    """Return the last of the notices' days once every Investor has been given one, each in order."""
    if not all(notice.in_order for notice in facts.notices):
        return None
    known = [day for day in days if day is not None]
    return max(known) if known and len(known) == len(days) and not facts.unnotified else None


def _requested(facts: RegistrationFacts, holder_id: str | None, requests: Requests) -> dt.date | None:
    """Return the day a holder's request counts from; for the row of all, the last one's once every one has asked."""
    if holder_id is not None:
        return _requested_by(facts, holder_id, requests)
    days = [_requested_by(facts, holder.id, requests) for holder in facts.covered]
    known = [day for day in days if day is not None]
    return max(known) if known and len(known) == len(days) else None


def _requested_by(facts: RegistrationFacts, holder_id: str, requests: Requests) -> dt.date | None:
    if holder_id in facts.registration.initiated_by:
        return facts.demand.received.day
    answer = requests.get(holder_id)
    return answer.counts_from if answer else None


def answered(facts: RegistrationFacts, notice: ServedNotice, requests: Requests) -> tuple[int, int]:
    """Return how many of the Investors a notice without addressee reaches have asked, and how many it reaches."""
    if notice.holder is not None:
        return 0, 0
    asked = [_requested_by(facts, holder.id, requests) for holder in facts.covered]
    return sum(day is not None for day in asked), len(asked)
