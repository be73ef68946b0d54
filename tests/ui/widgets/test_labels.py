"""Labels that show names of any length: what wraps breaks a word that is too long, and asks for little room."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from ui.theme import Theme
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.labels import PlainLabel
from ui.widgets.short_names import shortened

WORD = "W" * 150


@pytest.mark.parametrize("text", [WORD, f"Short words, then {WORD}", "Only words of a usual length, and many of them"])
def test_a_label_that_wraps_is_never_wider_than_a_few_signs(theme: Theme, qtbot: QtBot, text: str) -> None:
    """At any width it is as high as its text needs there, broken words and all."""
    assert theme
    label = PlainLabel(text, wrap=True)
    qtbot.addWidget(label)
    assert label.minimumSizeHint().width() <= 24 * label.fontMetrics().averageCharWidth()
    heights = [label.heightForWidth(width) for width in (80, 160, 320, 640)]
    assert heights == sorted(heights, reverse=True)
    if WORD in text:
        across = label.fontMetrics().horizontalAdvance(WORD)
        assert heights[1] >= label.fontMetrics().lineSpacing() * (across // 160)


def test_a_broken_word_is_drawn_on_every_line(theme: Theme, qtbot: QtBot) -> None:
    assert theme
    label = PlainLabel(WORD, wrap=True)
    qtbot.addWidget(label)
    label.resize(200, label.heightForWidth(200))
    label.show()
    picture = label.grab().toImage()
    ground = picture.pixelColor(0, picture.height() - 1)
    lines = label.heightForWidth(200) // label.fontMetrics().lineSpacing()
    step = picture.height() / lines
    for line in range(lines):
        inked = any(
            picture.pixelColor(x, y) != ground
            for y in range(round(line * step), round((line + 1) * step))
            for x in range(picture.width())
        )
        assert inked, line


def test_a_box_of_names_asks_for_no_more_than_a_good_length(theme: Theme, qtbot: QtBot) -> None:
    box = ChoiceBox(theme, "Holder", [("a", "Ash"), ("b", WORD)])
    qtbot.addWidget(box)
    least, wanted = box.minimumSizeHint().width(), box.sizeHint().width()
    box.choose("b")
    assert (box.minimumSizeHint().width(), box.sizeHint().width()) == (least, wanted)
    assert wanted < box.fontMetrics().horizontalAdvance(WORD) / 3


@pytest.mark.parametrize(
    ("text", "most", "wanted"),
    [("Cedar", 5, "Cedar"), ("Cedar Trust", 7, "Ced…ust"), ("Cedar  Trust", 9, "Ceda…rust"), ("Cedars", 5, "Ce…rs")],
)
def test_a_text_is_shortened_in_its_middle(text: str, most: int, wanted: str) -> None:
    assert shortened(text, most) == wanted
    assert len(shortened(text, most)) <= most
