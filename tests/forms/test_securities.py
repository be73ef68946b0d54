"""What an agreement has holders have, and where it speaks of what, is said by its form; what it lacks is not there."""

from __future__ import annotations

import copy
from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from rra_desktop.calculation.analysis import Analysis
from rra_desktop.calculation.register.positions import positions
from rra_desktop.cli.holdings import holdings_in_words
from rra_desktop.domain.agreement import AgreementForm
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.register import Security
from rra_desktop.domain.topics import Topic
from rra_desktop.editing.commands import AddLedgerEntry
from rra_desktop.editing.planning import plan
from rra_desktop.errors import RefusedEditError
from rra_desktop.forms.faults import FormRefusedError
from rra_desktop.forms.reader import read_form
from rra_desktop.report.blocks import Table
from rra_desktop.report.sections.holdings import holdings_section
from rra_desktop.store.forms import form_text
from rra_desktop.store.holiday_tables import load_holidays
from tests.forms.test_reader import DATA, FILE, refusals, whole
from tests.matters import AS_OF, SIGNING, convert, investor, issue, matter

OF_UNITS = ("units_offered", "common_per_unit", "preferred_per_unit", "warrants_per_unit", "unit_price")
OF_PREFERRED = ("common_per_preferred",)


def without_units() -> dict[str, Any]:
    """Return the data of a form under which holders have Common and Warrants alone."""
    data = copy.deepcopy(DATA)
    data["securities"] = [each for each in data["securities"] if each["id"] not in ("unit", "preferred")]
    data["terms"] = [each for each in data["terms"] if each["id"] not in (*OF_UNITS, *OF_PREFERRED)]
    return data


@cache
def of_common_and_warrants() -> AgreementForm:
    return read_form(whole(without_units()), FILE)


def resale_matter() -> Matter:
    """Make a matter under that form: two holders, one with Warrants."""
    made = matter(
        holders=[investor("H1", "Alder"), investor("H2", "Birch")],
        ledger=[
            issue("H1", 1_000, security=Security.COMMON),
            issue("H1", 400, security=Security.WARRANT),
            issue("H2", 500, security=Security.COMMON),
        ],
    )
    return replace(made, form=of_common_and_warrants())


def test_the_sections_of_topics_are_those_of_the_form() -> None:
    form = read_form(form_text("bestnet-2003"), FILE)
    assert form.section(Topic.EXPENSES) == "4"
    data = copy.deepcopy(DATA)
    del data["sections"]["expenses"]
    assert read_form(whole(data), FILE).section(Topic.EXPENSES) == ""


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("expence", "4", "has “expence”, which is none. Did you mean “expenses”? Known are"),
        ("expenses", "", "as “expenses” must be a text that says something, not an empty text."),
        ("expenses", 4, "as “expenses” must be text on one line, without blanks around it, not the whole number 4."),
    ],
)
def test_a_topic_or_section_that_is_none_is_refused(key: str, value: object, said: str) -> None:
    data = copy.deepcopy(DATA)
    data["sections"][key] = value
    assert [each for each in refusals(whole(data)) if said in each]


def test_securities_and_their_terms_go_together() -> None:
    data = copy.deepcopy(DATA)
    data["securities"] = [each for each in data["securities"] if each["id"] != "preferred"]
    (said,) = refusals(whole(data))
    assert "has “common_per_preferred”, and the form has no security “preferred” to count by it." in said
    data = without_units()
    data["securities"].append({"id": "unit", "label": "Units", "short": "Units"})
    (said,) = refusals(whole(data))
    assert "by which the security “unit” is counted." in said
    data = without_units()
    data["securities"] = [each for each in data["securities"] if each["id"] != "common"]
    (said,) = refusals(whole(data))
    assert "lacks “common”, which is held under every agreement." in said


def test_without_units_the_register_counts_what_there_is() -> None:
    register = positions(resale_matter(), AS_OF)
    assert [(row.common, row.warrants, row.registrable) for row in register.rows] == [
        (1_000, 400, 1_400),
        (500, 0, 500),
    ]
    assert register.figure("H1", "registrable").value == register.of("H1").registrable
    assert register.figure(None, "registrable").value == 1_900


def test_what_an_agreement_lacks_has_no_column() -> None:
    analysis = Analysis(resale_matter(), AS_OF, load_holidays())
    heading = holdings_in_words(analysis).splitlines()[3]
    assert "Warrants" in heading
    assert not [each for each in ("Units", "Preferred") if each in heading]
    (table,) = (block for block in holdings_section(analysis).blocks if isinstance(block, Table))
    assert [column.heading for column in table.columns] == ["Investor", "Common", "Warrants", "Registrable"]
    assert {len(row.cells) for row in table.rows} == {4}


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        (issue("H1", 5), "The issue of Mar 30, 2003 is of unit, and the agreement has none; choose another security."),
        (convert("H1", 5, on=SIGNING), "is of preferred, and the agreement has none"),
    ],
)
def test_what_an_agreement_lacks_cannot_be_entered(entry: Any, said: str) -> None:  # noqa: ANN401
    with pytest.raises(RefusedEditError, match=said):
        plan(resale_matter(), AddLedgerEntry(entry))


def test_a_reading_that_a_form_does_not_ask_is_read_one_way() -> None:
    data = copy.deepcopy(DATA)
    data["readings"] = [each for each in data["readings"] if each["id"] != "share_rounding"]
    data["drafting_points"] = [each for each in data["drafting_points"] if each.get("reading") != "share_rounding"]
    form = read_form(whole(data), FILE)
    assert "share_rounding" not in [each.id for each in form.readings]
    assert [each.id for each in form.reading("share_rounding").choices] == ["largest_remainder"]
    assert matter().choice("share_rounding") == "largest_remainder"
    with pytest.raises(KeyError):
        form.reading("no_such_reading")


def test_a_form_without_common_is_refused_by_its_place() -> None:
    with pytest.raises(FormRefusedError):
        read_form(whole({**without_units(), "securities": []}), FILE)
