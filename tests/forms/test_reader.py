"""The reader of forms: what a form says is read exactly, and whatever is wrong with one is told where it stands."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rra_desktop.forms.faults import FormRefusedError
from rra_desktop.forms.places import Path, places
from rra_desktop.forms.reader import read_form
from rra_desktop.store.forms import form_ids, form_text, load_form

SHIPPED = form_text("bestnet-2003")
FILE = "bestnet-2003.toml"
DATA = tomllib.loads(SHIPPED)


def refusals(text: str, file: str = FILE) -> list[str]:
    """Return the sentences with which a text is refused, none where it is read."""
    try:
        read_form(text, file)
    except FormRefusedError as error:
        return [fault.sentence for fault in error.faults]
    return []


def changed(old: str, new: str) -> tuple[str, int]:
    """Return the shipped form with the first of some words replaced, and the line on which they stand."""
    assert old in SHIPPED
    return SHIPPED.replace(old, new, 1), SHIPPED[: SHIPPED.index(old)].count("\n") + 1


def written(value: object) -> str:
    """Return a value as TOML, tables inside others on one line."""
    match value:
        case bool():
            return str(value).lower()
        case str():
            escaped = value.replace("\\", "\\\\").replace('"', '\\"')
            return f'"{escaped}"'
        case list():
            return f"[{', '.join(map(written, value))}]"
        case dict():
            return "{ " + ", ".join(f"{_key(key)} = {written(each)}" for key, each in value.items()) + " }"
        case _:
            return str(value)


def _key(key: str) -> str:
    """Return a key as TOML, in quotation marks where a dot stands in it."""
    return f'"{key}"' if "." in key else key


def whole(data: dict[str, Any]) -> str:
    """Return data as the text of a form, one key a line."""
    plain = {key: value for key, value in data.items() if not _is_list_of_tables(value)}
    lines = [f"{key} = {written(value)}" for key, value in plain.items()]
    for table, entries in data.items():
        for entry in entries if table not in plain else ():
            lines += ["", f"[[{table}]]", *(f"{key} = {written(value)}" for key, value in entry.items())]
    return "\n".join(lines) + "\n"


def _is_list_of_tables(value: object) -> bool:
    return isinstance(value, list) and value != [] and all(isinstance(each, dict) for each in value)


@pytest.mark.parametrize("form_id", form_ids())
def test_every_shipped_form_is_read(form_id: str) -> None:
    assert refusals(form_text(form_id), f"{form_id}.toml") == []
    assert load_form(form_id).id == form_id


def test_a_form_is_the_same_however_its_tables_are_written() -> None:
    assert read_form(whole(DATA), FILE) == load_form("bestnet-2003")


# -- one fault, one sentence -------------------------------------------------------------------------------------------

TERM_KEYS = "choices, id, kind, label, section, value"


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (
            "value = 3\n",
            "vaule = 3\n",
            "terms “common_per_unit”: “vaule” is no key of terms. Did you mean “value”? Its keys: " + TERM_KEYS + ".",
        ),
        (
            'value = "0.30"',
            "value = 0.30",
            (
                "terms “unit_price”: “value” must be an exact number of dollars in quotation marks, as "
                "“10,000.50”, not the "
                "inexact number 0.3, which the machine rounds."
            ),
        ),
        (
            'value = "1/2"',
            "value = 0.5",
            (
                "terms “majority_fraction”: “value” must be an exact number in quotation marks, as “1/2”, “2” "
                "or “30%”, not "
                "the inexact number 0.5, which the machine rounds."
            ),
        ),
        ('value = "1/2"', 'value = "1/0"', "terms “majority_fraction”: “value” divides by nothing in “1/0”."),
        (
            "value = 45\n",
            "value = 36601\n",
            "terms “filing_latest_days”: “value” must be a whole number of days from 0 to 36,600, not 36601.",
        ),
        (
            "value = 45\n",
            'value = "45"\n',
            "terms “filing_latest_days”: “value” must be a whole number of days, not “45”.",
        ),
        (
            'kind = "money"',
            'kind = "mony"',
            (
                "terms “unit_price”: “kind” must be a kind of term, not “mony”. Did you mean “money”? Known are "
                "“number”, “days”, “business_days”, “trading_days”, “filing_days”, “months”, “years”, “date”, “ratio”, "
                "“money”, “choice”."
            ),
        ),
        (
            'value = "floor"\nchoices',
            'value = "flor"\nchoices',
            (
                "terms “fraction_rule”: “value” must be one of the term's choices, not “flor”. They are "
                "“floor”, “nearest”, "
                "“ceil”."
            ),
        ),
        (
            "agreement_date = 2003-03-30",
            'agreement_date = "2003-03-30"',
            "“agreement_date” must be a day, written without quotation marks as 2003-03-30, not “2003-03-30”.",
        ),
        ('id = "bestnet-2003"', 'id = "acme"', "“id” must be “bestnet-2003”, as the file is named, not “acme”."),
        (
            'act = "effect"',
            'act = "affect"',
            (
                "deadlines “effectiveness_deadline”: “act” must be an act, not “affect”. Did you mean "
                "“effect”? Known are "
                "“file”, “effect”, “answer”, “notify”, “keep”, “wait”, “lapse”."
            ),
        ),
        (
            'kind = "earliest"',
            'rolls = true\nkind = "earliest"',
            (
                "deadlines “filing_earliest”: “rolls” cannot be true of a day that is “earliest”: "
                "only a last day is moved."
            ),
        ),
        (
            'reading = "late_request"',
            'reading = "late_requests"',
            (
                "drafting_points “incomplete_request”: “reading” is “late_requests”, and the form has no such "
                "reading. Did "
                "you mean “late_request”?"
            ),
        ),
    ],
)
def test_a_fault_is_told_with_its_line_its_entry_its_key_and_what_is_allowed(old: str, new: str, sentence: str) -> None:
    text, line = changed(old, new)
    where = f"{FILE}, line {line}{'' if sentence.startswith('“') else ','}"
    found = refusals(text)
    assert any(each.startswith(where) and each.endswith(sentence) for each in found), found


def test_what_is_missing_is_told_at_its_entry() -> None:
    text, line = changed('label = "Units offered"\n', "")
    assert refusals(text) == [f"{FILE}, line {line - 2}, terms “units_offered”: “label” is missing; it is text."]


def test_a_misspelled_table_and_the_lack_of_it_are_both_told() -> None:
    text = SHIPPED.replace("[[plans]]", "[[plan]]")
    line = SHIPPED[: SHIPPED.index("[[plans]]")].count("\n") + 1
    sentences = refusals(text)
    missing = f"{FILE}, line 1: “plans” is missing; it is a list of tables, one for each plan."
    unknown = f"{FILE}, line {line}: “plan” is no key of a form. Did you mean “plans”? Its keys: "
    assert sentences[0] == missing
    assert any(each.startswith(unknown) for each in sentences)


def test_every_fault_of_a_form_is_told_in_the_order_of_its_lines() -> None:
    text = SHIPPED.replace('kind = "days"', 'kind = "dais"').replace('weight = "reading"', "wait = 1")
    sentences = refusals(text)
    count = SHIPPED.count('kind = "days"') + SHIPPED.count('weight = "reading"')
    assert len([each for each in sentences if "“dais”" in each or "“wait”" in each]) == count
    lines = [int(each.split("line ")[1].split(",")[0].split(":")[0]) for each in sentences]
    assert lines == sorted(lines)


def test_one_fault_of_an_entry_hides_no_other() -> None:
    text = SHIPPED.replace('label = "Units offered"', "label = 1").replace("value = 4500000", "value = 4.5")
    text = text.replace('id = "units_offered"', 'id = "units_ofered"')
    keys = [each.split("“units_ofered”: ")[1].split("”")[0] for each in refusals(text) if "terms “" in each]
    assert keys == ["“id", "“label", "“value"]


def test_an_id_used_twice_is_told_with_the_line_of_the_first() -> None:
    first = SHIPPED[: SHIPPED.index('id = "units_offered"')].count("\n") + 1
    text, line = changed('id = "unit_price"', 'id = "units_offered"')
    sentence = f"terms “units_offered”: “id” is “units_offered”, as on line {first}; every entry has an id of its own."
    assert f"{FILE}, line {line}, {sentence}" in refusals(text)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "acme.toml, line 1: “id” is missing; it is an id."),
        ('id = "a"\nb = \n', "acme.toml, line 2: this cannot be read as TOML at column 5: invalid value."),
        (
            'id = "a"\nid = "b"\n',
            "acme.toml, line 2: this cannot be read as TOML at column 9: cannot overwrite a value.",
        ),
        ('a = 1\nid = """', "acme.toml, line 2: this cannot be read as TOML: unterminated string."),
        ("a = " + "9" * 5_000, "acme.toml, line 1: this cannot be read as TOML: exceeds the limit"),
        ("a = " + "[" * 5_000 + "]" * 5_000, "acme.toml, line 1: lists or tables stand too deep in each other."),
    ],
)
def test_a_text_that_is_no_toml_is_told_in_the_same_way(text: str, sentence: str) -> None:
    assert refusals(text, "some/where/acme.toml")[0].startswith(f"some/where/{sentence}")


