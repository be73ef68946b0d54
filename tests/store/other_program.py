"""Another program that opens the same matter: started as a process of its own and spoken to over its pipes."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any, Self

ROOT = Path(__file__).resolve().parents[2]


class OtherProgram:
    """A second process with the matter open; it does one thing for each line it is sent and answers with a line."""

    def __init__(self, path: Path, actor: str = "anna") -> None:
        """Start it and have it open the matter."""
        self.process = subprocess.Popen(
            [sys.executable, __file__, str(path), actor],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        self.opened = self._answer()

    def ask(self, **what: object) -> dict[str, Any]:
        """Have it do one thing and return its answer."""
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(what) + "\n")
        self.process.stdin.flush()
        return self._answer()

    def kill(self) -> None:
        """End it as a power cut would."""
        self.process.send_signal(signal.SIGKILL)
        self._reap()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.process.kill()
        self._reap()

    def _answer(self) -> dict[str, Any]:
        assert self.process.stdout is not None
        answer: dict[str, Any] = json.loads(self.process.stdout.readline())
        return answer

    def _reap(self) -> None:
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                pipe.close()


def main(path: Path, actor: str) -> None:
    """Open the matter, then do what each line asks."""
    import datetime as dt  # noqa: PLC0415 - only the other process needs the program
    from dataclasses import replace  # noqa: PLC0415

    from rra_desktop.domain.edits import Edit, RowChange  # noqa: PLC0415
    from rra_desktop.errors import UserError  # noqa: PLC0415
    from rra_desktop.store.matter_file import MatterFile  # noqa: PLC0415

    def clock() -> dt.datetime:
        return dt.datetime.now(dt.UTC)

    file = MatterFile.open(path, clock=clock, actor=actor, app_version="0.1.0", backup_folder=path.parent / "backups")
    print(json.dumps({"read_only": file.read_only, "reason": file.read_only_reason}), flush=True)  # noqa: T201
    for line in sys.stdin:
        asked = json.loads(line)
        answer: dict[str, object] = {}
        try:
            if "rename" in asked:
                holder = file.matter().holders[0]
                changed = replace(holder, name=asked["rename"])
                file.write(Edit("A name", "ChangeHolder", (RowChange(holder, changed),)))
            if "close" in asked:
                file.close()
            else:
                answer["name"] = file.matter().holders[0].name
                answer["entries"] = len(file.journal())
        except UserError as error:
            answer["refused"] = str(error)
        print(json.dumps(answer), flush=True)  # noqa: T201


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
