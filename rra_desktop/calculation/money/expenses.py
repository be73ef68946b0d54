"""Who bears each expense of a registration, as the agreement's form says: categories, caps, the first registrations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Context, Decimal

from rra_desktop.calculation.facts_known import known_of
from rra_desktop.calculation.money.proceeds import added
from rra_desktop.calculation.register.sources import term_source
from rra_desktop.domain.conditions import Known
from rra_desktop.domain.expenses import ANY_OTHER, ExpenseBearer, ExpenseClause
from rra_desktop.domain.figures import Clause, EnteredByCounsel, Figure, FigureKey, RecordKind
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.offerings import Expense
from rra_desktop.domain.proceeds import BorneExpense, ExpensePart, ExpenseRule, RegistrationExpenses
from rra_desktop.domain.registrations import EventType
from rra_desktop.domain.statements import Gravity, Mark, stated

_EXACT = Context(prec=200)
_NO_MONEY = Decimal("0.00")


def expense_rule(matter: Matter, category: str, registration_id: str | None = None) -> ExpenseRule:
    """Say who bears a category of expense, such as "filing_fee" or "Blue sky", in a registration; caps apart."""
    clause = clause_on(matter, category, registration_id)
    if clause is None:
        said = Mark(stated("money/category_not_covered"), Gravity.SILENCE)
        return ExpenseRule(category, ExpenseBearer.UNSETTLED, named=False, remark=said, section="")
    remark = None
    if clause.remark:
        remark = Mark(stated("money/expense_remark", clause.section, text=clause.remark), clause.gravity)
    return ExpenseRule(category, clause.pays, named=clause.named, remark=remark, section=clause.section)


def clause_on(matter: Matter, category: str, registration_id: str | None) -> ExpenseClause | None:
    """Return the clause that covers a category however it is written, else the one on all others, None for neither.

    Of an expense that belongs to no registration only what is read, and no fact of a registration, is known.
    """
    written = category.casefold().replace("-", " ").replace("_", " ").replace("’", "").replace("'", "")
    key = "_".join(written.split())
    known = _known(matter, registration_id)
    holding = [clause for clause in matter.form.expenses if clause.when.holds(known)]
    by_category: dict[str, ExpenseClause] = {}
    for clause in holding:
        for each in clause.covers:
            by_category.setdefault(each, clause)
    named = {each for clause in matter.form.expenses for each in clause.covers} - {ANY_OTHER}
    wanted = next((each for each in (key, key.removesuffix("s")) if each in named), ANY_OTHER)
    return by_category.get(wanted)


def _known(matter: Matter, registration_id: str | None) -> Mapping[str, Known]:
    registration = next((each for each in matter.registrations if each.id == registration_id), None)
    if registration is None:
        return {**matter.choices()}
    return known_of(matter, registration)


def registration_expenses(matter: Matter, registration_id: str | None) -> RegistrationExpenses:
    """Return the expenses recorded for a registration, or for none, with who bears each and how much of it.

    A cap is used up in the order of the expenses' days. The first registrations are the earliest recorded.
    """
    recorded = [expense for expense in matter.expenses if expense.registration == registration_id]
    borne = dict(_borne(matter, sorted(recorded, key=lambda each: (each.date, each.id))))
    lines = tuple(borne[expense.id] for expense in recorded)
    parts = [part for line in lines for part in line.parts]
    by_bearer = {
        bearer: added(part.amount for part in parts if part.bearer is bearer) or _NO_MONEY for bearer in ExpenseBearer
    }
    return RegistrationExpenses(
        lines,
        by_bearer[ExpenseBearer.COMPANY],
        by_bearer[ExpenseBearer.SELLER],
        by_bearer[ExpenseBearer.UNSETTLED],
        tuple(_remarks(matter, registration_id)),
        initiators=by_bearer[ExpenseBearer.INITIATORS],
    )


def _borne(matter: Matter, expenses: Iterable[Expense]) -> Iterator[tuple[int, BorneExpense]]:
    """Yield each expense by its number with who bears it; what went before uses up the caps."""
    used: dict[str, Decimal] = {}
    for expense in expenses:
        rule = expense_rule(matter, expense.category, expense.registration)
        clause = clause_on(matter, expense.category, expense.registration)
        whole = BorneExpense(expense, rule, (ExpensePart(rule.bearer, expense.amount),))
        if clause is None or (clause.cap is None and clause.first is None):
            yield expense.id, whole
            continue
        before = used.get(clause.id, _NO_MONEY)
        borne = _limited(matter, clause, whole, before)
        used[clause.id] = _EXACT.add(before, sum((each.amount for each in borne.parts if each.within), _NO_MONEY))
        yield expense.id, borne


def _limited(matter: Matter, clause: ExpenseClause, whole: BorneExpense, before: Decimal) -> BorneExpense:
    """Return an expense as a clause with a cap, or for the first registrations only, divides it."""
    expense, rule = whole.expense, whole.rule
    number = _number_of(matter, expense.registration)
    if clause.first is not None and number is not None and number > clause.first:
        said = stated("money/expense_after_the_first", clause.section, first=clause.first, number=number)
        moved = replace(rule, bearer=clause.beyond, remark=Mark(said))
        return BorneExpense(expense, moved, (ExpensePart(clause.beyond, expense.amount, within=False),))
    if clause.cap is None:
        return whole
    cap = cap_of(matter, clause, expense)
    within = min(expense.amount, max(_EXACT.subtract(cap, before), _NO_MONEY))
    beyond = _EXACT.subtract(expense.amount, within)
    if not beyond:
        return whole
    said = stated("money/expense_beyond_cap", clause.section, cap=cap, within=within, beyond=beyond)
    parts = (ExpensePart(clause.pays, within), ExpensePart(clause.beyond, beyond, within=False))
    bearer = rule.bearer if within else clause.beyond
    return BorneExpense(
        expense, replace(rule, bearer=bearer, remark=Mark(said)), tuple(each for each in parts if each.amount)
    )


def cap_of(matter: Matter, clause: ExpenseClause, expense: Expense) -> Decimal:
    """Return the cap of a clause in dollars, as its term stands on the day of an expense if it is one."""
    if isinstance(clause.cap, str):
        value = matter.term(clause.cap, expense.date)
        return value if isinstance(value, Decimal) else _NO_MONEY
    return clause.cap or _NO_MONEY


def _number_of(matter: Matter, registration_id: str | None) -> int | None:
    """Return how many registrations had been recorded with this one, from 1, None for no registration."""
    ids = [each.id for each in matter.registrations]
    return ids.index(registration_id) + 1 if registration_id in ids else None


def _remarks(matter: Matter, registration_id: str | None) -> Iterator[Mark]:
    if registration_id is None:
        return
    if any(event.type is EventType.WITHDRAWN for event in matter.events_of(registration_id)):
        for clause in matter.form.expenses:
            if clause.withdrawn_section:
                yield Mark(stated("money/expenses_stay_with_company", clause.withdrawn_section))


def borne_figure(matter: Matter, expense_id: int, bearer: ExpenseBearer) -> Figure[Decimal] | None:
    """Return what a bearer bears of an expense with how it was reached, None where it bears nothing of it."""
    expense = next((each for each in matter.expenses if each.id == expense_id), None)
    if expense is None:
        return None
    account = registration_expenses(matter, expense.registration)
    line = next(each for each in account.lines if each.expense.id == expense_id)
    part = next((each for each in line.parts if each.bearer is bearer), None)
    if part is None:
        return None
    clause = clause_on(matter, expense.category, expense.registration)
    recorded = EnteredByCounsel(RecordKind.EXPENSE, expense.id)
    whole = Figure(
        FigureKey("expense", (str(expense.id),)),
        stated("money/expense", category=expense.category, day=expense.date),
        expense.amount,
        expense.note,
        recorded,
    )
    inputs = [whole]
    if clause is not None and isinstance(clause.cap, str):
        inputs.append(term_source(matter, clause.cap, expense.date))  # type: ignore[arg-type]
    rule = line.rule.remark.statement if line.rule.remark else stated("money/borne_whole", bearer=bearer)
    return Figure(
        FigureKey("expense", (str(expense.id),), bearer.value),
        stated("money/borne_by", bearer=bearer),
        part.amount,
        rule,
        Clause(line.rule.section),
        tuple(inputs),
    )
