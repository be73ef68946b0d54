"""The agreement: its terms, the readings its words allow, its drafting points, and who is cut in what order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from hashlib import sha256
from typing import TypeAlias

from rra_desktop.domain.counts import TimeUnit
from rra_desktop.domain.damages import DamagesClause
from rra_desktop.domain.deadline_definitions import DeadlineDefinition, FormText
from rra_desktop.domain.deadline_roles import DeadlineRoles
from rra_desktop.domain.declared_events import DeclaredEvent
from rra_desktop.domain.declared_facts import DeclaredFact
from rra_desktop.domain.expenses import ExpenseClause
from rra_desktop.domain.holder_classes import HolderClass
from rra_desktop.domain.holidays import Closing
from rra_desktop.domain.limits import Limit
from rra_desktop.domain.notice_methods import OTHER_METHODS, NoticeMethod
from rra_desktop.domain.priority_plans import PriorityPlan
from rra_desktop.domain.register import PARTS, Holder, Role, Security
from rra_desktop.domain.registrations import EventId, EventType, Registration, RegistrationKind
from rra_desktop.domain.rights import Right
from rra_desktop.domain.rolls import Roll
from rra_desktop.domain.topics import Topic

TermValue: TypeAlias = int | Fraction | Decimal | str | date


class TermKind(StrEnum):
    """How a term's value is written and read.

    `number` and whatever counts time are int, `ratio` is Fraction, `money` Decimal, `date` a day, `choice` text.
    """

    NUMBER = "number"
    DAYS = "days"
    BUSINESS_DAYS = "business_days"
    TRADING_DAYS = "trading_days"
    FILING_DAYS = "filing_days"
    MONTHS = "months"
    YEARS = "years"
    DATE = "date"
    RATIO = "ratio"
    MONEY = "money"
    CHOICE = "choice"


COUNTED_UNITS: Mapping[TermKind, TimeUnit] = {
    TermKind.DAYS: TimeUnit.DAY,
    TermKind.BUSINESS_DAYS: TimeUnit.BUSINESS_DAY,
    TermKind.TRADING_DAYS: TimeUnit.TRADING_DAY,
    TermKind.FILING_DAYS: TimeUnit.FILING_DAY,
    TermKind.MONTHS: TimeUnit.MONTH,
    TermKind.YEARS: TimeUnit.YEAR,
}
"""What is counted by a term of each kind that counts time."""


@dataclass(frozen=True, slots=True)
class Term:
    """One number of the agreement, with the section it stands in."""

    id: str
    label: str
    kind: TermKind
    value: TermValue
    section: str
    choices: tuple[str, ...] = ()


COMPANY = "company"
"""How the Company is named among those who sign; holders are named by their ids."""


@dataclass(frozen=True, slots=True)
class Signature:
    """The signature of one party under an amendment: a holder's id or "company", and its day, None while not known."""

    party: str
    date: date | None = None


@dataclass(frozen=True, slots=True)
class TermChange:
    """Another value for a term.

    A change without a day corrects the form: the agreement always said so. One with a day, `effective_from`, is an
    amendment, which counts once the Company and each Investor have signed it (`amendments.in_force_from`).
    """

    id: int
    term: str
    value: TermValue
    effective_from: date | None = None
    section: str = ""
    note: str = ""
    signed_by: tuple[Signature, ...] = ()

    @property
    def key(self) -> int:
        """The number under which rows and edits find the change."""
        return self.id

    @property
    def is_amendment(self) -> bool:
        """Whether it changes what the agreement said, instead of putting the form right."""
        return self.effective_from is not None


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to read doubtful words; `meaning` is a sentence in our own words."""

    id: str
    label: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A question the words leave open, with its choices, the default first."""

    id: str
    section: str
    question: str
    choices: tuple[Choice, ...]

    @property
    def default(self) -> str:
        """The choice that holds until counsel makes another."""
        return self.choices[0].id

    def label_of(self, choice: str) -> str:
        """Return the label of a choice by its id; raises KeyError for a choice the reading does not have."""
        return {each.id: each.label for each in self.choices}[choice]


