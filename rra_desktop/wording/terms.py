"""How the value of a term is read back as counsel writes it, and what a change of one is called."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from rra_desktop.domain.agreement import COMPANY, COUNTED_UNITS, Term, TermKind, TermValue
from rra_desktop.domain.bounds import LARGEST_COUNT
from rra_desktop.domain.matter import Matter
from rra_desktop.errors import NotUnderstoodError, UserError
from rra_desktop.wording.reading import parse_date, parse_money, parse_percent, parse_shares
from rra_desktop.wording.records import holder_name
from rra_desktop.wording.writing import counted, names

_COUNTED = re.compile(r"(?P<count>[0-9][0-9,]*)\s*(?P<unit>[a-z ]*)")
_RATIO = re.compile(r"(?P<above>[0-9]{1,15})\s*(?:/\s*(?P<below>[0-9]{1,15}))?")


def parse_term_value(term: Term, text: str) -> TermValue:
    """Read the value of a term in the way of its kind, as 20 days, $0.30 or 1/2; raises NotUnderstoodError."""
    return _READERS[term.kind](term, text.strip())


def _count(term: Term, text: str) -> int:
    unit = COUNTED_UNITS[term.kind]
    one, many = (counted(number, unit).partition(" ")[2] for number in (1, 2))
    found = _COUNTED.fullmatch(text.casefold())
    if found is None or found["unit"] not in ("", one, many):
        raise NotUnderstoodError(f"“{text}” is not a number of {many}; write it as 20 or {counted(20, unit)}.")
    return parse_shares(found["count"])


def _ratio(_term: Term, text: str) -> Fraction:
    if text.endswith("%"):
        return Fraction(parse_percent(text)) / 100
    if found := _RATIO.fullmatch(text):
        below = int(found["below"] or 1)
        if below and int(found["above"]) <= LARGEST_COUNT:
            return Fraction(int(found["above"]), below)
    try:
        return Fraction(parse_money(text)) if not text.startswith("$") else _no_ratio(text)
    except UserError:
        return _no_ratio(text)


def _no_ratio(text: str) -> Fraction:
    raise NotUnderstoodError(f"“{text}” is not a ratio; write it as 1/2, 0.5 or 50%.")


def _choice(term: Term, text: str) -> str:
    if text not in term.choices:
        raise NotUnderstoodError(f"“{text}” is none of the choices; they are {', '.join(term.choices)}.")
    return text


_READERS: Mapping[TermKind, Callable[[Term, str], TermValue]] = {
    **dict.fromkeys(COUNTED_UNITS, _count),
    TermKind.NUMBER: lambda _term, text: parse_shares(text),
    TermKind.DATE: lambda _term, text: parse_date(text),
    TermKind.RATIO: _ratio,
    TermKind.MONEY: lambda _term, text: parse_money(text),
    TermKind.CHOICE: _choice,
}


def signatory_name(matter: Matter, party: str) -> str:
    """Write who signs an amendment: the Company, or a holder by name."""
    return "the Company" if party == COMPANY else holder_name(matter, party)


def signatories(matter: Matter, parties: Sequence[str]) -> str:
    """Write who signs or has not signed, the first three and how many more."""
    return names([signatory_name(matter, each) for each in parties])
