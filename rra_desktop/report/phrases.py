"""Turns of phrase that several sections share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from rra_desktop import wording
from rra_desktop.domain.figures import Authority, Clause, EnteredByCounsel, Figure, OtherReading
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.statements import Gravity, Mark, Said
from rra_desktop.report.blocks import Footnote, Phrase, Text, clause, emphasis, plain, strong

_MOST_VALUES = 3


def sentence(text: str, *, capital: bool = True) -> str:
    """End a sentence with one full stop, and begin it with a capital unless other words go before it."""
    stripped = text.strip()
    if not stripped:
        return ""
    begun = stripped[0].upper() + stripped[1:] if capital else stripped
    return begun + ("" if stripped.removesuffix("”")[-1:] in (".", "!", "?") else ".")


def sentences(parts: Iterable[str]) -> str:
    """Run sentences together, each with its full stop, none twice."""
    return " ".join(dict.fromkeys(filter(None, map(sentence, parts))))


def cited(said: str, section: str) -> Phrase:
    """Write words with the mark of the section that bears them out behind them; alone where none is named."""
    return (*plain(f"{said} "), *clause(section)) if section else plain(said)


def waits_for(missing: Iterable[Said]) -> Phrase:
    """Say what a figure waits for, in bold so that it is not read over."""
    return (*strong("Waits for "), *plain("; ".join(map(wording.words_of, missing)) + "."))


def listed(names: Sequence[str], most: int) -> str:
    """Write names as “A, B and C”, those beyond `most` as a count."""
    if len(names) > most + 1:
        return f"{', '.join(names[:most])} and {len(names) - most:,} others"
    if len(names) > 1:
        return f"{', '.join(names[:-1])} and {names[-1]}"
    return "".join(names)


def counted(count: int, noun: str, plural: str = "") -> str:
    """Write a count with its noun, as “1 holder” or “4 holders”."""
    return f"{wording.shares(count)} {noun if count == 1 else plural or noun + 's'}"


def other_readings(others: Iterable[OtherReading[Any]]) -> str:
    """Say what the other readings give, those that give the same together; empty when there is none.

    A reading that stands there with several values, as for several holders, is given all of them.
    """
    values: dict[str, list[Any]] = {}
    for other in others:
        values.setdefault(other.label, []).append(other.value)
    labels: dict[str, list[str]] = {}
    for label, given in values.items():
        labels.setdefault(_values(given), []).append(label)
    if not labels:
        return ""
    said = "; ".join(f"{listed(alike, len(alike))}: {value}" for value, alike in labels.items())
    return f"Other reading{'s' if len(labels) > 1 else ''}, {said}"


def _values(given: Iterable[Any]) -> str:
    known = sorted({value for value in given if value is not None})
    if not known:
        return "no date or number yet"
    if len(known) > _MOST_VALUES:
        return f"{signed(wording.figure_value(known[0]))} to {signed(wording.figure_value(known[-1]))}"
    return " or ".join(signed(wording.figure_value(value)) for value in known)


def signed(written: str) -> str:
    """Print a negative number with a minus sign."""
    return "\N{MINUS SIGN}" + written[1:] if written.startswith("-") else written


def note(mark: Mark) -> Phrase:
    """Write a mark with its section behind it; unless it is a mere note its gravity stands before it."""
    said, section = sentence(wording.words_of(mark)), mark.statement.section
    name = () if mark.gravity is Gravity.NOTE else strong(f"{wording.gravity_name(mark.gravity)}. ")
    return (*name, *cited(said, section))


def notes(marks: Iterable[Mark]) -> Phrase:
    """Run marks together, none twice."""
    text: Phrase = ()
    for said in dict.fromkeys(map(note, marks)):
        text = (*text, *plain(" " if text else ""), *said)
    return text


def noted(name: str, marks: Sequence[Mark]) -> Text:
    """Write a name with what is marked beside it in a footnote."""
    return (*plain(name), *((Footnote(notes(marks)),) if marks else ()))


def footnote(parts: Iterable[str], *more: Phrase) -> tuple[Footnote, ...]:
    """Make a footnote of sentences and what follows them; none when there is nothing to say."""
    text = plain(sentences(parts))
    for following in filter(None, more):
        text = (*text, *plain(" " if text else ""), *following)
    return (Footnote(text),) if text else ()


def chosen(matter: Matter, others: Iterable[OtherReading[Any]]) -> Phrase:
    """Say which reading each alternative stands against, with counsel's reason."""
    reasons = {choice.reading: choice.reason for choice in matter.readings}
    text: Phrase = ()
    for reading_id in dict.fromkeys(other.reading for other in others):
        reason = reasons.get(reading_id, "")
        said = (*emphasis(reading_label(matter, reading_id)), *plain(f", “{reason}”." if reason else "."))
        text = (*text, *plain(" Reading chosen: " if text else "Reading chosen: "), *said)
    return text


def authority(of: Authority, matter: Matter) -> Phrase:
    """Write where a rule comes from: a section as a mark, a record by its name, all else in words."""
    match of:
        case Clause(section):
            return clause(section)
        case EnteredByCounsel():
            return plain(wording.record_name(of, matter))
        case _:
            return plain(wording.authority_name(of))


def reading_label(matter: Matter, reading_id: str) -> str:
    """Return the label of the choice in force."""
    return matter.form.reading(reading_id).label_of(matter.choice(reading_id))


def value_of(figure: Figure[Any]) -> str:
    """Write a figure's value, or that it waits."""
    return "waits" if figure.value is None else signed(wording.figure_value(figure.value))
