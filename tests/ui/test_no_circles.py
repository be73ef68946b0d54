"""No two modules of the window import each other, not even for their types alone."""

from __future__ import annotations

import ast
from graphlib import TopologicalSorter
from pathlib import Path

import ui

ROOT = Path(ui.__file__).parent


def imports_of(path: Path) -> set[str]:
    """Return the names of all modules that a module imports, wherever in it that stands."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{each.name}" for each in node.names)}
        elif isinstance(node, ast.Import):
            found |= {each.name for each in node.names}
    return found


def test_the_modules_of_the_window_stand_in_an_order() -> None:
    """Two that import each other raise CycleError here, with their names."""
    names = {
        ".".join(path.relative_to(ROOT.parent).with_suffix("").parts).removesuffix(".__init__"): path
        for path in ROOT.rglob("*.py")
    }
    assert len(names) > 50
    known = {name: imports_of(path) & names.keys() - {name} for name, path in names.items()}
    assert {"ui.widgets.grid_editing", "ui.widgets.grid_sheet"} <= known["ui.widgets.grid"] | known[
        "ui.widgets.grid_frame"
    ]
    assert len(list(TopologicalSorter(known).static_order())) == len(names)
