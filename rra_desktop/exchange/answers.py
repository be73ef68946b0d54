"""What the command line answers to programs: holdings, deadlines and cutbacks as JSON, exact and explained."""

from __future__ import annotations

from decimal import Decimal
from typing import TypeAlias

from rra_desktop.calculation.analysis import Analysis
from rra_desktop.calculation.cutback.offering_cutback import Cutback
from rra_desktop.calculation.money.expenses import registration_expenses
from rra_desktop.calculation.votes.right_threshold import RightThreshold
from rra_desktop.domain.agreement import AgreementForm
from rra_desktop.domain.allocation import Allocation, CutbackOutcome, CutbackRound, GroupAllocation, KindAllocation
from rra_desktop.domain.deadlines import Deadline
from rra_desktop.domain.figures import Figure
from rra_desktop.domain.findings import Finding
from rra_desktop.domain.proceeds import BorneExpense, LossClaim, OfferingProceeds, Proceeds, RegistrationExpenses
from rra_desktop.domain.standing import DemandTest, HolderPosition, Majority, PositionTotals
from rra_desktop.domain.topics import Topic
from rra_desktop.exchange.answer_parts import exact, why
from rra_desktop.exchange.answer_parts import written_day as _day
from rra_desktop.exchange.answer_parts import written_mark as _mark
from rra_desktop.exchange.answer_parts import written_money as _money
from rra_desktop.exchange.strict_json import Json
from rra_desktop.wording import advice_on, percent_digits, section, words_of

Answer: TypeAlias = dict[str, Json]


def holdings(analysis: Analysis) -> Answer:
    """Return the register and its totals as of the day looked at, with the majority of the Units."""
    thresholds = analysis.thresholds.rights
    return {
        "as_of": analysis.as_of.isoformat(),
        "holders": [
            {
                **_position(position),
                "marks": [_mark(mark) for mark in analysis.position_marks(position.holder.id)],
            }
            for position in analysis.positions.rows
        ],
        "totals": {
            **_totals(analysis.positions.totals),
            "marks": [_mark(mark) for mark in analysis.total_marks],
        },
        "other_totals": {
            "other": analysis.positions.other_totals.other,
            "registrable": analysis.positions.other_totals.registrable,
            "marks": [_mark(mark) for mark in analysis.positions.other_total_marks],
        },
        "majority": _majority(thresholds[0].majority) if thresholds else None,
        "majority_unit": thresholds[0].majority.unit if thresholds else None,
        **({"rights": [_right(each) for each in thresholds]} if len(thresholds) > 1 else {}),
    }


def _majority(majority: Majority) -> Json:
    return {
        "of": majority.of,
        "needed": majority.needed,
        **({} if majority.size is None else {"size": words_of(majority.size)}),
        "other_readings": [
            {"reading": other.reading, "choice": other.choice, "needed": other.value}
            for other in majority.other_readings
        ],
        "marks": [_mark(mark) for mark in majority.marks],
    }


def _right(threshold: RightThreshold) -> Json:
    majority, left = threshold.majority, threshold.demands_left
    return {
        "id": majority.right,
        "section": majority.section,
        "unit": majority.unit,
        "threshold": _majority(majority),
        "demands_left": left.left,
        "demands_granted": left.granted,
    }


def deadlines(analysis: Analysis) -> Answer:
    """Return every deadline with where it stands, what else it could be, and why."""
    return {
        "as_of": analysis.as_of.isoformat(),
        "deadlines": [_deadline(deadline) for deadline in analysis.deadlines],
        "demand": {test.registration: _demand(test) for test in analysis.demand_tests},
        "findings": [_finding(finding, analysis.matter.form) for finding in analysis.findings],
    }


def _demand(test: DemandTest) -> Json:
    return {
        "signed": list(test.signed),
        "held": test.held,
        "needed": test.needed,
        "reached": test.reached,
        "on": _day(test.on),
        "assumed": test.assumed,
        "demands_left": test.demands_left,
        **({} if test.large_enough else {"large_enough": test.large_enough}),
    }


def _finding(finding: Finding, form: AgreementForm) -> Json:
    return {
        "kind": finding.kind,
        "gravity": finding.gravity.value,
        "section": finding.section or None,
        "text": words_of(finding.statement),
        "advice": advice_on(finding, form) or None,
        "registration": finding.registration,
        "concerns": [
            {"kind": key.kind, "subject": list(key.subject), "part": key.part or None} for key in finding.concerns
        ],
        "point": finding.point,
        "reading": finding.reading,
        "settled": finding.settled,
    }


