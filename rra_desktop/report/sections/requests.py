"""Who has answered a notice: requests in time, late or incomplete, and who is silent."""

from __future__ import annotations

from collections.abc import Iterator

from rra_desktop import wording
from rra_desktop.calculation.analysis import Analysis
from rra_desktop.domain.deadlines import HolderAnswer, RequestState
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.registrations import Registration
from rra_desktop.report.blocks import Paragraph, Phrase, Tone, plain, strong
from rra_desktop.report.phrases import listed, sentences
from rra_desktop.wording import said_beside

_MOST_NAMES = 6
_SAID_HERE = (RequestState.INITIATED, RequestState.CONTRADICTED)
_HEADINGS = {
    RequestState.INITIATED: "Initiating",
    RequestState.TIMELY: "In time",
    RequestState.LATE: "Late",
    RequestState.INCOMPLETE: "Incomplete",
    RequestState.CONTRADICTED: "Contradicted",
    RequestState.SILENT: "No request yet",
    RequestState.NOT_NOTIFIED: "Not notified",
}


def requests_paragraph(analysis: Analysis, registration: Registration) -> Iterator[Paragraph]:
    """Name the holders by where their answers stand, with what they asked for; nothing before anybody could answer.

    What is to be said of a request of an Initiating Investor, which has no row among the deadlines, is said here too.
    """
    answers = analysis.answers(registration.id)
    if all(answer.state is RequestState.NOT_NOTIFIED for answer in answers):
        return
    text: Phrase = ()
    for state, heading in _HEADINGS.items():
        alike = [_answer(analysis.matter, answer) for answer in answers if answer.state is state]
        if alike:
            text = (*text, *strong(heading), *plain(f" · {listed(alike, _MOST_NAMES)}. "))
    said = [said_beside(mark) for answer in answers if answer.state in _SAID_HERE for mark in answer.marks]
    yield Paragraph((*text, *plain(sentences(said))), Tone.SMALL)


def _answer(matter: Matter, answer: HolderAnswer) -> str:
    name = matter.holder(answer.holder).name
    if answer.requested is None:
        return name
    if answer.counted != answer.requested:
        held = wording.shares(answer.counted or 0)
        return f"{name} {wording.shares(answer.requested)}, of which {held} count (all it held)"
    return f"{name} {wording.shares(answer.requested)}"
