"""What the sections on an offering share: its title, and one part for each offering."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from rra_desktop.calculation.analysis import Analysis
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.offerings import Offering
from rra_desktop.report.blocks import Block, Paragraph, Subheading, plain


def offering_title(matter: Matter, offering: Offering) -> str:
    """Return an offering's name in quotation marks, or its number in the matter."""
    if offering.name:
        return f"“{offering.name}”"
    return f"no. {matter.offerings.index(offering) + 1}"


def each_offering(analysis: Analysis, part: Callable[[Analysis, Offering], Iterable[Block]]) -> tuple[Block, ...]:
    """Make a part for each offering, under its name when there are several."""
    matter = analysis.matter
    blocks: list[Block] = []
    for offering in matter.offerings:
        if len(matter.offerings) > 1:
            blocks.append(Subheading(f"Offering {offering_title(matter, offering)}"))
        blocks.extend(part(analysis, offering))
    return tuple(blocks) or (Paragraph(plain("No offering is recorded.")),)
