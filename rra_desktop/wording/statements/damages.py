"""The words of what is said of liquidated damages: days of default, periods, rates, caps, interest."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from rra_desktop.domain.damages import DefaultEnd
from rra_desktop.wording import writing
from rra_desktop.wording.statements.template import Words, filled_in, written

_ENDS: Final = {
    DefaultEnd.CURED: "when it was done",
    DefaultEnd.WAIVED: "when it was waived",
    DefaultEnd.ENDED: "when the registration ended",
    DefaultEnd.RUNNING: "the day looked at",
}


def exact_percent(share: Fraction) -> str:
    """Write a share between 0 and 1 as an exact percentage, as 1%, 0.25% or 1/3%."""
    hundredfold = share * 100
    if 10**20 % hundredfold.denominator:
        return f"{hundredfold}%"
    digits = format(Decimal(hundredfold.numerator) / Decimal(hundredfold.denominator), "f")
    return f"{digits.rstrip('0').rstrip('.') if '.' in digits else digits}%"


def _span(facts: Mapping[str, Any]) -> str:
    unit = str(facts["unit"])
    return unit if facts["amount"] == 1 else writing.counted(facts["amount"], unit)


def _each_span(every: Any) -> str:  # noqa: ANN401 - a statement
    amount, unit = every.fact("amount"), every.fact("unit")
    return f"a {unit}" if amount == 1 else f"{amount:,} {unit}s"


def _whole_periods(facts: Mapping[str, Any]) -> str:
    """Write periods of one rate, as 1% for each of 2 periods of 30 days, or $500.00 for each of 3 business days."""
    rate, count, every = written(facts["rate"]), facts["count"], facts["every"]
    amount, unit = every.fact("amount"), every.fact("unit")
    if amount == 1:
        return f"{rate} for one {unit}" if count == 1 else f"{rate} for each of {count:,} {unit}s"
    periods = "one period" if count == 1 else f"each of {count:,} periods"
    return f"{rate} for {periods} of {amount:,} {unit}s"


def _default_rule(facts: Mapping[str, Any]) -> str:
    """Write what a default comes to, as: $100,000.00 × (1% at once + 1% for 12 of 30 days) = $1,400.00."""
    steps = " + ".join(written(each) for each in facts["steps"]) or "0"
    base = "" if facts["base"] is None else f"{writing.money(facts['base'])} × "
    part = "" if facts["part"] is None else f" × {facts['part']} of the shares held"
    inner = f"({steps})" if base or part else steps
    return f"{base}{inner}{part} = {writing.money(facts['amount'])}"


def _sum_of(facts: Mapping[str, Any]) -> str:
    lines = facts["lines"]
    if len(lines) < 2:  # noqa: PLR2004 - one line is no sum
        return writing.money(facts["accrued"])
    return f"{' + '.join(map(writing.money, lines))} = {writing.money(facts['accrued'])}"


def _accrued(facts: Mapping[str, Any]) -> str:
    return f"{_sum_of(facts)}, as far as the cap allows" if facts["capped"] else _sum_of(facts)


_AMOUNTS: Final = {
    "accrued": "{clause} accrued to {holder}",
    "due": "{clause} to {holder} due for payment",
    "interest": "Interest on {clause} to {holder}",
    "paid": "{clause} paid to {holder}",
    "owed": "{clause} owed to {holder}",
}


_TOTALS: Final = {
    "accrued": "{clause} accrued to all holders",
    "due": "{clause} to all holders due for payment",
    "interest": "Interest on {clause} to all holders",
    "paid": "{clause} paid to all holders",
    "owed": "{clause} owed to all holders",
}


def _amount(facts: Mapping[str, Any]) -> str:
    return filled_in(_AMOUNTS[facts["part"]], facts)


def _owed(facts: Mapping[str, Any]) -> str:
    said = writing.money(facts["accrued"])
    if facts["interest"]:
        said += f" + {writing.money(facts['interest'])} interest"
    if facts["paid"]:
        said += f" − {writing.money(facts['paid'])} paid"
    return f"{said} = {writing.money(facts['owed'])}"


def _days(facts: Mapping[str, Any]) -> str:
    said = (
        f"{writing.counted(facts['days'], 'day')} after {writing.date_only(facts['first'])} through "
        f"{writing.date_only(facts['through'])}, {_ENDS[facts['end']]}"
    )
    if facts["reasons"]:
        left_out = "; ".join(written(each) for each in facts["reasons"])
        said += f"; {left_out}: {writing.counted(facts['counted'], 'day')} count"
    return said


def _excluded(facts: Mapping[str, Any]) -> str:
    until = "" if facts["end"] is None else f" to the day before {writing.date_only(facts['end'])}"
    days, start = writing.counted(facts["days"], "day"), writing.date_only(facts["start"])
    return f"less {days} from {start}{until}, as {facts['why']}"


def _interest(facts: Mapping[str, Any]) -> str:
    if facts["rate"] is None or not facts["stretches"]:
        return "nothing was due and unpaid"
    per = _each_span(facts["every"])
    stretches = "; ".join(written(each) for each in facts["stretches"])
    rate = exact_percent(facts["rate"])
    return f"simple interest of {rate} for {per}, day by day: {stretches} = {writing.money(facts['amount'])}"


def _base_rule(facts: Mapping[str, Any]) -> str:
    return f"what the ledger shows as paid by {writing.date_only(facts['day'])}"


def _due(facts: Mapping[str, Any]) -> str:
    if facts["within"] is None:
        return "due as it accrues"
    return (
        f"what accrued more than {written(facts['within'])} ago"
        if facts["within"].fact("amount") != 1
        else (f"what accrued more than a {written(facts['within'])} ago")
    )


def _limit(facts: Mapping[str, Any]) -> str:
    """Write what a limit allows, as: at most 2, each of at most 30 days, 45 days in all within 12 months."""
    said = [] if facts["most"] is None else [f"at most {facts['most']:,}"]
    said += [] if facts["each"] is None else [f"each of at most {_length(facts['each'])}"]
    said += [] if facts["total"] is None else [f"{_length(facts['total'])} in all"]
    said += [] if facts["gap"] is None else [f"{_length(facts['gap'])} between two"]
    within = "" if facts["within"] is None else f" within {_length(facts['within'])}"
    return f"{', '.join(said) or 'no more than the agreement allows'}{within}"


def _length(span: Any) -> str:  # noqa: ANN401 - a statement
    return writing.counted(span.fact("amount"), str(span.fact("unit")))


DAMAGES: Final[Mapping[str, Words]] = {
    "damages/amount": _amount,
    "damages/total": lambda facts: filled_in(_TOTALS[facts["part"]], facts),
    "damages/total_rule": lambda facts: (
        "one holder’s amount" if facts["count"] == 1 else f"{facts['count']:,} holders’ amounts added up"
    ),
    "damages/owed_rule": _owed,
    "damages/accrued_rule": _accrued,
    "damages/due_rule": _due,
    "damages/paid_rule": lambda facts: f"{writing.counted(facts['count'], 'payment')} recorded",
    "damages/payment": lambda facts: f"Paid {writing.date_only(facts['day'])}",
    "damages/of_default": "For {deadline}",
    "damages/default_rule": _default_rule,
    "damages/days_label": "Days of default that count, {deadline}",
    "damages/days_rule": _days,
    "damages/days_excluded": _excluded,
    "damages/days_taken": lambda facts: (
        f"less {writing.counted(facts['days'], 'day')} on which damages run for another limit already"
    ),
    "damages/base_label": "Purchase price of {holder}",
    "damages/base_rule": _base_rule,
    "damages/cap_label": "The most that can accrue",
    "damages/cap_rule": lambda facts: (
        f"{written(facts['rate'])} of {writing.money(facts['base'])}" if facts["of_base"] else written(facts["rate"])
    ),
    "damages/interest_rule": _interest,
    "damages/unpaid": lambda facts: (
        f"{writing.money(facts['amount'])} for {writing.counted(facts['days'], 'day')} after "
        f"{writing.date_only(facts['since'])}"
    ),
    "damages/span": _span,
    "damages/rate": lambda facts: exact_percent(facts["rate"]),
    "damages/dollars": lambda facts: writing.money(facts["dollars"]),
    "damages/at_once": "{rate} at once",
    "damages/whole_periods": _whole_periods,
    "damages/part_period": "{rate} for {days} of {of} days",
    "damages/price": "the price paid, which the ledger does not have ({entry})",
    "damages/price_taken_along": "what of the purchase price went along ({entry})",
    "damages/deadline_projected": (
        "{deadline} is projected from a day that is not recorded; the damages change with that day."
    ),
    "damages/waived": (
        "{deadline} was waived on {day:date}; whether what had accrued by then is given up too, the waiver has to say."
    ),
    "damages/ended_with_registration": (
        "The registration ended on {day:date}; whether the default of {deadline} ended with it is not said."
    ),
    "damages/limit": "{limit}, since {since:date}",
    "damages/limit_rule": _limit,
    "damages/limit_begun": "Begun",
    "damages/limit_ended": "Ended",
    "damages/awaited": "Whether {deadline} was kept waits for {waits_for}.",
    "damages/overpaid": "{amount} more was paid than is owed.",
}
"""By the kind of statement."""
