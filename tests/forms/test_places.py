"""The lines of everything in a TOML text: exactly the places that the data has, each where it stands."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rra_desktop.forms.places import Path, places
from rra_desktop.store.forms import form_ids, form_text

HARD = '''# a comment with [[tables]] and key = 1
top = "a # that is no comment"  # and one = that is
many = [  # a list
    "[[no.table]]", 1979-05-27 07:32:00, 1.5,

    { inside = { deep = [ [1, 2], [] ] }, "quoted key" = 'x' },
]
text = """
[[terms]]
key = "no key" \\""" and \\
on"""""
literal = \'\'\'
[a]
b = 1\'\'\'
one.two . "three 3" = true
"" = -inf

[ table . part ]
x = +1_000
[[list]]
id = "a"
[list.under]
y = []
[[list]]
id = "b"
  [[list.under]]
  z = {}
  [[list.under]]
[table]
w = 0x1F
'''


def paths(value: object, path: Path = ()) -> Iterator[Path]:
    """Yield the place of a value and of everything in it."""
    yield path
    members = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, member in members:
        yield from paths(member, (*path, name))


def test_every_value_of_a_hard_text_has_its_line() -> None:
    found = places(HARD)
    assert found.keys() == set(paths(tomllib.loads(HARD)))
    lines = HARD.splitlines()
    for path, words in {
        ("top",): "top =",
        ("many", 0): '"[[no.table]]"',
        ("many", 1): "1979",
        ("many", 3, "inside", "deep", 0, 1): "deep",
        ("text",): "text =",
        ("one", "two", "three 3"): "one.two",
        ("",): '"" =',
        ("table", "part", "x"): "x =",
        ("list", 0, "under", "y"): "y =",
        ("list", 1, "id"): '"b"',
        ("list", 1, "under", 0, "z"): "z =",
        ("table", "w"): "w =",
    }.items():
        assert words in lines[found[path] - 1], path
    assert (found["list",], found["list", 1], found["list", 1, "under", 1]) == (
        lines.index("[[list]]") + 1,
        lines.index('id = "b"'),
        lines.index("[table]"),
    )


def test_lines_are_the_same_with_the_ends_of_another_system() -> None:
    assert places(HARD.replace("\n", "\r\n")) == places(HARD)


@pytest.mark.parametrize("folder", ["forms", "holidays"])
def test_every_value_of_the_shipped_files_has_its_line(folder: str) -> None:
    for file in (resources.files("resources") / folder).iterdir():
        text = file.read_text(encoding="utf-8")
        assert places(text).keys() == set(paths(tomllib.loads(text)))


@pytest.mark.parametrize("form_id", form_ids())
def test_the_lines_of_the_ids_of_a_form_are_those_on_which_they_are_written(form_id: str) -> None:
    text = form_text(form_id)
    written = [
        number for number, line in enumerate(text.splitlines(), 1) if line.startswith("id = ") or "{ id = " in line
    ]
    assert sorted(line for path, line in places(text).items() if path[-1:] == ("id",)) == written


NAMES = st.sampled_from(["a", "b-c", '"d e"', "'f.g'", '"h\\"]"'])
SCALARS = st.sampled_from(
    ["1", "2.5", "true", '"x]}"', "'#'", "2003-03-30", "07:32:00.5", '"""\n[y]\n"""', "'''\n''a'''", "[]", "{}"]
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda found: f"[\n{', '.join(found)} # ]\n]")
        | st.lists(
            st.tuples(NAMES, inner.filter(lambda each: "#" not in each)), max_size=2, unique_by=lambda each: each[0]
        ).map(lambda found: "{" + ", ".join(f"{name} = {value}" for name, value in found) + "}")
    ),
    max_leaves=4,
)
KEYS = st.lists(NAMES, min_size=1, max_size=3).map(".".join)
LINES = st.lists(
    st.tuples(KEYS, VALUES).map(" = ".join) | KEYS.map("[{}]".format) | KEYS.map("[[{}]]".format) | st.just("# [c]"),
    max_size=12,
)


@given(LINES)
def test_of_any_text_that_is_toml_every_value_has_a_line(written: list[str]) -> None:
    text = ""
    for line in written:  # what would contradict what stands before it is left out
        try:
            tomllib.loads(f"{text}{line}\n")
        except tomllib.TOMLDecodeError:
            continue
        text += f"{line}\n"
    found = places(text)
    assert found.keys() == set(paths(tomllib.loads(text)))
    assert all(1 <= line <= text.count("\n") + 1 for line in found.values())
