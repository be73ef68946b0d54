"""Terms that differ from the form's: as a bare value, as an object with its day and section, or as a list of these."""

from __future__ import annotations

from collections.abc import Iterable

from rra_desktop.domain.agreement import Term, TermChange
from rra_desktop.exchange.kinds import term_value, written_term_value
from rra_desktop.exchange.matter_shapes import TERM_CHANGE
from rra_desktop.exchange.numbering import Counting, Numbering
from rra_desktop.exchange.shapes import Known
from rra_desktop.exchange.strict_json import Json, Place


def read_terms(terms: Place, known: Known) -> tuple[tuple[Place, TermChange], ...]:
    """Read the changes of terms, each with its place, in the order of their numbers; raises ImportRefusedError."""
    numbering = Numbering("id")
    by_id = {term.id: term for term in known.form.terms}
    changes: list[tuple[Place, TermChange]] = []
    for term_id, stated in terms.members().items():
        if term_id not in by_id:
            stated.refuse(f"the form has no such term; known are {', '.join(by_id)}")
        each_change = stated.items() if stated.is_list else (stated,)
        changes.extend((place, _change(place, by_id[term_id], numbering, known)) for place in each_change)
    return tuple(sorted(changes, key=lambda change: change[1].id))


def _change(place: Place, term: Term, numbering: Numbering, known: Known) -> TermChange:
    if not place.is_object:
        return TermChange(numbering.of({}), term.id, term_value(place, term))
    members = place.members()
    value = members.pop("value", None)
    if value is None:
        place.refuse('the key "value" is missing')
    number = numbering.of(members)
    return TERM_CHANGE.made_from(place, members, known, id=number, term=term.id, value=term_value(value, term))


def written_terms(changes: Iterable[TermChange]) -> dict[str, Json]:
    """Return the changes of terms by term, each as briefly as it can be said."""
    by_term: dict[str, list[TermChange]] = {}
    for change in changes:
        by_term.setdefault(change.term, []).append(change)
    counting = Counting("id")
    return {term: _brief([_written(change, counting) for change in same]) for term, same in by_term.items()}


def _written(change: TermChange, counting: Counting) -> Json:
    value = written_term_value(change.value)
    members = counting.written(TERM_CHANGE, change)
    return {"value": value} | members if members else value


def _brief(stated: list[Json]) -> Json:
    return stated[0] if len(stated) == 1 else stated
