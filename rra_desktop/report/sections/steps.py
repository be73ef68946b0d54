"""The tree of a figure as printed steps: each sum once, the facts at its leaves named and listed at the end."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from rra_desktop import wording
from rra_desktop.domain.figures import EnteredByCounsel, Figure
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.registrations import Event
from rra_desktop.report.blocks import Phrase, Step, plain
from rra_desktop.report.phrases import authority, listed, other_readings, sentences, value_of

_DEEPEST = 2


class Steps:
    """Prints one figure after the other, remembering what was printed and on which facts it rests."""

    def __init__(self, matter: Matter) -> None:
        self._matter = matter
        self._printed: set[Figure[Any]] = set()
        self._facts: dict[str, dict[str, None]] = {}

    def of(self, figure: Figure[Any]) -> Iterator[Step]:
        """Yield the figure and its steps; what stands printed already is only named."""
        yield from self._steps(figure, 0, set())

    def _steps(self, figure: Figure[Any], depth: int, said: set[str]) -> Iterator[Step]:
        if depth and figure in self._printed:
            yield Step(depth, wording.words_of(figure.label), self._value(figure), "", authority(figure.authority))
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
            authority(figure.authority),
            tuple(_remarks(figure, said)),
        )
        for each in unfolded:
            yield from self._steps(each, depth + 1, said)
        self._note(figure)

    def facts(self) -> list[tuple[str, str]]:
        """Return every record the printed figures rest on, in order, with what was entered."""
        return [
            (record, self._event(record) or "; ".join(self._facts[record]))
            for record in sorted(self._facts, key=_order)
        ]

    def _event(self, record: str) -> str:
        """Tell the event a record names, whole; empty for a record that is no event."""
        found = re.fullmatch(r"event (\d+) of .*", record)
        if found is None:
            return ""
        return next((self._told(event) for event in self._matter.events if event.id == int(found[1])), "")

    def _told(self, event: Event) -> str:
        to = f" to {self._matter.holder(event.to).name}" if event.to else ""
        dates = (("", event.date), ("sent ", event.sent), ("received ", event.received))
        said = [f"{what}{wording.day(date)}" for what, date in dates if date]
        how = [wording.method_name(event.method)] if event.method else []
        return f"{wording.event_name(event.type)}{to} · {', '.join([*how, *said])}"

    def _value(self, figure: Figure[Any]) -> str:
        if figure.key.kind == "reading" and isinstance(figure.value, str):
            labels = {choice.id: choice.label for choice in self._matter.form.reading(figure.key.subject[0]).choices}
            return labels.get(figure.value, figure.value)
        return value_of(figure)

    def _rule(self, figure: Figure[Any]) -> str:
        """Return the rule unless it only repeats the value."""
        rule = wording.words_of(figure.rule)
        bare = rule.strip().removesuffix(".").removesuffix(" shares")
        return "" if bare == self._value(figure) else rule

    def _sources(self, folded: Iterable[Figure[Any]]) -> str:
        """Name what a step was made from: terms with their value, readings, records by their numbers."""
        named: dict[str, None] = {}
        records: dict[str, None] = {}
        for leaf in (leaf for each in folded for leaf in _leaves(each)):
            if isinstance(leaf.authority, EnteredByCounsel):
                records[leaf.authority.record] = None
                self._note(leaf)
            elif leaf.key.kind == "reading":
                named[f"the reading “{self._value(leaf)}”"] = None
            else:
                named[f"{wording.words_of(leaf.label)} ({self._value(leaf)})"] = None
        sources = [*named, *_numbered(records)]
        return f"From {listed(sources, len(sources))}" if sources else ""

    def _note(self, figure: Figure[Any]) -> None:
        """Remember a fact; a ledger entry names its quantity in its label."""
        if isinstance(figure.authority, EnteredByCounsel):
            value, label = self._value(figure), wording.words_of(figure.label)
            said = label if value in label else f"{label}: {value}"
            self._facts.setdefault(figure.authority.record, {})[said] = None


def _leaves(figure: Figure[Any]) -> Iterator[Figure[Any]]:
    return (each for each in figure.walk() if not each.inputs)


def _remarks(figure: Figure[Any], said: set[str]) -> Iterator[Phrase]:
    """Yield what has to be said beside the rule, unless it was said of the same figure already."""
    if figure.waits_for:
        yield plain(f"Waits for {wording.words_of(figure.waits_for).removesuffix('.')}.")
    remarks = [remark for remark in map(wording.words_of, figure.marks) if remark not in said]
    said.update(remarks)
    text = sentences([*(["Assumed"] if figure.assumed else []), *remarks, other_readings(figure.other_readings)])
    if text:
        yield plain(text)


def _numbered(records: Iterable[str]) -> list[str]:
    """Write records of one kind together, as “ledger entries 1 to 6 and 9”."""
    kinds: dict[tuple[str, str], list[int]] = {}
    plain_ones: list[str] = []
    for record in records:
        found = re.fullmatch(r"(.*?) (\d+)( of .*)?", record)
        if found:
            kinds.setdefault((found[1], found[3] or ""), []).append(int(found[2]))
        else:
            plain_ones.append(record)
    return [*(_together(kind, sorted(numbers), of) for (kind, of), numbers in kinds.items()), *plain_ones]


def _together(kind: str, numbers: list[int], of: str) -> str:
    if len(numbers) == 1:
        return f"{kind} {numbers[0]}{of}"
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    written = [f"{run[0]} to {run[-1]}" if len(run) > 2 else " and ".join(map(str, run)) for run in runs]  # noqa: PLR2004
    plural = f"{kind.removesuffix('y')}ies" if kind.endswith("y") else f"{kind}s"
    return f"{plural} {', '.join(written)}{of}"


def _order(record: str) -> tuple[tuple[str, int], ...]:
    """Sort “entry 10” after “entry 9”."""
    return tuple((word, int(number or 0)) for word, number in re.findall(r"(\D+)(\d*)", record))
