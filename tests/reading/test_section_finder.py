"""Sections found by their headings, never guessed."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rra_desktop.reading.section_finder import sections_in
from tests.reading.written_agreements import PARAGRAPHS, SECTIONS

WHOLE = "\n".join(PARAGRAPHS)
FILL = "The steward of the fair keeps the tables in order and says who stands where, as custom has it in the county."


def clause(text: str, section: str) -> str:
    """Return the words of a section with its label."""
    found = sections_in(text)[section]
    return text[found.start : found.end]


def test_every_section_is_found_with_its_heading_and_its_words() -> None:
    found = sections_in(WHOLE)
    assert tuple(found) == SECTIONS
    assert {key: each.heading for key, each in found.items() if each.heading} == {
        "1": "Showing at the fair",
        "1(a)": "Call for a Table",
        "1(b)": "Other Fruit",
        "2": "Costs",
        "3": "Notices",
        "4": "Law",
    }
    assert clause(WHOLE, "1(b)") == PARAGRAPHS[6]
    assert clause(WHOLE, "1") == "\n".join(PARAGRAPHS[4:7])
    assert clause(WHOLE, "3(a)") == "\n".join(PARAGRAPHS[9:12])
    assert clause(WHOLE, "4") == PARAGRAPHS[13]
    assert WHOLE[found["2"].words :].startswith(" The orchard pays")


def test_recitals_are_counted_by_their_whereas_with_the_parts_marked_in_them() -> None:
    assert clause(WHOLE, "Recital 1(a)") == "(a) four apples, ripe and washed; and"
    assert clause(WHOLE, "Recital 1(b)") == "(b) one pear, wrapped in paper of its own;"
    assert clause(WHOLE, "Recital 2") == PARAGRAPHS[2]
    assert clause(WHOLE, "Head") == PARAGRAPHS[0]


@pytest.mark.parametrize(
    ("first", "second", "part"),
    [
        ("1. Showing.", "2. Costs.", "(a)"),
        ("1) Showing", "2) Costs", "a)"),
        ("Section 1. Showing", "Section 2. Costs", "(a)"),
        ("§ 1 Showing", "§ 2 Costs", "a."),
        ("ARTICLE I Showing", "ARTICLE II Costs", "(A)"),
    ],
)
def test_labels_may_be_written_in_many_ways(first: str, second: str, part: str) -> None:
    text = f"{first}\n{part} {FILL}\n{second}\n{FILL}"
    assert [each for each in sections_in(text) if each != "Head"] == ["1", "1(a)", "2"]
    assert sections_in(text)["1"].heading == "Showing"


def test_decimal_sections_count_on_within_their_article() -> None:
    text = f"ARTICLE I Fair\n1.1 Tables. {FILL}\n1.2 Cloth. {FILL}\n(a) {FILL}\nARTICLE II Costs\n2.1 Post. {FILL}"
    assert [*sections_in(text)] == ["1", "1.1", "1.2", "1.2(a)", "2", "2.1"]
    flat = f"1.1 Tables. {FILL}\n1.2 Cloth. {FILL}\n2.1 Post. {FILL}"
    assert [*sections_in(flat)] == ["1.1", "1.2", "2.1"]


def test_a_table_of_contents_is_passed_over() -> None:
    dotted = "1. SHOWING AT THE FAIR ....... 1\n2. COSTS ....... 2\n3. NOTICES ....... 2\n4. LAW ....... 3"
    bare = "1. SHOWING AT THE FAIR\n2. COSTS\n3. NOTICES\n4. LAW"
    for contents in (dotted, bare):
        text = f"{contents}\n{WHOLE}"
        assert clause(text, "1(b)") == PARAGRAPHS[6]
        assert clause(text, "4") == PARAGRAPHS[13]


def test_a_list_inside_a_section_and_an_exhibit_behind_are_no_sections() -> None:
    paragraphs = [*PARAGRAPHS]
    paragraphs[8:8] = ["1. the cloth, which is white or of the colour of the fruit that lies upon it;", "2. the table."]
    exhibit = [f"{number}. {FILL}" for number in range(1, 4)]
    text = "\n".join([*paragraphs, *exhibit])
    assert clause(text, "2").endswith("2. the table.")
    assert clause(text, "3(b)") == PARAGRAPHS[12]
    assert clause(text, "4") == PARAGRAPHS[13]


def test_a_number_that_two_rows_wait_for_is_not_given_to_either() -> None:
    """A list whose next number would be the next section's too: nobody can say which it is."""
    text = f"1. {FILL}\n2. {FILL}\n1. {FILL}\n2. {FILL}\n3. {FILL}\n4. {FILL}"
    found = sections_in(text)
    assert "3" not in found
    assert "4" not in found


def test_what_only_looks_like_a_label_is_none() -> None:
    text = f"1. Fair. {FILL}\n(c) {FILL}\n7. {FILL}\n2. Costs. {FILL}\n(a) {FILL}\n(b) {FILL}"
    assert [each for each in sections_in(text) if each != "Head"] == ["1", "2", "2(a)", "2(b)"]


def test_a_text_without_headings_has_no_sections() -> None:
    assert not sections_in(f"{FILL}\n{FILL}")
    assert not sections_in("")


LIKE_LABELS = ("1.", "(i)", "(a)", "a.", "1.1 x", "ARTICLE II", "§", "", "(i) x", "2. Costs.", "Section 3. Law")


@given(st.lists(st.sampled_from([*PARAGRAPHS, *LIKE_LABELS]), max_size=30))
def test_sections_of_any_paragraphs_lie_within_the_text_and_their_whole(paragraphs: list[str]) -> None:
    """Whatever is found stands where it says, a part within what it is part of, and no two of one rank overlap."""
    text = "\n".join(paragraphs)
    found = sections_in(text)
    for key, each in found.items():
        assert 0 <= each.start <= each.words <= max(each.end, each.words) <= len(text)
        around = found.get(key.rpartition("(")[0])
        if around is not None:
            assert around.start <= each.start
            assert each.end <= around.end
    tops = sorted((each.start, each.end) for key, each in found.items() if key.isdecimal())
    assert all(before[1] <= after[0] for before, after in pairwise(tops))
