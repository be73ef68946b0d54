"""What moves a last day on which nobody can act."""

from __future__ import annotations

from enum import StrEnum


class Roll(StrEnum):
    """Whether and where a closed day moves; `nevada` is NRS 10.165 with NRS 1.130."""

    NONE = "none"
    NEXT_BUSINESS_DAY = "next_business_day"
    PREVIOUS_BUSINESS_DAY = "previous_business_day"
    NEXT_TRADING_DAY = "next_trading_day"
    NEXT_FILING_DAY = "next_filing_day"
    NEVADA = "nevada"
