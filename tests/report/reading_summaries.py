"""Makes a summary of a matter and reads it: its sections, tables and paragraphs as text."""

from __future__ import annotations

import io
import re
from datetime import date
from functools import cache

from pypdf import PdfReader

from rra_desktop.calculation.analysis import Analysis
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.offerings import Offering, OfferingRequest
from rra_desktop.exchange.sample import sample_matter
from rra_desktop.report.blocks import (
    Bar,
    ClauseMark,
    Footnote,
    Paragraph,
    Row,
    Section,
    Table,
    Text,
    Words,
)
from rra_desktop.report.pdf import pdf_bytes
from rra_desktop.report.summary import Summary, summary
from rra_desktop.store.forms import load_form
from rra_desktop.store.holiday_tables import load_holidays
from tests.matters import AS_OF, investor, issue, matter, piggyback


@cache
def sample() -> Analysis:
    return Analysis(sample_matter(load_form), AS_OF, load_holidays())


def analysis(of: Matter, as_of: date = AS_OF) -> Analysis:
    return Analysis(of, as_of, load_holidays())


def text_of(said: Summary) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf_bytes(said))).pages)


def flat(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def section(said: Summary, section_id: str) -> Section:
    return next(each for each in said.sections if each.id == section_id)


def words(text: Text | Bar) -> str:
    """Run the words of a cell together, footnotes in square brackets and sections in round ones."""
    if isinstance(text, Bar):
        return ""
    parts: list[str] = []
    for part in text:
        match part:
            case Footnote(inner):
                parts.append(f"[{words(inner)}]")
            case ClauseMark(number):
                parts.append(f"({number})")
            case Words(said):
                parts.append(said)
    return "".join(parts)


def rows(of: Section) -> list[Row]:
    return [row for block in of.blocks if isinstance(block, Table) for row in block.rows]


def lines(of: Section) -> list[list[str]]:
    return [[words(cell) for cell in row.cells] for row in rows(of)]


def paragraphs(of: Section) -> str:
    return "\n".join(words(block.text) for block in of.blocks if isinstance(block, Paragraph))


def only(of: Matter, section_id: str, as_of: date = AS_OF) -> Section:
    return section(summary(analysis(of, as_of), [section_id]), section_id)


def register_of(count: int) -> Matter:
    """Make a register of so many Investors, all of whom sell in one offering."""
    holders = [f"H{number}" for number in range(1, count + 1)]
    return matter(
        holders=[investor(holder, f"Holder {holder}") for holder in holders],
        ledger=[issue(holder, 100 + number) for number, holder in enumerate(holders)],
        registrations=[piggyback()],
        offerings=[
            Offering(
                "O1",
                "Base case",
                "R1",
                "section-3c",
                1_000 + 300 * count,
                company_shares=1_000,
                as_of=date(2003, 7, 15),
            )
        ],
        offering_requests=[OfferingRequest("O1", holder, 300 + number) for number, holder in enumerate(holders)],
    )
