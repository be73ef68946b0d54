"""Who has answered a notice: requests in time, late or incomplete, and who is silent."""

from __future__ import annotations

from collections.abc import Iterator

from rra_desktop import wording
from rra_desktop.calculation.analysis import Analysis
from rra_desktop.domain.deadlines import HolderAnswer, RequestState
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.registrations import Registration
from rra_desktop.report.blocks import Paragraph, Phrase, Tone, plain, strong
from rra_desktop.report.phrases import listed

_MOST_NAMES = 6
_HEADINGS = {
    RequestState.INITIATED: "Initiating",
    RequestState.TIMELY: "In time",
    RequestState.LATE: "Late",
    RequestState.INCOMPLETE: "Incomplete",
    RequestState.SILENT: "No request yet",
    RequestState.NOT_NOTIFIED: "Not notified",
}


def requests_paragraph(analysis: Analysis, registration: Registration) -> Iterator[Paragraph]:
    """Name the holders by where their answers stand, with what they asked for; nothing before anybody could answer."""
    answers = analysis.answers(registration.id)
    if all(answer.state is RequestState.NOT_NOTIFIED for answer in answers):
        return
    text: Phrase = ()
    for state, heading in _HEADINGS.items():
        alike = [_answer(analysis.matter, answer) for answer in answers if answer.state is state]
        if alike:
            text = (*text, *strong(heading), *plain(f" · {listed(alike, _MOST_NAMES)}. "))
    yield Paragraph(text, Tone.SMALL)


def _answer(matter: Matter, answer: HolderAnswer) -> str:
    name = matter.holder(answer.holder).name
    return name if answer.requested is None else f"{name} {wording.shares(answer.requested)}"
