"""What counsel calls the kinds of notice, event, entry, holder and status."""

from __future__ import annotations

from rra_desktop.domain.agreement import AgreementForm
from rra_desktop.domain.deadlines import DeadlineKind, DeadlineStatus, Party, RequestState
from rra_desktop.domain.declared_events import DeclaredEvent
from rra_desktop.domain.expenses import ExpenseBearer
from rra_desktop.domain.holidays import Closing
from rra_desktop.domain.matter import ActingFor
from rra_desktop.domain.priority_plans import COMPANY, INITIATORS, Weight
from rra_desktop.domain.register import Entity, EntryType, Role, Security
from rra_desktop.domain.registrations import (
    DelayBecause,
    EventId,
    EventType,
    Method,
    Purpose,
    RegistrationKind,
    Underwriting,
    WithdrawnBy,
)
from rra_desktop.domain.statements import Gravity

_METHODS = {
    Method.REGISTERED_MAIL: "registered mail",
    Method.CERTIFIED_MAIL: "certified mail",
    Method.PERSONAL: "personal delivery",
    Method.FAX: "fax",
    Method.REGULAR_MAIL: "regular mail",
    Method.EMAIL: "e-mail",
    Method.COURIER: "courier",
}

_NOTICES = {
    EventType.DEMAND_NOTICE: "Demand Notice",
    EventType.COMPANY_NOTICE: "Company Notice",
    EventType.REGISTRATION_NOTICE: "Registration Notice",
}

_EVENTS = {
    **_NOTICES,
    EventType.PLANNED_FILING: "Planned filing",
    EventType.FILED: "Filed",
    EventType.EFFECTIVE: "Effective",
    EventType.DELAY_ELECTED: "Delay elected",
    EventType.DELAY_OFFERING_PLANNED: "Delaying offering or activity planned or under way",
    EventType.DELAY_OFFERING_EFFECTIVE: "Delaying offering effective",
    EventType.DELAY_ACTIVITY_COMMENCED: "Delaying activity commenced",
    EventType.OTHER_REGISTRATION_EFFECTIVE: "Another registration effective",
    EventType.WITHDRAWN: "Withdrawn",
    EventType.ALL_SOLD: "All shares sold",
    EventType.DISTRIBUTION_COMPLETED: "Distribution completed",
    EventType.SUSPENDED: "Prospectus suspended",
    EventType.RESUMED: "Offers resumed",
}

_EVENT_NOUNS = {
    **{each: ("a", noun) for each, noun in _NOTICES.items()},
    EventType.PLANNED_FILING: ("a", "planned filing"),
    EventType.FILED: ("a", "filing"),
    EventType.EFFECTIVE: ("", "effectiveness"),
    EventType.DELAY_ELECTED: ("the", "Company’s election of a delay"),
    EventType.DELAY_OFFERING_PLANNED: ("the", "plan of the Company’s offering or other activity"),
    EventType.DELAY_OFFERING_EFFECTIVE: ("", "effectiveness of the Company’s offering"),
    EventType.DELAY_ACTIVITY_COMMENCED: ("the", "beginning of the Company’s other activity"),
    EventType.OTHER_REGISTRATION_EFFECTIVE: ("", "effectiveness of another registration statement"),
    EventType.WITHDRAWN: ("a", "withdrawal"),
    EventType.ALL_SOLD: ("the", "sale of all"),
    EventType.DISTRIBUTION_COMPLETED: ("the", "end of the underwriters’ distribution"),
    EventType.SUSPENDED: ("a", "suspension of offers"),
    EventType.RESUMED: ("a", "resumption of offers"),
}
"""An event inside a sentence: the article it has when it is one of several that could be, and the noun."""

_REGISTRATION_KINDS = {
    RegistrationKind.DEMAND: "Demand",
    RegistrationKind.PIGGYBACK: "Piggy-back",
    RegistrationKind.MANDATORY: "Required",
}

_ENTRIES = {
    EntryType.ISSUE: "issue",
    EntryType.CONVERT: "conversion",
    EntryType.EXERCISE: "exercise",
    EntryType.TRANSFER: "transfer",
    EntryType.REGISTERED_SALE: "registered sale",
    EntryType.OTHER_SALE: "other sale",
    EntryType.CANCEL: "cancellation",
    EntryType.SPLIT: "split",
    EntryType.STOCK_DIVIDEND: "stock dividend",
    EntryType.CORRECTION: "correction",
}