def cutback(analysis: Analysis, offering_id: str, claim: LossClaim | None = None) -> Answer:
    """Return who gets how many shares of one offering, round by round, with the money.

    With a `claim` the answer has what would be contributed to the loss. Raises KeyError when the matter has no
    such offering, NotUnderstoodError for a claim of somebody who sells nothing in it.
    """
    made = analysis.cutback(offering_id)
    outcome = made.outcome
    known, measured = not outcome.pending, outcome.measured_on is not None
    return {
        "offering": outcome.offering.id,
        "name": outcome.offering.name,
        "plan": outcome.plan,
        "section": outcome.section or None,
        "as_of": _day(outcome.measured_on),
        "pending": "; ".join(map(words_of, outcome.pending)) or None,
        "maximum": outcome.maximum,
        "company_shares": outcome.company.requested,
        "capacity": outcome.capacity,
        "rounds": [_round(each) for each in outcome.rounds],
        "participants": [_allocation(each, known=known, measured=measured) for each in participants(analysis, outcome)],
        "groups": [_group(each, known=known, measured=measured) for each in outcome.groups],
        "company": {
            "requested": outcome.company.requested,
            "allocated": outcome.company.allocated if known else None,
            "gross": _money(outcome.company.gross),
            "discount": _money(outcome.company.discount),
            "net": _money(outcome.company.net),
        },
        "totals": {
            "requested": outcome.total_requested,
            "counted": outcome.total_counted if measured else None,
            "allocated": outcome.total_allocated if known else None,
            "cut": outcome.total_cut if known else None,
        },
        "left_out": [{"holder": each.holder, "requested": each.shares} for each in outcome.left_out],
        "proceeds": None if outcome.pending else _offering_proceeds(made.proceeds),
        "over_allotment": None if outcome.pending else _proceeds(made.proceeds.option),
        "expenses": _expenses(registration_expenses(analysis.matter, outcome.offering.registration)),
        "contribution": None if claim is None else _contribution(made, claim),
        "notes": [f"{words_of(note)} {section(note.statement.section)}".rstrip() for note in outcome.notes],
        "marks": [_mark(note) for note in outcome.notes],
    }


def participants(analysis: Analysis, outcome: CutbackOutcome) -> tuple[Allocation, ...]:
    """Return the holders a cutback is about: those who asked, and whoever is one single Investor with one of them."""
    asked = analysis.cutback(outcome.offering.id).requests.shares
    groups = {row.group for row in outcome.participants if row.group and row.participates}
    return tuple(row for row in outcome.participants if row.participates or row.holder in asked or row.group in groups)


def _position(position: HolderPosition) -> Answer:
    share = position.percent_of_units
    return {
        "id": position.holder.id,
        "name": position.holder.name,
        "role": position.holder.role.value,
        "group": position.holder.group,
        "counts": position.counts,
        "why_not": words_of(position.why_not) if position.why_not else None,
        "units": position.units,
        "common": position.common,
        "preferred": position.preferred,
        "warrants": position.warrants,
        "other": position.other,
        "registrable": position.registrable,
        "percent_of_units": None if share is None else percent_digits(share),
    }


def _totals(totals: PositionTotals) -> Answer:
    return {
        "units": totals.units,
        "common": totals.common,
        "preferred": totals.preferred,
        "warrants": totals.warrants,
        "registrable": totals.registrable,
    }


def _deadline(deadline: Deadline) -> Json:
    return {
        "id": deadline.id,
        "label": words_of(deadline.label),
        "registration": deadline.registration,
        "holder": deadline.holder,
        "subject": deadline.subject or None,
        "date": _day(deadline.date),
        "status": deadline.status.value,
        "kind": deadline.kind.value,
        "party": deadline.party.value,
        "section": deadline.section,
        "assumed": deadline.assumed,
        "projected": deadline.projected,
        "waits_for": words_of(deadline.waits_for) or None,
        "answer": deadline.answer.value if deadline.answer else None,
        "conflict": " ".join(map(words_of, deadline.conflicts)) or None,
        "edgar_day": _day(deadline.edgar_day),
        "rolled": _day(deadline.rolled),
        "safe": _day(deadline.safe),
        "met_on": _day(deadline.met_on),
        "other_readings": [
            {"reading": other.reading, "choice": other.choice, "date": _day(other.value)}
            for other in deadline.other_readings
        ],
        "remarks": [words_of(mark) for mark in deadline.marks if mark not in deadline.conflicts],
        "marks": [_mark(mark) for mark in deadline.marks],
        "why": list(why(deadline.explain())),
    }


