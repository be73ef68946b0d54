"""What is doubtful about each holder: a late counterpart, an entry left out, an odd exercise price."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from rra_desktop.calculation.register.joinder import Joinder
from rra_desktop.calculation.register.ledger import Ledger
from rra_desktop.calculation.register.register_columns import RegisterColumns
from rra_desktop.domain.register import EntryType, LedgerEntry
from rra_desktop.domain.statements import Gravity, Mark, stated
from rra_desktop.domain.topics import Topic

_NAMED = 3


def holder_marks(columns: RegisterColumns, joined: Mapping[str, Joinder]) -> Mapping[str, tuple[Mark, ...]]:
    """Return what stands beside the holders that have something beside them, by id."""
    found: dict[str, list[Mark]] = defaultdict(list)
    for holder_id, mark in (
        *_left_out(columns),
        *_joined(columns, joined),
        *_exercises(columns.ledger, columns.as_of),
        *_ended_units(columns),
    ):
        found[holder_id].append(mark)
    return {holder_id: tuple(marks) for holder_id, marks in found.items()}


def marks_together(of_each: Iterable[Sequence[Mark]]) -> tuple[Mark, ...]:
    """Return the marks of many holders for their total: of one kind the first few, and how many more there are."""
    by_kind: dict[str, list[Mark]] = {}
    for marks in of_each:
        for mark in marks:
            by_kind.setdefault(mark.kind, []).append(mark)
    return tuple(mark for marks in by_kind.values() for mark in _first_few(marks))


def _first_few(marks: Sequence[Mark]) -> Iterator[Mark]:
    yield from marks[:_NAMED]
    if len(marks) > _NAMED:
        more = stated("register/more_alike", marks[0].statement.section, more=len(marks) - _NAMED, of=marks[0].kind)
        yield Mark(more, marks[0].gravity)


def _left_out(columns: RegisterColumns) -> Iterator[tuple[str, Mark]]:
    """Yield each entry that cannot be so, beside its holder and its receiver."""
    if not columns.left_out:
        return
    receivers = {entry.sequence: entry.to for entry in columns.ledger.matter.ledger}
    section = columns.ledger.matter.form.section(Topic.REGISTRABLE_SHARES)
    for problem in columns.left_out:
        mark = Mark(stated("register/entry_left_out", section, why=problem.statement), Gravity.ERROR)
        for holder_id in (problem.holder, receivers[problem.sequence]):
            if holder_id is not None and holder_id in columns.ledger.places:
                yield holder_id, mark


def _joined(columns: RegisterColumns, joined: Mapping[str, Joinder]) -> Iterator[tuple[str, Mark]]:
    holders, places, form = columns.ledger.matter.holders, columns.ledger.places, columns.ledger.matter.form
    for holder_id, each in joined.items():
        if each.transferred is None or each.since is None or each.since > columns.as_of:
            continue
        who = holders[places[holder_id]].person
        if each.unsigned:
            unsigned = stated("register/unsigned_transferee", form.section(Topic.REGISTRABLE_SHARES), holder=who)
            yield holder_id, Mark(unsigned, Gravity.DOUBT)
        elif each.days_late:
            late = stated(
                "register/joined_late",
                form.section(Topic.JOINDER),
                holder=who,
                signed=each.signed,
                days=each.days_late,
                transferred=each.transferred,
            )
            yield holder_id, Mark(late, Gravity.DOUBT)
        if each.notice_unsaid:
            own = columns.ledger.matter.form.class_of(holders[places[holder_id]])
            unsaid = stated("register/notice_unsaid", own.section if own else "", holder=who)
            yield holder_id, Mark(unsaid, Gravity.DOUBT)


def _exercises(ledger: Ledger, as_of: dt.date) -> Iterator[tuple[str, Mark]]:
    """Yield the exercises of Warrants for which another price was paid than the agreement's (recital 1(c))."""
    for entry in ledger.matter.ledger:
        if entry.type is EntryType.EXERCISE and entry.date <= as_of and entry.holder in ledger.places:
            mark = exercise_mark(ledger, entry)
            if mark is not None:
                yield str(entry.holder), mark


def exercise_mark(ledger: Ledger, entry: LedgerEntry) -> Mark | None:
    """Return what is said of an exercise whose price is not that of its shares, None where it is or is not recorded."""
    if entry.type is not EntryType.EXERCISE or entry.price_paid is None or not entry.quantity:
        return None
    ratios = ledger.history.before(entry)
    due = entry.quantity * ratios.common_per_warrant * ratios.warrant_price
    if round(due * 100) == Fraction(entry.price_paid) * 100:
        return None
    said = stated(
        "register/exercise_at_another_price",
        ledger.matter.form.term("warrant_price").section,
        holder=ledger.matter.holders[ledger.places[entry.holder]].person,
        warrants=entry.quantity,
        day=entry.date,
        paid=entry.price_paid,
        due=Decimal(round(due * 100)).scaleb(-2),
        price=ratios.warrant_price,
    )
    return Mark(said, Gravity.DOUBT)


def _ended_units(columns: RegisterColumns) -> Iterator[tuple[str, Mark]]:
    """Yield the holders whose Units count for nothing, for they have nothing left of them."""
    matter, accounts, held = columns.ledger.matter, columns.accounts, columns.units_held
    section = matter.form.section(Topic.MAJORITY)
    ended = {place: units for place, units in accounts.ended.items() if place < len(matter.holders)}
    if accounts.units != held:
        for place in range(len(matter.holders)):
            if accounts.units[place] != held[place]:
                ended[place] = ended.get(place, 0) + accounts.units[place]
    for place in sorted(ended):
        holder = matter.holders[place]
        said = stated("register/units_ended", section, holder=holder.person, units=ended[place])
        yield holder.id, Mark(said, Gravity.NOTE)
