"""What the program comes to in a worked example, written as it writes it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, replace
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from rra_desktop import wording
from rra_desktop.calculation.analysis import Analysis
from rra_desktop.calculation.cutback.offering_cutback import Cutback
from rra_desktop.calculation.money.expenses import registration_expenses
from rra_desktop.calculation.register.positions import Positions
from rra_desktop.domain.agreement import ReadingChoice
from rra_desktop.domain.damages import HolderDamages
from rra_desktop.domain.deadlines import Deadline
from rra_desktop.domain.figures import OtherReading
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.standing import HolderPosition, PositionTotals
from rra_desktop.domain.statements import GRAVE, Mark, gravest
from rra_desktop.store.holiday_tables import load_holidays
from rra_desktop.wording import words_of
from tests.agreements.example_matter import OFFERING_DAY, known_table, read_date, registration_of
from tests.agreements.worked_examples import ExampleError, Row, Table
from tests.saying import conflict_of, pending_of

NOTHING = "–"


class Answers:
    """Looks up, for each row of an example's tables, what the program says under each arrow."""

    def __init__(self, matter: Matter) -> None:
        self.matter = matter

    def of(self, table: Table, row: Row) -> Mapping[str, str]:
        """Return every answer the program has for a row; raises ExampleError for a row it cannot place."""
        kind = known_table(table.caption)
        day = table.caption.removeprefix(kind).strip()
        undated: Mapping[str, Callable[[Row], Mapping[str, str]]] = {
            "Holders": self._holder,
            "Single Investors": self._group,
            "Rounds": self._round,
            "Contradictions": self._contradiction,
            "Expenses": self._expense,
        }
        on_a_day: Mapping[str, Callable[[Row, dt.date], Mapping[str, str]]] = {
            "Register as of": self._position,
            "Majority as of": self._majority,
            "Demands left as of": self._demands_left,
            "Deadlines as of": self._deadline,
            "Requests as of": self._request,
            "Damages as of": self._damages,
        }
        if kind in undated:
            return undated[kind](row)
        return on_a_day[kind](row, read_date(day)) if kind in on_a_day else {}

    def results(self, what: str) -> Iterator[str]:
        """Yield what the program says of one thing; several for what may be said more than once."""
        match what:
            case "Units held by Investors":
                yield wording.shares(self._on(OFFERING_DAY).thresholds.of("demand").majority.of)
            case "majority of the Units":
                yield _count(self._on(OFFERING_DAY).thresholds.of("demand").majority.needed)
            case "demands left":
                yield str(self._on(OFFERING_DAY).thresholds.of("demand").demands_left.left)
            case "waits for":
                yield pending_of(self.cutback.outcome)
            case "says":
                yield from (words_of(note) for note in self.cutback.outcome.notes)
            case _:
                yield self._offering_results()[what]

    def _on(self, day: dt.date) -> Analysis:
        return Analysis(self.matter, day, load_holidays())

    @cached_property
    def cutback(self) -> Cutback:
        """The cutback of the example's offering."""
        (offering,) = self.matter.offerings
        return self._on(offering.as_of or OFFERING_DAY).cutback("O1")

    def _offering_results(self) -> Mapping[str, str]:
        outcome, money = self.cutback.outcome, self.cutback.proceeds
        return {
            "room for holders": wording.figure_value(outcome.capacity),
            "Company": wording.shares(outcome.company.allocated),
            "requested": wording.shares(outcome.total_requested),
            "allocated": wording.shares(outcome.total_allocated),
            "cut": wording.shares(outcome.total_cut),
            "sellers' gross": _money(money.sellers.gross),
            "sellers' discount": _money(money.sellers.discount),
            "sellers' net": _money(money.sellers.net),
            "offering's discount": _money(money.total.discount),
            "Company's discount": _money(money.company.discount),
            "option gross": _money(money.option.gross if money.option else None),
        }

    def _holder(self, row: Row) -> Mapping[str, str]:
        name = row.take("holder")
        found = next((each for each in self.cutback.outcome.participants if each.holder == name), None)
        seller = next((each for each in self.cutback.sellers if each.holder == name), None)
        if found is None:
            return dict.fromkeys(row.expected, NOTHING)
        return {
            "held": wording.figure_value(found.held),
            "allocated": wording.shares(found.allocated),
            "quota": wording.quota(found.quota),
            "exact quota": str(found.quota),
            "cut": wording.shares(found.cut),
            "counted": wording.shares(found.counted),
            "cut %": wording.percent(Fraction(found.cut, found.counted)) if found.counted else NOTHING,
            "round": NOTHING if found.round is None else str(found.round),
            "gross": _money(found.gross),
            "discount": _money(found.discount),
            "net": _money(found.net),
            "indemnity cap": _money(found.indemnity_cap),
            "takes part": _yes(found.participates),
            "offered": wording.shares(seller.offered) if seller else NOTHING,
            "before": wording.shares(seller.before) if seller else NOTHING,
            "after": wording.shares(seller.after) if seller else NOTHING,
            "% after": f"{seller.percent_after}%" if seller and seller.percent_after is not None else NOTHING,
        }

    def _group(self, row: Row) -> Mapping[str, str]:
        found = next((each for each in self.cutback.outcome.groups if each.name == row.take("group")), None)
        if found is None:
            raise ExampleError(f"{row.place}: {row.take('group')} is no single Investor in this cutback")
        return {
            "held": wording.figure_value(found.held),
            "requested": wording.shares(found.requested),
            "weight": wording.shares(found.weight),
            "allocated": wording.shares(found.allocated),
            "exact quota": str(found.quota),
            "cut": wording.shares(found.cut),
            "round": NOTHING if found.round is None else str(found.round),
        }

    def _round(self, row: Row) -> Mapping[str, str]:
        found = next((each for each in self.cutback.outcome.rounds if str(each.number) == row.take("round")), None)
        if found is None:
            raise ExampleError(f"{row.place}: there is no round {row.take('round')}")
        return {
            "capacity": wording.quota(found.capacity),
            "weight": wording.shares(found.weight),
            "capped": ", ".join(found.capped) or NOTHING,
        }

    def _position(self, row: Row, day: dt.date) -> Mapping[str, str]:
        positions, name = self._on(day).positions, row.take("holder")
        found = _found_position(positions, name)
        share = found.percent_of_units
        return {
            "Units": wording.shares(found.units),
            "Common": wording.shares(found.common),
            "Preferred": wording.shares(found.preferred),
            "Warrants": wording.shares(found.warrants),
            "Registrable": wording.shares(found.registrable),
            "% of Units": NOTHING if share is None else wording.percent(share),
            "counts": _yes(found.counts) if isinstance(found, HolderPosition) else NOTHING,
            "Units read otherwise": self._units_otherwise(positions, name),
            "marked": _marked(positions.total_marks if name == "Investors" else positions.marks_of(name)),
        }

    def _units_otherwise(self, positions: Positions, name: str) -> str:
        figure = positions.figure(None if name == "Investors" else name, "units")
        return _numbers_otherwise(figure.other_readings)

    def _demands_left(self, row: Row, day: dt.date) -> Mapping[str, str]:
        threshold = self._on(day).thresholds.of(row.take("right") or "demand")
        left = threshold.demands_left
        return {
            "left": str(left.left),
            "working": wording.words_of(threshold.figure_demands_left().rule),
            "conflict says": " ".join(wording.words_of(mark) for mark in left.marks if mark.gravity in GRAVE)
            or NOTHING,
        }

    def _majority(self, row: Row, day: dt.date) -> Mapping[str, str]:
        matter = self.matter
        if reading := row.take("reading"):
            matter = replace(matter, readings=(*matter.readings, ReadingChoice(reading, row.take("choice"))))
        thresholds = Analysis(matter, day, load_holidays()).thresholds
        sets = thresholds.of("demand").coalitions(limit=1)
        return {
            "needed": _count(thresholds.of("demand").majority.needed),
            "of": wording.shares(thresholds.of("demand").majority.of),
            "smallest set": " + ".join(sets[0]) if sets else NOTHING,
            "read otherwise": _numbers_otherwise(thresholds.of("demand").majority.other_readings),
            "marked": _marked(thresholds.of("demand").majority.marks),
        }

    def _request(self, row: Row, day: dt.date) -> Mapping[str, str]:
        registration = registration_of(row)
        for found in self._on(day).answers(registration):
            if found.holder == row.take("holder"):
                return {
                    "state": wording.answer_name(found.state),
                    "requested": NOTHING if found.requested is None else wording.shares(found.requested),
                    "counted": NOTHING if found.counted is None else wording.shares(found.counted),
                    "says": " ".join(map(wording.words_of, found.marks)) or NOTHING,
                }
        raise ExampleError(f"{row.place}: {row.take('holder')} was not asked and has not asked")

    def _damages(self, row: Row, day: dt.date) -> Mapping[str, str]:
        clause, holder = row.take("clause"), row.take("holder")
        for account in self._on(day).damages:
            if account.clause.id != clause:
                continue
            if holder == "all":
                of_all = {name: _money(amount) for name, amount in asdict(account.totals).items()}
                return {**dict.fromkeys(row.expected, NOTHING), **of_all}
            for owed in account.holders:
                if owed.holder == holder:
                    return _written_damages(owed)
        return dict.fromkeys(row.expected, NOTHING)

    def _expense(self, row: Row) -> Mapping[str, str]:
        account = registration_expenses(self.matter, registration_of(row))
        amount = wording.parse_money(row.take("amount"))
        (line,) = (
            each
            for each in account.lines
            if (each.expense.date, each.expense.amount) == (read_date(row.take("date")), amount)
        )
        parts = (f"{wording.bearer_name(part.bearer)} {wording.money(part.amount)}" for part in line.parts)
        remark = line.rule.remark
        return {"borne by": "; ".join(parts), "says": wording.words_of(remark) if remark else NOTHING}

    def _contradiction(self, row: Row) -> Mapping[str, str]:
        found = self._on(OFFERING_DAY).contradictions
        number = int(row.take("number"))
        return {"says": wording.words_of(found[number - 1].mark) if number <= len(found) else NOTHING}

    def _deadline(self, row: Row, day: dt.date) -> Mapping[str, str]:
        wanted = row.take("deadline").replace(" ", "_")
        registration = registration_of(row)
        holder = row.take("holder") or None
        for found in self._on(day).deadlines:
            if (found.id, found.holder, found.registration or "") == (wanted, holder, registration):
                return _written(found)
        raise ExampleError(f"{row.place}: there is no such deadline")