@pytest.mark.parametrize("depth", range(100, 1_000, 20))
def test_lists_in_lists_are_refused_however_deep_they_stand(depth: int) -> None:
    sentences = refusals(f"a = {'[' * depth}{']' * depth}", "acme.toml")
    assert all(re.match(r"acme\.toml, line 1: ", each) for each in sentences)
    assert sentences


# -- any mutation ------------------------------------------------------------------------------------------------------

ELSEWHERE = {"classes", "rights", "limits"}
"""The tables that `test_rights` spoils: what they leave out or name turns on other tables."""
PATHS = [path for path in places(whole(DATA)) if path and path[0] not in ELSEWHERE]
KEYS = [path for path in PATHS if isinstance(path[-1], str) and path[-1] != "id" and "when" not in path[:-1]]
IDS = [path for path in PATHS if path[-1] == "id"]
LISTS = {"choices", "count", "covers", "start", "methods", "brief", "met_by", "of"}
"""The keys whose values are lists of something else than tables."""
ENTRIES = [path for path in PATHS if isinstance(path[-1], int) and len(path) in (2, 4) and path[-2] not in LISTS]
FREE = {"drafting_points", "expenses", "plans"}
"""The tables of which nothing names the entries, so that any id of one is as good as another."""
VALUES: list[Any] = [True, 7, -7, 10**30, 0.5, float("nan"), "", "x", " x ", "1/3", [], ["x"], {}, {"x": 1}, [{}], [[]]]


