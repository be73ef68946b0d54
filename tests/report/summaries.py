"""Summaries made by hand, for tests of how they are set."""

from __future__ import annotations

from datetime import date

from rra_desktop.report.blocks import (
    Align,
    Bar,
    Box,
    Boxes,
    Column,
    Footnote,
    Paragraph,
    RowKind,
    Section,
    Step,
    Subheading,
    Table,
    Tone,
    Working,
    clause,
    emphasis,
    plain,
    row,
    strong,
)
from rra_desktop.report.summary import Summary


def made_of(*sections: Section, contents: bool = True, header: str = "Privileged and confidential") -> Summary:
    """Make a summary of sections alone."""
    return Summary(
        document_title="Registration rights: where we stand – BestNet, June 24, 2003",
        title="Registration rights: where we stand",
        subtitle="Demand no. 1 · for the Company · as of Tuesday, June 24, 2003",
        header=header,
        agreement="BestNet Communications Corp. · Registration Rights Agreement of March 30, 2003",
        footer="As of June 24, 2003 · state 48 of the matter · 3f9c…e1",
        description="BestNet 2003",
        as_of=date(2003, 6, 24),
        contents=contents,
        sections=sections,
    )


def naming(*names: str) -> Summary:
    """Make a summary that prints each name in a cell, after its number."""
    columns = (Column("No."), Column("Name", stretches=True))
    rows = tuple(row(f"n{number}", f"«{name}»") for number, name in enumerate(names))
    return made_of(Section("holdings", "Names", (Table(columns, rows),)))


def one_of_each() -> Summary:
    """Make a summary with one of every block, of every row and of every tone."""
    footnoted = (*plain("Last day to file"), Footnote((*plain("45 days after receipt. "), *clause("1(a)"))))
    columns = (Column("Seller", stretches=True), Column("Allocated", Align.RIGHT), Column("Of requested", bars=True))
    kinds = tuple(row(f"{kind.value} row", "1,358,824", Bar(1, 2, 2), kind=kind) for kind in RowKind)
    step = Step(1, "Demand Notice received", "Mon, Jun 2, 2003", "By certified mail.", plain("event 1 of R1"))
    return made_of(
        Section("overview", "", (Boxes((Box("Registrable Shares", "10,800,000", "as-converted §7"),) * 4),)),
        Section("deadlines", "Deadlines", (Table((Column("What"),), (row(footnoted),)),)),
        Section("cutback", "Cutback", (Table(columns, kinds), Table(columns, kinds, small=True))),
        Section(
            "readings",
            "Readings",
            (
                Subheading("Readings"),
                *(Paragraph((*strong("Strong "), *emphasis("italic "), *clause("3(c)")), tone) for tone in Tone),
                Working(
                    (Step(0, "Last day to file", "Thu, Jul 17, 2003", "", clause("1(a)"), (plain("Assumed."),)), step)
                ),
            ),
        ),
    )
