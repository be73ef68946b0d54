"""What the bundled fonts can print, and what stands in for what they cannot."""

from __future__ import annotations

from importlib.resources import files

import pytest

from rra_desktop.report.glyphs import REPLACEMENT, Coverage, characters_of, name_of

FONTS = files("resources") / "fonts"
LATIN_GREEK_CYRILLIC = "Łódź Ærøskøbing Ünï – “quoted” §3(c) × − … Ελληνικά Кириллица ЁЄІЇҐ"


def coverage() -> Coverage:
    return Coverage(
        tuple(characters_of((FONTS / name).read_bytes()) for name in ("LibertinusSerif-Regular.otf", "DejaVuSans.ttf"))
    )


@pytest.mark.parametrize("style", ["Regular", "Italic", "Semibold", "Bold"])
def test_every_style_of_the_serif_has_latin_greek_and_cyrillic(style: str) -> None:
    font = characters_of((FONTS / f"LibertinusSerif-{style}.otf").read_bytes())
    assert {character for character in LATIN_GREEK_CYRILLIC if ord(character) not in font} == set()


@pytest.mark.parametrize("style", ["Regular", "Italic", "Medium", "SemiBold", "Bold"])
def test_every_style_of_the_sans_has_latin_greek_and_cyrillic(style: str) -> None:
    font = characters_of((FONTS / f"Inter-{style}.otf").read_bytes())
    assert {character for character in LATIN_GREEK_CYRILLIC if ord(character) not in font} == set()


def test_every_font_has_its_licence_beside_it() -> None:
    names = [each.name for each in FONTS.iterdir()]
    families = {name.partition("-")[0].partition(".")[0] for name in names}
    assert {family for family in families if f"{family}-LICENSE.txt" not in names} == set()


def test_the_character_map_is_read_right() -> None:
    covered = characters_of((FONTS / "DejaVuSans.ttf").read_bytes())
    assert ord("A") in covered
    assert ord("א") in covered
    assert ord("\N{GRINNING FACE}") in covered
    assert ord("北") not in covered
    assert 0xFFFF not in covered
    assert len(covered) == 5918


def test_something_else_is_no_font() -> None:
    with pytest.raises(ValueError, match="not a font"):
        characters_of(b"%PDF-1.7 and so on")


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("Birch Street Partners", "Birch Street Partners"),
        ("Łódź", "Łódź"),
        ("北京 Capital", f"{REPLACEMENT}{REPLACEMENT} Capital"),
        ("e\u0301", "e\u0301"),
        ("北\u0301", REPLACEMENT),
        ("a\u202eb", f"a{REPLACEMENT}b"),
        ("a\ue000b", f"a{REPLACEMENT}b"),
        ("a\tb\nc\u2028d", "a b c d"),
        ("a\x00b", f"a{REPLACEMENT}b"),
        ("", ""),
    ],
)
def test_what_has_no_glyph_is_replaced(written: str, printed: str) -> None:
    assert coverage().printable(written) == printed


def test_what_was_replaced_is_counted() -> None:
    replaced: dict[str, int] = {}
    coverage().printable("北北京", replaced)
    assert replaced == {"北": 2, "京": 1}


def test_a_character_is_named() -> None:
    assert name_of("\u202e") == "U+202E RIGHT-TO-LEFT OVERRIDE"
    assert name_of("\x00") == "U+0000"
