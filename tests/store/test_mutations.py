"""A real matter with a byte, a number or a page of it changed: opened as sound, or answered with a sentence, at once.

The short form takes every 61st byte of page one and 300 mutations; with RRA_LONG=1 every byte three times, and 2,000.
"""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from rra_desktop.domain.edits import Edit, RowChange
from rra_desktop.domain.matter import Matter
from rra_desktop.errors import UserError
from rra_desktop.store.matter_file import MatterFile

Maker = Callable[..., MatterFile]
LONG = os.environ.get("RRA_LONG") == "1"
PAGE = 4_096
pytestmark = pytest.mark.timeout(7_200 if LONG else 300)
EXTREMES = (0, 1, 2, 0x7F, 0x80, 0xFF, 0x7FFF, 0x8000, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF)


@pytest.fixture
def matter_bytes(tmp_path: Path, full_matter: Matter, make_matter: Maker) -> bytes:
    """Give a sound matter of many pages, with long texts, removed rows and a journal."""
    with make_matter(tmp_path / "sound.rra", full_matter) as made:
        holder = full_matter.holders[0]
        for notes in ("x" * 20_000, "short again"):
            changed = replace(holder, notes=notes)
            made.write(Edit("Notes", "ChangeHolder", (RowChange(holder, changed),)))
            holder = changed
    return (tmp_path / "sound.rra").read_bytes()


def survive(path: Path, content: bytes, open_matter: Maker, **how: object) -> str:
    """Do everything a session does with a file; return the sentence that ended it, empty when it was sound enough."""
    path.write_bytes(content)
    began = time.process_time()
    try:
        with open_matter(path, **how) as opened:
            matter = opened.matter()
            opened.journal()
            holder = matter.holders[1] if len(matter.holders) > 1 else None
            if holder:
                opened.write(Edit("A note", "ChangeHolder", (RowChange(holder, replace(holder, notes="seen")),)))
            problems = opened.check()
            assert all(problem.endswith(".") for problem in problems)
            return "; ".join(problems)
    except UserError as error:
        sentence = str(error)
        assert sentence.endswith(".")
        assert "\n" not in sentence
        return sentence
    finally:
        assert time.process_time() - began < 2
        for left in path.parent.glob(f"{path.name}-*"):
            left.unlink()


def mutated(content: bytes, chance: random.Random) -> bytes:
    """Return a file with one thing wrong, of the kinds that disks, copies and people make."""
    changed = bytearray(content)
    at = chance.randrange(len(changed))
    pages = len(changed) // PAGE
    one, other = (PAGE * chance.randrange(pages) for _ in range(2))
    match chance.randrange(9):
        case 0:
            changed[at] ^= 1 << chance.randrange(8)
        case 1:
            changed[at] = chance.randrange(256)
        case 2:
            length = chance.choice((1, 2, 4))
            extreme = chance.choice(EXTREMES) % 256**length
            changed[at : at + length] = extreme.to_bytes(length, "big")
        case 3:  # the head of a page, where its cells are counted and pointed at
            changed[one + chance.randrange(24)] = chance.randrange(256)
        case 4:
            changed[one : one + PAGE], changed[other : other + PAGE] = (
                changed[other : other + PAGE],
                changed[one : one + PAGE],
            )
        case 5:
            changed[one : one + PAGE] = changed[other : other + PAGE]
        case 6:
            changed[one : one + PAGE] = bytes(PAGE)
        case 7:
            del changed[at:]
        case _:
            changed[at:at] = chance.randbytes(chance.choice((1, 7, PAGE)))
    return bytes(changed)


def test_every_byte_of_page_one_can_be_wrong(tmp_path: Path, matter_bytes: bytes, open_matter: Maker) -> None:
    refused = 0
    for flip in (0xFF, 0x01, 0x80) if LONG else (0xFF,):
        for place in range(0, PAGE, 1 if LONG else 61):
            changed = bytearray(matter_bytes)
            changed[place] ^= flip
            refused += bool(survive(tmp_path / "changed.rra", bytes(changed), open_matter))
    assert refused


def test_a_file_with_anything_wrong_is_answered_with_a_sentence(
    tmp_path: Path, matter_bytes: bytes, open_matter: Maker
) -> None:
    refused = 0
    for number in range(2_000 if LONG else 300):
        changed = mutated(matter_bytes, random.Random(number))  # noqa: S311 - chance that can be had again
        refused += bool(survive(tmp_path / "changed.rra", changed, open_matter))
    assert refused


def test_no_byte_of_a_locked_file_can_be_wrong_without_being_noticed(
    tmp_path: Path, full_matter: Matter, make_matter: Maker, open_matter: Maker
) -> None:
    path = tmp_path / "locked.rra"
    make_matter(path, full_matter, password="with your shield").close()  # noqa: S106
    content = path.read_bytes()
    for number in range(50 if LONG else 5):
        changed = mutated(content, random.Random(number))  # noqa: S311
        sentence = survive(path, changed, open_matter, password="with your shield")  # noqa: S106
        assert sentence or changed == content
