"""Forms made up for tests: the shipped one with other classes, rights and limits, and terms of their own."""

from __future__ import annotations

import re
from dataclasses import replace

from rra_desktop.domain.agreement import AgreementForm
from rra_desktop.domain.matter import Matter
from rra_desktop.forms.reader import read_form
from rra_desktop.store.forms import form_text

MADE_UP = "made-up"
_SHIPPED = form_text("bestnet-2003")
_RIGHTS = re.compile(r"^\[\[classes\]\].*?(?=^# -- deadlines)", re.DOTALL | re.MULTILINE)
_OWN_TERMS = ("majority_fraction", "demands")
"""The terms that only the rights of the shipped form name."""

INVESTORS = """
[[classes]]
id = "investors"
label = "Investors"
role = "investor"
joins = ["counterpart"]
"""

DELAYS = """
[[limits]]
id = "delays"
section = "1(d)"
counts = "delay_elected"
max = "delays"
cases = [{ when = { delay_once = "per_demand" }, within = "registration" }]
"""

TWO_DEMANDS = """
[[rights]]
id = "long"
label = "Long form"
kind = "demand"
section = "2.1"
by = "investors"
at_least = "30%"
measure = "registrable"
used_by = [{ event = "effective" }]

[[rights]]
id = "short"
label = "Short form"
kind = "demand"
section = "2.2"
by = "investors"
at_least = "20%"
measure = "registrable"
used_by = [{ event = "effective" }]

[[limits]]
id = "longs"
section = "2.1(c)"
counts = "long"
max = 2

[[limits]]
id = "shorts"
section = "2.2(c)"
counts = "short"
max = 2
within = "12 months"
"""
"""A long form, two of which there are, and a short form, twice in twelve months."""


def made_up_text(rights: str, *, terms: str = "", classes: str = INVESTORS) -> str:
    """Return the text of a form with these rights and limits and, beside those of the shipped one, these terms."""
    text = _SHIPPED.replace('id = "bestnet-2003"', f'id = "{MADE_UP}"', 1)
    for term in _OWN_TERMS:
        text = re.sub(rf'\[\[terms\]\]\nid = "{term}"\n(?:[a-z]+ = .*\n)+\n', "", text, count=1)
    others = '\n[[classes]]\nid = "other_holders"\nlabel = "Other Holders"\nrole = "other_holder"\n'
    own = f"{terms}{classes}{others}{rights}{DELAYS}\n"
    first = re.search(r'^id = "(\w+)"', classes, re.MULTILINE)
    if first is not None and 'id = "investors"' not in classes:  # a plan serves the classes that there are
        text = text.replace('"investors"', f'"{first[1]}"')
    if 'id = "piggyback"' not in rights:  # a plan cannot be meant for a right that there is not
        text = text.replace('for = ["piggyback"]\n', "")
    return _RIGHTS.sub(lambda _found: own, text, count=1)


def without_reading(text: str, reading: str) -> str:
    """Return the text of a form that does not ask a question: neither the reading nor the point that names it."""
    text = re.sub(rf'\[\[readings\]\]\nid = "{reading}"\n.*?(?=^\[\[|^# -- )', "", text, flags=re.DOTALL | re.MULTILINE)
    return text.replace(f'reading = "{reading}"\n', "")


def made_up_form(rights: str, *, terms: str = "", classes: str = INVESTORS) -> AgreementForm:
    """Return a form as `made_up_text` writes it."""
    return read_form(made_up_text(rights, terms=terms, classes=classes), f"{MADE_UP}.toml")


def under(form: AgreementForm, matter: Matter) -> Matter:
    """Return a matter under another form."""
    return replace(matter, form=form)