def at(data: Any, path: Path) -> Any:  # noqa: ANN401 - whatever stands there
    """Return what stands at a place in data."""
    for name in path:
        data = data[name]
    return data


def copied() -> dict[str, Any]:
    """Return the data of the shipped form, to be spoiled."""
    return tomllib.loads(SHIPPED)


def told(data: dict[str, Any], key: str | int, line_of: Path) -> list[str]:
    """Return the refusals of spoiled data, one of which names the line of a place and the key."""
    text = whole(data)
    found = refusals(text)
    lines, path = places(text), line_of
    while path not in lines:
        path = path[:-1]
    if found:
        assert any(re.match(rf"{FILE}, line {lines[path]}[,:]", each) for each in found), (found, lines[path])
        assert any(f"“{key}”" in each for each in found), found
    return found


@given(st.sampled_from([*KEYS, *IDS]), st.sampled_from(["{}x", "x{}", "_", "{}_{}"]))
def test_a_renamed_key_is_refused_by_its_line_and_name(path: Path, new: str) -> None:
    data = copied()
    table, old = at(data, path[:-1]), str(path[-1])
    name = new.format(old, old)
    table[name] = table.pop(old)
    assert told(data, name, (*path[:-1], name))


def differing(one: Any, other: Any) -> Iterator[tuple[str, Any]]:  # noqa: ANN401 - any record of the domain
    """Yield the fields in which two records differ, down to the last, with what the second has there."""
    if is_dataclass(one) and type(one) is type(other):
        for field in (each for each in fields(one) if each.compare):
            yield from _differing_field(field.name, getattr(one, field.name), getattr(other, field.name))


def _differing_field(name: str, one: Any, other: Any) -> Iterator[tuple[str, Any]]:  # noqa: ANN401
    if isinstance(one, tuple) and isinstance(other, tuple) and len(one) == len(other) and any(map(is_dataclass, one)):
        for each, its in zip(one, other, strict=True):
            yield from differing(each, its)
    elif is_dataclass(one):
        yield from differing(one, other)
    elif one != other:
        yield name, other