_ENTRY_DEEDS = {
    EntryType.ISSUE: "issued",
    EntryType.CONVERT: "converted",
    EntryType.EXERCISE: "exercised",
    EntryType.TRANSFER: "transferred",
    EntryType.REGISTERED_SALE: "sold under a registration statement",
    EntryType.OTHER_SALE: "sold outside a registration",
    EntryType.CANCEL: "cancelled",
    EntryType.CORRECTION: "corrected",
}

_STATUSES = {
    DeadlineStatus.PENDING: "waits",
    DeadlineStatus.UPCOMING: "upcoming",
    DeadlineStatus.DUE_TODAY: "due today",
    DeadlineStatus.MET: "met",
    DeadlineStatus.LATE: "met late",
    DeadlineStatus.OVERDUE: "overdue",
    DeadlineStatus.LAPSED: "lapsed",
    DeadlineStatus.MOOT: "moot",
    DeadlineStatus.WAIVED: "waived",
}

_GRAVITIES = {
    Gravity.ERROR: "Error",
    Gravity.CONTRADICTION: "Contradiction",
    Gravity.CONFLICT: "Conflict",
    Gravity.DOUBT: "Doubt",
    Gravity.NOTE: "Note",
    Gravity.SILENCE: "Not in the agreement",
}

_KINDS = {
    DeadlineKind.LATEST: "last day",
    DeadlineKind.EARLIEST: "first day",
    DeadlineKind.ADVISORY: "advised",
    DeadlineKind.BAR: "barred through",
}

_ANSWERS = {
    RequestState.INITIATED: "initiated",
    RequestState.TIMELY: "timely",
    RequestState.LATE: "late",
    RequestState.INCOMPLETE: "incomplete",
    RequestState.CONTRADICTED: "contradicted",
    RequestState.SILENT: "silent",
    RequestState.NOT_NOTIFIED: "not notified",
}

_ENTITIES = {
    Entity.PARTNERSHIP: "partnership",
    Entity.CORPORATION: "corporation",
    Entity.LLC: "limited liability company",
    Entity.TRUST: "trust",
    Entity.INDIVIDUAL: "individual",
    Entity.ESTATE: "estate",
}

_UNDERWRITINGS = {
    Underwriting.FIRM_COMMITMENT: "firm commitment",
    Underwriting.BEST_EFFORTS: "best efforts",
    Underwriting.NONE: "not underwritten",
}

_PURPOSES = {
    Purpose.OFFERING: "offering",
    Purpose.STOCK_PLAN: "Company stock plan only",
    Purpose.RULE_145: "reorganization or other Rule 145 transaction",
    Purpose.CONVERTIBLE_DEBT: "Common Stock on conversion of registered debt",
}

_DELAY_GROUNDS = {
    DelayBecause.OFFERING: "a Company offering",
    DelayBecause.OTHER_ACTIVITY: "other activity",
}

_MEMBERS = {COMPANY: "the Company", INITIATORS: "the Initiating Investors"}

_MEASURES = {
    Weight.HELD: "shares held",
    Weight.REQUESTED: "shares requested",
    Weight.EQUAL: "equal parts",
    Weight.ENTITLED: "shares that may be asked for",
}

_KINDS_OF_SHARE = {
    Security.COMMON: "Common",
    Security.PREFERRED: "shares on conversion of Preferred",
    Security.WARRANT: "Warrant shares",
    Security.OTHER_REGISTRABLE: "other registrable shares",
}

_ACTING_FOR = {
    ActingFor.COMPANY: "the Company",
    ActingFor.INVESTORS: "the Investors",
    ActingFor.UNDERWRITERS: "the underwriters",
}

_CLOSINGS = {
    Closing.FEDERAL: "Federal",
    Closing.EDGAR: "EDGAR",
    Closing.NYSE: "New York exchanges",
    Closing.NEVADA: "Nevada",
}

_BEARERS = {
    ExpenseBearer.COMPANY: "the Company",
    ExpenseBearer.SELLER: "the seller",
    ExpenseBearer.INITIATORS: "those who asked for the registration",
    ExpenseBearer.UNSETTLED: "not settled",
}

_WITHDRAWERS = {
    WithdrawnBy.COMPANY: "the Company",
    WithdrawnBy.INVESTORS: "the requesting Investors",
    WithdrawnBy.INVESTORS_MATERIAL_INFORMATION: "the requesting Investors, solely for material information",
}


def method_name(method: Method) -> str:
    """Write how a notice travelled."""
    return _METHODS[method]


