"""What stands beside a figure or deadline, as counsel reads it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from rra_desktop.domain.allocation import CutbackOutcome
from rra_desktop.domain.deadlines import Deadline
from rra_desktop.domain.figures import Figure
from rra_desktop.domain.statements import GRAVE, Mark
from rra_desktop.wording import words_of


def in_words(figure: Figure[Any]) -> Figure[Any]:
    """Return a figure with all that it and what it was made from say in words."""
    return replace(
        figure,
        label=words_of(figure.label),
        rule=words_of(figure.rule),
        waits_for=words_of(figure.waits_for),
        inputs=tuple(map(in_words, figure.inputs)),
    )


def deadline_in_words(deadline: Deadline) -> Deadline:
    """Return a deadline that says in words what it is, what it waits for and how it was reached."""
    return replace(
        deadline,
        label=words_of(deadline.label),
        waits_for=words_of(deadline.waits_for),
        explain=lambda: in_words(deadline.explain()),
    )


def marks_in_words(marks: Iterable[Mark]) -> tuple[str, ...]:
    """Return marks as the sentences counsel reads."""
    return tuple(map(words_of, marks))


def remarks_of(said: Deadline | Figure[Any]) -> tuple[str, ...]:
    """Return the sentences beside a figure, or beside a deadline those that are no conflict."""
    return tuple(words_of(mark) for mark in said.marks if isinstance(said, Figure) or mark.gravity not in GRAVE)


def conflict_of(deadline: Deadline) -> str:
    """Return what cannot be met, empty when there is no conflict."""
    return " ".join(words_of(mark) for mark in deadline.conflicts)


def pending_of(outcome: CutbackOutcome) -> str:
    """Return what a cutback waits for, empty when it waits for nothing."""
    return "; ".join(map(words_of, outcome.pending))


def notes_of(outcome: CutbackOutcome) -> list[str]:
    """Return the sentences of a cutback's notes."""
    return [words_of(note) for note in outcome.notes]
