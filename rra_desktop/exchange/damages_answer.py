"""What the command line answers to programs on damages: the limits not kept, and what each holder is owed, with why."""

from __future__ import annotations

from rra_desktop.calculation.analysis import Analysis
from rra_desktop.domain.damages import DamagesAccount, HolderDamages
from rra_desktop.exchange.answer_parts import why, written_day, written_mark, written_money
from rra_desktop.exchange.strict_json import Json
from rra_desktop.wording import words_of


def damages(analysis: Analysis) -> dict[str, Json]:
    """Return the account of each clause in each registration in which damages accrue, or may."""
    return {
        "as_of": analysis.as_of.isoformat(),
        "damages": [_account(analysis, account) for account in analysis.damages],
    }


def _account(analysis: Analysis, account: DamagesAccount) -> Json:
    totals = account.totals
    return {
        "id": account.clause.id,
        "name": account.clause.name,
        "section": account.clause.section or None,
        "registration": account.registration,
        "defaults": [
            {
                "deadline": each.trigger,
                "label": words_of(each.label),
                "holder": each.holder,
                "date": written_day(each.missed),
                "through": written_day(each.through),
                "end": each.end.value,
                "days": each.days,
                "assumed": each.assumed,
                "marks": [written_mark(mark) for mark in each.marks],
            }
            for each in account.defaults
        ],
        "awaited": [{"deadline": each.trigger, "waits_for": words_of(each.waits_for)} for each in account.awaited],
        "holders": [_holder(analysis, each) for each in account.holders],
        "totals": {
            "accrued": written_money(totals.accrued),
            "due": written_money(totals.due),
            "interest": written_money(totals.interest),
            "paid": written_money(totals.paid),
            "owed": written_money(totals.owed),
        },
    }


def _holder(analysis: Analysis, owed: HolderDamages) -> Json:
    return {
        "holder": owed.holder,
        "name": analysis.matter.holder(owed.holder).name,
        "accrued": written_money(owed.accrued),
        "due": written_money(owed.due),
        "interest": written_money(owed.interest),
        "paid": written_money(owed.paid),
        "owed": written_money(owed.owed),
        "reaches_cap": owed.reaches_cap,
        "assumed": owed.assumed,
        "waits_for": words_of(owed.waits_for) or None,
        "defaults": [
            {"deadline": each.default.trigger, "days": each.counted, "accrued": written_money(each.accrued)}
            for each in owed.defaults
        ],
        "other_readings": [
            {"reading": other.reading, "choice": other.choice, "accrued": written_money(other.value)}
            for other in owed.other_readings
        ],
        "marks": [written_mark(mark) for mark in owed.marks],
        "why": list(why(owed.explain("owed"))),
    }
