"""What a form says of liquidated damages: the table `damages`, and what of it only the whole form shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final, NamedTuple

from rra_desktop.domain.agreement import COUNTED_UNITS, TermKind
from rra_desktop.domain.counts import DeclaredCount, TimeUnit
from rra_desktop.domain.damages import (
    PURCHASE_PRICE,
    DamagesClause,
    DamagesInterest,
    DamagesStep,
    DaysNotCounted,
    OwedTo,
    PartOfPeriod,
)
from rra_desktop.domain.deadlines import Act, DeadlineKind, DeadlineStatus
from rra_desktop.domain.limits import Beyond
from rra_desktop.domain.registrations import EventType
from rra_desktop.forms.acts import brought_by
from rra_desktop.forms.counts import TIME
from rra_desktop.forms.shapes import Entry, Key, Reading, Table, Tables
from rra_desktop.forms.values import (
    NAME,
    SECTION,
    WORDS,
    YES_OR_NO,
    Kind,
    WrongValueError,
    did_you_mean,
    list_of,
    one_of,
    shown,
    term_value,
)
from rra_desktop.forms.written import by_id, entries, ids, several

_TIME_TERMS: Final = tuple(COUNTED_UNITS)
_OPEN_DAYS: Final = (TimeUnit.BUSINESS_DAY, TimeUnit.TRADING_DAY, TimeUnit.FILING_DAY)
_SUM_TERMS: Final = (TermKind.RATIO, TermKind.MONEY)
_MONEY_TERMS: Final = (TermKind.MONEY,)
_RATIO_TERMS: Final = (TermKind.RATIO,)


# -- the values --------------------------------------------------------------------------------------------------------


def _fixed_sum(value: object) -> Fraction | Decimal | str:
    what = "a share of the base as “1%”, dollars as “10,000”, or the id of a term that is either"
    if isinstance(value, str):
        if value.endswith("%") or "/" in value:
            return term_value(TermKind.RATIO, value)  # type: ignore[return-value]
        if value[:1].isdigit():
            return term_value(TermKind.MONEY, value)  # type: ignore[return-value]
        if (term := _term_in(value)) is not None:
            return term
    raise WrongValueError(f"must be {what}, not {shown(value)}.")


def _base(value: object) -> Decimal | str:
    what = f"“{PURCHASE_PRICE}”, dollars as “10,000”, or the id of a term that is money"
    if isinstance(value, str) and value[:1].isdigit():
        return term_value(TermKind.MONEY, value)  # type: ignore[return-value]
    if isinstance(value, str) and (term := _term_in(value)) is not None:
        return term
    raise WrongValueError(f"must be {what}, not {shown(value)}.")


def _time(value: object) -> DeclaredCount:
    time: DeclaredCount = TIME.read(value)
    if time.back or time.amount < 0:
        raise WrongValueError(f"is a length of time, which is not counted back, as it is in {shown(value)}.")
    return time


def _term_in(value: str) -> str | None:
    """Return the id of the term that a text names, None for what is no id."""
    try:
        NAME.read(value)
    except WrongValueError:
        return None
    return value


_SUM: Final = Kind("a share of the base as “1%”, dollars as “10,000”, or the id of a term", _fixed_sum)
_PERIOD: Final = Kind("a time, as “30 days”, or the id of a term that counts time", _time)


# -- the tables --------------------------------------------------------------------------------------------------------


def _check_interest(values: dict[str, Any], entry: Entry) -> None:
    if isinstance(values.get("rate"), Decimal):
        entry.fault("rate", "is a share of what is unpaid, as “1.5%”.")
    if "every" in values and values["every"].unit in _OPEN_DAYS:
        entry.fault("every", "cannot be counted in open days of a calendar; interest runs on every day.")


_INTEREST: Final = Table(
    "interest", "interest", (Key("rate", _SUM), Key("every", _PERIOD)), DamagesInterest, _check_interest
)

_NOT_COUNTED: Final = Table(
    "but_not",
    "stretch of days",
    (Key("start", NAME), Key("end", NAME, required=False), Key("why", WORDS)),
    DaysNotCounted,
)


def _check(values: dict[str, Any], entry: Entry) -> None:
    """Tell what is said without what it needs, or twice."""
    said = {key for key, value in values.items() if value is not None}
    if not said & {"first", "rate", "amount"} and {"first", "rate", "amount"} <= values.keys():
        entry.fault("", "says neither “first” nor “rate” nor “amount”, so that nothing would ever be owed.")
    if {"rate", "amount"} <= said:
        entry.fault("amount", "stands beside “rate”; a period counts a share of the base or dollars, not both.")
    for key, needed in _GO_TOGETHER.items():
        if key in said and needed in values and values[needed] is None:
            entry.fault(key, f"has no meaning without “{needed}”.")
    if "every" in said and values.get("rate", "") is None and values.get("amount", "") is None:
        entry.fault("every", "has no meaning without “rate” or “amount”.")
    if values.get("part") is not None and "every" in values and values["every"] is None:
        entry.fault("part", "has no meaning without “every”.")
    if len(values.get("interest", ())) > 1:
        entry.fault("interest", "is said twice; there is one rate of interest.", 1)
    _check_base(values, entry)
    _check_step(values, entry)


_GO_TOGETHER: Final = {
    "rate": "every",
    "amount": "every",
    "step": "step_every",
    "step_every": "step_most",
    "step_most": "step",
}
"""The keys that need another one, by it."""


def _check_base(values: dict[str, Any], entry: Entry) -> None:
    base, sums = values.get("base"), [values.get(key) for key in ("first", "rate", "step", "step_most", "cap")]
    shares = [each for each in sums if isinstance(each, Fraction)]
    terms = [each for each in sums if isinstance(each, str)]
    if base is None and shares and "base" in values:
        entry.fault("base", "is missing; a share is a share of it.")
    if base is not None and not shares and not terms:
        entry.fault("base", "has no meaning where nothing is a share of it.")
    if base == PURCHASE_PRICE and values.get("owed_to") is OwedTo.ALL:
        entry.fault("owed_to", "cannot be “all” where every holder's own purchase price is the base.")
    if isinstance(values.get("rate"), Decimal):
        entry.fault("rate", "is a share of the base, as “1%”; dollars stand under “amount”.")
    if isinstance(values.get("amount"), Fraction):
        entry.fault("amount", "is in dollars; a share of the base stands under “rate”.")


def _check_step(values: dict[str, Any], entry: Entry) -> None:
    each = values.get("rate") if values.get("rate") is not None else values.get("amount")
    step, most = values.get("step"), values.get("step_most")
    if each is None or step is None or most is None or any(isinstance(term, str) for term in (each, step, most)):
        return
    if not type(each) is type(step) is type(most):
        entry.fault("step", "and what it rises from and to are all shares of the base, or all dollars.")
    elif most < each:
        entry.fault("step_most", "must not be below what it rises from.")
    every, step_every = values.get("every"), values.get("step_every")
    if every and step_every and (every.unit in _OPEN_DAYS) is not (step_every.unit in _OPEN_DAYS):
        entry.fault("step_every", "is counted in open days of a calendar where “every” is, and only there.")


def _clause(
    *,
    rate: Fraction | str | None,
    amount: Decimal | str | None,
    step: Any,  # noqa: ANN401
    step_every: DeclaredCount | None,
    step_most: Any,  # noqa: ANN401
    interest: tuple[DamagesInterest, ...],
    part: PartOfPeriod | None,
    **said: Any,  # noqa: ANN401 - as the keys have it
) -> DamagesClause:
    return DamagesClause(
        each=amount if rate is None else rate,
        step=DamagesStep(step, step_every, step_most) if step_every else None,
        interest=interest[0] if interest else None,
        part=part or PartOfPeriod.PRO_RATA,
        **said,
    )


DAMAGES: Final = Table(
    "damages",
    "clause on damages",
    (
        Key("id", NAME),
        Key("section", SECTION),
        Key("label", WORDS, required=False, default=""),
        Key("triggers", list_of(NAME, "ids of deadlines or limits")),
        Key("base", Kind(f"“{PURCHASE_PRICE}”, dollars, or a term's id", _base), required=False),
        Key("first", _SUM, required=False),
        Key("rate", _SUM, required=False),
        Key("amount", _SUM, required=False),
        Key("every", _PERIOD, required=False),
        Key("part", one_of(PartOfPeriod, "what a part of a period counts"), required=False),
        Key("step", _SUM, required=False),
        Key("step_every", _PERIOD, required=False),
        Key("step_most", _SUM, required=False),
        Key("cap", _SUM, required=False),
        Key("owed_to", one_of(OwedTo, "to whom the sum is owed"), required=False, default=OwedTo.EACH),
        Key("pays_within", _PERIOD, required=False),
        Key("interest", Tables(_INTEREST), required=False, default=()),
        Key("one_at_a_time", YES_OR_NO, required=False, default=False),
        Key("but_not", Tables(_NOT_COUNTED), required=False, default=()),
    ),
    _clause,
    _check,
)


# -- what only the whole form shows ------------------------------------------------------------------------------------


class _Fault(NamedTuple):
    """A fault of one entry as it is written: the path to it from the entry, and the end of the sentence."""

    path: tuple[str | int, ...]
    said: str


_TERM_KEYS: Final[Mapping[str, tuple[TermKind, ...]]] = {
    "base": _MONEY_TERMS,
    "rate": _RATIO_TERMS,
    "amount": _MONEY_TERMS,
    **dict.fromkeys(("first", "cap"), _SUM_TERMS),
    **dict.fromkeys(("every", "step_every", "pays_within"), _TIME_TERMS),
}
"""The keys under which a term can be named, with the kinds it can be of."""
_INTEREST_KEYS: Final[Mapping[str, tuple[TermKind, ...]]] = {"rate": _RATIO_TERMS, "every": _TIME_TERMS}


def _terms_named(entry: Mapping[str, Any]) -> Iterator[tuple[tuple[str | int, ...], str, tuple[TermKind, ...]]]:
    """Yield the terms that a clause as written names, each with its place and the kinds it can be of."""
    rises = dict.fromkeys(("step", "step_most"), _RATIO_TERMS if "rate" in entry else _MONEY_TERMS)
    for key, kinds in {**_TERM_KEYS, **rises}.items():
        yield from _term_under((key,), entry.get(key), kinds)
    for place, each in enumerate(several(entry.get("interest"))):
        for key, kinds in _INTEREST_KEYS.items():
            if isinstance(each, dict):
                yield from _term_under(("interest", place, key), each.get(key), kinds)


def _term_under(
    path: tuple[str | int, ...], value: object, kinds: tuple[TermKind, ...]
) -> Iterator[tuple[tuple[str | int, ...], str, tuple[TermKind, ...]]]:
    if isinstance(value, str) and (path[-1], value) != ("base", PURCHASE_PRICE) and _term_in(value) is not None:
        yield path, value, kinds


def _faults(entry: Mapping[str, Any], data: Mapping[str, Any]) -> Iterator[_Fault]:
    """Yield what is wrong with a clause by the deadlines, limits and terms that the form declares."""
    breakable = {**_deadlines(data), **_limits(data)}
    for place, trigger in enumerate(several(entry.get("triggers"))):
        if not isinstance(trigger, str):
            continue
        if trigger not in breakable:
            near = did_you_mean(trigger, breakable)
            yield _Fault(("triggers", place), f"names “{trigger}”, and the form has no such deadline.{near}")
        elif not breakable[trigger]:
            said = f"names “{trigger}”, which nobody breaks by letting it pass."
            yield _Fault(("triggers", place), said)
    yield from _faults_of_days(entry, data)
    kinds = {own: each.get("kind") for own, each in by_id(data, "terms").items()}
    for path, term, can_be in _terms_named(entry):
        if term not in kinds:
            near = did_you_mean(term, kinds)
            yield _Fault(path, f"is “{term}”, and the form has no such term.{near}")
        elif kinds[term] in [*TermKind] and kinds[term] not in can_be:
            allowed = " or ".join(f"“{each}”" for each in can_be)
            yield _Fault(path, f"is “{term}”, a term of the kind “{kinds[term]}”; it must be of {allowed}.")


def _faults_of_days(entry: Mapping[str, Any], data: Mapping[str, Any]) -> Iterator[_Fault]:
    """Yield the events that the days not counted begin and end with, and that there are not."""
    known = {*(str(each) for each in EventType if not each.is_notice)}
    known |= {*ids(data, "events")}
    for place, days in enumerate(several(entry.get("but_not"))):
        for key in ("start", "end"):
            event = days.get(key) if isinstance(days, dict) else None
            if isinstance(event, str) and event not in known:
                near = did_you_mean(event, known)
                yield _Fault(("but_not", place, key), f"is “{event}”, and there is no such event.{near}")


def check_damages(data: Mapping[str, Any], reading: Reading) -> None:
    """Tell what is wrong with the clauses by what the rest of the form declares."""
    for place, clause in entries(data, "damages"):
        for fault in _faults(clause, data):
            key = next(str(each) for each in reversed(fault.path) if isinstance(each, str))
            reading.tell(("damages", place, *fault.path), f"damages “{clause.get('id')}”", key, fault.said)


def terms_of_damages(data: Mapping[str, Any]) -> frozenset[str]:
    """Return the terms that the clauses as written name."""
    return frozenset(term for _, clause in entries(data, "damages") for _, term, _ in _terms_named(clause))


def _deadlines(data: Mapping[str, Any]) -> dict[str, bool]:
    """Return every deadline as written, and whether letting it pass breaks a duty."""
    return {own: _binds(each) for own, each in by_id(data, "deadlines").items()}


def _binds(deadline: Mapping[str, Any]) -> bool:
    kind, act = str(deadline.get("kind", DeadlineKind.LATEST)), str(deadline.get("act"))
    if kind not in [*DeadlineKind] or act not in [*Act]:
        return True  # its fault is told at the deadline
    passed = deadline.get("passed", brought_by(Act(act), DeadlineKind(kind)).passed)
    return bool(kind == DeadlineKind.LATEST and passed == DeadlineStatus.OVERDUE)


def _limits(data: Mapping[str, Any]) -> dict[str, bool]:
    """Return every limit as written, and whether what goes beyond it is a breach."""
    return {own: each.get("beyond") == Beyond.BREACH for own, each in by_id(data, "limits").items()}
