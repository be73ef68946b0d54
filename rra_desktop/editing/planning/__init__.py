"""Planning: what a command would change, worked out on the matter as it is, and refused when it cannot be so."""

from __future__ import annotations

from rra_desktop.calculation.consistency import problems
from rra_desktop.calculation.register.positions import ledger_problems
from rra_desktop.domain.edits import Area, Edit, RowChange, applied, areas
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.statements import Fact, Person, Statement
from rra_desktop.editing.commands import Command
from rra_desktop.editing.planning import (
    agreement_plans,
    form_plans,
    offering_plans,
    register_plans,
    registration_plans,
    together_plan,
)
from rra_desktop.editing.planning.changes import changes_of
from rra_desktop.errors import RefusedEditError
from rra_desktop.wording import words_of

__all__ = ["plan", "refuse_impossible"]

# Importing these modules registers each command's plan with `changes_of`.
PLANS = (agreement_plans, form_plans, offering_plans, register_plans, registration_plans, together_plan)


def plan(matter: Matter, command: Command) -> Edit:
    """Return the edit a command would make; an edit without changes means everything is so already.

    Raises RefusedEditError with the reason when the matter would become impossible by it.
    """
    changes = tuple(change for change in changes_of(command, matter) if change.before != change.after)
    refuse_impossible(matter, changes)
    return Edit(command.label(matter), type(command).__name__, changes)


def refuse_impossible(matter: Matter, changes: tuple[RowChange, ...]) -> None:
    """Raise RefusedEditError when changes bring in anything that cannot be so; old troubles do not bar new edits."""
    after = applied(matter, changes)
    known = frozenset((each.home, each.key, _beside_names(each.statement)) for each in problems(matter))
    for problem in problems(after):
        if (problem.home, problem.key, _beside_names(problem.statement)) not in known:
            raise RefusedEditError(words_of(problem.statement))
    if areas(changes) & {Area.LEDGER, Area.REGISTER, Area.TERMS}:
        old = frozenset(_beside_names(problem.statement) for problem in ledger_problems(matter))
        for trouble in ledger_problems(after):
            if _beside_names(trouble.statement) not in old:
                raise RefusedEditError(words_of(trouble.statement))


def _beside_names(said: Statement) -> tuple[str, tuple[tuple[str, Fact], ...]]:
    """Return what a statement says, names apart: a trouble is the same when what it is about is called otherwise."""
    facts = ((name, each.id if isinstance(each, Person) else each) for name, each in said.facts)
    return said.kind, tuple((name, each) for name, each in facts if not isinstance(each, Statement))
