"""`rra form`: the forms there are, every fault of a file with its line, and a copy that never takes another's place."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from rra_desktop.forms.reader import read_form
from rra_desktop.store.forms import form_ids, form_text, load_form
from tests.cli.running import Rra, Said
from tests.forms.declaring import declaring_text


@pytest.fixture
def acme(rra: Rra, tmp_path: Path) -> Path:
    """Return the file of a new form."""
    path = tmp_path / "acme-2004.toml"
    assert rra("form", "new", path).status == 0
    return path


def test_the_forms_are_listed_with_whose_they_are(rra: Rra) -> None:
    said = rra("form", "list")
    heads, _, *rows = said.out.splitlines()
    assert (said.status, said.err, heads.split()) == (0, "", ["Id", "Agreement", "Company", "Signed", "Law"])
    assert [row.split()[0] for row in rows] == list(form_ids())
    assert "BestNet Communications Corp.  Mar 30, 2003  Nevada" in rows[form_ids().index("bestnet-2003")]


def test_a_new_form_is_a_copy_under_the_name_of_its_file(rra: Rra, tmp_path: Path) -> None:
    path = tmp_path / "acme-2004.toml"
    made = f"Made “{path}”, a copy of “bestnet-2003”; change it and try `rra form check`.\n"
    assert rra("form", "new", path, "--from", "bestnet-2003") == Said(0, made, "")
    text = path.read_text(encoding="utf-8")
    assert read_form(text, path.name) == replace(load_form("bestnet-2003"), id="acme-2004")
    changed = [
        new for old, new in zip(form_text("bestnet-2003").splitlines(), text.splitlines(), strict=True) if old != new
    ]
    assert changed == ['id = "acme-2004"']


def test_a_form_without_fault_is_said_to_be_one_in_a_line(rra: Rra, acme: Path) -> None:
    said = rra("form", "check", acme)
    form = load_form("bestnet-2003")
    assert (said.status, said.err) == (0, "")
    (line,) = said.out.splitlines()
    assert line.startswith(f"“{acme}” is a form without fault: Registration Rights Agreement, BestNet")
    assert f"{len(form.terms)} terms, {len(form.readings)} readings" in line
    assert line.endswith(f"{len(form.deadlines)} deadlines.")


def test_every_fault_of_every_file_is_a_line_with_its_place(rra: Rra, acme: Path, tmp_path: Path) -> None:
    other, none = tmp_path / "other.toml", tmp_path / "none.toml"
    text = acme.read_text(encoding="utf-8")
    other.write_text(text.replace('"acme-2004"', '"other"'), encoding="utf-8")
    acme.write_text(
        text.replace("value = 45\n", "vaule = 45\n").replace('kind = "money"', 'kind = "mony"'), encoding="utf-8"
    )
    wrong = text[: text.index("value = 45\n")].count("\n") + 1
    said = rra("form", "check", acme, other, none)
    assert said.status == 1
    assert said.out.startswith(f"“{other}” is a form without fault")
    lines = said.err.splitlines()
    assert (
        f"{acme}, line {wrong}, terms “filing_latest_days”: “vaule” is no key of terms. Did you mean “value”?"
        in said.err
    )
    assert len([each for each in lines if "“mony”" in each]) == text.count('kind = "money"')
    assert all(each.startswith(f"{acme}, line ") for each in lines[:-1])
    assert lines[-1] == f"There is no file “{none}”."


def test_what_no_terminal_should_obey_is_not_written_to_it(rra: Rra, acme: Path) -> None:
    acme.write_text('"\\u001b[2J" = 1\n', encoding="utf-8")
    said = rra("form", "check", acme)
    assert said.status == 1
    assert "\u001b" not in said.err


def test_a_new_form_takes_no_place_of_another(rra: Rra, acme: Path) -> None:
    before = acme.read_bytes()
    assert "choose another name" in rra("form", "new", acme).refusal
    assert acme.read_bytes() == before


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("acme.rra", "must end in .toml"),
        ("acme", "must end in .toml"),
        ("bestnet-2003.toml", "has a form “bestnet-2003” already"),
        ("Acme 2004.toml", "“Acme 2004” cannot be the id of a form"),
        ('a"b.toml', "cannot be the id of a form"),
        ("a\\1.toml", "cannot be the id of a form"),
        ("nowhere/acme.toml", "nothing was made"),
    ],
)
def test_a_name_that_no_form_can_have_is_refused_and_nothing_made(
    name: str, reason: str, rra: Rra, tmp_path: Path
) -> None:
    assert reason in rra("form", "new", tmp_path / name).refusal
    assert list(tmp_path.iterdir()) == []


def test_a_form_there_is_none_of_cannot_be_copied(rra: Rra, tmp_path: Path) -> None:
    refusal = rra("form", "new", tmp_path / "acme.toml", "--from", "nothing").refusal
    assert refusal.startswith("There is no agreement form “nothing”; this version has: ")


def test_no_file_to_check_is_wrong_usage(rra: Rra) -> None:
    assert rra("form", "check").status == 2


@pytest.fixture
def declaring_file(tmp_path: Path) -> Path:
    """Return the file of a form that declares events, facts, a further right and class."""
    path = tmp_path / "declaring.toml"
    path.write_text(declaring_text(), encoding="utf-8")
    return path


def test_a_matter_is_made_on_the_form_in_a_file_and_writes_it_out_again(
    rra: Rra, tmp_path: Path, declaring_file: Path
) -> None:
    made, again = tmp_path / "made.rra", tmp_path / "again.rra"
    assert rra("new", made, "--form", declaring_file).status == 0
    assert rra("form", "of", made) == Said(0, declaring_text(), "")
    declaring_file.unlink()  # the matter has what it needs
    assert rra("export", made, tmp_path / "made.json").status == 0
    assert rra("new", again, "--from", tmp_path / "made.json").status == 0
    assert rra("form", "of", again).out == declaring_text()
    assert rra("check", again).status == 0


def test_a_faulty_form_makes_no_matter(rra: Rra, tmp_path: Path, declaring_file: Path) -> None:
    declaring_file.write_text(declaring_text().replace("[[facts]]", "[[facs]]", 1), encoding="utf-8")
    assert "declaring.toml, line " in rra("new", tmp_path / "made.rra", "--form", declaring_file).refusal
    assert "There is no agreement form “acme”" in rra("new", tmp_path / "made.rra", "--form", "acme").refusal
    assert "is no ordinary file" in rra("new", tmp_path / "made.rra", "--form", tmp_path / "none.toml").refusal
    assert not (tmp_path / "made.rra").exists()


def test_the_form_of_a_matter_is_changed_after_a_look_at_what_is_otherwise(
    rra: Rra, sample: Path, declaring_file: Path
) -> None:
    tried = rra("form", "change", sample, declaring_file, "--dry-run")
    assert (tried.status, tried.err) == (0, "")
    assert tried.out.splitlines()[-1] == "Nothing was changed yet. Every record of the matter is kept."
    assert {"Event: closing of the purchase: — → there", "Fact: Was the statement reviewed?: — → there"} <= {
        *tried.out.splitlines()
    }
    assert rra("form", "of", sample).out == form_text("bestnet-2003")
    changed = rra("form", "change", sample, declaring_file)
    assert changed.out.splitlines()[:-1] == tried.out.splitlines()[:-1]
    assert rra("form", "of", sample).out == declaring_text()
    assert rra("form", "change", sample, declaring_file).out.startswith("The matter has that form already")
    assert rra("form", "change", sample, "bestnet-2003").status == 0
    assert rra("form", "of", sample).out == form_text("bestnet-2003")


def test_a_form_without_what_records_name_is_refused_with_a_list(rra: Rra, sample: Path, tmp_path: Path) -> None:
    lacking = tmp_path / "lacking.toml"
    text = form_text("bestnet-2003").replace('id = "bestnet-2003"', 'id = "lacking"', 1)
    lacking.write_text(text.replace('id = "section-3c"', 'id = "other-plan"'), encoding="utf-8")
    refused = rra("form", "change", sample, lacking).refusal
    assert refused.startswith("The form of the agreement stays as it is: records of this matter name what the other")
    assert "There is no priority plan “section-3c”" in refused
    assert rra("form", "of", sample).out == form_text("bestnet-2003")