def _written_damages(owed: HolderDamages) -> Mapping[str, str]:
    accrued = owed.explain("accrued")
    return {
        **{name: _money(getattr(owed, name)) for name in ("accrued", "due", "interest", "paid", "owed")},
        "days": str(sum(each.counted for each in owed.defaults)),
        "cap reached": _yes(owed.reaches_cap),
        "waits for": wording.words_of(owed.waits_for) or NOTHING,
        "working": wording.words_of(accrued.inputs[0].rule) or NOTHING,
        "says": " ".join(map(wording.words_of, owed.marks)) or NOTHING,
    }


def _found_position(positions: Positions, name: str) -> HolderPosition | PositionTotals:
    if name == "Investors":
        return positions.totals
    return positions.other_totals if name == "Other Holders" else positions.of(name)


def _written(deadline: Deadline) -> Mapping[str, str]:
    others = (
        f"{other.choice}: {NOTHING if other.value is None else wording.day(other.value)}"
        for other in deadline.other_readings
    )
    return {
        "date": NOTHING if deadline.date is None else wording.day(deadline.date),
        "status": wording.status_name(deadline.status),
        "section": deadline.section,
        "read otherwise": "; ".join(others) or NOTHING,
        "conflict": _yes(bool(conflict_of(deadline))),
        "conflict says": conflict_of(deadline) or NOTHING,
        "projected": _yes(deadline.projected),
        "waits for": wording.words_of(deadline.waits_for) or NOTHING,
        "says": " ".join(map(wording.words_of, deadline.marks)) or NOTHING,
    }


def _marked(marks: tuple[Mark, ...]) -> str:
    worst = gravest(marks)
    return NOTHING if worst is None else wording.gravity_name(worst)


def _numbers_otherwise(others: Iterable[OtherReading[int]]) -> str:
    return "; ".join(f"{each.choice}: {_count(each.value)}" for each in others) or NOTHING


def _money(amount: Decimal | None) -> str:
    return NOTHING if amount is None else wording.money(amount)


def _yes(said: object) -> str:
    return "yes" if said else "no"


def _count(count: int | None) -> str:
    return NOTHING if count is None else wording.shares(count)
