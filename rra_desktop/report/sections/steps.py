"""The tree of a figure as printed steps: each sum once, the facts at its leaves named and listed at the end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from rra_desktop import wording
from rra_desktop.domain.figures import EnteredByCounsel, Figure, RecordKind
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.registrations import Event
from rra_desktop.report.blocks import Phrase, Step, plain
from rra_desktop.report.phrases import authority, listed, other_readings, sentence, sentences, value_of

_DEEPEST = 2


class Steps:
    """Prints one figure after the other, remembering what was printed and on which facts it rests."""

    def __init__(self, matter: Matter) -> None:
        self._matter = matter
        self._printed: set[Figure[Any]] = set()
        self._facts: dict[EnteredByCounsel, dict[str, None]] = {}

    def of(self, figure: Figure[Any]) -> Iterator[Step]:
        """Yield the figure and its steps; what stands printed already is only named."""
        yield from self._steps(figure, 0, set())

    def _steps(self, figure: Figure[Any], depth: int, said: set[str]) -> Iterator[Step]:
        if depth and figure in self._printed:
            yield Step(
                depth,
                wording.words_of(figure.label),
                self._value(figure),
                "",
                authority(figure.authority, self._matter),
            )
            return
        if figure.inputs:
            self._printed.add(figure)
        folded = [each for each in figure.inputs if depth == _DEEPEST or (depth and not each.inputs)]
        unfolded = [each for each in figure.inputs if each not in folded]
        yield Step(
            depth,
            wording.words_of(figure.label),
            self._value(figure),
            sentences([self._rule(figure), self._sources(folded)]),
            authority(figure.authority, self._matter),
            tuple(_remarks(figure, said)),
        )
        for each in unfolded:
            yield from self._steps(each, depth + 1, said)
        self._note(figure)

    def facts(self) -> list[tuple[str, str]]:
        """Return every record the printed figures rest on, in order, with what was entered."""
        return [
            (wording.record_name(record, self._matter), self._event(record) or "; ".join(self._facts[record]))
            for record in sorted(self._facts, key=lambda each: wording.place_of_record(each, self._matter))
        ]

    def _event(self, record: EnteredByCounsel) -> str:
        """Tell the event a record is, whole; empty for a record that is no event."""
        if record.kind is not RecordKind.EVENT:
            return ""
        return next((self._told(event) for event in self._matter.events if event.id == record.key), "")

    def _told(self, event: Event) -> str:
        to = f" to {self._matter.holder(event.to).name}" if event.to else ""
        dates = (("", event.date), ("sent ", event.sent), ("received ", event.received))
        said = [f"{what}{wording.day(date)}" for what, date in dates if date]
        how = [wording.method_name(event.method)] if event.method else []
        if event.hour is not None:
            said.append(f"at {wording.hour(event.hour)}")
        return f"{wording.event_name(event.type, self._matter.form)}{to} · {', '.join([*how, *said])}"

    def _value(self, figure: Figure[Any]) -> str:
        if figure.key.kind == "reading" and isinstance(figure.value, str):
            labels = {choice.id: choice.label for choice in self._matter.form.reading(figure.key.subject[0]).choices}
            return labels.get(figure.value, figure.value)
        return value_of(figure)

    def _rule(self, figure: Figure[Any]) -> str:
        """Return the rule unless it only repeats the value."""
        return "" if figure.rule_is_its_value else wording.words_of(figure.rule)

    def _sources(self, folded: Iterable[Figure[Any]]) -> str:
        """Name what a step was made from: terms with their value, readings, records by their numbers."""
        named: dict[str, None] = {}
        records: dict[EnteredByCounsel, None] = {}
        for leaf in (leaf for each in folded for leaf in _leaves(each)):
            if isinstance(leaf.authority, EnteredByCounsel):
                records[leaf.authority] = None
                self._note(leaf)
            elif leaf.key.kind == "reading":
                named[f"the reading “{self._value(leaf)}”"] = None
            else:
                named[f"{wording.words_of(leaf.label)} ({self._value(leaf)})"] = None
        sources = [*named, *wording.record_names(records, self._matter)]
        return f"From {listed(sources, len(sources))}" if sources else ""

    def _note(self, figure: Figure[Any]) -> None:
        """Remember a fact with its value, unless its label says that already, as a ledger entry's does."""
        if isinstance(figure.authority, EnteredByCounsel):
            label = wording.words_of(figure.label)
            said = label if figure.said_by(figure.label) else f"{label}: {self._value(figure)}"
            self._facts.setdefault(figure.authority, {})[said] = None


def _leaves(figure: Figure[Any]) -> Iterator[Figure[Any]]:
    return (each for each in figure.walk() if not each.inputs)


def _remarks(figure: Figure[Any], said: set[str]) -> Iterator[Phrase]:
    """Yield what has to be said beside the rule, unless it was said of the same figure already."""
    if figure.waits_for:
        yield plain(sentence(f"Waits for {wording.words_of(figure.waits_for)}"))
    remarks = [remark for remark in map(wording.words_of, figure.marks) if remark not in said]
    said.update(remarks)
    text = sentences([*(["Assumed"] if figure.assumed else []), *remarks, other_readings(figure.other_readings)])
    if text:
        yield plain(text)
