"""Where derivations end: the terms of the agreement, the ledger entries and events that counsel recorded."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import prod
from typing import Any

from rra_desktop.calculation import in_words
from rra_desktop.calculation.register import sums
from rra_desktop.calculation.register.ratios import common_factor
from rra_desktop.calculation.register.refusals import SECURITIES
from rra_desktop.domain.figures import Authority, Clause, Convention, EnteredByCounsel, Figure, FigureKey, FigureValue
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.register import EntryType, LedgerEntry
from rra_desktop.domain.registrations import Event

_MOVED_BY_TYPE = {EntryType.CONVERT: "Series A Preferred", EntryType.EXERCISE: "Warrants"}


def term_source(matter: Matter, term_id: str, on: dt.date) -> Figure[FigureValue]:
    """Return a term as it stands on a day, with its section; raises KeyError when the agreement form has none such."""
    term = matter.form.term(term_id)
    authority: Authority = Clause(term.section) if term.section else Convention("The agreement does not say.")
    value, rule = matter.term(term_id, on), ""
    change = matter.term_change(term_id, on)
    if change is not None:
        since = matter.in_force_from(change) if change.is_amendment else None
        from_when = "from the beginning" if since is None else in_words.date(since)
        authority, rule = EnteredByCounsel(f"changed term, {from_when}"), change.note
    if isinstance(value, Fraction) and value.denominator == 1:
        value = value.numerator
    return Figure(FigureKey("term", (term_id,)), term.label, value, rule, authority)


def ratio_source(matter: Matter, term_id: str, on: dt.date, splits: Sequence[LedgerEntry]) -> Figure[Any]:
    """Return a ratio of the agreement as splits and stock dividends have left it, from its term and them (§7)."""
    term = term_source(matter, term_id, on)
    if not splits:
        return term
    factors = [common_factor(split) or Fraction(1) for split in splits]
    if term_id == "warrant_price":
        factors = [1 / factor for factor in factors]
    ratio = matter.ratio(term_id, on)
    rule = " × ".join(sums.ratio(each) for each in (ratio, *factors))
    adjusted = prod(factors, start=ratio)
    return Figure(
        FigureKey("term", (term_id,), "adjusted"),
        f"{term.label}, adjusted",
        adjusted.numerator if adjusted.denominator == 1 else adjusted,
        f"{rule} = {sums.ratio(adjusted)}",
        Clause("7"),
        (term, *(entry_source(split, {}) for split in splits)),
    )


def entry_source(entry: LedgerEntry, names: Mapping[str, str]) -> Figure[FigureValue]:
    """Return a ledger entry as the figure it was entered as; `names` are the holders' by id."""
    key = FigureKey("entry", (str(entry.sequence),))
    authority = EnteredByCounsel(f"ledger entry {entry.sequence}")
    factor = common_factor(entry)
    if factor is not None:
        return Figure(key, factor_label(entry), factor, entry.note, authority)
    security = SECURITIES[entry.security] if entry.security else _MOVED_BY_TYPE.get(entry.type, "Common")
    quantity = entry.quantity or 0
    holder = names.get(entry.holder or "", entry.holder or "")
    parties = f"{holder} to {names.get(entry.to, entry.to)}" if entry.to else holder
    paid = f", ${entry.price_paid:,.2f} paid" if entry.price_paid is not None else ""
    label = f"{in_words.entry(entry.type)} of {quantity:,} {security}, {parties}, {in_words.date(entry.date)}{paid}"
    return Figure(key, label, quantity, entry.note, authority)


def more_entries(entries: Sequence[LedgerEntry]) -> Figure[FigureValue]:
    """Return many ledger entries as one figure, their number; raises ValueError for none."""
    first, last = min(entry.date for entry in entries), max(entry.date for entry in entries)
    between = in_words.date(first) if first == last else f"{in_words.date(first)} to {in_words.date(last)}"
    return Figure(
        FigureKey("entry", tuple(str(entry.sequence) for entry in entries)),
        f"{len(entries):,} further ledger {'entry' if len(entries) == 1 else 'entries'}, {between}",
        len(entries),
        "",
        EnteredByCounsel("the ledger"),
    )


def factor_label(entry: LedgerEntry) -> str:
    """Name a split or stock dividend, as Split 1 for 10, Jan 2, 2004."""
    if entry.type is EntryType.SPLIT:
        what = f"Split {entry.new} for {entry.old}"
    else:
        what = f"Stock dividend of {sums.ratio(Fraction(entry.percent or 0))}%"
    return f"{what}, {in_words.date(entry.date)}"


def no_entry(security: str) -> Figure[FigureValue]:
    """Return the figure that stands where the ledger records nothing of a security."""
    nothing = Convention("What is not entered is 0.")
    return Figure(FigureKey("entry"), f"No ledger entry moves {security}", 0, "", nothing)


def event_source(event: Event, label: str, day: dt.date | None) -> Figure[FigureValue]:
    """Return an event of a registration as the figure of the day that counts of it."""
    return Figure(
        FigureKey("event", (str(event.id),)),
        label,
        day,
        event.note,
        EnteredByCounsel(f"event {event.id} of {event.registration}"),
    )
