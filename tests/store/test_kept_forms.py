"""The form a matter keeps: from another side or another version, it never stops the records being read."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from rra_desktop.domain.agreement import digest_of
from rra_desktop.domain.bounds import LONGEST_FORM
from rra_desktop.domain.edits import Edit, RowChange
from rra_desktop.domain.matter import Matter
from rra_desktop.errors import ReadOnlyMatterError
from rra_desktop.store.forms import form_text, load_form
from rra_desktop.store.matter_file import MatterFile
from tests.forms.declaring import DECLARING_ID, declaring, declaring_text

Maker = Callable[..., MatterFile]
SHIPPED = form_text("bestnet-2003")


@pytest.fixture
def path(tmp_path: Path, full_matter: Matter, make_matter: Maker) -> Path:
    """Give the path of a matter on a form that no version ships."""
    made = tmp_path / "acme.rra"
    make_matter(made, replace(full_matter, form=declaring())).close()
    return made


def with_form(path: Path, text: str, own: str = DECLARING_ID) -> None:
    """Put another text in the place of the form a matter keeps, as another version may have written it."""
    database = sqlite3.connect(path)
    database.execute("UPDATE agreement SET id = ?, text = ?, digest = ?", (own, text, digest_of(text)))
    database.commit()
    database.close()


def test_a_matter_keeps_its_form_whatever_the_program_ships(path: Path, open_matter: Maker) -> None:
    with open_matter(path) as opened:
        assert opened.matter().form == declaring()
        assert opened.matter().form.text == declaring_text()
        assert not opened.read_only
        assert opened.check() == ()


UNREADABLE = {
    "a key of a later version": (declaring_text().replace("act = ", "deed = "), "is no key of deadlines"),
    "no TOML": ("[[[", "this cannot be read as TOML"),
    "nothing of a form": ("a = 1\n", "is no key of a form"),
    "nested lists": ("a = " + "[" * 90_000, "stand too deep in each other"),
    "nested tables": ("a = " + "{a=" * 60_000, "stand too deep in each other"),
    "a long key": ("a." * 90_000 + "a = 1", "stand too deep in each other"),
    "a long header": ("[" + "a." * 90_000 + "a]", "stand too deep in each other"),
    "many keys": ("".join(f"a{number} = 1\n" for number in range(15_000)), "is no key of a form"),
    "many tables": ("".join(f"[b{number}]\n" for number in range(15_000)), "is no key of a form"),
    "many events": (
        SHIPPED + "".join(f'[[events]]\nid = "e{number}"\nends = "e{number + 1}"\n' for number in range(3_500)),
        "there is no such event",
    ),
    "a long list": (f"agreement_date = [{'1,' * 60_000}]\n", "is missing"),
    "another name": (declaring_text().replace(f'id = "{DECLARING_ID}"', 'id = "other"', 1), "as the file is named"),
}


@pytest.mark.parametrize("case", UNREADABLE)
def test_a_matter_whose_form_cannot_be_read_opens_for_reading_and_says_why_and_what_to_do(
    path: Path, full_matter: Matter, open_matter: Maker, case: str
) -> None:
    text, sentence = UNREADABLE[case]
    with_form(path, text)
    before, started = path.read_bytes(), time.monotonic()
    with open_matter(path) as opened:
        matter = opened.matter()
        assert time.monotonic() - started < 20
        assert replace(matter, form=full_matter.form) == full_matter
        assert (matter.form.text, matter.form.deadlines) == (text, ())
        assert opened.read_only
        said = "“acme.rra” can be read here, but not changed, and shows no deadlines"
        assert opened.read_only_reason.startswith(said)
        assert matter.form.faults[0] in opened.read_only_reason
        assert any(sentence in fault for fault in matter.form.faults)
        assert opened.read_only_reason.endswith("mend it, and give it back with “rra form change”.")
        note = RowChange(matter.holders[0], replace(matter.holders[0], notes="changed"))
        with pytest.raises(ReadOnlyMatterError, match="the form of its agreement cannot be read by this version"):
            opened.write(Edit("A note", "ChangeHolder", (note,)))
        assert len(opened.journal()) == 1
    assert path.read_bytes() == before


def test_what_of_an_unreadable_form_is_faultless_still_names_and_counts(path: Path, open_matter: Maker) -> None:
    with_form(path, declaring_text().replace("act = ", "deed = ").replace("value = 4500000", "value = 4600000"))
    with open_matter(path) as opened:
        form = opened.matter().form
    assert form.term("units_offered").value == 4_600_000
    assert [event.id for event in form.events] == [event.id for event in declaring().events]
    assert form.plans == declaring().plans
    assert (form.deadlines, form.rights, form.limits) == ((), (), ())
    assert form.id == DECLARING_ID


def test_a_form_that_can_be_read_makes_the_matter_writable_again_and_is_one_edit(
    path: Path, open_matter: Maker
) -> None:
    with_form(path, declaring_text().replace("act = ", "deed = "))
    with open_matter(path) as opened:
        broken = opened.matter().form
        entry = opened.write(Edit("Form", "ChangeForm", (RowChange(broken, declaring()),)))
        assert not opened.read_only
        holder = opened.matter().holders[0]
        opened.write(Edit("A note", "ChangeHolder", (RowChange(holder, replace(holder, notes="changed")),)))
    with open_matter(path) as opened:
        assert opened.matter().form == declaring()
        assert [each.label for each in opened.journal()][1:] == ["Form", "A note"]
        assert opened.journal()[1].changes == entry.changes


def test_a_longer_text_than_a_file_takes_is_refused_before_it_is_written(path: Path, open_matter: Maker) -> None:
    longer = replace(load_form("bestnet-2003"), text=SHIPPED + "#" * LONGEST_FORM)
    with open_matter(path) as opened:
        change = RowChange(opened.matter().form, longer)
        with pytest.raises(Exception, match=f"more than the {LONGEST_FORM:,} a matter file takes"):
            opened.write(Edit("Form", "ChangeForm", (change,)))
        assert opened.matter().form == declaring()
