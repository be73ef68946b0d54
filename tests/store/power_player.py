"""Cuts the power: writes down every call on the disk, then makes up the disks a power cut could have left, and looks.

    power_player.py SHIM FOLDER CUTS SEED

What a file holds is certain once the file was synced, what a folder lists once the folder was: of everything later, any
part may have reached the disk, a page at a time or less, names in their order. Answers with one line of JSON: how many
disks were looked at, and what was wrong with which.
"""

from __future__ import annotations

import ctypes
import json
import os
import random
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from rra_desktop.domain.matter import Matter
from rra_desktop.store.matter_file import MatterFile
from tests.store.acts import Act, Scene
from tests.store.example import TickingClock, full_matter

SECTOR = 512
ACTS: tuple[Act, ...] = (Scene.edit, Scene.paste, Scene.undo, Scene.copy, Scene.edit, Scene.make, Scene.restore)


@dataclass(frozen=True)
class Call:
    """One call on the disk: Write, Truncate, Sync, Rename, Link, Unlink, Create, or a Mark between two acts."""

    what: str
    path: str
    offset: int
    data: bytes


def calls(trace: bytes) -> Iterator[Call]:
    """Yield the calls of a trace."""
    at = 0

    def number(size: int) -> int:
        nonlocal at
        at += size
        return int.from_bytes(trace[at - size : at], sys.byteorder)

    while at < len(trace):
        what = chr(number(1))
        length = number(4)
        path = trace[at : at + length].decode()
        at += length
        offset, size = number(8), number(4)
        yield Call(what, path, offset, trace[at : at + size])
        at += size


