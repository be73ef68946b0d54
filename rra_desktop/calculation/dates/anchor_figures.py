"""A recorded day as a figure: what happened, when it counts, and the record it was taken from."""

from __future__ import annotations

import datetime as dt

from rra_desktop.calculation import in_words
from rra_desktop.calculation.dates.anchors import Anchor
from rra_desktop.calculation.dates.notices import is_given_when_sent, is_method_of_notice
from rra_desktop.domain.figures import Clause, EnteredByCounsel, Figure, FigureKey
from rra_desktop.domain.register import LedgerEntry
from rra_desktop.domain.registrations import Event


def anchor_figure(anchor: Anchor, section: str) -> Figure[dt.date]:
    """Return the day a clock starts on, under §8(a) if it is a notice's, with the record as its only leaf."""
    record = anchor.record
    if record is None:
        return Figure(
            key=FigureKey("event", (), anchor.part),
            label=anchor.label,
            value=anchor.day,
            rule="",
            authority=Clause(section),
            waits_for=anchor.waits_for,
        )
    if isinstance(record, LedgerEntry) or not record.type.is_notice:
        return _entered(record, anchor.label, anchor.day)
    return Figure(
        key=FigureKey("event", (str(record.id),), anchor.part),
        label=anchor.label,
        value=anchor.day,
        rule=_when_it_counts(anchor, record),
        authority=Clause("8(a)"),
        inputs=_recorded_days(record),
        assumed=anchor.assumed,
        waits_for="" if anchor.day else anchor.waits_for,
    )


def _when_it_counts(anchor: Anchor, notice: Event) -> str:
    """Write the day of a notice and why it is that, as: Mon, Jun 2, 2003 · certified mail, sent May 30."""
    method = in_words.method(notice.method) if notice.method else "method not recorded"
    if not is_method_of_notice(notice.method):
        how = f"{method}, no method of §8(a)" if notice.method else method
    elif not is_given_when_sent(notice.method):
        how = f"{method} counts when received"
    elif anchor.part == "given":
        how = f"{method} counts when sent"
    elif notice.received is None:
        how = f"{method}, no receipt recorded"
    else:
        how = f"{method}, sent {in_words.month_day(notice.sent)}" if notice.sent else method
    return f"{in_words.full_date(anchor.day)} · {how}" if anchor.day else how


def _recorded_days(notice: Event) -> tuple[Figure[dt.date], ...]:
    days = (("sent", "Sent", notice.sent), ("received", "Received", notice.received))
    return tuple(
        Figure(
            key=FigureKey("event", (str(notice.id),), part),
            label=label,
            value=day,
            rule="",
            authority=EnteredByCounsel(_name(notice)),
        )
        for part, label, day in days
        if day is not None
    )


def _entered(record: Event | LedgerEntry, label: str, day: dt.date | None) -> Figure[dt.date]:
    is_entry = isinstance(record, LedgerEntry)
    return Figure(
        key=FigureKey("entry" if is_entry else "event", (str(record.key),), "date"),
        label=label,
        value=day,
        rule=in_words.full_date(day) if day else "",
        authority=EnteredByCounsel(_name(record)),
    )


def _name(record: Event | LedgerEntry) -> str:
    if isinstance(record, LedgerEntry):
        return f"ledger entry {record.sequence}"
    return f"event {record.id} of {record.registration}"
