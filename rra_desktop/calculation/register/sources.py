"""Leaf figures: the terms of the agreement, and the ledger entries and events that counsel recorded."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from math import prod
from typing import Any, cast

from rra_desktop.calculation.register.ratios import Adjustment, common_factor, dividend_paid
from rra_desktop.domain.agreement import AgreementForm
from rra_desktop.domain.figures import (
    Authority,
    Clause,
    Convention,
    EnteredByCounsel,
    Figure,
    FigureKey,
    FigureValue,
    RecordKind,
)
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.register import EntryType, LedgerEntry, Security
from rra_desktop.domain.registrations import Event
from rra_desktop.domain.statements import Person, Said, Statement, stated
from rra_desktop.domain.topics import Topic

_AGREEMENT_SILENT = Convention(stated("conventions/agreement_silent"))
_NOTHING_ENTERED = Convention(stated("conventions/nothing_entered"))
_MOVED_BY_TYPE = {EntryType.CONVERT: Security.PREFERRED, EntryType.EXERCISE: Security.WARRANT}


def term_source(matter: Matter, term_id: str, on: dt.date) -> Figure[FigureValue]:
    """Return a term as it stands on a day, with its section; raises KeyError when the agreement form has none such."""
    term = matter.form.term(term_id)
    authority: Authority = Clause(term.section) if term.section else _AGREEMENT_SILENT
    value, rule = matter.term(term_id, on), cast("Said", "")
    change = matter.term_change(term_id, on)
    if change is not None:
        since = matter.in_force_from(change) if change.is_amendment else None
        authority = EnteredByCounsel(RecordKind.TERM_CHANGE, change.id)
        rule = stated("register/changed_term", since=since, note=change.note)
    if isinstance(value, Fraction) and value.denominator == 1:
        value = value.numerator
    return Figure(FigureKey("term", (term_id,)), term.label, value, rule, authority)


def ratio_source(matter: Matter, term_id: str, on: dt.date, splits: Sequence[Adjustment]) -> Figure[Any]:
    """Return a ratio of the agreement as splits and stock dividends have left it, from its term and them."""
    term = term_source(matter, term_id, on)
    if not splits:
        return term
    ratio = matter.ratio(term_id, on)
    adjusted = prod((split.factor for split in splits), start=ratio)
    return Figure(
        FigureKey("term", (term_id,), "adjusted"),
        stated("register/adjusted_term", term=term.label),
        adjusted.numerator if adjusted.denominator == 1 else adjusted,
        stated("register/adjusted_ratio", ratio=ratio, factors=tuple(_factors(term_id, splits)), adjusted=adjusted),
        Clause(matter.form.section(Topic.REGISTRABLE_SHARES)),
        (term, *(entry_source(split.entry, matter.form, {}) for split in splits)),
    )


def _factors(term_id: str, splits: Sequence[Adjustment]) -> Iterator[tuple[Fraction, ...]]:
    """Yield what a ratio is multiplied by: a factor, or of stock dividends of one date 1 and what each pays."""
    dividends: dict[dt.date, list[Adjustment]] = {}
    for split in splits:
        if split.entry.type is EntryType.STOCK_DIVIDEND:
            dividends.setdefault(split.entry.date, []).append(split)
    for split in splits:
        together = dividends.get(split.entry.date, []) if split.entry.type is EntryType.STOCK_DIVIDEND else []
        if len(together) < 2:  # noqa: PLR2004 - one alone is a factor like a split
            yield (split.factor,)
        elif split is together[0]:
            if term_id == "warrant_price":
                yield (prod((each.factor for each in together), start=Fraction(1)),)
            else:
                yield (Fraction(1), *(dividend_paid(each.entry) or Fraction() for each in together))


def entry_source(entry: LedgerEntry, form: AgreementForm, names: Mapping[str, str]) -> Figure[FigureValue]:
    """Return a ledger entry as the figure it was entered as; `names` are the holders' by id."""
    key = FigureKey("entry", (str(entry.sequence),))
    authority = EnteredByCounsel(RecordKind.LEDGER_ENTRY, entry.sequence)
    factor = common_factor(entry)
    if factor is not None:
        return Figure(key, factor_label(entry, form), factor, entry.note, authority)
    quantity = entry.quantity or 0
    label = stated(
        "register/entry",
        deed=entry.type,
        quantity=quantity,
        security=form.security_name(entry.security or _MOVED_BY_TYPE.get(entry.type, Security.COMMON)),
        holder=_named(entry.holder, names),
        to=_named(entry.to, names),
        day=entry.date,
        paid=entry.price_paid,
    )
    return Figure(key, label, quantity, entry.note, authority)


def _named(holder_id: str | None, names: Mapping[str, str]) -> Person | None:
    return None if holder_id is None else Person(holder_id, names.get(holder_id, holder_id))


def more_entries(entries: Sequence[LedgerEntry]) -> Figure[FigureValue]:
    """Return many ledger entries as one figure, their number; raises ValueError for none."""
    first, last = min(entry.date for entry in entries), max(entry.date for entry in entries)
    return Figure(
        FigureKey("entry", tuple(str(entry.sequence) for entry in entries)),
        stated("register/more_entries", count=len(entries), first=first, last=last),
        len(entries),
        "",
        EnteredByCounsel(RecordKind.LEDGER),
    )


def factor_label(entry: LedgerEntry, form: AgreementForm) -> Statement:
    """Name a split or stock dividend, as Split 1 for 10, Jan 2, 2004."""
    section = form.section(Topic.REGISTRABLE_SHARES)
    if entry.type is EntryType.SPLIT:
        return stated("register/split", section, new=entry.new, old=entry.old, day=entry.date)
    return stated("register/stock_dividend", section, percent=Fraction(entry.percent or 0), day=entry.date)


def no_entry(security: str) -> Figure[FigureValue]:
    """Return the figure that stands where the ledger records nothing of a security, by its name, or (empty) of any."""
    return Figure(FigureKey("entry"), stated("register/no_entry", security=security), 0, "", _NOTHING_ENTERED)


def event_source(event: Event, label: Said, day: dt.date | None) -> Figure[FigureValue]:
    """Return an event of a registration as the figure of the day that counts of it."""
    return Figure(
        FigureKey("event", (str(event.id),)),
        label,
        day,
        event.note,
        EnteredByCounsel(RecordKind.EVENT, event.id, event.registration),
    )
