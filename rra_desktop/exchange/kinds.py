"""The kinds of value a matter's JSON has, each with its bounds: exact numbers, days, names, words from a list."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Final, TypeVar

from rra_desktop.domain.agreement import COUNTED_UNITS, Signature, Term, TermKind, TermValue
from rra_desktop.domain.bounds import FIRST_DAY, LARGEST_COUNT, LAST_DAY
from rra_desktop.domain.counts import LONGEST, TimeUnit
from rra_desktop.domain.registrations import EventId, EventType, event_id
from rra_desktop.exchange.shapes import Kind, Known, refuse_unknown_keys
from rra_desktop.exchange.strict_json import Json, Place, shown

Word = TypeVar("Word", bound=StrEnum)

MOST_DAYS: Final = LONGEST[TimeUnit.DAY]
LONGEST_NAME: Final = 300
LONGEST_TEXT: Final = 20_000
_HOUR: Final = re.compile(r"([01]\d|2[0-3]):[0-5]\d\Z", re.ASCII)
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}\Z", re.ASCII)
# As many decimals as a matter file takes, so that what is exported can be read again.
_DECIMAL: Final = re.compile(r"\d{1,16}(\.\d{1,100})?\Z", re.ASCII)
_RATIO: Final = re.compile(r"(\d{1,16})/(\d{1,16})\Z", re.ASCII)


def text(place: Place) -> str:
    """Return text of any length that a note may have; raises ImportRefusedError for more."""
    value = place.text()
    if len(value) > LONGEST_TEXT:
        place.refuse(f"the text has {len(value):,} characters; at most {LONGEST_TEXT:,} are taken")
    return value


def name(place: Place) -> str:
    """Return a name or id: one line with something on it; raises ImportRefusedError for anything else."""
    value = place.text()
    if not value.strip():
        place.refuse("a name or id is expected here, not an empty text")
    if value != value.strip() or len(value.splitlines()) > 1:
        place.refuse("a name or id stands on one line, without spaces around it")
    if len(value) > LONGEST_NAME:
        place.refuse(f"the name has {len(value):,} characters; at most {LONGEST_NAME} are taken")
    return value


def day(place: Place) -> dt.date:
    """Return a day written YYYY-MM-DD; raises ImportRefusedError for one no calendar has, or out of all reason."""
    written = place.text()
    if not _DAY.match(written):
        place.refuse(f"a day is written YYYY-MM-DD, not {shown(written)}")
    try:
        value = dt.date.fromisoformat(written)
    except ValueError:
        place.refuse(f"there is no day {shown(written)}")
    if not FIRST_DAY <= value <= LAST_DAY:
        place.refuse(f"the day lies outside the years {FIRST_DAY.year} to {LAST_DAY.year}")
    return value


def whole(place: Place, least: int, most: int) -> int:
    """Return a whole number within bounds; raises ImportRefusedError for any other."""
    value = place.whole()
    if value < least:
        place.refuse(f"at least {least:,} is expected here, not {value:,}")
    if value > most:
        place.refuse(f"at most {most:,} is taken here, not {value:,}")
    return value


def decimal(place: Place) -> Decimal:
    """Return an exact decimal number written as text, as "1.25"; raises ImportRefusedError for anything else."""
    written = place.text()
    if not _DECIMAL.match(written):
        place.refuse(f'a decimal number is written as text with plain digits, as "1.25", not {shown(written)}')
    value = Decimal(written)
    if value > LARGEST_COUNT:
        place.refuse(f"at most {LARGEST_COUNT:,} is taken here, not {shown(written)}")
    return value


def word(place: Place, choices: Collection[str], what: str) -> str:
    """Return one of a list of words; raises ImportRefusedError, with the list, for any other."""
    written = place.text()
    if written not in choices:
        place.refuse(f"{shown(written)} is no {what}; known are {', '.join(choices) or 'none'}")
    return written


def plain(value: Decimal) -> str:
    """Return a decimal number without an exponent."""
    return format(value, "f")


def one_of(words: type[Word], what: str) -> Kind[Word]:
    """Return the kind of a word of the domain; `what` names it in a refusal."""
    by_text = {str(each): each for each in words}
    return Kind(lambda place, _: by_text[word(place, by_text, what)], str)


def count(least: int = 1, most: int = LARGEST_COUNT) -> Kind[int]:
    """Return the kind of a whole number within bounds."""
    return Kind(lambda place, _: whole(place, least, most), int)


def _cents(place: Place, _: Known) -> Decimal:
    value = decimal(place)
    if value != value.quantize(Decimal("0.01")):
        place.refuse(f"an amount of money has at most two decimals, not {shown(plain(value))}")
    return value.quantize(Decimal("0.01"))


def _percent(place: Place, most: int) -> Decimal:
    value = decimal(place)
    if value > most:
        place.refuse(f"at most {most:,} per cent is taken here")
    return value


def _holder(place: Place, known: Known) -> str:
    written = place.text()
    if written not in known.holders:
        place.refuse(f"no holder has the id {shown(written)}")
    return written


def _signatory(place: Place, known: Known) -> str:
    return place.text() if place.value == "company" else _holder(place, known)


def _registration(place: Place, known: Known) -> str:
    written = place.text()
    if written not in known.registrations:
        place.refuse(f"no registration has the id {shown(written)}")
    return written


def _plan(place: Place, known: Known) -> str:
    return word(place, [plan.id for plan in known.form.plans], "priority plan of this form")


def _damages(place: Place, known: Known) -> str:
    return word(place, [clause.id for clause in known.form.damages], "clause on damages of this form")


def _deadline(place: Place, known: Known) -> str:
    return word(place, [each.id for each in known.form.deadlines], "deadline")


def _event(place: Place, known: Known) -> EventId:
    declared = [each.id for each in known.form.events]
    return event_id(word(place, list(dict.fromkeys([*map(str, EventType), *declared])), "type of event"))


def _right(place: Place, known: Known) -> str:
    return word(place, [right.id for right in known.form.rights], "right of this form")


def _holder_class(place: Place, known: Known) -> str:
    return word(place, [each.id for each in known.form.classes], "class of holders of this form")


def _hour(place: Place, _: Known) -> dt.time:
    written = place.text()
    if not _HOUR.match(written):
        place.refuse(f"an hour is written HH:MM, from 00:00 to 23:59, not {shown(written)}")
    return dt.time.fromisoformat(written)


def _answers(place: Place, known: Known) -> tuple[tuple[str, str], ...]:
    """Read answers to the form's questions, which stand in the order of their ids however they are written."""
    asked = {fact.id: fact for fact in known.form.facts}
    answers: dict[str, str] = {}
    for own, answer in place.members().items():
        if own not in asked:
            answer.refuse(f"{shown(own)} is no fact that the form asks for; known are {', '.join(asked) or 'none'}")
        answers[own] = word(answer, asked[own].values, f"answer to “{asked[own].question}”")
    return tuple(sorted(answers.items()))


