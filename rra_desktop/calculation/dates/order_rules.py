"""What must come before what in a registration, what happens once only, what needs what, and which rows it touches.

An entry of these tables is read by `order_of_events`, which finds what is recorded against it (§1, §2, §3).
"""

from __future__ import annotations

from typing import NamedTuple

from rra_desktop.domain.deadlines import DeadlineId
from rra_desktop.domain.registrations import EventType, RegistrationKind

EVERY_ROW = frozenset(DeadlineId) - {DeadlineId.WARRANT_EXPIRY}
_FILING = frozenset({DeadlineId.FILING_EARLIEST, DeadlineId.FILING_LATEST})
_NOTICE_OF_FILING = frozenset({DeadlineId.REGISTRATION_NOTICE_DUE, DeadlineId.REGISTRATION_NOTICE_ADVISED})
_EFFECTIVE = frozenset({DeadlineId.EFFECTIVENESS_DEADLINE, DeadlineId.KEEP_EFFECTIVE_UNTIL})
KEPT_ROWS = frozenset({DeadlineId.KEEP_EFFECTIVE_UNTIL})
REQUEST_ROWS = frozenset({DeadlineId.REQUEST_DEADLINE, DeadlineId.PIGGYBACK_REQUEST_DEADLINE})
_DELAY = frozenset(
    {
        DeadlineId.DELAY_TEST,
        DeadlineId.DELAY_ENDS,
        DeadlineId.FILING_LATEST,
        DeadlineId.EFFECTIVENESS_DEADLINE,
    }
)


class Before(NamedTuple):
    """An event that comes before another; where it is recorded after it, `falls` are the ones that meet nothing."""

    first: EventType
    then: EventType
    kind: str
    section: str
    deadlines: frozenset[DeadlineId]
    falls: frozenset[EventType]


BEFORE = (
    Before(
        EventType.DEMAND_NOTICE,
        EventType.COMPANY_NOTICE,
        "order/notice_before_demand",
        "1(a)",
        _FILING | {DeadlineId.COMPANY_NOTICE_ADVISED, DeadlineId.REQUEST_DEADLINE},
        frozenset({EventType.COMPANY_NOTICE}),
    ),
    Before(
        EventType.DEMAND_NOTICE,
        EventType.FILED,
        "order/filed_before_demand",
        "1(a)",
        _FILING | {DeadlineId.EFFECTIVENESS_DEADLINE},
        frozenset({EventType.FILED}),
    ),
    Before(
        EventType.DEMAND_NOTICE,
        EventType.EFFECTIVE,
        "order/effective_before_demand",
        "1(a)",
        _EFFECTIVE,
        frozenset({EventType.EFFECTIVE}),
    ),
    Before(
        EventType.DEMAND_NOTICE,
        EventType.DELAY_ELECTED,
        "order/delay_before_demand",
        "1(d)",
        _DELAY,
        frozenset({EventType.DELAY_ELECTED}),
    ),
    Before(
        EventType.DEMAND_NOTICE,
        EventType.WITHDRAWN,
        "order/withdrawn_before_demand",
        "1(c)",
        EVERY_ROW,
        frozenset({EventType.WITHDRAWN}),
    ),
    Before(
        EventType.FILED,
        EventType.EFFECTIVE,
        "order/effective_before_filed",
        "1(a), 2(e)",
        _FILING | _EFFECTIVE | _NOTICE_OF_FILING,
        frozenset({EventType.FILED, EventType.EFFECTIVE}),
    ),
    Before(
        EventType.FILED,
        EventType.WITHDRAWN,
        "order/withdrawn_before_filed",
        "1(c), 3(b)",
        EVERY_ROW,
        # A registration can be withdrawn before anything was filed: the withdrawal stands.
        frozenset({EventType.FILED}),
    ),
    Before(
        EventType.EFFECTIVE,
        EventType.ALL_SOLD,
        "order/sold_before_effective",
        "2(e)",
        _EFFECTIVE,
        frozenset({EventType.EFFECTIVE, EventType.ALL_SOLD}),
    ),
    Before(
        EventType.EFFECTIVE,
        EventType.DISTRIBUTION_COMPLETED,
        "order/distributed_before_effective",
        "2(b)",
        _EFFECTIVE,
        frozenset({EventType.EFFECTIVE, EventType.DISTRIBUTION_COMPLETED}),
    ),
    Before(
        EventType.EFFECTIVE,
        EventType.SUSPENDED,
        "order/suspended_before_effective",
        "2",
        KEPT_ROWS,
        frozenset({EventType.SUSPENDED}),
    ),
)
"""What comes before what."""


class Once(NamedTuple):
    """What happens once only; where it is recorded twice nobody knows which is right."""

    type: EventType
    section: str
    deadlines: frozenset[DeadlineId]


ONCE = (
    Once(EventType.EFFECTIVE, "1(a), 2(e)", _EFFECTIVE),
    Once(EventType.WITHDRAWN, "1(c), 3(b)", EVERY_ROW),
    Once(EventType.ALL_SOLD, "2(e)", KEPT_ROWS),
    Once(EventType.DISTRIBUTION_COMPLETED, "2(b)", KEPT_ROWS),
    Once(EventType.DELAY_OFFERING_EFFECTIVE, "1(d)", _DELAY),
    Once(EventType.DELAY_ACTIVITY_COMMENCED, "1(d)", _DELAY),
)
"""What happens once only. A statement is filed again when it is amended, a planned day moves, a notice may be repeated,
and offers may be suspended more than once."""

NEEDS = (
    (EventType.DELAY_OFFERING_EFFECTIVE, EventType.DELAY_ELECTED, "1(d)", _DELAY),
    (EventType.DELAY_ACTIVITY_COMMENCED, EventType.DELAY_ELECTED, "1(d)", _DELAY),
)
"""What means nothing without something else: the event, what it needs, the section, the rows."""

FIRST_ROW = {
    RegistrationKind.DEMAND: DeadlineId.COMPANY_NOTICE_ADVISED,
    RegistrationKind.PIGGYBACK: DeadlineId.REGISTRATION_NOTICE_DUE,
}
"""The row with which the deadlines of a registration begin: it carries what belongs to no row."""
