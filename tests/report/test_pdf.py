"""The PDF: literal, tagged, the same bytes each time, and put in place whole or not at all."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from rra_desktop.errors import UserError
from rra_desktop.report.blocks import Align, Box, Boxes, Column, Paragraph, Section, Subheading, Table, plain, row
from rra_desktop.report.pdf import Paper, pdf_bytes, preview_pages, write_pdf
from rra_desktop.report.summary import Summary
from tests.report.summaries import made_of, naming, one_of_each

NASTY = (
    "#let x = 1",
    '#panic() #include "/etc/passwd"',
    "*bold* _italic_ `raw` ~ -- --- ...",
    "$x^2$ $",
    "<label> @reference",
    "\\ \\u{41} \\#",
    "// no comment /* none */",
    "[content] {code} (tuple,)",
    "= heading - list + list / term: x",
    'it\'s "quoted" “too”',
    "https://example.com/?a=b&c=d",
    "fi ffi ffl fj",
    "Smith & Sons <script>alert(1)</script>",
    "0123456789 1,250,000",
    "Ünïted Łódź Ελληνικά Кириллица",
    "100% — 3 × 4 − 1 … §3(c)",
    "\N{GRINNING FACE} smile",
)


def text_of(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def names_in(pdf: bytes) -> dict[int, str]:
    """Read back what `naming` printed, by number; breaks put into long words do not count."""
    text = re.sub(r"[\n\u200b]", "", text_of(pdf))
    return {int(number): name for number, name in re.findall(r"n(\d+) «(.*?)»", text)}


def catalog(pdf: bytes) -> dict[str, Any]:
    return cast("dict[str, Any]", PdfReader(io.BytesIO(pdf)).trailer["/Root"].get_object())


# -- words are literal -------------------------------------------------------------------------------------------------


def test_markup_in_names_prints_as_it_stands() -> None:
    assert names_in(pdf_bytes(naming(*NASTY))) == dict(enumerate(NASTY))


def test_markup_prints_as_it_stands_wherever_words_can_stand() -> None:
    nasty = NASTY[0]
    everywhere = made_of(
        Section(
            "holdings", nasty, (Subheading(nasty), Paragraph(plain(nasty)), Table((Column(nasty),), (row(nasty),)))
        ),
        header=nasty,
    )
    assert text_of(pdf_bytes(everywhere)).count(nasty) == 6


_WORD = st.text(st.characters(codec="utf-8", categories=("L", "M", "N", "P", "S", "Zs", "Cf", "Cc", "Co")), max_size=40)


@settings(deadline=None, max_examples=60)
@given(st.lists(_WORD, min_size=1, max_size=30))
def test_any_words_at_all_make_a_pdf(names: list[str]) -> None:
    assert pdf_bytes(naming(*names)).startswith(b"%PDF")


@settings(deadline=None, max_examples=30)
@given(st.lists(st.text(st.characters(min_codepoint=0x21, max_codepoint=0x7E), min_size=1, max_size=20), max_size=40))
def test_any_ascii_reads_back_as_written(names: list[str]) -> None:
    assert names_in(pdf_bytes(naming(*names))) == dict(enumerate(names))


def test_right_to_left_names_keep_all_their_letters() -> None:
    name = "שלום עולם"
    assert sorted(name.replace(" ", "")) == sorted(re.sub(r"[^א-ת]", "", text_of(pdf_bytes(naming(name)))))


def test_what_the_fonts_lack_is_replaced_and_said() -> None:
    text = text_of(pdf_bytes(naming("北京 Capital")))
    assert "«□□ Capital»" in text
    assert "U+4EAC" in text
    assert "The matter itself is unchanged." in text


def test_nothing_is_said_where_nothing_was_replaced() -> None:
    assert "Printed as" not in text_of(pdf_bytes(naming("Birch Street Partners")))


def test_a_word_too_long_for_its_cell_is_broken_inside_the_cell() -> None:
    name = "W" * 400
    pdf = pdf_bytes(naming(name))
    assert names_in(pdf) == {0: name}
    width = PdfReader(io.BytesIO(pdf)).pages[0].mediabox.width
    assert max(_right_edges(pdf)) < width - 0.85 * 72


def _right_edges(pdf: bytes) -> list[float]:
    """Return where each run of Ws begins plus its width, roughly: a W of 10.2 points is 9.6 points wide."""
    edges: list[float] = []

    def visit(text: str, _user: list[float], matrix: list[float], _font: object, size: float) -> None:
        if "WW" in text:
            edges.append(matrix[4] + text.count("W") * size * 0.9)

    PdfReader(io.BytesIO(pdf)).pages[0].extract_text(visitor_text=visit)
    return edges


# -- the document ------------------------------------------------------------------------------------------------------


def test_the_same_summary_gives_the_same_bytes() -> None:
    assert pdf_bytes(one_of_each()) == pdf_bytes(one_of_each())


def test_it_is_tagged_and_keeps_both_standards() -> None:
    pdf = pdf_bytes(one_of_each())
    assert catalog(pdf)["/MarkInfo"]["/Marked"].value
    assert "/StructTreeRoot" in catalog(pdf)
    metadata = PdfReader(io.BytesIO(pdf)).xmp_metadata
    assert metadata is not None
    written = metadata.stream.get_data().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in written
    assert "<pdfaid:part>2</pdfaid:part>" in written
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in written


def test_its_title_and_language_are_known() -> None:
    pdf = pdf_bytes(one_of_each())
    metadata = PdfReader(io.BytesIO(pdf)).metadata
    assert metadata is not None
    assert metadata.title == one_of_each().document_title
    assert catalog(pdf)["/Lang"] == "en-US"
    assert catalog(pdf)["/ViewerPreferences"]["/DisplayDocTitle"].value


def test_its_bookmarks_are_the_headings() -> None:
    outline = PdfReader(io.BytesIO(pdf_bytes(one_of_each()))).outline
    titles = [entry.title for entry in outline if not isinstance(entry, list)]
    assert titles == ["1 Deadlines", "2 Cutback", "3 Readings"]


def test_every_font_is_embedded() -> None:
    page = cast("dict[str, Any]", PdfReader(io.BytesIO(pdf_bytes(naming("plain", "שלום")))).pages[0])
    found = 0
    for font in page["/Resources"]["/Font"].values():
        for descendant in font.get_object()["/DescendantFonts"]:
            descriptor = descendant.get_object()["/FontDescriptor"].get_object()
            assert {"/FontFile2", "/FontFile3"} & set(descriptor)
            found += 1
    assert found >= 2


def test_every_page_has_its_header_and_number() -> None:
    pdf = pdf_bytes(naming(*(f"Holder {number}" for number in range(100))))
    pages = PdfReader(io.BytesIO(pdf)).pages
    assert len(pages) > 2
    for number, page in enumerate(pages, 1):
        text = page.extract_text()
        assert "Privileged and confidential" in text
        assert "Registration Rights Agreement of March 30, 2003" in text
        assert "state 48 of the matter · 3f9c…e1" in text
        assert f"Page {number} of {len(pages)}" in text


def test_many_rows_repeat_their_heading_on_every_page() -> None:
    names = [f"Holder {number:04}" for number in range(300)]
    pdf = pdf_bytes(naming(*names))
    assert list(names_in(pdf).values()) == names
    assert all("No. Name" in page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def test_contents_stand_in_a_long_summary_only() -> None:
    long = made_of(*(Section(f"s{number}", f"Part {number}", (_filler(40),)) for number in range(6)))
    short = made_of(*(Section(f"s{number}", f"Part {number}", (_filler(5),)) for number in range(6)))
    without = made_of(*long.sections, contents=False)
    assert "Contents" in _first_page(long)
    assert "Contents" not in _first_page(short)
    assert "Contents" not in _first_page(without)


def test_contents_give_the_page_of_each_section() -> None:
    long = made_of(*(Section(f"s{number}", f"Part {number}", (_filler(40),)) for number in range(6)))
    pages = PdfReader(io.BytesIO(pdf_bytes(long))).pages
    promised = dict(re.findall(r"(\d Part \d)[ .]*(\d+)", pages[0].extract_text()))
    found = {}
    for number, page in enumerate(pages, 1):
        for heading in re.findall(r"^\d Part \d$", page.extract_text(), re.MULTILINE):
            found[heading] = str(number)
    assert promised == found
    assert len(found) == 6


def _filler(count: int) -> Table:
    return Table((Column("What"),), tuple(row(f"line {number}") for number in range(count)))


def _first_page(summary: Summary) -> str:
    return PdfReader(io.BytesIO(pdf_bytes(summary))).pages[0].extract_text()


@pytest.mark.parametrize(("paper", "size"), [(Paper.LETTER, (612, 792)), (Paper.A4, (595, 842))])
def test_it_is_set_for_the_sheet_asked_for(paper: Paper, size: tuple[int, int]) -> None:
    box = PdfReader(io.BytesIO(pdf_bytes(one_of_each(), paper))).pages[0].mediabox
    assert (round(box.width), round(box.height)) == size


def test_a_long_header_stays_on_the_page() -> None:
    header = "Privileged and confidential, prepared by counsel in anticipation of the offering " * 3
    text = text_of(pdf_bytes(made_of(Section("deadlines", "Deadlines", ()), header=header)))
    assert re.sub(r"\s+", " ", header).strip() in re.sub(r"\s+", " ", text)


def test_a_summary_of_nothing_is_still_a_page() -> None:
    assert "where we stand" in text_of(pdf_bytes(made_of()))


def test_the_preview_has_a_picture_of_every_page() -> None:
    summary = naming(*(f"Holder {number}" for number in range(100)))
    pictures = preview_pages(summary, 72)
    assert len(pictures) == len(PdfReader(io.BytesIO(pdf_bytes(summary))).pages)
    for picture in pictures:
        assert picture.startswith(b"\x89PNG")
        assert (int.from_bytes(picture[16:20]), int.from_bytes(picture[20:24])) == (612, 792)


# -- putting it in place -----------------------------------------------------------------------------------------------


def test_it_is_written_and_takes_the_place_of_an_older_one(tmp_path: Path) -> None:
    place = tmp_path / "summary.pdf"
    place.write_bytes(b"older")
    write_pdf(one_of_each(), place)
    assert place.read_bytes() == pdf_bytes(one_of_each())
    assert [each.name for each in tmp_path.iterdir()] == ["summary.pdf"]


def test_a_folder_that_is_not_there_is_refused_in_a_sentence(tmp_path: Path) -> None:
    place = tmp_path / "missing" / "summary.pdf"
    with pytest.raises(UserError, match=r"could not be written to .*summary\.pdf \(No such file or directory\)"):
        write_pdf(one_of_each(), place)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_in_its_place_is_refused_and_left_alone(tmp_path: Path) -> None:
    place = tmp_path / "summary.pdf"
    place.mkdir()
    with pytest.raises(UserError, match="no ordinary file"):
        write_pdf(one_of_each(), place)
    assert [each.name for each in tmp_path.iterdir()] == ["summary.pdf"]
    assert list(place.iterdir()) == []


def test_a_file_in_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"kept")
    with pytest.raises(UserError, match="could not be written"):
        write_pdf(one_of_each(), tmp_path / "file" / "summary.pdf")
    assert (tmp_path / "file").read_bytes() == b"kept"


def test_boxes_print_label_value_and_remark_however_large_the_value() -> None:
    shares = "126,000,000,000,000 of 999,000,000,000,000"
    boxes = (Box("Registrable Shares", "10,800,000", "as-converted §7"), Box("Requested", shares, "4 of 6 holders"))
    text = text_of(pdf_bytes(made_of(Section("overview", "", (Boxes(boxes),)))))
    assert all(
        said in text for said in ("Registrable Shares", "10,800,000", "as-converted §7", shares, "4 of 6 holders")
    )


def test_numbers_too_large_for_the_page_are_set_smaller_not_over_each_other() -> None:
    columns = (Column("Name", stretches=True), *(Column(f"c{number}", Align.RIGHT) for number in range(6)))
    huge = Section("s", "Huge", (Table(columns, (row("Birch Street Partners", *["1,000,000,000,000,000"] * 6),)),))
    plain_size = Section("s", "Small", (Table(columns, (row("Birch Street Partners", *["1,000"] * 6),)),))
    assert _smallest(pdf_bytes(made_of(huge)), "1,000,000,000,000,000") < 7
    assert _smallest(pdf_bytes(made_of(plain_size)), "1,000") > 10


def _smallest(pdf: bytes, wanted: str) -> float:
    sizes: list[float] = []

    def visit(text: str, _user: list[float], matrix: list[float], _font: object, size: float) -> None:
        if wanted in text:
            sizes.append(abs(matrix[3]) * size)

    PdfReader(io.BytesIO(pdf)).pages[0].extract_text(visitor_text=visit)
    return min(sizes)


def test_a_name_no_system_can_have_is_refused_in_a_sentence(tmp_path: Path) -> None:
    for name in ("x" * 300 + ".pdf", "nul\0.pdf"):
        with pytest.raises(UserError, match="could not be written"):
            write_pdf(one_of_each(), tmp_path / name)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("day", [date(1900, 1, 1), date(1969, 12, 31), date(2199, 12, 31)])
def test_the_file_says_it_was_made_on_the_day_it_speaks_of(day: date) -> None:
    metadata = PdfReader(io.BytesIO(pdf_bytes(replace(one_of_each(), as_of=day)))).metadata
    assert metadata is not None
    assert metadata.creation_date is not None
    assert metadata.creation_date.date() == day
