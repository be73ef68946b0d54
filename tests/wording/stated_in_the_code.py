"""What the program states, read from its source: every call of `stated` with the kinds and facts it can have."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import rra_desktop

PROGRAM = Path(rra_desktop.__path__[0])
KIND = re.compile(r"[a-z]+/[a-z_0-9]+")

_Function: TypeAlias = ast.FunctionDef | ast.Module


@dataclass(frozen=True)
class Stated:
    """One way in which a statement is made: its kind, the names of its facts, and the place in the source."""

    kind: str
    facts: frozenset[str]
    place: str


@dataclass(frozen=True)
class _Call:
    """A call in the source, with what it is in; the functions around it, the innermost last."""

    node: ast.Call
    around: tuple[_Function, ...]

    @property
    def name(self) -> str:
        """The name that is called, without what it is an attribute of."""
        called = self.node.func
        return called.id if isinstance(called, ast.Name) else called.attr if isinstance(called, ast.Attribute) else ""

    @property
    def given(self) -> frozenset[str]:
        """The names of the keywords it gives."""
        return frozenset(each.arg for each in self.node.keywords if each.arg)

    @property
    def passes_on(self) -> bool:
        """Whether it passes on keywords that its function was given."""
        return any(each.arg is None for each in self.node.keywords)


@dataclass(frozen=True)
class _Wrapper:
    """A function of one module that states what kind it is given, with facts of its own and those it is given."""

    place_of_kind: int
    own: frozenset[str]
    parameters: frozenset[str]
    passes_on: bool


def everything_stated() -> list[Stated]:
    """Return every way in which the program makes a statement."""
    return [each for path in sorted(PROGRAM.rglob("*.py")) for each in _in_module(path)]


def kinds_named() -> frozenset[str]:
    """Return everything in the calculation that is written like the kind of a statement."""
    texts = (ast.parse(path.read_text("utf-8")) for path in (PROGRAM / "calculation").rglob("*.py"))
    return frozenset(kind for tree in texts for _node, kind in _kinds(tree))


def _in_module(path: Path) -> Iterator[Stated]:
    tree = ast.parse(path.read_text("utf-8"))
    calls = [*_calls(tree, (tree,))]
    wrappers: dict[str, _Wrapper] = {}
    for call in (each for each in calls if each.name == "stated"):
        wrapper = _wrapper(call)
        if wrapper is not None:
            wrappers[call.around[-1].name] = wrapper  # type: ignore[union-attr]  # only a def is one
            continue
        for kind in _kinds_of(call, call.node.args[:1], tree):
            yield Stated(kind, call.given, f"{path.name}:{call.node.lineno}")
    for call in (each for each in calls if each.name in wrappers):
        wrapper = wrappers[call.name]
        facts = wrapper.own | ((call.given - wrapper.parameters) if wrapper.passes_on else frozenset())
        for kind in _kinds_of(call, call.node.args[wrapper.place_of_kind :][:1], tree):
            yield Stated(kind, facts, f"{path.name}:{call.node.lineno}")


def _calls(node: ast.AST, around: tuple[_Function, ...]) -> Iterator[_Call]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Call):
            yield _Call(child, around)
        yield from _calls(child, (*around, child) if isinstance(child, ast.FunctionDef) else around)


def _wrapper(call: _Call) -> _Wrapper | None:
    """Return what a call of `stated` makes of its function: a wrapper, if the kind is one of its parameters."""
    function, kind = call.around[-1], call.node.args[0]
    if not isinstance(function, ast.FunctionDef) or not isinstance(kind, ast.Name):
        return None
    taken = [each.arg for each in function.args.args if each.arg != "self"]
    if kind.id not in taken:
        return None
    named = frozenset((*taken, *(each.arg for each in function.args.kwonlyargs)))
    return _Wrapper(taken.index(kind.id), call.given, named, call.passes_on)


def _kinds_of(call: _Call, said: list[ast.expr], tree: ast.Module) -> list[str]:
    """Return the kinds a call can state: the one it writes out, or those its function or its module names."""
    if isinstance(said[0], ast.Constant):
        return [str(said[0].value)]
    direct = {id(each.node.args[0]) for each in _calls(tree, (tree,)) if each.node.args}
    for function in reversed(call.around):
        within = _tables(function) if isinstance(function, ast.Module) else function
        found = [kind for node, kind in _kinds(within) if id(node) not in direct]
        if found:
            return found
    return []


def _tables(module: ast.Module) -> ast.Module:
    """Return what a module says outside its functions and classes, and the tables it takes from another module."""
    return ast.Module(body=[*_assigned(module), *_tables_taken(module)], type_ignores=[])


def _assigned(module: ast.Module) -> list[ast.stmt]:
    return [each for each in module.body if isinstance(each, (ast.Assign, ast.AnnAssign))]


def _tables_taken(module: ast.Module) -> Iterator[ast.stmt]:
    for taken in (each for each in module.body if isinstance(each, ast.ImportFrom) and each.module):
        names = {each.name for each in taken.names if each.name.isupper()}
        path = PROGRAM.parent.joinpath(*str(taken.module).split(".")).with_suffix(".py")
        if names and path.is_file():
            for assigned in _assigned(ast.parse(path.read_text("utf-8"))):
                targets = assigned.targets if isinstance(assigned, ast.Assign) else []
                if any(isinstance(each, ast.Name) and each.id in names for each in targets):
                    yield assigned


def _kinds(node: ast.AST) -> Iterator[tuple[ast.Constant, str]]:
    """Yield what is written like the kind of a statement, and where."""
    for each in ast.walk(node):
        if isinstance(each, ast.Constant) and isinstance(each.value, str) and KIND.fullmatch(each.value):
            yield each, each.value