@dataclass(frozen=True, slots=True)
class ReadingChoice:
    """Counsel's choice and the reason for it, printed in every summary."""

    reading: str
    choice: str
    reason: str = ""

    @property
    def key(self) -> str:
        """The reading's id."""
        return self.reading


@dataclass(frozen=True, slots=True)
class DraftingPoint:
    """Something in the words counsel should settle: where, what it affects, what to do; `reading` if one answers it."""

    id: str
    section: str
    title: str
    affects: str
    advice: str
    reading: str | None = None
    silence: bool = False


class PointState(StrEnum):
    """Where a drafting point stands."""

    OPEN = "open"
    SETTLED = "settled"


@dataclass(frozen=True, slots=True)
class PointSettled:
    """Counsel's word that a drafting point is settled, and how."""

    point: str
    state: PointState
    note: str = ""

    @property
    def key(self) -> str:
        """The drafting point's id."""
        return self.point


NO_ROLL = FormText(Roll.NONE)
"""What a form says that says nothing of rolls."""


def digest_of(text: str) -> str:
    """Return the SHA-256 of the text of a form, in hexadecimal digits."""
    return sha256(text.encode(errors="surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class SecurityDefinition:
    """A kind of security that holders have under an agreement, as the agreement calls it; `short` heads a column."""

    id: Security
    label: str
    short: str


ALWAYS_HELD: tuple[SecurityDefinition, ...] = (
    SecurityDefinition(Security.COMMON, "Common", "Common"),
    SecurityDefinition(Security.OTHER_REGISTRABLE, "other registrable securities", "Other registrable"),
)
"""What is held under every agreement, as it is called where a form says nothing."""

_TERMS_UNSAID: Mapping[str, TermValue] = {
    "units_offered": 0,
    "common_per_unit": 0,
    "preferred_per_unit": 0,
    "warrants_per_unit": 0,
    "common_per_preferred": Fraction(1),
    "common_per_warrant": Fraction(1),
    "warrant_price": Decimal(0),
    "warrant_years": 0,
    "fraction_rule": "floor",
}
"""The terms that the register reads of every agreement, as they are where there are no such securities."""


@dataclass(frozen=True, slots=True)
class AgreementForm:
    """An agreement as data: what the text of its form says.

    `deadlines` are those the agreement has, in the order in which they are listed; one that it lacks has no row, and
    `roles` says what they are to each other. So it is with `damages`, what it fixes for a limit that is not kept, and
    with `expenses`, who pays which. `amendment_section` is where amendments and waivers are spoken of.
    `notice_methods` are the ways in which notices travel, each method in one of them at most. `business_days` is the
    calendar of its business days, and `roll` what moves a last day that is no business day: a word, or the choice of a
    reading.
    `unsaid` are the readings that the calculation asks of every agreement and this form does not: each has one choice.
    `sections` says where the agreement speaks of a topic, `securities` what holders have under it.
    `text` is the TOML it was read from, which a matter keeps; two forms that say the same are equal, however they are
    written. `faults` are why the text could not be read, each a sentence; then all that rests on it is missing.
    """

    id: str
    title: str
    company: str
    agreement_date: date
    governing_law: str
    terms: tuple[Term, ...]
    readings: tuple[Reading, ...]
    drafting_points: tuple[DraftingPoint, ...]
    plans: tuple[PriorityPlan, ...]
    deadlines: tuple[DeadlineDefinition, ...]
    notice_methods: tuple[NoticeMethod, ...] = ()
    business_days: Closing = Closing.FEDERAL
    roll: FormText = NO_ROLL
    damages: tuple[DamagesClause, ...] = ()
    expenses: tuple[ExpenseClause, ...] = ()
    events: tuple[DeclaredEvent, ...] = ()
    facts: tuple[DeclaredFact, ...] = ()
    classes: tuple[HolderClass, ...] = ()
    rights: tuple[Right, ...] = ()
    limits: tuple[Limit, ...] = ()
    amendment_section: str = ""
    unsaid: tuple[Reading, ...] = ()
    sections: tuple[tuple[Topic, str], ...] = ()
    securities: tuple[SecurityDefinition, ...] = ALWAYS_HELD
    text: str = field(default="", repr=False, compare=False)
    faults: tuple[str, ...] = ()
    roles: DeadlineRoles = field(init=False, repr=False, compare=False)
    # By their ids, since each is asked for many times in every row.
    _term_of: Mapping[str, Term] = field(init=False, repr=False, compare=False)
    _reading_of: Mapping[str, Reading] = field(init=False, repr=False, compare=False)
    _deadline_of: Mapping[str, DeadlineDefinition] = field(init=False, repr=False, compare=False)
    _notice_method_of: Mapping[str, NoticeMethod] = field(init=False, repr=False, compare=False)
    _security_of: Mapping[Security, SecurityDefinition] = field(init=False, repr=False, compare=False)
    _section_of: Mapping[Topic, str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_term_of", {each.id: each for each in self.terms})
        object.__setattr__(self, "_reading_of", {each.id: each for each in self.every_reading})
        object.__setattr__(self, "_deadline_of", {each.id: each for each in self.deadlines})
        object.__setattr__(self, "_security_of", {each.id: each for each in self.securities})
        amended = ((Topic.AMENDMENT, self.amendment_section),) if self.amendment_section else ()
        object.__setattr__(self, "_section_of", dict((*amended, *self.sections)))
        object.__setattr__(self, "roles", DeadlineRoles(self.deadlines))
        methods = {method: each for each in self.notice_methods for method in each.methods}
        object.__setattr__(self, "_notice_method_of", methods)

    def section(self, *topics: Topic) -> str:
        """Return the sections in which the agreement speaks of some topics, empty where the form names none."""
        return ", ".join(dict.fromkeys(named for each in topics if (named := self._section_of.get(each))))

    def has_security(self, security: Security) -> bool:
        """Tell whether holders can have such a security under the agreement."""
        return security in self._security_of

    def has_part(self, part: str) -> bool:
        """Tell whether a column of the register can have anything in it: a share of the Units where there are Units."""
        security = Security.UNIT if part == "percent" else PARTS.get(part)
        return security is None or security in self._security_of

    def security(self, security: Security) -> SecurityDefinition:
        """Return what a security is called; raises KeyError where holders can have none such."""
        return self._security_of[security]

    def security_name(self, security: Security) -> str:
        """Return a security as a sentence names it; one that holders cannot have too, by what kind it is."""
        known = self._security_of.get(security)
        return security.replace("_", " ") if known is None else known.label

    def value(self, term_id: str) -> TermValue:
        """Return what the form says a term is, and of securities that it does not have what changes nothing.

        Raises KeyError for another term that it has not.
        """
        own = self._term_of.get(term_id)
        return _TERMS_UNSAID[term_id] if own is None else own.value

    def has_term(self, term_id: str) -> bool:
        """Tell whether the form has a term of that id."""
        return term_id in self._term_of

    @property
    def every_reading(self) -> tuple[Reading, ...]:
        """The readings of the form, then those it leaves unsaid."""
        return (*self.readings, *self.unsaid)

    def deadline(self, deadline_id: str) -> DeadlineDefinition:
        """Return what a deadline is by its id; raises KeyError when the agreement has none such."""
        return self._deadline_of[deadline_id]

    def has_deadline(self, deadline_id: str) -> bool:
        """Tell whether the agreement has a deadline of that id."""
        return deadline_id in self._deadline_of

    @property
    def key(self) -> str:
        """There is one such record in a matter."""
        return "form"

    @property
    def digest(self) -> str:
        """The SHA-256 of its text, in hexadecimal digits."""
        return digest_of(self.text)

    def event(self, event: EventId) -> DeclaredEvent | None:
        """Return what the form declares of an event, None for a built-in one of which it says nothing more."""
        return next((each for each in self.events if each.id == event), None)

    def has_event(self, event: EventId) -> bool:
        """Tell whether an event is built in or declared by the form."""
        return isinstance(event, EventType) or self.event(event) is not None

    def end_of(self, event: EventId) -> str | None:
        """Return the event that ends what an event begins, None for one that begins nothing that lasts."""
        if event == EventType.SUSPENDED:
            return EventType.RESUMED
        declared = self.event(event)
        return declared.ends if declared is not None and declared.ends else None

    def is_notice(self, event: EventId) -> bool:
        """Tell whether an event travels to somebody, with a method and two dates."""
        declared = self.event(event)
        return event.is_notice if isinstance(event, EventType) else declared is not None and declared.notice

    def right(self, right_id: str) -> Right:
        """Return a right by its id; raises KeyError when the agreement gives none such."""
        return {each.id: each for each in self.rights}[right_id]

    def rights_of_kind(self, kind: RegistrationKind) -> tuple[Right, ...]:
        """Return the rights of a kind, in the order of the form; none where the agreement gives none."""
        return tuple(each for each in self.rights if each.kind is kind)

    def right_of(self, registration: Registration) -> Right | None:
        """Return the right that a registration rests on: its own, else the first of its kind, None where there is none.

        A right that the form has not got, or that is of another kind, is none.
        """
        rights = self.rights_of_kind(registration.kind)
        return next((each for each in rights if registration.right in ("", each.id)), None)

    def holder_class(self, class_id: str) -> HolderClass:
        """Return a class of holders by its id; raises KeyError when the agreement tells none such apart."""
        return {each.id: each for each in self.classes}[class_id]

    def classes_of(self, role: Role) -> tuple[HolderClass, ...]:
        """Return the classes of holders that have a role, in the order of the form."""
        return tuple(each for each in self.classes if each.role is role)

    def class_of(self, holder: Holder) -> HolderClass | None:
        """Return the class a holder is in: its own, else the first of its role, None where none is told apart."""
        classes = (each for each in self.classes if each.role is holder.role)
        return next((each for each in classes if holder.holder_class in ("", each.id)), None)

    def names_a_day(self, term_id: str) -> bool:
        """Tell whether an id is that of a term which is a day, so that a clock can start on it."""
        term = self._term_of.get(term_id)
        return term is not None and term.kind is TermKind.DATE

    def limit(self, limit_id: str) -> Limit:
        """Return a limit by its id; raises KeyError when the agreement sets none such."""
        return {each.id: each for each in self.limits}[limit_id]

    def limits_on(self, counted: str) -> tuple[Limit, ...]:
        """Return the limits that count a right or an event, by its id, in the order of the form."""
        return tuple(each for each in self.limits if counted in each.counts)

    def notice_method(self, method: str | None) -> NoticeMethod | None:
        """Return how notices by a method count; None for one of which the agreement says nothing, or none at all."""
        if method is None:
            return None
        return self._notice_method_of.get(method) or self._notice_method_of.get(OTHER_METHODS)

    @property
    def section_of_notices(self) -> str:
        """Where the agreement says how notices travel; empty where it does not."""
        return ", ".join(dict.fromkeys(each.section for each in self.notice_methods if each.section))

    def term(self, term_id: str) -> Term:
        """Return a term by its id; raises KeyError when the form has none such."""
        return self._term_of[term_id]

    def reading(self, reading_id: str) -> Reading:
        """Return a reading by its id, one left unsaid too; raises KeyError when there is none such."""
        return self._reading_of[reading_id]

    def asks(self, reading_id: str) -> bool:
        """Tell whether the form asks a question of that id."""
        return any(each.id == reading_id for each in self.readings)

    def plan(self, plan_id: str) -> PriorityPlan:
        """Return a priority plan by its id; raises KeyError when the form has none such."""
        return {plan.id: plan for plan in self.plans}[plan_id]
