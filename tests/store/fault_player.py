"""Plays every act on a disk that fails, or dies, at each of its calls in turn; run with the failing disk preloaded.

    fault_player.py SHIM FOLDER every|spread

"every" plays each kind of fault at every call of each act; "spread" plays each kind twice in each act, and once in the
one that draws keys, at calls that lie evenly from the first to the last. Answers with one line of JSON: how many faults
were played, and what went wrong at which.
"""

from __future__ import annotations

import ctypes
import errno
import itertools
import json
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from rra_desktop.domain.matter import Matter
from rra_desktop.errors import UserError
from rra_desktop.store.matter_file import MatterFile
from rra_desktop.store.schema import CURRENT
from tests.store.acts import ACTS, Act, Scene
from tests.store.example import TickingClock, full_matter
from tests.store.newer_schema import NEXT

FAIL_ONCE, FAIL_FROM_THEN_ON, CUT_IN_HALF, KILL_BEFORE, KILL_IN_HALF, KILL_AFTER = range(6)
FAILURES = (
    (FAIL_ONCE, errno.EIO),
    (FAIL_FROM_THEN_ON, errno.ENOSPC),
    (CUT_IN_HALF, errno.ENOSPC),
    (FAIL_ONCE, errno.EROFS),
    (FAIL_FROM_THEN_ON, errno.EIO),
)
DEATHS = (KILL_BEFORE, KILL_IN_HALF, KILL_AFTER)
_NEVER = 10**6  # a call that no act gets to
PASSWORD = "with your shield"  # noqa: S105


