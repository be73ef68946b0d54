"""A table on the clipboard is read as spreadsheets write it, and written so that they and we read it back.

| on the clipboard                        | cells                                |
| "Larch Street⏎Partners LP"⇥540,000      | Larch Street⏎Partners LP | 540,000   |
| "Hazel ""Old Mill"" Fund"⇥540,000       | Hazel "Old Mill" Fund    | 540,000   |
| "Old" Rowan Fund⇥300,000                | "Old" Rowan Fund         | 300,000   |
| 5" Elder Fund⇥240,000                   | 5" Elder Fund            | 240,000   |
"""

from __future__ import annotations

import csv
import io
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rra_desktop.wording import Table, one_line, read_table, write_table

# What a spreadsheet's cell can hold; texts of the signs that matter come up often.
TEXTS = st.one_of(st.text("a1 ,'\"\t\r\n", max_size=8), st.text(st.characters(exclude_categories=["Cs"]), max_size=12))
TABLES = st.lists(st.lists(TEXTS, min_size=1, max_size=4).map(tuple), max_size=5).map(tuple)


@pytest.mark.parametrize(
    ("text", "table"),
    [
        (
            '"Larch Street\nPartners LP"\t540,000\nRowan\t1\n',
            (("Larch Street\nPartners LP", "540,000"), ("Rowan", "1")),
        ),
        ('"Hazel ""Old Mill"" Fund"\t540,000', (('Hazel "Old Mill" Fund', "540,000"),)),
        ('"Old" Rowan Fund\t300,000\n5" Elder\t2', (('"Old" Rowan Fund', "300,000"), ('5" Elder', "2"))),
        ('"Larch\tStreet"\t540,000\r\nRowan\t1\r\n', (("Larch\tStreet", "540,000"), ("Rowan", "1"))),
        ('"never closed\t1\nRowan\t2', (('"never closed', "1"), ("Rowan", "2"))),
        ('"\t"', (("\t",),)),
        ('"', (('"',),)),
        ('""', (("",),)),
        ('""""', (('"',),)),
        ("a\rb\r\nc\nd", (("a",), ("b",), ("c",), ("d",))),
        ("540,000\n\n300,000\n", (("540,000",), ("",), ("300,000",))),
        ("540,000\t\t540,000\n", (("540,000", "", "540,000"),)),
        ("a\t", (("a", ""),)),
        ("\n", (("",),)),
        ("", ()),
    ],
)
def test_a_text_is_cut_into_cells(text: str, table: Table) -> None:
    assert read_table(text) == table


@given(TABLES)
@example((("",),))
@example((("a",), ("",)))
@example((('"a"',),))
def test_what_we_copy_we_read_back(table: Table) -> None:
    assert read_table(write_table(table)) == table


@given(TABLES)
def test_what_the_csv_module_writes_with_tabs_we_read_back(table: Table) -> None:
    out = io.StringIO()
    csv.writer(out, "excel-tab", quoting=csv.QUOTE_ALL).writerows(table)
    assert read_table(out.getvalue()) == table


@given(TABLES)
def test_the_csv_module_reads_what_we_copy(table: Table) -> None:
    """But for a line without anything in it, which that module takes for no line."""
    rows = csv.reader(io.StringIO(write_table(table), newline=""), "excel-tab")
    assert [tuple(row) for row in rows if row] == [row for row in table if row != ("",)]


@given(st.lists(st.lists(TEXTS.filter(lambda text: not text.startswith('"')), min_size=1, max_size=4), max_size=5))
def test_what_a_spreadsheet_writes_we_read_back(table: list[list[str]]) -> None:
    """A spreadsheet quotes a cell for a tab or a line end only, and ends every row."""

    def cell(text: str) -> str:
        doubled = text.replace('"', '""')
        return f'"{doubled}"' if any(sign in text for sign in "\t\r\n") else text

    text = "".join("\t".join(map(cell, row)) + "\r\n" for row in table)
    assert read_table(text) == tuple(map(tuple, table))


@given(st.text('a"\t\r\n', max_size=40))
def test_any_text_is_a_table_that_can_be_copied_again(text: str) -> None:
    table = read_table(text)
    assert all(row for row in table)
    assert read_table(write_table(table)) == table


def test_a_text_full_of_quotation_marks_is_gone_through_once() -> None:
    """A hundred thousand marks that open nothing take no longer than as many letters."""
    assert len(read_table('"a""' * 100_000)) == 1
    assert len(read_table('"x\t' * 100_000)[0]) == 100_001


def test_a_name_is_one_line() -> None:
    assert one_line(" Larch Street\nPartners\u00a0 LP\t") == "Larch Street Partners LP"
    assert one_line(unicodedata.normalize("NFD", "Épicéa")) == "Épicéa"