def event_name(event: EventId, form: AgreementForm | None = None) -> str:
    """Write what happened, as a heading has it; of what a form declares its own label, or the id in words."""
    declared = None if form is None else form.event(event)
    if isinstance(event, EventType):
        return _capital(declared.label) if declared is not None and declared.label else _EVENTS[event]
    return _capital(DeclaredEvent(event).name if declared is None else declared.name)


def event_noun(event: EventId) -> str:
    """Write what happened inside a sentence, without article, as filing; a declared event by its id in words."""
    return _EVENT_NOUNS[event][1] if isinstance(event, EventType) else DeclaredEvent(event).name


def an_event(event: EventId) -> str:
    """Write what happened inside a sentence, as a filing, or effectiveness; a declared one as its record."""
    if isinstance(event, EventType):
        return " ".join(_EVENT_NOUNS[event]).strip()
    return f"a record of “{event_noun(event)}”"


def the_event(event: EventId) -> str:
    """Write what is recorded as happened inside a sentence, as the filing."""
    return f"the {event_noun(event)}" if isinstance(event, EventType) else f"the record of “{event_noun(event)}”"


def entry_name(entry: EntryType) -> str:
    """Write the kind of a ledger entry, as a heading has it: Stock dividend."""
    return _capital(_ENTRIES[entry])


def entry_noun(entry: EntryType) -> str:
    """Write the kind of a ledger entry inside a sentence, as stock dividend."""
    return _ENTRIES[entry]


def entry_deed(entry: EntryType) -> str:
    """Write what an entry did to the securities it is of, as converted; raises KeyError for a split or dividend."""
    return _ENTRY_DEEDS[entry]


def security_name(security: Security, form: AgreementForm) -> str:
    """Write a security in the plural, as the agreement calls it and a heading has it."""
    return _capital(form.security_name(security))


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def status_name(status: DeadlineStatus) -> str:
    """Write where a deadline stands."""
    return _STATUSES[status]


def gravity_name(gravity: Gravity) -> str:
    """Return the word that stands before a mark of this gravity."""
    return _GRAVITIES[gravity]


def kind_name(kind: DeadlineKind) -> str:
    """Write what sort of limit a deadline is."""
    return _KINDS[kind]


def answer_name(state: RequestState) -> str:
    """Write where a holder's answer stands."""
    return _ANSWERS[state]


def entity_name(entity: Entity) -> str:
    """Write what kind of person a holder is."""
    return _ENTITIES[entity]


def role_name(role: Role) -> str:
    """Write a holder's role, capitalized as the agreement has it."""
    return "Investor" if role is Role.INVESTOR else "Other Holder"


def underwriting_name(underwriting: Underwriting) -> str:
    """Write how an offering is sold."""
    return _UNDERWRITINGS[underwriting]


def purpose_name(purpose: Purpose) -> str:
    """Write what a Company registration is for."""
    return _PURPOSES[purpose]


def bearer_name(bearer: ExpenseBearer) -> str:
    """Write who bears an expense."""
    return _BEARERS[bearer]


def category_name(category: str) -> str:
    """Write a category of expense as counsel reads it, as Filing fee."""
    return category.replace("_", " ").capitalize()


def withdrawer_name(by: WithdrawnBy) -> str:
    """Write at whose wish a registration ended."""
    return _WITHDRAWERS[by]


def delay_ground_name(because: DelayBecause) -> str:
    """Write what the Company relies on for a delay."""
    return _DELAY_GROUNDS[because]


def member_name(form: AgreementForm, member: str) -> str:
    """Write who is in a rank of a priority plan; raises KeyError for a class that the form does not tell apart."""
    return _MEMBERS[member] if member in _MEMBERS else form.holder_class(member).name


def kind_of_share_name(security: Security) -> str:
    """Write a kind of Registrable Shares by the security they are or come from; raises KeyError for Units."""
    return _KINDS_OF_SHARE[security]


def measure_name(weight: Weight) -> str:
    """Write by what a cutback divides, as shares held; raises KeyError where a reading decides it."""
    return _MEASURES[weight]


def client_name(acting_for: ActingFor) -> str:
    """Write for whom counsel acts."""
    return _ACTING_FOR[acting_for]


def closing_name(closing: Closing) -> str:
    """Write whose calendar of closings one is."""
    return _CLOSINGS[closing]


def registration_kind_name(kind: RegistrationKind) -> str:
    """Write the kind of a registration."""
    return _REGISTRATION_KINDS[kind]


def party_name(party: Party, *, each: bool = False) -> str:
    """Write who must act; `each` says that every Investor has to, as to ask."""
    if party is Party.COMPANY:
        return "Company"
    return "each Investor" if each else "Investors"
