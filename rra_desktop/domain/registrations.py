"""Registrations: demands and piggy-backs, the notices and events of each, and the requests received."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class RegistrationKind(StrEnum):
    """A demand, a Company registration that carries piggy-back rights, or one the agreement itself orders."""

    DEMAND = "demand"
    PIGGYBACK = "piggyback"
    MANDATORY = "mandatory"


class Underwriting(StrEnum):
    """How the offering is sold; §2(b) counts differently in a firm commitment."""

    FIRM_COMMITMENT = "firm_commitment"
    BEST_EFFORTS = "best_efforts"
    NONE = "none"


class Purpose(StrEnum):
    """What a Company registration is for; the last three carry no piggy-back right (§3(a))."""

    OFFERING = "offering"
    STOCK_PLAN = "stock_plan"
    RULE_145 = "rule_145"
    CONVERTIBLE_DEBT = "convertible_debt"


class Method(StrEnum):
    """How a notice travelled; e-mail and courier are no methods of §8(a)."""

    REGISTERED_MAIL = "registered_mail"
    CERTIFIED_MAIL = "certified_mail"
    PERSONAL = "personal"
    FAX = "fax"
    REGULAR_MAIL = "regular_mail"
    EMAIL = "email"
    COURIER = "courier"


class EventType(StrEnum):
    """What can happen in a registration; the first three are notices with method, sent and received dates."""

    DEMAND_NOTICE = "demand_notice"
    COMPANY_NOTICE = "company_notice"
    REGISTRATION_NOTICE = "registration_notice"
    PLANNED_FILING = "planned_filing"
    FILED = "filed"
    EFFECTIVE = "effective"
    DELAY_ELECTED = "delay_elected"
    DELAY_OFFERING_PLANNED = "delay_offering_planned"
    DELAY_OFFERING_EFFECTIVE = "delay_offering_effective"
    DELAY_ACTIVITY_COMMENCED = "delay_activity_commenced"
    OTHER_REGISTRATION_EFFECTIVE = "other_registration_effective"
    WITHDRAWN = "withdrawn"
    ALL_SOLD = "all_sold"
    DISTRIBUTION_COMPLETED = "distribution_completed"
    SUSPENDED = "suspended"
    RESUMED = "resumed"

    @property
    def is_notice(self) -> bool:
        """Whether the event travels to somebody, with a method and two dates (§8(a))."""
        return self in (EventType.DEMAND_NOTICE, EventType.COMPANY_NOTICE, EventType.REGISTRATION_NOTICE)


class DelayBecause(StrEnum):
    """What the Company relies on for its one delay (§1(d))."""

    OFFERING = "offering"
    OTHER_ACTIVITY = "other_activity"


class WithdrawnBy(StrEnum):
    """At whose wish a registration ended; only `investors` uses the demand up (§1(c))."""

    COMPANY = "company"
    INVESTORS = "investors"
    INVESTORS_MATERIAL_INFORMATION = "investors_material_information"


@dataclass(frozen=True, slots=True)
class Registration:
    """One demand or piggy-back; `second_demand` marks the further demand for want of authorized stock (§1(a), end).

    `covers_all_requested` is counsel's word on whether the statement covers every share in the timely notices (§1(c));
    None while nobody has said.
    """

    id: str
    kind: RegistrationKind
    title: str = ""
    underwriting: Underwriting = Underwriting.NONE
    purpose: Purpose = Purpose.OFFERING
    initiated_by: tuple[str, ...] = ()
    second_demand: bool = False
    covers_all_requested: bool | None = None
    note: str = ""

    @property
    def key(self) -> str:
        """The id under which rows and edits find the registration."""
        return self.id


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened in a registration; notices use `method`, `sent`, `received`, all else uses `date`.

    `to` is the addressee of a notice given to one holder. `days` and `because` belong to a delay, `by` to a
    withdrawal, `form` and `permits_resale` to another registration of the Company.
    """

    id: int
    registration: str
    type: EventType
    date: dt.date | None = None
    method: Method | None = None
    sent: dt.date | None = None
    received: dt.date | None = None
    to: str | None = None
    days: int | None = None
    because: DelayBecause | None = None
    by: WithdrawnBy | None = None
    form: str = ""
    permits_resale: bool | None = None
    note: str = ""

    @property
    def key(self) -> int:
        """The number under which rows and edits find the event."""
        return self.id


@dataclass(frozen=True, slots=True)
class Request:
    """A holder's written request to be included (§1(a), §3(a)).

    It must state amount, method of distribution and any information the Company reasonably asked for; what was missing
    at first and came later is dated by `completed`. `accepted` is the day on which the Company accepted a request that
    came too late; None while it has not.
    """

    id: int
    registration: str
    holder: str
    quantity: int | None = None
    received: dt.date | None = None
    method_of_distribution: str = ""
    information_owed: bool = False
    completed: dt.date | None = None
    accepted: dt.date | None = None
    note: str = ""

    @property
    def key(self) -> int:
        """The number under which rows and edits find the request."""
        return self.id
