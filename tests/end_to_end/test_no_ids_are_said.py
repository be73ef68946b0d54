"""Records are called by their names: where one has none it is called by its kind and number, never by its id.

The headings and the first column of the commands name what other commands take: the id; nothing else does.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from hypothesis import given, settings

from rra_desktop.calculation.analysis import Analysis
from rra_desktop.cli.check import contradictions
from rra_desktop.cli.cutback import cutback_in_words
from rra_desktop.cli.deadlines import deadlines_in_words
from rra_desktop.cli.holdings import holdings_in_words
from rra_desktop.domain.matter import Matter
from rra_desktop.report.summary import sections_of, summary
from rra_desktop.store.holiday_tables import load_holidays
from tests.calculation.random_registrations import days
from tests.conftest import LONG
from tests.end_to_end.test_every_finding_everywhere import odd_matters, said_in

_ID = re.compile(r"\b[RHO]\d+\b")
_HEADING = re.compile(r"^[RO]\d+( · |$)|^H\d+  ")
_NAMES = ("Ash", "Beech", "Cypress", "Dogwood", "Elm", "Fir")


def unnamed(it: Matter) -> Matter:
    """Return a matter whose registrations and offerings have no name, and whose holders are not called by their ids."""
    return replace(
        it,
        holders=tuple(
            replace(each, name=f"{_NAMES[n % len(_NAMES)]} {'I' * (1 + n // len(_NAMES))}")
            for n, each in enumerate(it.holders)
        ),
        registrations=tuple(replace(each, title="") for each in it.registrations),
        offerings=tuple(replace(each, name="") for each in it.offerings),
    )


def everything_said(it: Matter, as_of: dt.date) -> list[str]:
    """Return the lines of everything that is answered and printed of a matter, without the ids in headings."""
    analysis = Analysis(it, as_of, load_holidays())
    offerings = [cutback_in_words(analysis, each.id) for each in it.offerings]
    texts = [deadlines_in_words(analysis), holdings_in_words(analysis), *offerings, *contradictions(analysis)]
    offered = [each.id for each in sections_of(analysis)]
    sections = [each for each in offered if it.offerings or each not in ("cutback", "money", "sellers")]
    printed = [said_in(section) for section in summary(analysis, sections).sections]
    return [_HEADING.sub("", line) for text in (*texts, *printed) for line in text.splitlines()]


@given(it=odd_matters(), as_of=days)
@settings(max_examples=300 if LONG else 12, deadline=None)
def test_no_id_stands_in_what_is_said(it: Matter, as_of: dt.date) -> None:
    assert [line for line in everything_said(unnamed(it), as_of) if _ID.search(line)] == []
