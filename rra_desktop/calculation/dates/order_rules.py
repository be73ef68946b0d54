"""What must come before what in a registration, what happens once only, what needs what, and which rows it touches.

An entry of these tables is read by `order_of_events`, which finds what is recorded against it.
"""

from __future__ import annotations

from enum import Enum, auto
from typing import NamedTuple

from rra_desktop.domain.agreement import AgreementForm
from rra_desktop.domain.deadlines import Act
from rra_desktop.domain.registrations import EventType
from rra_desktop.domain.topics import Topic


class Rows(Enum):
    """Which rows a contradiction touches, whatever the form calls them."""

    EVERY = auto()
    FILING = auto()
    NOTICES = auto()
    EFFECT = auto()
    EFFECTIVENESS = auto()
    KEPT = auto()
    REQUESTS = auto()
    DELAYED = auto()


def rows_of(form: AgreementForm, *touched: Rows | EventType) -> frozenset[str]:
    """Return the deadlines of a form in some groups, and those that some events start or meet."""
    return frozenset().union(*(_rows(form, each) for each in touched))


def _rows(form: AgreementForm, touched: Rows | EventType) -> frozenset[str]:
    if isinstance(touched, EventType):
        return form.roles.about(touched.value)
    match touched:
        case Rows.EVERY:
            return form.roles.of_registrations()
        case Rows.DELAYED:
            return form.roles.delayed() | form.roles.acting(Act.EFFECT)
        case Rows.NOTICES:
            return form.roles.acting(Act.NOTIFY) & form.roles.about(EventType.FILED.value)
    return form.roles.acting(*_ACTS[touched])


_ACTS = {
    Rows.FILING: (Act.FILE,),
    Rows.EFFECT: (Act.EFFECT,),
    Rows.EFFECTIVENESS: (Act.EFFECT, Act.KEEP),
    Rows.KEPT: (Act.KEEP,),
    Rows.REQUESTS: (Act.ANSWER,),
}


class Before(NamedTuple):
    """An event that comes before another; where it is recorded after it, `falls` are the ones that meet nothing."""

    first: EventType
    then: EventType
    kind: str
    topics: tuple[Topic, ...]
    rows: tuple[Rows | EventType, ...]
    falls: frozenset[EventType]


BEFORE = (
    Before(
        EventType.DEMAND_NOTICE,
        EventType.COMPANY_NOTICE,
        "order/notice_before_demand",
        (Topic.DEMAND,),
        (Rows.FILING, EventType.COMPANY_NOTICE),
        frozenset({EventType.COMPANY_NOTICE}),
    ),
    Before(
        EventType.DEMAND_NOTICE,
        EventType.FILED,
        "order/filed_before_demand",
        (Topic.DEMAND,),
        (Rows.FILING, Rows.EFFECT),
        frozenset({EventType.FILED}),
    ),
    Before(
        EventType.DEMAND_NOTICE,
        EventType.EFFECTIVE,
        "order/effective_before_demand",
        (Topic.DEMAND,),
        (Rows.EFFECTIVENESS,),
        frozenset({EventType.EFFECTIVE}),
    ),
    Before(
        EventType.DEMAND_NOTICE,
        EventType.DELAY_ELECTED,
        "order/delay_before_demand",
        (Topic.DELAY,),
        (Rows.DELAYED,),
        frozenset({EventType.DELAY_ELECTED}),
    ),
    Before(
        EventType.DEMAND_NOTICE,
        EventType.WITHDRAWN,
        "order/withdrawn_before_demand",
        (Topic.DEMANDS_USED,),
        (Rows.EVERY,),
        frozenset({EventType.WITHDRAWN}),
    ),
    Before(
        EventType.FILED,
        EventType.EFFECTIVE,
        "order/effective_before_filed",
        (Topic.DEMAND, Topic.KEPT_EFFECTIVE),
        (Rows.FILING, Rows.EFFECTIVENESS, Rows.NOTICES),
        frozenset({EventType.FILED, EventType.EFFECTIVE}),
    ),
    Before(
        EventType.FILED,
        EventType.WITHDRAWN,
        "order/withdrawn_before_filed",
        (Topic.DEMANDS_USED, Topic.WITHDRAWAL),
        (Rows.EVERY,),
        # A registration can be withdrawn before anything was filed: the withdrawal stands.
        frozenset({EventType.FILED}),
    ),
    Before(
        EventType.EFFECTIVE,
        EventType.ALL_SOLD,
        "order/sold_before_effective",
        (Topic.KEPT_EFFECTIVE,),
        (Rows.EFFECTIVENESS,),
        frozenset({EventType.EFFECTIVE, EventType.ALL_SOLD}),
    ),
    Before(
        EventType.EFFECTIVE,
        EventType.DISTRIBUTION_COMPLETED,
        "order/distributed_before_effective",
        (Topic.DISTRIBUTION,),
        (Rows.EFFECTIVENESS,),
        frozenset({EventType.EFFECTIVE, EventType.DISTRIBUTION_COMPLETED}),
    ),
    Before(
        EventType.EFFECTIVE,
        EventType.SUSPENDED,
        "order/suspended_before_effective",
        (Topic.SUSPENSION,),
        (Rows.KEPT,),
        frozenset({EventType.SUSPENDED}),
    ),
)
"""What comes before what."""


class Once(NamedTuple):
    """What happens once only; where it is recorded twice nobody knows which is right."""

    type: EventType
    topics: tuple[Topic, ...]
    rows: tuple[Rows | EventType, ...]


ONCE = (
    Once(EventType.EFFECTIVE, (Topic.DEMAND, Topic.KEPT_EFFECTIVE), (Rows.EFFECTIVENESS,)),
    Once(EventType.WITHDRAWN, (Topic.DEMANDS_USED, Topic.WITHDRAWAL), (Rows.EVERY,)),
    Once(EventType.ALL_SOLD, (Topic.KEPT_EFFECTIVE,), (Rows.KEPT,)),
    Once(EventType.DISTRIBUTION_COMPLETED, (Topic.DISTRIBUTION,), (Rows.KEPT,)),
    Once(EventType.DELAY_OFFERING_EFFECTIVE, (Topic.DELAY,), (Rows.DELAYED,)),
    Once(EventType.DELAY_ACTIVITY_COMMENCED, (Topic.DELAY,), (Rows.DELAYED,)),
)
"""What happens once only. A statement is filed again when it is amended, a planned day moves, a notice may be repeated,
and offers may be suspended more than once."""

NEEDS = (
    (EventType.DELAY_OFFERING_EFFECTIVE, EventType.DELAY_ELECTED, (Topic.DELAY,), (Rows.DELAYED,)),
    (EventType.DELAY_ACTIVITY_COMMENCED, EventType.DELAY_ELECTED, (Topic.DELAY,), (Rows.DELAYED,)),
)
"""What means nothing without something else: the event, what it needs, where the agreement says so, the rows."""
