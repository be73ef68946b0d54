"""Kills a program at random moments of its work, over and over, and looks at what is left each time.

    kill_player.py FOLDER KILLS ROUNDS SEED

The matter is made anew after so many ROUNDS, as its journal grows with each.
Answers with one line of JSON: how many were killed, how many acts they had acknowledged, and what went wrong.
"""

from __future__ import annotations

import json
import os
import random
import select
import shutil
import signal
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from rra_desktop.domain.edits import Edit, EntryKind, JournalEntry, RowChange
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.register import EntryType, Holder, LedgerEntry, Security
from rra_desktop.store.backups import Occasion
from rra_desktop.store.matter_file import MatterFile
from rra_desktop.store.schema import CURRENT, Schema
from tests.store.example import TickingClock, full_matter
from tests.store.newer_schema import NEXT

LONGEST_LIFE = 0.12


@dataclass
class Player:
    """One matter that is worked on until the worker dies, looked at, and worked on again."""

    folder: Path
    chance: random.Random
    matter: Matter = field(default_factory=full_matter)
    known: tuple[JournalEntry, ...] = ()
    acknowledged: int = 0
    problems: list[str] = field(default_factory=list)

    @property
    def path(self) -> Path:
        """Where the matter lies."""
        return self.folder / "bestnet.rra"

    def prepare(self) -> None:
        """Make everything anew."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir()
        with MatterFile.create(
            self.path,
            self.matter,
            clock=TickingClock(),
            actor="counsel",
            app_version="0",
            backup_folder=self.folder / "backups",
        ) as file:
            file.save_copy(self.folder / "export.rra")
            file.save_copy(self.folder / "as it was.rra")
            self.known = file.journal()

    def opened(self, path: Path, schema: Schema = CURRENT) -> MatterFile:
        """Open a file as a session does."""
        return MatterFile.open(
            path,
            clock=TickingClock(),
            actor="counsel",
            app_version="0",
            backup_folder=self.folder / "backups",
            schema=schema,
        )

    # -- what the worker does, acknowledging each time it has done it ----------------------------------------------

    def edit(self) -> Iterator[int]:
        """Change one name after the other."""
        with self.opened(self.path) as file:
            for number in range(1_000):
                yield file.write(rename(file.matter().holders[0], f"Name {number}")).number

    def paste(self) -> Iterator[int]:
        """Change every holder and add two, in one edit."""
        with self.opened(self.path) as file:
            for number in range(1_000):
                there = file.matter().holders
                changed = [RowChange(each, replace(each, notes=f"pasted {number}")) for each in there]
                new = [RowChange(None, Holder(f"P{len(there) + more}", "Pasted"), more) for more in range(2)]
                yield file.write(Edit("Paste", "Paste", (*changed, *new))).number

    def undo(self) -> Iterator[int]:
        """Make an edit of several rows and take it back, each time."""
        with self.opened(self.path) as file:
            for number in range(1_000):
                holders = file.matter().holders
                entry = file.write(
                    Edit("Notes", "Notes", tuple(RowChange(each, replace(each, notes=f"{number}")) for each in holders))
                )
                yield entry.number
                yield file.write(Edit("Undo", "", entry.changes).reversed(), EntryKind.UNDO, entry.number).number

    def import_(self) -> Iterator[int]:
        """Take in two hundred ledger entries at once, after a backup."""
        with self.opened(self.path) as file:
            for _ in range(1_000):
                file.back_up(Occasion.IMPORT)
                last = max(entry.sequence for entry in file.matter().ledger)
                day = self.matter.details.agreement_date
                taken_in = (
                    LedgerEntry(last + number, day, EntryType.ISSUE, "H1", Security.COMMON, number)
                    for number in range(1, 201)
                )
                yield file.write(Edit("Import", "Import", tuple(RowChange(None, entry) for entry in taken_in))).number

    def migrate(self) -> Iterator[int]:
        """Bring an older file up to date, over and over."""
        older = self.folder / "older.rra"
        for number in range(1_000):
            shutil.copyfile(self.folder / "as it was.rra", older)
            self.opened(older, NEXT).close()
            older.with_name(f"older (version {CURRENT.version}).rra").unlink()
            yield number

    def copy(self) -> Iterator[int]:
        """Save a copy over the last one."""
        with self.opened(self.path) as file:
            for number in range(1_000):
                file.save_copy(self.folder / "export.rra")
                yield number

    # -- what is looked at when it has died ------------------------------------------------------------------------

    def kill(self, act: Callable[[], Iterator[int]], life: float) -> None:
        """Have a worker do one thing over and over, kill it after a while, and judge what is left."""
        told, tell = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(told)
            try:
                for number in act():
                    os.write(tell, f"{number}\n".encode())
            except BaseException as error:  # noqa: BLE001 - it is told, and judged there
                os.write(tell, f"{type(error).__name__}: {error}".encode())
            finally:
                os._exit(0)
        os.close(tell)
        select.select([told], [], [])  # until it has done the first
        time.sleep(life)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        with os.fdopen(told) as acknowledgements:
            told_so_far = acknowledgements.read().split("\n")
        if told_so_far[-1]:
            raise AssertionError(told_so_far[-1])
        numbers = [int(line) for line in told_so_far[:-1]]
        self.acknowledged += len(numbers)
        self.judge(act, numbers)

    def judge(self, act: Callable[[], Iterator[int]], numbers: list[int]) -> None:
        """Find every acknowledged edit in the file, at most one more, and none half applied."""
        with self.opened(self.path) as file:
            if problems := file.check():
                raise AssertionError(problems)
            journal = file.journal()
        if journal[: len(self.known)] != self.known:
            raise AssertionError("the journal has been rewritten")
        if act in (self.edit, self.paste, self.undo, self.import_) and len(journal) - numbers[-1] not in (0, 1):
            raise AssertionError(f"{numbers[-1]} edits were acknowledged, {len(journal)} are there")
        self.known = journal
        with self.opened(self.folder / "export.rra") as export:
            if problems := export.check():
                raise AssertionError(problems)
        older = self.folder / "older.rra"
        if act == self.migrate and older.stat().st_size == (self.folder / "as it was.rra").stat().st_size:
            with self.opened(older, NEXT) as brought_up:
                if brought_up.matter().groups != self.matter.groups:
                    raise AssertionError("a step of the migration is half done")


def rename(holder: Holder, name: str) -> Edit:
    return Edit(f"Change of name to {name}", "ChangeHolder", (RowChange(holder, replace(holder, name=name)),))


def main(folder: str, kills: int, rounds: int, seed: int) -> None:
    """Kill so many workers, of every kind in turn."""
    player = Player(Path(folder) / "matters", random.Random(seed))  # noqa: S311 - chance that can be had again
    acts = (player.edit, player.paste, player.undo, player.import_, player.migrate, player.copy)
    for number in range(kills):
        if number % rounds == 0:
            player.prepare()
        act = acts[number % len(acts)]
        try:
            player.kill(act, player.chance.uniform(0, LONGEST_LIFE))
        except Exception as error:  # noqa: BLE001 - whatever goes wrong is what this is for
            player.problems.append(f"{act.__name__}, kill {number}: {type(error).__name__}: {error}")
            player.prepare()
    answer = {"played": kills, "acknowledged": player.acknowledged, "problems": player.problems}
    print(json.dumps(answer))  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
