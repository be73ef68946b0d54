"""What a form says of the expenses of registration: the table `expenses`, and what only the whole form shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, Final

from rra_desktop.domain.agreement import TermKind
from rra_desktop.domain.bounds import LARGEST_COUNT
from rra_desktop.domain.conditions import ALWAYS
from rra_desktop.domain.expenses import ExpenseBearer, ExpenseClause
from rra_desktop.domain.statements import Gravity
from rra_desktop.forms.conditions import WHEN
from rra_desktop.forms.shapes import Entry, Key, Reading, Table
from rra_desktop.forms.values import (
    NAME,
    SECTION,
    WORDS,
    Kind,
    WrongValueError,
    did_you_mean,
    list_of,
    one_of,
    shown,
    term_value,
)
from rra_desktop.forms.written import by_id, entries, several


def _cap(value: object) -> Decimal | str:
    if isinstance(value, str) and value[:1].isdigit():
        return term_value(TermKind.MONEY, value)  # type: ignore[return-value]
    try:
        return str(NAME.read(value))
    except WrongValueError:
        said = f"must be dollars as “15,000”, or the id of a term that is money, not {shown(value)}."
        raise WrongValueError(said) from None


def _count(value: object) -> int:
    most = term_value(TermKind.NUMBER, value)
    if not isinstance(most, int) or not 0 < most <= LARGEST_COUNT:
        raise WrongValueError(f"must be a whole number of registrations, at least 1, not {shown(value)}.")
    return most


def _check(values: dict[str, Any], entry: Entry) -> None:
    if (
        values.get("beyond") is not None
        and {"cap", "first"} <= values.keys()
        and not (values["cap"] or values["first"])
    ):
        entry.fault("beyond", "has no meaning without “cap” or “first”.")
    if values.get("gravity") is not None and values.get("remark") == "":
        entry.fault("remark", "is missing; “gravity” says how grave it is.")
    if values.get("pays") is ExpenseBearer.UNSETTLED:
        for key in ("cap", "first"):
            if values.get(key) is not None:
                entry.fault(key, "has no meaning where nothing says who pays.")


def _clause(*, beyond: ExpenseBearer | None, gravity: Gravity | None, **said: Any) -> ExpenseClause:  # noqa: ANN401
    return ExpenseClause(beyond=beyond or ExpenseBearer.SELLER, gravity=gravity or Gravity.NOTE, **said)


EXPENSES: Final = Table(
    "expenses",
    "clause on expenses",
    (
        Key("id", NAME),
        Key("section", SECTION),
        Key("label", WORDS, required=False, default=""),
        Key("covers", list_of(NAME, "categories of expense")),
        Key("pays", one_of(ExpenseBearer, "one who pays")),
        Key("cap", Kind("dollars as “15,000”, or the id of a term that is money", _cap), required=False),
        Key("first", Kind("a whole number of registrations", _count), required=False),
        Key("beyond", one_of(ExpenseBearer, "one who pays what is beyond"), required=False),
        Key("remark", WORDS, required=False, default=""),
        Key("gravity", one_of((Gravity.NOTE, Gravity.DOUBT, Gravity.SILENCE), "a gravity"), required=False),
        Key("when", WHEN, required=False, default=ALWAYS),
        Key("withdrawn_section", SECTION, required=False, default=""),
    ),
    _clause,
    _check,
)


# -- what only the whole form shows ------------------------------------------------------------------------------------


def _faults(data: Mapping[str, Any]) -> Iterator[tuple[tuple[str | int, ...], str, str]]:
    """Yield what is wrong with the clauses as written: its path, the id of its clause, the end of the sentence."""
    terms = {own: term.get("kind") for own, term in by_id(data, "terms").items()}
    covered: dict[str, str] = {}
    for place, clause in entries(data, "expenses"):
        own = str(clause.get("id"))
        cap, covers = clause.get("cap"), clause.get("covers")
        if isinstance(cap, str) and cap and not cap[:1].isdigit():
            if cap not in terms:
                near = did_you_mean(cap, terms)
                yield ("expenses", place, "cap"), own, f"is “{cap}”, and the form has no such term.{near}"
            elif terms[cap] in [*TermKind] and terms[cap] != TermKind.MONEY:
                yield ("expenses", place, "cap"), own, f"is “{cap}”, a term of the kind “{terms[cap]}”, not of “money”."
        for at, category in enumerate(several(covers)):
            if not isinstance(category, str):
                continue
            if category in covered and covered[category] != own:
                said = f"has “{category}”, which “{covered[category]}” covers already."
                yield ("expenses", place, "covers", at), own, said
            if "when" not in clause:  # what holds sometimes only leaves the rest to a later clause
                covered.setdefault(category, own)


def check_expenses(data: Mapping[str, Any], reading: Reading) -> None:
    """Tell the caps that are no terms of money, and the categories that two clauses cover."""
    for path, own, said in _faults(data):
        reading.tell(path, f"expenses “{own}”", "cap" if "cap" in path else "covers", said)


def caps_named(data: Mapping[str, Any]) -> frozenset[str]:
    """Return the terms that the clauses as written name as caps."""
    return frozenset(each["cap"] for _, each in entries(data, "expenses") if isinstance(each.get("cap"), str))
