"""What agreements of this kind speak of, so that a form can say in which of its sections it does."""

from __future__ import annotations

from enum import StrEnum


class Topic(StrEnum):
    """A matter that an agreement regulates, and that the program cites a section for."""

    UNITS = "units"
    CONVERSION = "conversion"
    WARRANTS = "warrants"
    REGISTRABLE_SHARES = "registrable"
    OTHER_HOLDERS = "other_holders"
    JOINDER = "joinder"
    DEMAND = "demand"
    MAJORITY = "majority"
    DEMANDS_USED = "demands_used"
    DELAY = "delay"
    OTHER_REGISTRATIONS = "other_registrations"
    PROCEDURES = "procedures"
    DISTRIBUTION = "distribution"
    KEPT_EFFECTIVE = "kept_effective"
    SUSPENSION = "suspension"
    PIGGYBACK = "piggyback"
    WITHDRAWAL = "withdrawal"
    CUTBACK = "cutback"
    AFFILIATES = "affiliates"
    EXPENSES = "expenses"
    INDEMNITY = "indemnity"
    CONTRIBUTION = "contribution"
    INFORMATION = "information"
    NOTICES = "notices"
    AMENDMENT = "amendment"
