"""Why a cell of the register cannot be typed over: from what its figure is worked out, and where to type instead."""

from __future__ import annotations

from rra_desktop import wording
from rra_desktop.domain.agreement import AgreementForm
from rra_desktop.domain.register import Security
from rra_desktop.domain.standing import Majority
from ui.holdings.register_lines import Line

_SUMS = {
    "group": "Worked out from its members’ rows[cutback]: open the group and type there.",
    "total": "Worked out: the sum of the Investors that count[registrable]. Type in their rows.",
    "other_total": "Worked out: the sum of the Other Holders. Type in their rows.",
}
_NAMES = {
    "group": "This row stands for its members[cutback]: the group’s name is typed in their rows, in the column Group.",
    "total": "Counted from the rows above: Investors are single ones, affiliates taken as one[cutback].",
    "other_total": "Counted from the rows of the Other Holders.",
}
_PARTS_OF_UNITS = (Security.COMMON, Security.PREFERRED, Security.WARRANT)
_OF_OTHERS = (
    "An Other Holder’s securities stand under other agreements[other_holders]: what it holds is typed into Registrable "
    "Shares."
)


def why_not_typed(line: Line, column: str, form: AgreementForm) -> str:
    """Return the sentence for one cell of a line under an agreement; the file itself can be written."""
    return wording.cited(_why_not_typed(line, column, form), form)


def _why_not_typed(line: Line, column: str, form: AgreementForm) -> str:
    if column == "counts":
        return _why_it_counts(line)
    if column == "percent":
        return _why_that_share(line)
    if column == "group":
        return "Only Investors are grouped as affiliates[cutback]; a group’s row stands for its members."
    if line.holder is None:
        return (_NAMES if column == "name" else _SUMS).get(line.key_kind, "")
    return _figure_of_holder(line, column, form)


def why_not_ticked(line: Line, asked: Majority | None) -> str:
    """Return why a line has no box: what is ticked is who could demand a registration together.

    `asked` is what the first right to demand asks, None where the agreement gives none.
    """
    if asked is None:
        return "The agreement gives nobody a right to demand a registration: there is nothing to tick for."
    if line.why_not:
        return line.why_not
    return f"Only Investors that count can be ticked: a demand takes {wording.what_a_demand_takes(asked)}."


def _figure_of_holder(line: Line, column: str, form: AgreementForm) -> str:
    if line.is_other:
        return _OF_OTHERS
    if column == "units":
        return (
            "Worked out from the parts of the Units still together, as the reading chosen has it[majority]: "
            f"type over {_either(_PARTS_OF_UNITS, 'or', form)}."
        )
    parts = _either(_PARTS_OF_UNITS, "and", form)
    return f"Worked out from this holder’s {parts}[registrable]: type over those."


def _either(securities: tuple[Security, ...], joined_by: str, form: AgreementForm) -> str:
    """Write those of some securities that there are under an agreement."""
    named = [form.security_name(each) for each in securities if form.has_security(each)]
    return f"{', '.join(named[:-1])} {joined_by} {named[-1]}" if len(named) > 1 else named[0]


def _why_that_share(line: Line) -> str:
    if line.key_kind == "other_total" or line.is_other:
        return "An Other Holder has no Units, and so no share of them[majority]."
    return "Worked out: this row’s Units as a share of all Units that Investors hold[majority]. Type over Units."


def _why_it_counts(line: Line) -> str:
    if line.is_other or line.key_kind == "other_total":
        return "An Other Holder does not count in the Units; it takes part in a cutback[cutback]."
    if line.holder is None:
        return "Worked out for each holder: whether it counts stands in the holders’ own rows[registrable]."
    return (
        "Worked out: an Investor counts, a transferee once it has executed a counterpart[registrable]. "
        "Record that under Affiliates, below."
    )
