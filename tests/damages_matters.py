"""Matters in which damages accrue, for tests of what is answered, printed and shown of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from rra_desktop.domain.damages import DamagesPayment
from rra_desktop.domain.matter import Matter, MatterDetails
from tests.agreements.example_forms import example_form
from tests.matters import worked_demand

LATE = date(2003, 9, 30)
"""Seventy-five days after the last day to file, July 17, 2003: two periods of 30 days and half a third."""


def unfiled(*, paid: bool = True) -> Matter:
    """Make the worked demand, never filed, under an invented agreement with damages; Units were bought at $0.30."""
    form = example_form("one-percent")
    payment = DamagesPayment(1, date(2003, 9, 1), "late", "H1", Decimal("1000.00"), "R1", "wire")
    made = worked_demand()
    details = MatterDetails("Pipe 2003", form.company, form.agreement_date)
    return replace(made, details=details, form=form, damages_paid=(payment,) if paid else ())
