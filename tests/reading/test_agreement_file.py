"""An agreement's text read from every kind of file, and from files that mean no good: text or a sentence, always."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from rra_desktop.reading import text_limits
from rra_desktop.reading.agreement_file import read_agreement, text_of
from rra_desktop.reading.section_finder import sections_in
from rra_desktop.reading.text_limits import UnreadableTextError
from tests.reading.written_agreements import PARAGRAPHS, WORD, as_docx, as_html, as_pdf, as_text, packed

WHOLE = "\n".join(PARAGRAPHS)
KINDS = {
    "agreement.txt": as_text().encode(),
    "agreement.htm": as_html().encode(),
    "agreement.docx": as_docx(PARAGRAPHS),
    "agreement.pdf": as_pdf(),
}


@pytest.mark.parametrize("name", KINDS)
def test_every_kind_of_file_gives_the_same_paragraphs(name: str) -> None:
    read = text_of(name, KINDS[name])
    assert read.replace("'", "’").split("\n") == list(PARAGRAPHS)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_text_is_read_however_its_letters_are_written(encoding: str) -> None:
    assert text_of("a.txt", as_text().encode(encoding)) == WHOLE


@given(width=st.integers(60, 140), page=st.integers(1, 40))
def test_lines_and_pages_may_break_anywhere(width: int, page: int) -> None:
    """Wherever a typist broke a line or a page ended, every word is there and every section has the same."""
    read = text_of("a.txt", as_text(width=width, page=page).encode())
    assert read.split() == WHOLE.split()
    assert clauses(read) == clauses(WHOLE)


def clauses(text: str) -> dict[str, list[str]]:
    """Return the words of each section that is found."""
    return {each.section: text[each.start : each.end].split() for each in sections_in(text).values()}


def test_a_page_that_says_how_its_letters_are_written_is_believed() -> None:
    page = '<html><head><meta charset="windows-1252"></head><body><p>The owner’s house</p></body></html>'
    assert text_of("a.html", page.encode("cp1252")) == "The owner’s house"


def test_markup_is_never_text_and_breaks_lines_where_it_should() -> None:
    page = "<body>One<br>line &lt;b&gt;<br><br>Two<table><tr><td>a</td><td>b</td></tr></table><style>x{}</style></body>"
    assert text_of("a.html", page.encode()) == "One line <b>\nTwo\na b"


# -- Word --------------------------------------------------------------------------------------------------------------

NUMBERING = """<w:abstractNum w:abstractNumId="7">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%2)"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="(%3)"/></w:lvl>
</w:abstractNum><w:num w:numId="2"><w:abstractNumId w:val="7"/></w:num>"""
STYLES = """<w:style w:styleId="Clause">
<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr></w:pPr></w:style>
<w:style w:styleId="Heading"><w:basedOn w:val="Clause"/></w:style>"""


def numbered(level: int, words: str) -> str:
    """Return a paragraph that Word numbers."""
    list_ = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="2"/></w:numPr>'
    return f"<w:p><w:pPr>{list_}</w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"


def test_the_numbers_that_word_counts_are_written_out() -> None:
    styled = '<w:p><w:pPr><w:pStyle w:val="Heading"/></w:pPr><w:r><w:t>Showing</w:t></w:r></w:p>'
    body = [styled, numbered(1, "Call"), numbered(1, "Other"), styled, numbered(1, "Post"), numbered(2, "Town")]
    read = text_of("a.docx", as_docx(body, NUMBERING, STYLES))
    assert read.split("\n") == ["1. Showing", "(a) Call", "(b) Other", "2. Showing", "(a) Post", "(i) Town"]


def test_what_was_deleted_is_out_and_what_was_inserted_is_in() -> None:
    tracked = (
        "<w:p><w:r><w:t>within </w:t></w:r><w:del><w:r><w:delText>ten</w:delText><w:t>ten</w:t></w:r></w:del>"
        "<w:ins><w:r><w:t>twelve</w:t></w:r></w:ins><w:r><w:tab/><w:t>days</w:t></w:r></w:p>"
    )
    assert text_of("a.docx", as_docx([tracked])) == "within twelve days"


def test_an_entity_that_swells_is_refused() -> None:
    bomb = (
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
        f'<w:document xmlns:w="{WORD}"><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>'
    )
    with pytest.raises(UnreadableTextError, match="begins as a Word file and is not a whole one"):
        text_of("a.docx", packed({"word/document.xml": bomb}))


def test_a_file_that_unpacks_without_end_is_refused() -> None:
    """A million blanks pack into a thousand bytes: what is unpacked is counted, not what the file says of itself."""
    bomb = packed({"word/document.xml": " " * (text_limits.LARGEST_FILE + 1)})
    assert len(bomb) < 100_000
    with pytest.raises(UnreadableTextError, match="which no agreement needs"):
        text_of("a.docx", bomb)


def test_elements_without_end_are_refused() -> None:
    deep = "<w:p>" * 100_000
    with pytest.raises(UnreadableTextError, match="not a whole one"):
        text_of("a.docx", packed({"word/document.xml": f'<w:document xmlns:w="{WORD}">{deep}</w:document>'}))


def test_a_packed_file_that_is_no_word_file_says_so() -> None:
    with pytest.raises(UnreadableTextError, match="has no document in it"):
        text_of("a.docx", packed({"mimetype": "application/zip"}))


# -- refusals ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "There is no text in the file"),
        (b" \n\t ", "There is no text in the file"),
        (b"\xd0\xcf\x11\xe0 old Word", "of a kind that is not read here"),
        (b"{\\rtf1 rich}", "of a kind that is not read here"),
        (bytes(range(32)) * 20, "holds no text"),
        (b"x" * 1_000_001, "more than 1,000,000 characters"),
        (b"%PDF-1.7 and no more", "begins as a PDF and is not a whole one"),
        (as_pdf(["", ""]), "pictures of pages and no text"),
        (b"PK\x03\x04 and no more", "begins as a Word file and is not a whole one"),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_sentence(data: bytes, sentence: str) -> None:
    with pytest.raises(UnreadableTextError, match=sentence) as refused:
        text_of("a.txt", data)
    assert str(refused.value).endswith(".")


def test_a_file_that_is_not_there_or_none_or_too_large_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(UnreadableTextError, match=r"“gone.txt” cannot be read: No such file"):
        read_agreement(tmp_path / "gone.txt")
    with pytest.raises(UnreadableTextError, match="is no file"):
        read_agreement(tmp_path)
    kept = tmp_path / "agreement.txt"
    kept.write_bytes(KINDS["agreement.txt"])
    assert read_agreement(kept) == WHOLE
    monkeypatch.setattr("rra_desktop.reading.agreement_file.LARGEST_FILE", 10)
    with pytest.raises(UnreadableTextError, match="which no agreement needs"):
        read_agreement(kept)


def test_a_pdf_that_nobody_waits_for_is_not_read_to_its_end() -> None:
    with pytest.raises(UnreadableTextError):
        text_of("a.pdf", as_pdf(), lambda: True)


# -- anything at all ---------------------------------------------------------------------------------------------------

BEGINNINGS = st.sampled_from([b"", b"%PDF-1.4\n", b"PK\x03\x04", b"<html>", b"\xff\xfe", b"\xef\xbb\xbf"])


def assert_text_or_sentence(name: str, data: bytes) -> None:
    """Assert that bytes give text that a matter can keep, or a sentence."""
    try:
        text = text_of(name, data)
    except UnreadableTextError as error:
        sentence = str(error)
    else:
        sentence = "."
        assert text.strip()
        assert "\0" not in text
        text.encode()
    assert sentence.endswith(".")


@given(st.sampled_from(list(KINDS)), BEGINNINGS, st.binary(max_size=400))
@example("a.html", b"<html>", b"<![")
@example("a.html", b"<html>", b"<!DOCTYPE [<!")
def test_any_bytes_give_text_or_a_sentence(name: str, beginning: bytes, rest: bytes) -> None:
    assert_text_or_sentence(name, beginning + rest)


@settings(max_examples=150)
@given(st.sampled_from(list(KINDS)), st.data())
def test_a_damaged_file_gives_text_or_a_sentence(name: str, data: st.DataObject) -> None:
    """A byte here and there is another, or the file ends too soon."""
    whole = bytearray(KINDS[name])
    for _ in range(data.draw(st.integers(1, 8))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    assert_text_or_sentence(name, bytes(whole[: data.draw(st.integers(1, len(whole)))]))


MARKUP = st.lists(
    st.sampled_from(
        [
            *("<p>", "</p>", "<br>", "<pre>", "</pre>", "<script>", "</script>", "<td>", "&amp;", "&#0;", "&#xD800;"),
            *("word", "<!--", "-->", "<![CDATA[", "]]>", "<", ">", "\n", "1. "),
        ]
    ),
    max_size=40,
)


@given(MARKUP)
def test_any_markup_gives_text_or_a_sentence(parts: list[str]) -> None:
    assert_text_or_sentence("a.html", "".join(parts).encode())


@given(st.lists(st.sampled_from(["<w:p>", "</w:p>", "<w:t>a</w:t>", "<w:del>", "</w:del>", "<w:numId/>"]), max_size=20))
def test_any_word_markup_gives_text_or_a_sentence(parts: list[str]) -> None:
    body = f'<w:document xmlns:w="{WORD}">{"".join(parts)}</w:document>'
    assert_text_or_sentence("a.docx", packed({"word/document.xml": body, "word/numbering.xml": body}))


def test_a_word_file_locked_with_a_password_says_so() -> None:
    data = bytearray(as_docx(["x"]))
    for mark, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        data[data.index(mark) + offset] |= 1
    with pytest.raises(UnreadableTextError, match="locked with a password"):
        text_of("a.docx", bytes(data))
