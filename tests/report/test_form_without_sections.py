"""An agreement whose form names no sections has every answer all the same, and nothing stands where a section would."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from rra_desktop.calculation.analysis import Analysis
from rra_desktop.cli.cutback import cutback_in_words
from rra_desktop.cli.deadlines import deadlines_in_words
from rra_desktop.cli.holdings import holdings_in_words
from rra_desktop.domain.agreement import AgreementForm
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.offerings import Offering, OfferingRequest
from rra_desktop.domain.proceeds import LossClaim
from rra_desktop.domain.rights import Right
from rra_desktop.exchange import answers
from rra_desktop.report.blocks import Boxes, Paragraph
from rra_desktop.report.summary import sections_of, summary
from rra_desktop.wording import marked
from tests.calculation.random_registrations import matters
from tests.matters import AS_OF, form, worked_cutback, worked_demand
from tests.report.reading_summaries import analysis, lines, words

LEFT_BY_A_SECTION = re.compile(
    r"\(\)|\( |\(,|§(?!\d)|(?<=\w) [.,;](?!\d)|\b(?:of|under|satisfies|as) (?:[.,;:]|caps|gives)"
)
"""What would be left where a section stood and none is named."""

_OFFERING = Offering("O1", "Base case", "", "", 500, company_shares=100, as_of=date(2003, 7, 15), price=Decimal("1.25"))


def without_sections() -> AgreementForm:
    """Return the form with no section anywhere that this part of the program cites."""
    own = form()
    return replace(
        own,
        sections=(),
        amendment_section="",
        rights=tuple(_unnumbered(each) for each in own.rights),
        limits=tuple(replace(each, section="") for each in own.limits),
        notice_methods=tuple(replace(each, section="") for each in own.notice_methods),
    )


def _unnumbered(right: Right) -> Right:
    return replace(right, section="", again=tuple(replace(each, section="") for each in right.again))


@given(
    it=matters,
    asked=st.lists(st.sampled_from([0, 300, 1_000]), min_size=3, max_size=3),
    of=st.sampled_from(["", "R1", "R2"]),
    everywhere=st.booleans(),
    as_of=st.dates(date(2003, 5, 1), date(2005, 12, 31)),
)
@settings(deadline=None, max_examples=12, phases=[Phase.explicit, Phase.reuse, Phase.generate])
def test_without_topics_every_figure_is_the_same_and_every_text_reads_well(
    it: Matter, asked: list[int], of: str, everywhere: bool, as_of: date
) -> None:
    holders = [holder.id for holder in it.holders]
    there = of if of in {each.id for each in it.registrations} else None
    requests = tuple(OfferingRequest("O1", *each) for each in zip(holders, asked, strict=False))
    it = replace(it, offerings=(replace(_OFFERING, registration=there),), offering_requests=requests)
    bare = without_sections() if everywhere else replace(form(), sections=())
    made = analysis(replace(it, form=bare), as_of)
    assert figures(made) == figures(analysis(it, as_of))
    reads_well(made)


def test_the_worked_examples_read_well_without_sections() -> None:
    for it in (worked_demand(), worked_cutback()):
        made = analysis(replace(it, form=without_sections()), AS_OF)
        assert figures(made) == figures(analysis(it, AS_OF))
        reads_well(made)


def figures(made: Analysis) -> list[object]:
    """Return the dates, states, shares and kinds of marks of an analysis, without any word or section."""
    outcomes = [made.cutback(offering.id).outcome for offering in made.matter.offerings]
    return [
        [(each.key, each.date, each.status, [mark.kind for mark in each.marks]) for each in made.deadlines],
        [(each.registration, each.statement.kind, each.gravity) for each in made.findings if each.point is None],
        [[(row.holder, row.allocated, row.net, row.indemnity_cap) for row in each.participants] for each in outcomes],
        [(each.majority.needed, each.demands_left.left, each.demands_left.used) for each in made.thresholds.rights],
    ]


def reads_well(made: Analysis) -> None:
    """Check every text that the command line, the JSON and the report have of an analysis."""
    said = [holdings_in_words(made), deadlines_in_words(made)]
    said += [marked(mark) for each in made.deadlines for mark in each.marks]
    json.dumps([answers.holdings(made), answers.deadlines(made)])
    for offering in made.matter.offerings:
        sellers = [row.holder for row in made.cutback(offering.id).outcome.participants if row.participates][:1]
        for claim in (None, *(LossClaim(holder, Decimal(100), Fraction(1, 2)) for holder in sellers)):
            said.append(cutback_in_words(made, offering.id, claim))
            json.dumps(answers.cutback(made, offering.id, claim))
    whole = summary(made, [each.id for each in sections_of(made)])
    for section in whole.sections:
        said += [cell for line in lines(section) for cell in line]
        for block in section.blocks:
            if isinstance(block, Boxes):
                said += [f"{box.label}: {box.value}, {box.remark}" for box in block.boxes]
            elif isinstance(block, Paragraph):
                said.append(words(block.text))
    assert [text for text in said if LEFT_BY_A_SECTION.search(text)] == []
