"""The worked examples of this folder come out as they are written, and what cannot be read is named with its line."""

from __future__ import annotations

import pytest

from tests.agreements.example_answers import Answers
from tests.agreements.example_matter import matter_of
from tests.agreements.worked_examples import Example, ExampleError, all_examples, examples

_WORDS = {"says", "waits for"}


def differences(example: Example) -> list[str]:
    """Return every cell in which the program comes to something else than the example says."""
    answers, found = Answers(matter_of(example)), []
    for table in example.tables:
        for row in table.rows:
            if table.caption == "Result":
                wanted, what = row.expected["is"], row.take("what")
                said = list(answers.results(what))
                if not any(_comes_out(what, each, wanted) for each in said):
                    found.append(f"{row.place}: {what} is {'; '.join(said)}, not {wanted}")
                continue
            given = answers.of(table, row) if row.expected else {}
            for column, wanted in row.expected.items():
                if column not in given:
                    raise ExampleError(f"{row.place}: nothing is known of “→ {column}”; known are {', '.join(given)}")
                if wanted and not _comes_out(column, given[column], wanted):
                    found.append(f"{row.place}: {column} is {given[column]}, not {wanted}")
    return found


def _comes_out(what: str, given: str, wanted: str) -> bool:
    """Tell whether the program came to what is wanted; where it says something the words need only be among its own."""
    return wanted in given if what in _WORDS else given == wanted


def checked_cells(example: Example) -> int:
    """Return how many cells an example says something in."""
    return sum(bool(cell) for table in example.tables for row in table.rows for cell in row.expected.values())


@pytest.mark.parametrize("example", all_examples(), ids=str)
def test_a_worked_example_comes_out_as_written(example: Example) -> None:
    assert checked_cells(example), "nothing would be checked: no cell stands under an arrow"
    assert differences(example) == []


def one(text: str) -> Example:
    """Read a page with one example."""
    (example,) = examples("page.md", text)
    return example


SMALL = """
## Two Investors

**Offering**

| maximum |
| --- |
| 3 |

**Holders**

| holder | held | requested | → allocated |
| --- | --- | --- | --- |
| Ash | 4 | 4 | 2 |
| Birch | 4 | 4 | {birch} |
"""


def test_a_wrong_number_is_reported_with_its_line() -> None:
    assert differences(one(SMALL.format(birch="1"))) == []
    assert differences(one(SMALL.format(birch="2"))) == ["page.md, line 15: allocated is 1, not 2"]


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("**Offering**", "**Bargain**", "line 6: there is no table “Bargain”"),
        ("| maximum |", "| minimum |", "line 6: Offering has no column “minimum”"),
        ("→ allocated", "→ sold", "line 14: nothing is known of “→ sold”"),
        ("| 3 |", "| three |", "line 8, maximum: “three” is not a number of shares"),
        ("| Ash | 4 | 4 | 2 |", "| Ash | 4 | 4 |", "line 14: 3 cells under 4 columns"),
        ("**Holders**", "", "line 12: Offering has no column “holder”"),
        ("## Two Investors", "", "line 6: a table needs a heading"),
    ],
)
def test_what_cannot_be_read_is_named_with_its_line(before: str, after: str, said: str) -> None:
    text = SMALL.format(birch="1").replace(before, after)

    with pytest.raises(ExampleError, match=said):
        differences(one(text))


def test_a_wrong_weekday_is_reported() -> None:
    text = "## Day\n\n**Ledger**\n\n| date |\n| --- |\n| Tue, Jun 2, 2003 |\n"

    with pytest.raises(ExampleError, match="line 7, date: Jun 2, 2003 is not a Tue"):
        matter_of(one(text))
