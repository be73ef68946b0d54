"""What was asked for in a registration, in sum: the requests that came in time and what of them counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rra_desktop.domain.deadlines import HolderAnswer, RequestState
from rra_desktop.domain.figures import Authority, Figure, FigureKey
from rra_desktop.domain.overview import RequestsIn
from rra_desktop.domain.statements import stated

_IN = (RequestState.INITIATED, RequestState.TIMELY)
_DOUBTFUL = (RequestState.LATE, RequestState.INCOMPLETE, RequestState.CONTRADICTED)


def requests_in(registration: str, answers: Sequence[HolderAnswer]) -> RequestsIn:
    """Add up what was asked for in a registration in time; no request counts for more than its holder had."""
    in_time = [each for each in answers if each.state in _IN and each.counted is not None]
    return RequestsIn(
        registration,
        counted=sum(each.counted or 0 for each in in_time),
        in_time=len(in_time),
        holders=len(answers),
        doubtful=sum(each.state in _DOUBTFUL for each in answers),
        above_holding=sum(each.counted != each.requested for each in in_time),
    )


def requests_figure(registration: str, answers: Sequence[HolderAnswer], authority: Authority) -> Figure[int]:
    """Explain the sum of what was asked for in a registration: the answers of each kind, and what they ask for."""
    found = requests_in(registration, answers)
    rule = stated(
        "overview/requests_rule",
        in_time=found.in_time,
        holders=found.holders,
        above_holding=found.above_holding,
    )
    return Figure(
        FigureKey("requests", (registration,)),
        stated("overview/requests"),
        found.counted,
        rule,
        authority,
        tuple(_steps(registration, answers, authority)),
    )


def _steps(registration: str, answers: Sequence[HolderAnswer], authority: Authority) -> Iterator[Figure[int]]:
    for state in RequestState:
        alike = [each for each in answers if each.state is state]
        if not alike:
            continue
        left_out = state not in _IN
        asked = sum((each.requested if left_out else each.counted) or 0 for each in alike)
        said = stated("overview/answers", state=state, count=len(alike), left_out=left_out and asked > 0)
        yield Figure(FigureKey("requests", (registration,), state.value), said, asked, "", authority)
