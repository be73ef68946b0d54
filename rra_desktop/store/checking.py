"""Check of a closed file: lists all that is wrong with it, where opening stops at the first problem."""

from __future__ import annotations

from pathlib import Path

from rra_desktop.errors import MatterFileError, WrongPasswordError
from rra_desktop.store.disk_errors import errors_as_sentences
from rra_desktop.store.examination import bounded, every_problem
from rra_desktop.store.file_headers import header_of
from rra_desktop.store.opening import key_for
from rra_desktop.store.password import unlocked
from rra_desktop.store.recognition import real_file, recognise, unfinished_write
from rra_desktop.store.schema import CURRENT


def problems_in(path: Path, *, password: str | None = None) -> tuple[str, ...]:
    """Return everything that is wrong with the file at a path, each problem as a sentence; nothing is written.

    Raises WrongPasswordError when it is locked and the password does not open it. A file that is no matter at all, or
    waits for an unfinished write to be taken back, has that as its one problem.
    """
    try:
        with errors_as_sentences(path):
            found = real_file(path)
            with header_of(found) as header:
                recognised = recognise(found, header, CURRENT)
                if unfinished_write(found):
                    return (f"“{path.name}” was being written when its program or computer stopped; open it once.",)
                key = key_for(found, recognised.salt, password)
                with unlocked(found, key, writing=False) as database, bounded(database, found):
                    return every_problem(database, CURRENT)
    except WrongPasswordError:
        raise
    except MatterFileError as error:
        return (str(error),)
