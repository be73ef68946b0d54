"""Passwords: the SQLCipher key of a locked matter, derived from the password and the salt at the start of the file."""

from __future__ import annotations

import contextlib
import hashlib
import os
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self

from rra_desktop.errors import MatterFileError, WrongPasswordError
from rra_desktop.store import driver
from rra_desktop.store.disk_errors import is_no_database

if TYPE_CHECKING:
    from sqlite_utils import Database

MAGIC: Final = b"RRA1"
SALT_BYTES: Final = 16
_ROUNDS: Final = 256_000
_KEY_BYTES: Final = 32
_LONGEST: Final = 1_000


@dataclass(frozen=True, slots=True)
class Key:
    """What opens a locked matter; copies and backups made of it are locked with the same.

    The salt is the first 16 bytes of the file: "RRA1", so that a locked matter is known for what it is, and 12 bytes of
    chance. The rest follows SQLCipher 4, so that the password opens the file in any program that does.
    """

    salt: bytes
    secret: bytes = field(repr=False)

    @classmethod
    def new(cls, password: str) -> Self:
        """Draw a key for a file that is yet to be made; raises MatterFileError where nothing can be locked."""
        return cls.drawn(password, MAGIC + os.urandom(SALT_BYTES - len(MAGIC)))

    @classmethod
    def drawn(cls, password: str, salt: bytes) -> Self:
        """Draw the key of a password and a salt; raises MatterFileError where nothing can be locked or unlocked."""
        if not driver.LOCKED_FILES_OPEN:
            raise MatterFileError(
                "This computer's system has no SQLCipher for the program, so matters with a password can be neither "
                "made nor opened here; open the matter on another computer and take the password off there."
            )
        if not password or len(password) > _LONGEST:
            raise WrongPasswordError(f"A password has at least 1 and at most {_LONGEST:,} characters.")
        # The same letter can be typed as one character or as two, by the system.
        typed = unicodedata.normalize("NFC", password).encode(errors="surrogatepass")
        return cls(salt, hashlib.pbkdf2_hmac("sha512", typed, salt, _ROUNDS, _KEY_BYTES))

    @property
    def phrase(self) -> str:
        """The key as SQLCipher takes it: without drawing it again."""
        return f"x'{self.secret.hex()}{self.salt.hex()}'"

    @property
    def pragma(self) -> str:
        """The statement that unlocks a file with this key."""
        return f'PRAGMA key = "{self.phrase}"'


def salt_of(path: Path) -> bytes | None:
    """Return the salt a locked file begins with, None for one without lock that nobody has open. Raises OSError."""
    with path.open("rb") as file:
        beginning = file.read(SALT_BYTES)
    return beginning if beginning.startswith(MAGIC) else None


@contextlib.contextmanager
def unlocked(path: Path, key: Key | None, *, writing: bool) -> Iterator[Database]:
    """Open a file with its key, and close it in the end; raises WrongPasswordError when the key does not fit."""
    try:
        database = driver.connect(path, writing=writing, key_pragma=key.pragma if key else None)
    except driver.dbapi.DatabaseError as error:
        if key is not None and is_no_database(error):
            raise WrongPasswordError(
                f"The password does not open “{path.name}”. One that is forgotten is lost for good; if it is certainly "
                "the right one, the file is damaged: restore a backup."
            ) from None
        raise
    with contextlib.closing(database):
        yield database