@dataclass
class File:
    """What is certainly on the disk of one file, and what is on its way there."""

    certain: bytearray
    on_its_way: list[tuple[int, bytes | None]] = field(default_factory=list)

    def settle(self) -> None:
        """Have everything arrive."""
        for offset, data in self.on_its_way:
            put(self.certain, offset, data)
        self.on_its_way.clear()

    def after_a_cut(self, chance: random.Random) -> bytes:
        """Return what may be there when the power has gone."""
        content = bytearray(self.certain)
        likelihood = chance.choice((0.0, 0.5, 0.9, 1.0))
        for offset, data in self.on_its_way:
            if chance.random() >= likelihood:
                continue
            torn = data is not None and chance.random() < 0.1
            put(content, offset, data[: SECTOR * (len(data) // SECTOR // 2)] if torn and data else data)
        return bytes(content)


def put(content: bytearray, offset: int, data: bytes | None) -> None:
    """Write into a file, or cut it off where there is nothing to write."""
    if data is None:
        del content[offset:]
        content.extend(bytes(max(offset - len(content), 0)))
        return
    content.extend(bytes(max(offset - len(content), 0)))
    content[offset : offset + len(data)] = data


@dataclass
class Disk:
    """The files, by the names they have now, by those they certainly have, and the changes of names on their way."""

    now: dict[str, File]
    certain: dict[str, File]
    on_their_way: list[tuple[str, str, File | None]] = field(default_factory=list)

    def take(self, call: Call) -> None:
        """Have one call happen."""
        file = self.now.get(call.path)
        match call.what:
            case "C":
                self._name(call.path, File(bytearray()))
            case "W" if file:
                file.on_its_way.append((call.offset, call.data))
            case "T" if file:
                file.on_its_way.append((call.offset, None))
            case "S" if file:
                file.settle()
            case "S":
                self._settle_folder(call.path)
            case "U":
                self._name(call.path, None)
            case "L":
                self._name(call.data.decode(), file)
            case "R":
                self._name(call.data.decode(), file)
                self._name(call.path, None)

    def after_a_cut(self, chance: random.Random) -> dict[str, bytes]:
        """Return the files that may be there when the power has gone."""
        names = dict(self.certain)
        for _, path, file in self.on_their_way[: chance.randint(0, len(self.on_their_way))]:
            rename(names, path, file)
        contents = {id(file): file.after_a_cut(chance) for file in names.values()}
        return {path: contents[id(file)] for path, file in names.items()}

    def _name(self, path: str, file: File | None) -> None:
        rename(self.now, path, file)
        self.on_their_way.append((os.path.dirname(path), path, file))  # noqa: PTH120 - text, not a place

    def _settle_folder(self, folder: str) -> None:
        for parent, path, file in self.on_their_way:
            if parent == folder:
                rename(self.certain, path, file)
        self.on_their_way = [each for each in self.on_their_way if each[0] != folder]


def rename(names: dict[str, File], path: str, file: File | None) -> None:
    """Give a name to a file, or to none."""
    if file is None:
        names.pop(path, None)
    else:
        names[path] = file


@dataclass
class Player:
    """A session of several acts, and the disks it may have left."""

    shim: ctypes.CDLL
    folder: Path
    states: list[Matter] = field(default_factory=list)

    @property
    def scene(self) -> Path:
        """Where the session plays, and where every disk is put back to be looked at."""
        return self.folder / "scene"

    def session(self) -> tuple[Disk, list[Call]]:
        """Play the session; return the disk before it and every call it made."""
        self.scene.mkdir()
        path = self.scene / "bestnet.rra"
        at = Scene.prepared(path, full_matter(), self.scene / "backups")
        self.states.append(at.file.matter())
        at.file.close()
        files = {str(each): File(bytearray(each.read_bytes())) for each in self.scene.rglob("*") if each.is_file()}
        trace = self.folder / "trace"
        descriptor = os.open(trace, os.O_WRONLY | os.O_CREAT)
        self.shim.faults_trace(os.fsencode(self.scene), descriptor)
        at = Scene.at(path, full_matter(), self.scene / "backups")
        for act in ACTS:
            act(at)
            self.states.append(at.file.matter())
            self.shim.faults_mark(b"done")
        at.file.close()
        self.shim.faults_disarm()
        return Disk(dict(files), dict(files)), list(calls(trace.read_bytes()))

    def judge(self, left: dict[str, bytes], acknowledged: int) -> str:
        """Return what is wrong with what a power cut left, empty for nothing."""
        shutil.rmtree(self.scene)
        for name, content in left.items():
            Path(name).parent.mkdir(parents=True, exist_ok=True)
            Path(name).write_bytes(content)
        for path in self.scene.rglob("*.rra"):
            with MatterFile.open(
                path, clock=TickingClock(), actor="", app_version="", backup_folder=self.folder / "other backups"
            ) as file:
                if problems := file.check():
                    return f"{path.name}: {problems}"
                if path.name == "bestnet.rra" and file.matter() not in self.states[acknowledged : acknowledged + 2]:
                    return f"after {acknowledged} acts the matter is as after none of them"
        missing = {"bestnet.rra", "export.rra"} - {path.name for path in self.scene.glob("*.rra")}
        return f"{missing} are gone" if missing else ""


def main(shim: str, folder: str, cuts: int, seed: int) -> None:
    """Play one session and look at so many disks it may have left."""
    player = Player(ctypes.CDLL(shim), Path(folder))
    chance = random.Random(seed)  # noqa: S311 - chance that can be had again
    disk, made = player.session()
    at = sorted(chance.randrange(len(made) + 1) for _ in range(cuts))
    played, acknowledged = 0, 0
    problems: list[str] = []
    for number, call in enumerate([*made, Call("M", "", 0, b"end")]):
        while played < cuts and at[played] == number:
            try:
                problem = player.judge(disk.after_a_cut(chance), acknowledged)
            except Exception as error:  # noqa: BLE001 - whatever goes wrong is what this is for
                problem = f"{type(error).__name__}: {error}"
            if problem:
                problems.append(f"power cut before call {number}: {problem}")
            played += 1
        acknowledged += call.what == "M"
        disk.take(call)
    print(json.dumps({"played": played, "calls": len(made), "problems": problems}))  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
