"""Where a figure's rule comes from, in words: a section, a statute, a convention, or the record it was entered in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rra_desktop.domain.figures import Clause, Convention, EnteredByCounsel, RecordKind, Statute
from rra_desktop.domain.matter import Matter
from rra_desktop.wording.records import holder_name, offering_name, registration_name
from rra_desktop.wording.statements import words_of
from rra_desktop.wording.writing import section

_CALLED: Mapping[RecordKind, str] = {
    RecordKind.LEDGER: "the ledger",
    RecordKind.OTHER_HOLDER: "register: an Other Holder",
    RecordKind.DELAY_DAYS: "the Company's election of fewer days",
    RecordKind.LOSS: "loss",
    RecordKind.FAULT: "relative fault",
}
"""The kinds of which one record only can be meant."""

_NUMBERED: Mapping[RecordKind, tuple[str, str, str]] = {
    RecordKind.LEDGER_ENTRY: ("ledger entry", "ledger entries", ""),
    RecordKind.EVENT: ("event", "events", ""),
    RecordKind.TERM_CHANGE: ("change", "changes", " of a term"),
    RecordKind.EXPENSE: ("expense", "expenses", ""),
    RecordKind.DAMAGES_PAYMENT: ("payment", "payments", " of damages"),
}
"""The kinds whose records are called by their number: one, several, and what follows the number."""

_RUN = 3
"""So many numbers in a row are written as the first to the last."""


def authority_name(authority: Clause | Statute | Convention) -> str:
    """Write where a figure's rule comes from that is no record; `record_name` writes what counsel entered."""
    match authority:
        case Clause(number):
            return section(number)
        case Statute(citation):
            return citation
        case Convention(statement):
            return words_of(statement)


def record_name(entered: EnteredByCounsel, matter: Matter) -> str:
    """Write what a record is called, as “ledger entry 4” or “event 7 of Demand no. 1”."""
    if entered.kind in _CALLED:
        return _CALLED[entered.kind]
    if entered.kind in _NUMBERED:
        one, _several, after = _NUMBERED[entered.kind]
        return f"{one} {entered.key}{after}{_of(entered, matter)}"
    key = str(entered.key)
    match entered.kind:
        case RecordKind.OFFERING:
            return f"offering {offering_name(matter, key)}"
        case RecordKind.REQUEST:
            return f"request of {holder_name(matter, key)} in {offering_name(matter, str(entered.of))}"
        case RecordKind.READING:
            return f"reading “{matter.form.reading(key).label_of(matter.choice(key))}”"
        case _:
            return f"split of {key}"


def record_names(records: Iterable[EnteredByCounsel], matter: Matter) -> list[str]:
    """Write what records are called, those with numbers together, as “ledger entries 1 to 6 and 9”."""
    together: dict[tuple[RecordKind, str | None], set[int]] = {}
    named: dict[str, None] = {}
    for each in records:
        if each.kind in _NUMBERED and isinstance(each.key, int):
            together.setdefault((each.kind, each.of), set()).add(each.key)
        else:
            named[record_name(each, matter)] = None
    return [*(_with_numbers(kind, sorted(found), of, matter) for (kind, of), found in together.items()), *named]


def place_of_record(entered: EnteredByCounsel, matter: Matter) -> tuple[int, int, int, str]:
    """Return where a record stands in a list of records: by kind, by what it is of, then by number or place."""
    keys = {
        RecordKind.OFFERING: [each.id for each in matter.offerings],
        RecordKind.REQUEST: [each.id for each in matter.holders],
    }
    parents = [*(each.id for each in matter.registrations), *(each.id for each in matter.offerings)]
    number = entered.key if isinstance(entered.key, int) else _place(entered.key, keys.get(entered.kind, ()))
    return _KINDS[entered.kind], _place(entered.of, parents), number, str(entered.key or "")


_KINDS = {kind: place for place, kind in enumerate(RecordKind)}


def _place(key: str | None, keys: Iterable[str]) -> int:
    """Return the place of a key among keys, 0 for one that is not among them."""
    return next((place for place, each in enumerate(keys, start=1) if each == key), 0)


def _of(entered: EnteredByCounsel, matter: Matter) -> str:
    return "" if entered.of is None else f" of {registration_name(matter, entered.of)}"


def _with_numbers(kind: RecordKind, numbers: list[int], of: str | None, matter: Matter) -> str:
    if len(numbers) == 1:
        return record_name(EnteredByCounsel(kind, numbers[0], of), matter)
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    written = [
        each for run in runs for each in ([f"{run[0]} to {run[-1]}"] if len(run) >= _RUN else list(map(str, run)))
    ]
    listed = ", ".join(written[:-1]) + (" and " if written[:-1] else "") + written[-1]
    _one, several, after = _NUMBERED[kind]
    return f"{several} {listed}{after}{_of(EnteredByCounsel(kind, None, of), matter)}"
