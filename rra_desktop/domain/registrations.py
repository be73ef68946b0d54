"""Registrations: demands and piggy-backs, the notices and events of each, and the requests received."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias


class RegistrationKind(StrEnum):
    """A demand of holders, a Company registration with piggy-back rights, or one that the agreement itself orders."""

    DEMAND = "demand"
    PIGGYBACK = "piggyback"
    MANDATORY = "mandatory"


class Underwriting(StrEnum):
    """How the offering is sold; an agreement may count differently in a firm commitment."""

    FIRM_COMMITMENT = "firm_commitment"
    BEST_EFFORTS = "best_efforts"
    NONE = "none"


class Purpose(StrEnum):
    """What a Company registration is for; the last three carry no piggy-back right."""

    OFFERING = "offering"
    STOCK_PLAN = "stock_plan"
    RULE_145 = "rule_145"
    CONVERTIBLE_DEBT = "convertible_debt"


class Method(StrEnum):
    """How a notice travelled; the agreement says which of them are methods of notice."""

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
        """Whether the event travels to somebody, with a method and two dates."""
        return self in (EventType.DEMAND_NOTICE, EventType.COMPANY_NOTICE, EventType.REGISTRATION_NOTICE)


EventId: TypeAlias = EventType | str
"""What happened: an event that is built in, or the id of one that the agreement's form declares."""

_BUILT_IN = {str(each): each for each in EventType}


def event_id(written: str) -> EventId:
    """Return the event that an id means: the built-in one of that name, else the id itself."""
    return _BUILT_IN.get(written, written)


class DelayBecause(StrEnum):
    """What the Company relies on for its one delay."""

    OFFERING = "offering"
    OTHER_ACTIVITY = "other_activity"


class WithdrawnBy(StrEnum):
    """At whose wish a registration ended; only `investors` uses the demand up."""

    COMPANY = "company"
    INVESTORS = "investors"
    INVESTORS_MATERIAL_INFORMATION = "investors_material_information"


@dataclass(frozen=True, slots=True)
class Registration:
    """One demand or piggy-back; `second_demand` marks the further demand for want of authorized stock.

    `covers_all_requested` is counsel's word on whether the statement covers every share in the timely notices;
    None while nobody has said. `right` is the id of the form's right that it rests on, empty for the first of its kind.
    `facts` are the answers to the form's facts, each the id of a fact and one of its values, in the order of the ids.
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
    right: str = ""
    facts: tuple[tuple[str, str], ...] = ()

    @property
    def key(self) -> str:
        """The id under which rows and edits find the registration."""
        return self.id

    def fact(self, fact_id: str) -> str | None:
        """Return the answer to one of the form's facts, None while nobody has said."""
        return dict(self.facts).get(fact_id)


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened in a registration; notices use `method`, `sent`, `received`, all else uses `date`.

    `registration` is empty for what happened in the matter itself, as a closing. `to` is the addressee of a notice
    given to one holder, or the holder an event concerns. `days` and `because` belong to a delay, `by` to a withdrawal,
    `form` and `permits_resale` to another registration of the Company. `hour` is when in its day a notice came in, to
    the minute, where that decides on which day it counts; None where nobody has said.
    """

    id: int
    registration: str
    type: EventId
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
    hour: dt.time | None = None

    @property
    def key(self) -> int:
        """The number under which rows and edits find the event."""
        return self.id

    @property
    def is_notice(self) -> bool:
        """Whether it travelled to somebody: a built-in notice, or what the form declares recorded as one."""
        if isinstance(self.type, EventType):
            return self.type.is_notice
        return self.method is not None or self.sent is not None or self.received is not None


@dataclass(frozen=True, slots=True)
class Request:
    """A holder's written request to be included.

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