def _people(one: Kind[str]) -> Kind[tuple[str, ...]]:
    def read(place: Place, known: Known) -> tuple[str, ...]:
        people: list[str] = []
        for each in place.items():
            person = one.read(each, known)
            if person in people:
                each.refuse(f"{shown(person)} stands here twice")
            people.append(person)
        return tuple(people)

    return Kind(read, list)


def _signature(place: Place, known: Known) -> Signature:
    """Read one signature: a party, or an object of the party and the day it signed."""
    if not place.is_object:
        return Signature(_signatory(place, known))
    members = place.members()
    refuse_unknown_keys(members, ("party", "date"))
    if "party" not in members:
        place.refuse('the key "party" is missing')
    date = members.get("date")
    return Signature(_signatory(members["party"], known), None if date is None or date.is_null else day(date))


def _signatures(place: Place, known: Known) -> tuple[Signature, ...]:
    signed: dict[str, Signature] = {}
    for each in place.items():
        signature = _signature(each, known)
        if signature.party in signed:
            each.refuse(f"{shown(signature.party)} stands here twice")
        signed[signature.party] = signature
    return tuple(signed.values())


def _written_signatures(signatures: tuple[Signature, ...]) -> Json:
    return [
        each.party if each.date is None else {"party": each.party, "date": each.date.isoformat()} for each in signatures
    ]


