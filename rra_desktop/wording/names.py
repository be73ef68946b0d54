"""What counsel calls the kinds of notice, event, entry, holder and status."""

from __future__ import annotations

from rra_desktop.domain.agreement import AgreementForm, TierMember, Weight
from rra_desktop.domain.deadlines import DeadlineId, DeadlineKind, DeadlineStatus, Party, RequestState
from rra_desktop.domain.declared_events import DeclaredEvent
from rra_desktop.domain.holidays import Closing
from rra_desktop.domain.matter import ActingFor
from rra_desktop.domain.proceeds import ExpenseBearer
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

_DEADLINES = {
    DeadlineId.COMPANY_NOTICE_ADVISED: "Company Notice received by all (advised)",
    DeadlineId.REQUEST_DEADLINE: "Requests from other Investors due",
    DeadlineId.FILING_EARLIEST: "First day to file",
    DeadlineId.FILING_LATEST: "Last day to file",
    DeadlineId.EFFECTIVENESS_DEADLINE: "Registration effective by",
    DeadlineId.DELAY_TEST: "Last day for a Company offering to qualify for a delay",
    DeadlineId.DELAY_ENDS: "The Company's delay ends",
    DeadlineId.COOLING_OFF_ENDS: "Cooling-off after another registration ends",
    DeadlineId.KEEP_EFFECTIVE_UNTIL: "Keep effective until",
    DeadlineId.REGISTRATION_NOTICE_DUE: "Registration Notice given by",
    DeadlineId.REGISTRATION_NOTICE_ADVISED: "Registration Notice given by (advised)",
    DeadlineId.PIGGYBACK_REQUEST_DEADLINE: "Piggy-back requests due",
    DeadlineId.WARRANT_EXPIRY: "Warrants expire",
}

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

_SECURITIES = {
    Security.UNIT: "Units",
    Security.COMMON: "Common",
    Security.PREFERRED: "Series A Preferred",
    Security.WARRANT: "Warrants",
    Security.OTHER_REGISTRABLE: "other registrable securities",
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

_MEMBERS = {
    TierMember.COMPANY: "the Company",
    TierMember.INVESTORS: "Investors",
    TierMember.OTHER_HOLDERS: "Other Holders",
}

_MEASURES = {
    Weight.HELD: "shares held",
    Weight.REQUESTED: "shares requested",
    Weight.EQUAL: "equal parts",
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


def deadline_name(deadline: DeadlineId) -> str:
    """Write what a deadline is called, whomever it binds."""
    return _DEADLINES[deadline]


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


def security_name(security: Security) -> str:
    """Write a security in the plural, as a heading has it."""
    return _capital(_SECURITIES[security])


def security_noun(security: Security) -> str:
    """Write a security in the plural inside a sentence."""
    return _SECURITIES[security]


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
    """Write who bears an expense (§4)."""
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


def member_name(member: TierMember) -> str:
    """Write who is in a rank of a priority plan."""
    return _MEMBERS[member]


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


def party_name(party: Party, deadline: DeadlineId | None = None) -> str:
    """Write who must act; a request is due from each Investor."""
    if party is Party.COMPANY:
        return "Company"
    requests = (DeadlineId.REQUEST_DEADLINE, DeadlineId.PIGGYBACK_REQUEST_DEADLINE)
    return "each Investor" if deadline in requests else "Investors"
