"""What a form says of time: by a term of the agreement, or as it is written in place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from rra_desktop.domain.agreement import COUNTED_UNITS, TermKind
from rra_desktop.domain.counts import LONGEST, DeclaredCount, TimeUnit
from rra_desktop.domain.holidays import Closing
from rra_desktop.forms.values import NAME, Kind, WrongValueError, did_you_mean, quoted, shown
from rra_desktop.forms.written import one_or_several

_TIME: Final = re.compile(
    r"(?P<amount>-?[1-9][0-9]{0,4}) (?P<unit>(?:business |trading |filing )?day|month|year)s?(?: of (?P<calendar>.+))?"
)


def _time(value: object) -> DeclaredCount:
    if (found := time_in_place(value)) is not None:
        return found
    if isinstance(value, str) and (term := _term_in(value)) is not None:
        return DeclaredCount(term, back=value.startswith("-"))
    raise WrongValueError(
        "must be the id of a term that counts time, with a - in front to take it off, or a time as “10 days”, “-10 "
        f"business days”, “5 trading days”, “3 filing days”, “6 months” or “1 year”, not {shown(value)}."
    )


def time_in_place(value: object) -> DeclaredCount | None:
    """Return a time as it is written, None for what is none; raises WrongValueError for one that cannot be counted."""
    written = _TIME.fullmatch(value) if isinstance(value, str) else None
    if written is None:
        return None
    amount, unit, calendar = int(written["amount"]), TimeUnit(written["unit"]), written["calendar"]
    if abs(amount) > LONGEST[unit]:
        raise WrongValueError(f"counts {shown(value)}; at most {LONGEST[unit]:,} {unit}s are counted.")
    if calendar is None:
        return DeclaredCount(amount=amount, unit=unit)
    if unit is not TimeUnit.BUSINESS_DAY:
        raise WrongValueError(f"names a calendar in {shown(value)}; only business days are those of a calendar.")
    if calendar not in [*Closing]:
        near = did_you_mean(calendar, Closing)
        raise WrongValueError(
            f"counts by the calendar {shown(calendar)}; there is none such.{near} Known are {quoted(Closing)}."
        )
    return DeclaredCount(amount=amount, unit=unit, calendar=Closing(calendar))


def _term_in(value: str) -> str | None:
    """Return the id of the term that a part of a count names, None for what is no id."""
    try:
        NAME.read(term := value.removeprefix("-"))
    except WrongValueError:
        return None
    return term


TIME: Final = Kind("a term that counts time, or a time as “10 days”", _time)


def terms_counted(written: object) -> Iterator[tuple[int, str]]:
    """Yield the ids of the terms in a time, or in a list of them, as written, each with its place in the list."""
    for place, part in enumerate(one_or_several(written)):
        if isinstance(part, str) and not _TIME.fullmatch(part) and (term := _term_in(part)) is not None:
            yield place, term


def fault_of_term(term: str, kinds: Mapping[str, object]) -> str:
    """Return why time cannot be counted by a term, by the kinds of the form's terms as written; empty where it can."""
    kind = kinds.get(term)
    if term not in kinds:
        return f"counts by “{term}”, and the form has no such term.{did_you_mean(term, kinds)}"
    if isinstance(kind, str) and kind in [*TermKind] and kind not in COUNTED_UNITS:
        return f"counts by “{term}”, a term of the kind “{kind}”; only {quoted(COUNTED_UNITS)} can be counted."
    return ""  # a kind that is none has its fault told at the term
