"""The box of priority plans: those meant for the registration first, each with its ranks and whom it is meant for."""

from __future__ import annotations

from fractions import Fraction

from pytestqt.qtbot import QtBot

from rra_desktop.domain.priority_plans import OfferedPlan, PriorityPlan, Tier, Unused, Weight
from rra_desktop.domain.register import Security
from tests.matters import form
from ui.cutback.scenario_bar import ScenarioBar
from ui.theme import Theme

DEMAND = PriorityPlan(
    "of-demands",
    "Of demands",
    "1",
    (
        Tier(("initiators",), Weight.ENTITLED, floor=Fraction(3, 10), most_cut_each=Fraction(1, 2), lot=100),
        Tier(("company",), cap=250_000),
        Tier(("other_holders",), Weight.EQUAL, unused=Unused.LOST, removed_wholly=True),
    ),
    meaning="Who asked for it first.",
    governs=("demand",),
)
RESALE = PriorityPlan(
    "resale", "Rule 415", "2", (Tier(("investors",), securities=(Security.COMMON,)),), governs=("rule_415",)
)


def test_each_plan_says_whom_it_is_meant_for_and_how_it_ranks(qtbot: QtBot, theme: Theme) -> None:
    bar = ScenarioBar(theme)
    qtbot.addWidget(bar)
    bar.show_plan(
        form(), [OfferedPlan(DEMAND, fits=True, rights=("demand",)), OfferedPlan(RESALE, fits=False)], DEMAND.id
    )

    assert bar.plan.offered() == ("of-demands", "resale")
    assert bar.plan.accessibleDescription().splitlines() == [
        "Who asked for it first.",
        "Meant for registrations under the right “demand”.",
        (
            "1. The Initiating Investors, pro rata to shares that may be asked for; not cut below 30.00% of "
            "the offering; each cut by at most 50.00%; in lots of 100."
        ),
        "2. The Company; at most 250,000 shares.",
        "3. Other Holders, in equal parts; removed wholly where not all of it fits; unused room is lost.",
    ]
    bar.show_plan(
        form(), [OfferedPlan(DEMAND, fits=True, rights=("demand",)), OfferedPlan(RESALE, fits=False)], RESALE.id
    )
    assert bar.plan.accessibleDescription().splitlines() == [
        "Meant for what the SEC lets be registered for resale under Rule 415, which this one is not.",
        "1. Investors with Common, pro rata as the reading says.",
    ]


def test_a_box_without_a_plan_asks_for_one(qtbot: QtBot, theme: Theme) -> None:
    bar = ScenarioBar(theme)
    qtbot.addWidget(bar)
    bar.show_plan(form(), [OfferedPlan(RESALE, fits=True)], "")

    assert bar.plan.offered() == ("", "resale")
    assert bar.plan.currentText() == "not picked"
    assert bar.plan.accessibleDescription() == ""