TEXT: Final[Kind[str]] = Kind(lambda place, _: text(place), str)
NAME: Final[Kind[str]] = Kind(lambda place, _: name(place), str)
FLAG: Final[Kind[bool]] = Kind(lambda place, _: place.flag(), bool)
DAY: Final[Kind[dt.date]] = Kind(lambda place, _: day(place), dt.date.isoformat)
SHARES: Final = count()
SIGNED: Final = count(-LARGEST_COUNT)
PRICE: Final[Kind[Decimal]] = Kind(lambda place, _: decimal(place), plain)
CENTS: Final[Kind[Decimal]] = Kind(_cents, plain)
PERCENT: Final[Kind[Decimal]] = Kind(lambda place, _: _percent(place, 100), plain)
DIVIDEND: Final[Kind[Decimal]] = Kind(lambda place, _: _percent(place, 10_000), plain)
HOLDER: Final[Kind[str]] = Kind(_holder, str)
SIGNATORIES: Final = _people(Kind(_signatory, str))
SIGNATURES: Final[Kind[tuple[Signature, ...]]] = Kind(_signatures, _written_signatures)
HOLDERS: Final = _people(HOLDER)
REGISTRATION: Final[Kind[str]] = Kind(_registration, str)
EVENT: Final[Kind[EventId]] = Kind(_event, str)
RIGHT: Final[Kind[str]] = Kind(_right, str)
HOLDER_CLASS: Final[Kind[str]] = Kind(_holder_class, str)
HOUR: Final[Kind[dt.time]] = Kind(_hour, lambda hour: f"{hour:%H:%M}")
ANSWERS: Final[Kind[tuple[tuple[str, str], ...]]] = Kind(_answers, lambda answers: {**dict(answers)})
PLAN: Final[Kind[str]] = Kind(_plan, str)
DAMAGES: Final[Kind[str]] = Kind(_damages, str)
DEADLINE: Final[Kind[str]] = Kind(_deadline, str)


def term_value(place: Place, term: Term) -> TermValue:
    """Return a value for a term as its kind wants it; raises ImportRefusedError for one of another kind."""
    match term.kind:
        case TermKind.CHOICE:
            return word(place, term.choices, f'choice of the term "{term.id}"')
        case TermKind.MONEY:
            return decimal(place)
        case TermKind.RATIO:
            return _ratio(place)
        case TermKind.DATE:
            return day(place)
        case TermKind.NUMBER:
            return whole(place, 0, LARGEST_COUNT)
    return whole(place, 0, LONGEST[COUNTED_UNITS[term.kind]])


def written_term_value(value: TermValue) -> Json:
    """Return a term's value as JSON: whole numbers as numbers, all else as exact text."""
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}"
    if isinstance(value, dt.date):
        return value.isoformat()
    return plain(value) if isinstance(value, Decimal) else value


def _ratio(place: Place) -> Fraction:
    if place.is_whole:
        return Fraction(whole(place, 0, LARGEST_COUNT))
    written = place.text()
    parts = _RATIO.match(written)
    if parts and int(parts[2]):
        return Fraction(int(parts[1]), int(parts[2]))
    if not _DECIMAL.match(written):
        place.refuse(f'a ratio is written as text, as "1/2" or "1.5", not {shown(written)}')
    return Fraction(decimal(place))
