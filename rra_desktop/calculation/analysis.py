"""One lazy view of a matter at a date: its figures, and what is wrong or open in it."""

from __future__ import annotations

from functools import cached_property

from rra_desktop.calculation.findings import findings
from rra_desktop.calculation.matter_figures import MatterFigures
from rra_desktop.calculation.overview import Overview
from rra_desktop.domain.findings import Finding


class Analysis(MatterFigures):
    """Every figure and finding of a matter as of a day.

    The matter is a value and never changes, so nothing here is ever stale: another matter or day is another analysis.
    """

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What is wrong, open or doubtful."""
        return findings(self)

    @cached_property
    def overview(self) -> Overview:
        """What stands out: what cannot wait, who is waited for, what comes next."""
        return Overview(self)
