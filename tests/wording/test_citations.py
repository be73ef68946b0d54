"""Sentences that cite the agreement by topic have its own sections, and nothing where it speaks of no such thing."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from rra_desktop.domain.topics import Topic
from rra_desktop.wording import cited
from tests.matters import form

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Affiliates are one Investor in a cutback[cutback].", "Affiliates are one Investor in a cutback (§3(c))."),
        ("Apart[other_holders, cutback]", "Apart (§1(b), §3(c))"),
        ("Units[units]: three parts.", "Units (Recital 1): three parts."),
        ("In a cutback[cutback, affiliates].", "In a cutback (§3(c))."),
        ("Oak [old] and Elm [no_topic].", "Oak [old] and Elm [no_topic]."),
    ],
)
def test_a_topic_stands_for_its_section(text: str, said: str) -> None:
    assert cited(text, form()) == said


def test_a_topic_without_a_section_leaves_nothing() -> None:
    assert cited("A cutback[cutback].", replace(form(), sections=())) == "A cutback."


def test_every_citation_of_the_program_is_of_a_topic() -> None:
    found = [each for file in _sources() for each in _citations(file)]
    assert len(found) > 10
    assert {topic for each in found for topic in each.split(", ")} <= {*Topic}


def _sources() -> Iterator[Path]:
    for folder in ("rra_desktop", "ui"):
        yield from (ROOT / folder).rglob("*.py")


def _citations(file: Path) -> Iterator[str]:
    """Yield what stands in square brackets at the end of a word, in any text of a file that has words."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value:
            yield from re.findall(r"(?<=\w)\[([a-z_]{3,}(?:, [a-z_]+)*)\](?=[.,:;)]|$| )", node.value)
