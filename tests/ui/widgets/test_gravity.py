"""One look for each gravity: by shape and sign, not by colour alone."""

from __future__ import annotations

from rra_desktop import wording
from rra_desktop.domain.statements import GRAVE, WEIGHTY, Gravity
from ui.widgets.chips import Tone
from ui.widgets.gravity import gravity_look, gravity_sign, signed_word


def test_what_is_impossible_a_doubt_and_a_note_differ_in_shape() -> None:
    grave = {gravity_look(each).shape for each in GRAVE}
    assert len(grave) == 1
    assert len({*grave, gravity_look(Gravity.DOUBT).shape, gravity_look(Gravity.NOTE).shape}) == 3


def test_nothing_doubtful_is_green() -> None:
    assert all(gravity_look(each).tone is not Tone.OK for each in Gravity)


def test_the_word_is_the_one_of_the_gravity() -> None:
    for each in Gravity:
        assert signed_word(each) == f"{gravity_sign(each)} {wording.gravity_name(each)}"
    assert signed_word(None) == ""
    assert {gravity_sign(each) for each in WEIGHTY}.isdisjoint({gravity_sign(Gravity.NOTE)})
