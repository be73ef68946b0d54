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
from rra_desktop.domain.deadline_definitions import DeadlineDefinition, FormText
from rra_desktop.domain.deadlines import DeadlineId
from rra_desktop.domain.declared_events import DeclaredEvent
from rra_desktop.domain.declared_facts import DeclaredFact
from rra_desktop.domain.holder_classes import HolderClass
from rra_desktop.domain.holidays import Closing
from rra_desktop.domain.limits import Limit
from rra_desktop.domain.notice_methods import OTHER_METHODS, NoticeMethod
from rra_desktop.domain.register import Holder, Role
from rra_desktop.domain.registrations import EventId, EventType, Registration, RegistrationKind
from rra_desktop.domain.rights import Right
from rra_desktop.domain.rolls import Roll

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
    """Another value for a term (§8(c)).

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


class TierMember(StrEnum):
    """Who is served in a tier of a priority plan."""

    COMPANY = "company"
    INVESTORS = "investors"
    OTHER_HOLDERS = "other_holders"


class Weight(StrEnum):
    """Pro rata to what; `reading` follows the matter's `cutback_weight`."""

    READING = "reading"
    HELD = "held"
    REQUESTED = "requested"
    EQUAL = "equal"


@dataclass(frozen=True, slots=True)
class Tier:
    """One rank of a priority plan.

    It serves the classes of holders in `members` and those named by id in `holders`; who is named in any tier is served
    in the first that names it. `floor` is a share of the whole offering below which the tier may not be cut, whatever
    comes before it; `cap` one above which it may not go. With `company_half` the company and the holders of the tier
    share its capacity half and half, and what one half leaves goes to the other.
    """

    members: tuple[TierMember, ...]
    weight: Weight = Weight.READING
    aggregate_affiliates: bool = True
    floor: Fraction | None = None
    company_half: bool = False
    holders: tuple[str, ...] = ()
    cap: Fraction | None = None


@dataclass(frozen=True, slots=True)
class PriorityPlan:
    """Who is served first when the underwriters will not take all; `section` is empty for a plan counsel picks."""

    id: str
    name: str
    section: str
    tiers: tuple[Tier, ...]
    company_is_never_cut: bool = False
    meaning: str = ""


NO_ROLL = FormText(Roll.NONE)
"""What a form says that says nothing of rolls."""


def digest_of(text: str) -> str:
    """Return the SHA-256 of the text of a form, in hexadecimal digits."""
    return sha256(text.encode(errors="surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class AgreementForm:
    """An agreement as data: what the text of its form says.

    `deadlines` are those the agreement has, in the order in which they are listed; one that it lacks has no row.
    `text` is the TOML it was read from, which a matter keeps; two forms that say the same are equal, however they are
    written. `faults` are why the text could not be read, each a sentence; then all that rests on it is missing.
    `notice_methods` are the ways in which notices travel, each method in one of them at most. `business_days` is the
    calendar of its business days, and `roll` what moves a last day that is no business day: a word, or the choice of a
    reading.
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
    events: tuple[DeclaredEvent, ...] = ()
    facts: tuple[DeclaredFact, ...] = ()
    classes: tuple[HolderClass, ...] = ()
    rights: tuple[Right, ...] = ()
    limits: tuple[Limit, ...] = ()
    text: str = field(default="", repr=False, compare=False)
    faults: tuple[str, ...] = ()
    notice_methods: tuple[NoticeMethod, ...] = ()
    business_days: Closing = Closing.FEDERAL
    roll: FormText = NO_ROLL
    # By their ids, since each is asked for many times in every row.
    _term_of: Mapping[str, Term] = field(init=False, repr=False, compare=False)
    _reading_of: Mapping[str, Reading] = field(init=False, repr=False, compare=False)
    _deadline_of: Mapping[DeadlineId, DeadlineDefinition] = field(init=False, repr=False, compare=False)
    _notice_method_of: Mapping[str, NoticeMethod] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_term_of", {each.id: each for each in self.terms})
        object.__setattr__(self, "_reading_of", {each.id: each for each in self.readings})
        object.__setattr__(self, "_deadline_of", {each.id: each for each in self.deadlines})
        methods = {method: each for each in self.notice_methods for method in each.methods}
        object.__setattr__(self, "_notice_method_of", methods)

    def deadline(self, deadline_id: DeadlineId) -> DeadlineDefinition:
        """Return what a deadline is by its id; raises KeyError when the agreement has none such."""
        return self._deadline_of[deadline_id]

    def has_deadline(self, deadline_id: DeadlineId) -> bool:
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
        """Return the right under which a registration is made: its own, else the first of its kind, None for none."""
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
        """Return a reading by its id; raises KeyError when the form has none such."""
        return self._reading_of[reading_id]

    def plan(self, plan_id: str) -> PriorityPlan:
        """Return a priority plan by its id; raises KeyError when the form has none such."""
        return {plan.id: plan for plan in self.plans}[plan_id]
