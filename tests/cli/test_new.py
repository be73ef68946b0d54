"""`rra new` and `rra export`: a matter made, written out and made again, and nothing ever written over."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from rra_desktop.domain.matter import Matter
from rra_desktop.exchange.matter_json import matter_from_json
from rra_desktop.store.forms import load_form
from tests.cli.running import Rra
from tests.matters import desk_register, matter, worked_cutback, worked_demand


def test_an_empty_matter_is_named_after_its_file(rra: Rra, tmp_path: Path) -> None:
    path, out = tmp_path / "BestNet 2003.rra", tmp_path / "out.json"
    assert rra("new", path).status == 0
    assert rra("export", path, out).status == 0
    details = matter_from_json(out.read_text(encoding="utf-8"), load_form).details
    assert (details.title, details.company) == ("BestNet 2003", "BestNet Communications Corp.")


@pytest.mark.parametrize("made", [matter, desk_register, worked_demand, worked_cutback])
def test_what_is_exported_makes_an_equal_matter(
    made: Callable[[], Matter], rra: Rra, kept: Callable[[Matter], Path], tmp_path: Path
) -> None:
    first, again = tmp_path / "first.json", tmp_path / "again.json"
    assert rra("export", kept(made()), first).status == 0
    assert matter_from_json(first.read_text(encoding="utf-8"), load_form) == made()
    assert rra("new", tmp_path / "again.rra", "--from", first).status == 0
    assert rra("export", tmp_path / "again.rra", again).status == 0
    assert again.read_bytes() == first.read_bytes()


def test_the_sample_makes_an_equal_sample(rra: Rra, sample: Path, tmp_path: Path) -> None:
    first, again = tmp_path / "first.json", tmp_path / "again.json"
    rra("export", sample, first)
    rra("new", tmp_path / "again.rra", "--from", first)
    rra("export", tmp_path / "again.rra", again)
    assert again.read_bytes() == first.read_bytes()
    assert json.loads(first.read_bytes())["registrations"][0]["title"] == "Demand no. 1"


def test_what_is_there_is_not_written_over(rra: Rra, sample: Path) -> None:
    before = sample.read_bytes()
    assert "choose another name" in rra("new", sample, "--sample").refusal
    assert sample.read_bytes() == before


def test_a_folder_that_is_not_there_is_refused(rra: Rra, tmp_path: Path) -> None:
    assert rra("new", tmp_path / "nowhere" / "a.rra").refusal
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_form_is_refused_and_nothing_made(rra: Rra, tmp_path: Path) -> None:
    assert "no agreement form “acme”" in rra("new", tmp_path / "a.rra", "--form", "acme").refusal
    assert list(tmp_path.iterdir()) == []


def test_a_document_that_is_refused_makes_nothing(rra: Rra, tmp_path: Path) -> None:
    source = tmp_path / "a.json"
    details = {"title": 1.5, "company": "BestNet", "agreement_date": "2003-03-30"}
    document = {"format": "rra-matter/1", "form": "bestnet-2003", "matter": details}
    source.write_text(json.dumps(document), encoding="utf-8")
    refusal = rra("new", tmp_path / "a.rra", "--from", source).refusal
    assert refusal.startswith("$.matter.title: text in quotation marks is expected here, not the number 1.5")
    assert list(tmp_path.iterdir()) == [source]


def test_what_is_no_readable_text_is_refused(rra: Rra, tmp_path: Path) -> None:
    (tmp_path / "latin").write_bytes("é".encode("latin-1"))
    sources = {"latin": "is not UTF-8 text", "nothing": "There is no file", ".": "is not an ordinary file"}
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe")
        sources["pipe"] = "is not an ordinary file"
    for name, sentence in sources.items():
        assert sentence in rra("new", tmp_path / "a.rra", "--from", tmp_path / name).refusal
    assert not (tmp_path / "a.rra").exists()


def test_two_ways_to_fill_a_matter_are_wrong_usage(rra: Rra, tmp_path: Path) -> None:
    said = rra("new", tmp_path / "a.rra", "--sample", "--form", "bestnet-2003")
    assert (said.status, said.out) == (2, "")
    assert "exclude each other" in said.err
    assert list(tmp_path.iterdir()) == []


def test_an_export_takes_the_place_of_an_older_one(rra: Rra, sample: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    out.write_text("older", encoding="utf-8")
    assert rra("export", sample, out).status == 0
    assert json.loads(out.read_bytes())["format"] == "rra-matter/1"


def test_an_export_never_takes_the_place_of_a_matter(rra: Rra, sample: Path) -> None:
    before = sample.read_bytes()
    assert "has the name of a matter file" in rra("export", sample, sample).refusal
    assert "has the name of a matter file" in rra("report", sample, "--pdf", sample).refusal
    assert sample.read_bytes() == before


def test_an_export_takes_the_place_of_no_device_or_pipe(rra: Rra, sample: Path, tmp_path: Path) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("this system has no named pipes")
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    assert "is no ordinary file" in rra("export", sample, pipe).refusal
    assert pipe.is_fifo()


def test_an_export_through_a_link_leaves_the_link(rra: Rra, sample: Path, tmp_path: Path) -> None:
    target, link = tmp_path / "target.json", tmp_path / "link.json"
    target.write_text("older", encoding="utf-8")
    link.symlink_to(target)
    assert rra("export", sample, link).status == 0
    assert link.is_symlink()
    assert json.loads(target.read_bytes())["format"] == "rra-matter/1"


def test_a_link_to_a_matter_is_not_written_through(rra: Rra, sample: Path, tmp_path: Path) -> None:
    before, link = sample.read_bytes(), tmp_path / "link.json"
    link.symlink_to(sample)
    assert "has the name of a matter file" in rra("export", sample, link).refusal
    assert sample.read_bytes() == before


def test_a_link_to_itself_is_not_written_through(rra: Rra, sample: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.json"
    link.symlink_to(link.name)
    assert "“" + str(link) in rra("export", sample, link).refusal
    assert "“" + str(link) in rra("report", sample, "--pdf", link).refusal
    assert link.is_symlink()


def test_no_name_is_refused(rra: Rra) -> None:
    assert rra("new", "").refusal == "A file needs a name, and none was given."


def test_an_export_to_where_nothing_can_be_written_is_refused(rra: Rra, sample: Path, tmp_path: Path) -> None:
    assert "is no ordinary file" in rra("export", sample, tmp_path).refusal
    assert "cannot be written" in rra("export", sample, tmp_path / "nowhere" / "out.json").refusal
    assert sorted(path.name for path in tmp_path.iterdir()) == ["sample.rra"]
