"""The sections are made of facts: none of them takes a sentence apart."""

from __future__ import annotations

import ast
from pathlib import Path

import rra_desktop.report.sections

SECTIONS = sorted(Path(rra_desktop.report.sections.__path__[0]).glob("*.py"))
TAKES_APART = {"split", "rsplit", "partition", "rpartition", "startswith", "endswith"}


def test_no_section_takes_a_sentence_apart() -> None:
    assert len(SECTIONS) > 1
    found = []
    for path in SECTIONS:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Attribute) and node.attr in TAKES_APART:
                found.append(f"{path.name}:{node.lineno} {node.attr}")
            if isinstance(node, ast.Import) and any(each.name == "re" for each in node.names):
                found.append(f"{path.name}:{node.lineno} re")
    assert found == []
