"""Sections as they are cited, one by one and in the order of the agreement."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from rra_desktop.domain.sections import cited, cites, in_order, is_within, sections_of
from rra_desktop.store.forms import load_form

NUMBERS = st.builds(
    lambda number, letter: f"{number}({letter})" if letter else str(number),
    st.integers(1, 40),
    st.sampled_from(["", *"abcdefgh"]),
)


@given(st.lists(NUMBERS, min_size=1, max_size=4, unique=True))
def test_a_citation_names_each_of_its_sections(sections: list[str]) -> None:
    citation = ", ".join(sections)
    assert cited(citation) == tuple(sections)
    assert all(cites(citation, each) for each in sections)
    assert not cites(citation, "41")
    assert not cites(citation, "")


@given(st.lists(NUMBERS))
def test_sections_stand_by_number_then_by_letter(sections: list[str]) -> None:
    ordered = in_order(sections)
    assert set(ordered) == set(sections)
    places = [(int(each.partition("(")[0]), each.partition("(")[2]) for each in ordered]
    assert places == sorted(places)


def test_what_has_a_name_stands_before_what_has_a_number() -> None:
    assert in_order(["2", "10", "1(b)", "Recital 2", "1", "Recital 1(a)"]) == (
        *("Recital 1(a)", "Recital 2"),
        *("1", "1(b)", "2", "10"),
    )


def test_a_part_is_within_its_section() -> None:
    assert is_within("1(a)", "1")
    assert is_within("1", "1")
    assert not is_within("1", "1(a)")
    assert not is_within("10(a)", "1")


def test_every_section_that_the_form_cites_is_there_once() -> None:
    form = load_form("bestnet-2003")
    sections = sections_of(form)
    assert len(set(sections)) == len(sections)
    assert {each for term in form.terms for each in cited(term.section)} <= set(sections)
    assert {each for point in form.drafting_points for each in cited(point.section)} <= set(sections)
