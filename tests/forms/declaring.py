"""A form that declares what bestnet-2003 does not: events, facts, further rights and another class of holders."""

from __future__ import annotations

from functools import cache
from typing import Final

from rra_desktop.domain.agreement import AgreementForm
from rra_desktop.forms.reader import read_form
from rra_desktop.store.forms import form_text

DECLARING_ID: Final = "declaring"
_DECLARED: Final = """
[[classes]]
id = "founders"
label = "Founders"
role = "other_holder"

[[rights]]
id = "short"
label = "Short-form demand"
kind = "demand"
section = "9(a)"
by = "investors"
at_least = "20%"
used_by = [{ event = "effective" }]
again = [{ when = { reviewed = true, letter = "adverse" } }]

[[rights]]
id = "resale"
kind = "mandatory"
section = "9(b)"
by = "founders"

[[events]]
id = "closing"
label = "closing of the purchase"
of = "matter"
after = "the closing"
waits_for = "the day of the closing"
ends = "standstill_notice"
question = "On which day was the purchase closed?"

[[events]]
id = "standstill_notice"
notice = true
of = ["demand", "mandatory"]
ends = "standstill"

[[events]]
id = "standstill"
fields = ["to", "days", "because", "by", "form", "permits_resale"]
ends = "closing"

[[notice_methods]]
methods = ["email"]
section = "9(d)"
given = "sent"
until = "17:00"

[[facts]]
id = "reviewed"
question = "Was the statement reviewed?"

[[facts]]
id = "letter"
question = "What did the letter say?"
section = "9(c)"
values = ["nothing", "adverse", "helpful"]
"""


def declaring_text() -> str:
    """Return the text of the form."""
    shipped = form_text("bestnet-2003")
    return shipped.replace('id = "bestnet-2003"', f'id = "{DECLARING_ID}"', 1) + _DECLARED


@cache
def declaring() -> AgreementForm:
    """Return the form, read once."""
    return read_form(declaring_text(), f"{DECLARING_ID}.toml")