@given(st.sampled_from([*KEYS, *IDS]))
def test_a_key_left_out_is_refused_by_its_entry_and_name_or_has_its_default(path: Path) -> None:
    data = copied()
    value = at(data, path[:-1]).pop(path[-1])
    at_fault = path[:-1]
    if path[-1] == "reading":  # a drafting point may name none; but then nobody is told of the one it named
        at_fault = ("readings", [each["id"] for each in DATA["readings"]].index(value), "id")
    elif path[-1] == "silence":  # a point may be none of a silence; but then it is one of a section
        at_fault = (*path[:-1], "section")
    elif path[-1] == "received":  # notices may be received when they are given; but then no receipt is assumed
        at_fault = (*path[:-1], "assumed")
    if any("that nothing reads" in each for each in refusals(whole(data))):
        return  # nothing turns on a reading any more, which is told where that stands
    if "cases" in path:
        return  # what a case does not say is as its deadline says it
    key = path[-1]
    if key == "needs":  # a number that is recorded of an event needs it
        at_fault, key = (*path[:-1], "at_most"), "at_most"
    if not told(data, key, at_fault):
        changes = dict(differing(load_form("bestnet-2003"), read_form(whole(data), FILE)))
        # The kind of a deadline decides with its act what else it is.
        if path[0] == "sections":  # a topic may have no section
            assert set(changes) == {"sections"}
            return
        of_roll = {"written", "reading"}  # of the text by which a day rolls
        inner = {"roll": of_roll, "effect": of_roll, "keep": of_roll, "when": {"pairs"}, "act": {"passed"}}
        also = {"kind": {"passed", "rolls"}, **inner}.get(str(path[-1]), set())
        assert set(changes) <= {path[-1], *also}
        defaults = {None, False, "reading", True, (), "latest", "company", "overdue", "lapsed", "none"}
        of_deadlines: list[object] = ["", "first", "toll", "form_says", "does_not_run", ("demand", "mandatory")]
        words: dict[str, list[object]] = {
            "notice_methods": [""],
            "deadlines": of_deadlines,
            "expenses": ["", "note"],
        }
        more = words.get(str(path[0]), [])
        assert set(changes.values()) <= {*defaults, *more}


@given(st.sampled_from([*KEYS, *IDS]), st.sampled_from(VALUES))
def test_a_value_of_another_type_is_refused_by_its_line_and_key(path: Path, value: Any) -> None:  # noqa: ANN401
    data = copied()
    table = at(data, path[:-1])
    if type(table[path[-1]]) is type(value) and not isinstance(value, list):
        return
    if path[-1] == "covers" and value == ["x"]:  # any word can be a category of expense
        return
    if path[-1] == "brief" and isinstance(value, str) and value.strip():
        return  # one way to call it is as good as a list of them
    table[path[-1]] = value
    assert told(data, path[-1], path), value


@given(st.sampled_from(ENTRIES), st.integers(0, 3))
def test_an_entry_twice_is_refused(path: Path, later: int) -> None:
    data = copied()
    entries, place = at(data, path[:-1]), int(path[-1])
    entries.insert(min(place + 1 + later, len(entries)), entries[place])
    found = refusals(whole(data))
    assert any("is “" in each and "as on line" in each for each in found) or any(
        "which an earlier tier has served" in each or "which an earlier entry has" in each or "twice" in each
        for each in found
    )


@given(st.sampled_from(IDS), st.sampled_from(["{}x", "x{}", "X{}", "{} ", "é{}"]))
def test_a_misspelled_id_is_refused_by_its_line_or_is_a_name_that_nothing_uses(path: Path, new: str) -> None:
    data = copied()
    entry = at(data, path[:-1])
    entry["id"] = new.format(entry["id"])
    if not told(data, "id", path):
        assert path[0] in FREE or len(path) > len(("deadlines", 0, "id"))
        assert {*differing(load_form("bestnet-2003"), read_form(whole(data), FILE))} == {("id", entry["id"])}


@given(st.data())
def test_a_shipped_form_with_letters_changed_is_read_or_refused_but_never_breaks(data: st.DataObject) -> None:
    lines = SHIPPED.splitlines()
    for _ in range(data.draw(st.integers(1, 3))):
        number = data.draw(st.integers(0, len(lines) - 1))
        place = data.draw(st.integers(0, len(lines[number])))
        lines[number] = lines[number][:place] + data.draw(st.text(max_size=3)) + lines[number][place + 1 :]
    for sentence in refusals("\n".join(lines)):
        assert re.match(rf"{re.escape(FILE)}, line \d+[,:]", sentence)


@given(st.text())
def test_any_text_is_refused_in_sentences(text: str) -> None:
    assert all(each.startswith("a.toml, line ") and each.endswith(".") for each in refusals(text, "a.toml"))
    assert refusals(text, "a.toml")


def test_a_refused_form_says_all_its_faults() -> None:
    with pytest.raises(FormRefusedError) as refused:
        read_form("", "a.toml")
    assert str(refused.value).splitlines() == [fault.sentence for fault in refused.value.faults]
    assert [fault.key for fault in refused.value.faults] == [
        *("id", "title", "company", "agreement_date", "governing_law"),
        *("terms", "readings", "drafting_points", "plans"),
    ]
