"""No section, day count or party of an agreement stands in the program: they come from the form of each agreement.

Every text is looked at, and what may stand in one is named here with the reason. Docstrings are looked at for sections
alone: the calculation is of any agreement, so that none of its functions implements a section of one.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

_OF_AN_AGREEMENT: Mapping[str, re.Pattern[str]] = {
    "a section": re.compile(r"§|\bRecital\b|(?<![\w-])\d\([a-z]\)|^[1-9]\d?(?:\([a-z]+\))*$"),
    "a count of days": re.compile(
        r"(?:\b\d+|\b(?:ten|twenty|thirty|forty-five|sixty|ninety|hundred)) (?:\w+ )?days?\b", re.IGNORECASE
    ),
    "a party": re.compile(r"bestnet|nevada", re.IGNORECASE),
}
"""What belongs to one agreement, and how it is known in a text."""

_HOW_TIMES_ARE_WRITTEN = "an example of how a form writes a time, in the sentence that says what is allowed"
_READS_CITATIONS = "what counsel may write before the number of a section, of any agreement"
_READS_HEADINGS = "how the headings of any agreement's text are written"
_NEVADA = "the calendar and the roll of that name, which any form may ask for"
_ALLOWED: Mapping[str, tuple[str, str]] = {
    "rra_desktop/wording/writing.py": (r", ?§|§|1 day", "the writer of citations and counts itself"),
    "rra_desktop/domain/sections.py": ("§", _READS_CITATIONS),
    "ui/agreement/change_term_dialog.py": ("§", _READS_CITATIONS),
    "rra_desktop/reading/section_finder.py": ("Recital ", _READS_HEADINGS),
    "rra_desktop/reading/section_labels.py": (r"1|\(\?:section\|article\|clause\|§\)\\s\*", _READS_HEADINGS),
    "rra_desktop/report/sections/sellers.py": (r".*Rule 13d-3\(d\)\(1\).*", "a count of a rule of the SEC"),
    "rra_desktop/store/forms.py": ("bestnet-2003", "the form of a file that was made before files kept theirs"),
    "rra_desktop/exchange/sample.py": (r"bestnet-2003\.json", "the name of the sample that is shipped"),
    "rra_desktop/domain/holidays.py": ("nevada", _NEVADA),
    "rra_desktop/domain/rolls.py": ("nevada", _NEVADA),
    "rra_desktop/forms/read_by_name.py": ("nevada", _NEVADA),
    "rra_desktop/wording/names.py": ("Nevada", _NEVADA),
    "rra_desktop/wording/statements/date_workings.py": (
        r"nevada|Nevada’s calendar|Moved to the next business day in Nevada.*",
        _NEVADA,
    ),
    "rra_desktop/forms/counts.py": (r"(?s).*a time as “10 days”.*", _HOW_TIMES_ARE_WRITTEN),
    "rra_desktop/forms/times.py": (r".*a time,? as “90 days”.*", _HOW_TIMES_ARE_WRITTEN),
    "rra_desktop/forms/damages.py": (r"a time, as “30 days”.*", _HOW_TIMES_ARE_WRITTEN),
    "rra_desktop/forms/notice_methods.py": (r".*a time after sending, as “5 business days”", _HOW_TIMES_ARE_WRITTEN),
}
"""What may stand there all the same, by file: the whole text, and why."""


@pytest.mark.parametrize("what", _OF_AN_AGREEMENT)
def test_nothing_of_one_agreement_stands_in_the_program(what: str) -> None:
    found = [
        f"{file}, line {line}: “{text}”"
        for file, line, text in _texts()
        if _OF_AN_AGREEMENT[what].search(text) and not _is_allowed(file, text)
    ]
    assert found == []


_SHOW_A_CITATION = {
    "rra_desktop/wording/writing.py",
    "rra_desktop/wording/citations.py",
    "rra_desktop/wording/statements/template.py",
}
"""The files whose docstrings show how a citation is written."""


def test_no_docstring_names_a_section() -> None:
    found = {
        path.relative_to(ROOT).as_posix()
        for path in _sources()
        if any("§" in text for text in _said_in(ast.parse(path.read_text(encoding="utf-8"))).values())
    }
    assert found == _SHOW_A_CITATION


def test_everything_allowed_is_there() -> None:
    used = {file for file, _line, text in _texts() if _is_allowed(file, text)}
    assert used == set(_ALLOWED)


@pytest.mark.parametrize(
    ("what", "text"),
    [
        *(("a section", text) for text in ("1(a)", "2", "4", "3(b), 4", "Cap §5(b)", " §7", "Recital 1", "7, 8(g)")),
        *(("a count of days", text) for text in ("No filing for 30 days", "20 calendar days", "Thirty days after")),
        *(("a party", text) for text in ("BestNet 2003", "Nevada law")),
    ],
)
def test_what_belongs_to_an_agreement_is_seen(what: str, text: str) -> None:
    assert _OF_AN_AGREEMENT[what].search(text)


def test_only_docstrings_stand_apart() -> None:
    source = (
        '"""Of §1."""\n\ndef made(of=f"{1} §2"):\n    """Do what §3 says."""\n    return "§4"\n\nA = 1\n"""Of §5."""\n'
    )
    assert [text for _line, text in _written_in(source)] == [" §2", "§4"]


def _is_allowed(file: str, text: str) -> bool:
    allowed, _why = _ALLOWED.get(file, ("", ""))
    return bool(allowed) and re.fullmatch(allowed, text) is not None


@cache
def _texts() -> tuple[tuple[str, int, str], ...]:
    """Return every text of the program that is no docstring, with its file and line."""
    return tuple(
        (path.relative_to(ROOT).as_posix(), line, text)
        for path in _sources()
        for line, text in _written_in(path.read_text(encoding="utf-8"))
    )


def _sources() -> Iterator[Path]:
    for folder in ("rra_desktop", "ui"):
        yield from sorted((ROOT / folder).rglob("*.py"))


def _said_in(tree: ast.AST) -> dict[int, str]:
    """Return the docstrings of a module, by the identity of their nodes."""
    said = (node.value for node in ast.walk(tree) if isinstance(node, ast.Expr))
    return {id(each): each.value for each in said if isinstance(each, ast.Constant) and isinstance(each.value, str)}


def _written_in(source: str) -> Iterator[tuple[int, str]]:
    tree = ast.parse(source)
    said = _said_in(tree)
    for node in sorted(
        (each for each in ast.walk(tree) if isinstance(each, ast.Constant) and id(each) not in said),
        key=lambda each: (each.lineno, each.col_offset),
    ):
        if isinstance(node.value, str):
            yield node.lineno, node.value