def _offering_proceeds(money: OfferingProceeds) -> Json:
    return {"company": _proceeds(money.company), "sellers": _proceeds(money.sellers), "total": _proceeds(money.total)}


def _proceeds(of: Proceeds | None) -> Json:
    if of is None:
        return None
    return {
        "shares": of.shares,
        "gross": _money(of.gross),
        "discount": _money(of.discount),
        "net": _money(of.net),
    }


def _expenses(account: RegistrationExpenses) -> Json:
    return {
        "lines": [
            {
                "date": line.expense.date.isoformat(),
                "category": line.expense.category,
                "amount": _money(line.expense.amount),
                "bearer": line.rule.bearer.value,
                "named": line.rule.named,
                "section": line.rule.section if line.rule.named else None,
                "remark": words_of(line.rule.remark) if line.rule.remark else None,
                "note": line.expense.note or None,
                **_divided(line),
            }
            for line in account.lines
        ],
        "company": _money(account.company),
        "sellers": _money(account.sellers),
        "unsettled": _money(account.unsettled),
        **({"initiators": _money(account.initiators)} if account.initiators else {}),
        "remarks": [words_of(remark) for remark in account.remarks],
    }


def _divided(line: BorneExpense) -> Answer:
    """Return what falls on whom of an expense that several bear, nothing of any other."""
    if not line.divided:
        return {}
    return {"parts": [{"bearer": part.bearer.value, "amount": _money(part.amount)} for part in line.parts]}


def _contribution(made: Cutback, claim: LossClaim) -> Json:
    found = made.contribution(claim.seller, claim.loss, claim.fault, by_seller=claim.by_seller)
    return {
        "indemnifying": found.indemnifying.name,
        "indemnified": found.indemnified.name,
        "loss": _money(found.loss),
        "fault": None if found.fault is None else str(found.fault),
        "net_proceeds": {
            "indemnifying": _money(found.indemnifying.net_proceeds),
            "indemnified": _money(found.indemnified.net_proceeds),
        },
        "by_benefits": _measure(found.by_benefits),
        "by_fault": _measure(found.by_fault),
        "section": made.matter.form.section(Topic.CONTRIBUTION) or None,
        "remarks": [words_of(remark) for remark in found.remarks],
    }


def _measure(figure: Figure[Decimal]) -> Json:
    return {
        "amount": _money(figure.value),
        "waits_for": words_of(figure.waits_for) or None,
        "why": list(why(figure)),
    }


def _round(each: CutbackRound) -> Json:
    return {
        "capacity": exact(each.capacity),
        "weight": each.weight,
        "capped": list(each.capped),
        "tier": each.tier,
        # Only a plan that leaves everybody a least share has more to say of a round.
        **({"kept": list(each.kept), "of_least_shares": each.short} if each.kept or each.short else {}),
    }


def _allocation(row: Allocation, *, known: bool, measured: bool) -> Json:
    return {
        "holder": row.holder,
        "group": row.group,
        "held": row.held,
        "requested": row.requested,
        "counted": row.counted if measured else None,
        "over_asked": row.over_asked,
        "requested_in_registration": row.requested_in_registration,
        "marks": [_mark(mark) for mark in row.marks],
        "quota": str(row.quota) if known else None,
        "allocated": row.allocated if known else None,
        "cut": row.cut if known else None,
        "round": row.round,
        "gross": _money(row.gross) if known else None,
        "discount": _money(row.discount) if known else None,
        "net": _money(row.net) if known else None,
        "indemnity_cap": _money(row.indemnity_cap) if known else None,
        **({"kinds": [_kind(each, known=known) for each in row.kinds]} if row.kinds else {}),
    }


def _kind(of: KindAllocation, *, known: bool) -> Json:
    return {
        "security": of.security.value,
        "held": of.held,
        "counted": of.counted,
        "quota": str(of.quota) if known else None,
        "allocated": of.allocated if known else None,
        "cut": of.cut if known else None,
        "round": of.round,
    }


def _group(group: GroupAllocation, *, known: bool, measured: bool) -> Json:
    return {
        "name": group.name,
        "members": list(group.members),
        "held": group.held,
        "requested": group.requested,
        "weight": group.weight if measured else None,
        "quota": str(group.quota) if known else None,
        "counted": group.counted if measured else None,
        "allocated": group.allocated if known else None,
        "cut": group.cut if known else None,
        "round": group.round,
    }