@dataclass
class Player:
    """Sets the scene anew before every fault, and looks at what is left after it."""

    shim: ctypes.CDLL
    folder: Path
    matter: Matter = field(default_factory=full_matter)
    played: int = 0
    problems: list[str] = field(default_factory=list)

    @property
    def scene(self) -> Path:
        """Where every act plays."""
        return self.folder / "scene"

    @property
    def path(self) -> Path:
        """Where the matter of the scene lies."""
        return self.scene / "bestnet.rra"

    def prepare(self) -> None:
        """Make the scene once, to be put back before every fault."""
        self.scene.mkdir()
        Scene.prepared(self.path, self.matter, self.scene / "backups").file.close()
        self.scene.rename(self.folder / "as it was")

    def set_scene(self) -> None:
        """Put the scene back as it was."""
        shutil.rmtree(self.scene, ignore_errors=True)
        shutil.copytree(self.folder / "as it was", self.scene)

    def unhindered(self, act: Act) -> tuple[tuple[Matter, Matter], int]:
        """Return the matter before and after an act that nothing hinders, and how many calls it made."""
        self.set_scene()
        at = self.opened_scene()
        before = at.file.matter()
        self.shim.faults_arm(os.fsencode(self.scene), _NEVER, *FAILURES[0])
        act(at)
        calls = int(self.shim.faults_disarm())
        at.file.close()
        return (before, self.on_disk()), calls

    def opened_scene(self) -> Scene:
        """Open the matter of the scene for an act."""
        return Scene.at(self.path, self.matter, self.scene / "backups")

    def on_disk(self, name: str = "bestnet.rra") -> Matter:
        """Open a file of the scene as a session would after a crash, and look at all of it."""
        path = self.scene / name
        with path.open("rb") as file:
            header = file.read(100)
        file_version = header[63] if header.startswith(b"SQLite") else CURRENT.version
        with MatterFile.open(
            path,
            clock=TickingClock(),
            actor="",
            app_version="",
            password=PASSWORD,
            backup_folder=self.folder / "other backups",
            schema=NEXT if file_version == NEXT.version else CURRENT,
        ) as opened:
            if opened.read_only:
                raise AssertionError(opened.read_only_reason)
            if file_version == CURRENT.version and (problems := opened.check()):
                raise AssertionError(problems)
            return opened.matter()

    def fail(self, act: Act, how: tuple[int, int], at: int, states: tuple[Matter, Matter]) -> bool:
        """Let the n-th call of an act fail; return whether the act got that far."""
        self.set_scene()
        scene = self.opened_scene()
        self.shim.faults_arm(os.fsencode(self.scene), at, *how)
        sentence = ""
        try:
            act(scene)
        except UserError as error:
            sentence = str(error)
        finally:
            calls = self.shim.faults_disarm()
        here = scene.file.matter() if act is not Scene.migrate else None
        scene.file.close()
        found = self.judge(acknowledged=not sentence, states=states)
        if here not in (None, found):
            raise AssertionError("what the program shows is not what is on the disk")
        return int(calls) >= at

    def die(self, act: Act, how: int, at: int, states: tuple[Matter, Matter]) -> bool:
        """Let a process die at the n-th call of an act; return whether the act got that far."""
        self.set_scene()
        told, tell = os.pipe()
        child = os.fork()
        if child == 0:
            scene = self.opened_scene()
            self.shim.faults_arm(os.fsencode(self.scene), at, how, errno.EIO)
            act(scene)
            os.write(tell, b"acknowledged")
            os._exit(0)
        os.close(tell)
        acknowledged = bool(os.read(told, 100))
        os.close(told)
        _, status = os.waitpid(child, 0)
        self.judge(acknowledged=acknowledged, states=states)
        return os.WIFSIGNALED(status)

    def judge(self, *, acknowledged: bool, states: tuple[Matter, Matter]) -> Matter:
        """Return the matter on the disk, which is as before or as after the act; everything beside it is sound."""
        before, after = states
        found = self.on_disk()
        if found != after and (acknowledged or found != before):
            raise AssertionError("the matter is neither as before nor as after")
        for path in self.scene.rglob("*.rra"):
            as_it_was = self.folder / "as it was" / path.relative_to(self.scene)
            if path != self.path and not (as_it_was.exists() and as_it_was.read_bytes() == path.read_bytes()):
                self.on_disk(str(path.relative_to(self.scene)))
        for path in (self.folder / "as it was").glob("*.rra"):
            if not (self.scene / path.name).exists():
                raise AssertionError(f"{path.name} is gone")
        return found

    def play(self, act: Act, fault: Callable[[int], bool], name: str, calls: Iterable[int]) -> None:
        """Play a fault at each of these calls until the act gets through."""
        for at in calls:
            try:
                if not fault(at):
                    return
            except Exception as error:  # noqa: BLE001 - whatever goes wrong is what this is for
                self.problems.append(f"{act.__name__}, {name} at call {at}: {type(error).__name__}: {error}")
            self.played += 1


def faults(player: Player, act: Act, states: tuple[Matter, Matter]) -> Iterator[tuple[str, Callable[[int], bool]]]:
    """Yield every way in which the disk can fail or the process die, with its name."""
    for how in FAILURES:
        yield f"failure {how}", lambda at, how=how: player.fail(act, how, at, states)  # type: ignore[misc]
    for death in DEATHS:
        yield f"death {death}", lambda at, death=death: player.die(act, death, at, states)  # type: ignore[misc]


def times_spread(act: Act) -> int:
    """Return how often each kind of fault is played in an act when they are spread: drawing keys takes long."""
    return 1 if act is Scene.lock else 2


def main(shim: str, folder: str, *, every: bool) -> None:
    """Play every kind of fault in every act, at every call or at one."""
    player = Player(ctypes.CDLL(shim), Path(folder))
    player.prepare()
    for act in ACTS:
        states, last = player.unhindered(act)
        kinds = [*faults(player, act, states)]
        places = len(kinds) * times_spread(act)
        spread = [1 + (last - 1) * place // (places - 1) for place in range(places)]
        for number, (name, fault) in enumerate(kinds):
            player.play(act, fault, name, itertools.count(1) if every else spread[number :: len(kinds)])
    print(json.dumps({"played": player.played, "problems": player.problems}))  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], every=sys.argv[3] == "every")
