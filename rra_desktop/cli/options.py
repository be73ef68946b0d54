"""What several commands take: the matter file and its password, the day looked at, and how to answer."""

from __future__ import annotations

import datetime as dt
import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Final, TypeVar

import click

from rra_desktop.cli.tables import clean
from rra_desktop.errors import NotUnderstoodError, UserError, WrongPasswordError
from rra_desktop.exchange.strict_json import Json, written
from rra_desktop.session import MatterSession, open_session
from rra_desktop.store.kept_forms import unreadable_form

Command = TypeVar("Command", bound=Callable[..., Any])

_ISO_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}\Z", re.ASCII)
_MOST_PASSWORD_BYTES: Final = 4_096


class IsoDay(click.ParamType[dt.date]):
    """A day written YYYY-MM-DD; one that is no day of the calendar is refused, not called wrong usage."""

    name = "YYYY-MM-DD"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        """Return the day; raises NotUnderstoodError."""
        del param, ctx
        if not _ISO_DAY.match(value):
            raise NotUnderstoodError(f"A day is written YYYY-MM-DD here, as 2003-06-24; “{value}” is not.")
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            raise NotUnderstoodError(f"{value} is not a day of the calendar.") from None


class AnyPath(click.Path):
    """A path of which nothing is asked yet: whatever is wrong with it is said in a sentence by whoever opens it."""

    def __init__(self) -> None:
        super().__init__(path_type=Path)

    def convert(
        self, value: str | os.PathLike[str], param: click.Parameter | None, ctx: click.Context | None
    ) -> str | bytes | os.PathLike[str]:
        """Return the path; raises UserError for none at all."""
        if not str(value).strip():
            raise UserError("A file needs a name, and none was given.")
        return super().convert(value, param, ctx)


def matter_file(command: Command) -> Command:
    """Give a command the matter file it works on, and the ways to unlock it."""
    return click.argument("file", type=AnyPath())(_password_fd(command))


def _password_fd(command: Command) -> Command:
    said = "Read the matter's password from this file descriptor instead of asking for it."
    return click.option("--password-fd", type=int, metavar="N", help=said)(command)


as_of = click.option("--as-of", type=IsoDay(), help="The day to look at; today unless given.")
as_json = click.option("--json", "as_json", is_flag=True, help="Answer in JSON, exact, for programs.")


def today() -> dt.date:
    """Return the day it is where the machine stands."""
    return dt.datetime.now().astimezone().date()


@contextmanager
def opened(
    file: Path, password_fd: int | None, day: dt.date | None = None, *, read_only: bool = True
) -> Iterator[MatterSession]:
    """Open a matter, for reading only unless it is to be changed, on a day or today; raises MatterFileError.

    A locked matter asks for its password at the terminal, unless a file descriptor has it. Of a matter whose form
    cannot be read it is said on standard error that it shows no deadlines.
    """
    on = day or today()
    password = password_from(password_fd)
    try:
        session = open_session(file, today=today(), as_of=on, password=password, read_only=read_only)
    except WrongPasswordError as error:
        if password is not None or not sys.stdin.isatty():
            raise
        click.echo(str(error), err=True)
        asked = str(click.prompt("Password", hide_input=True, err=True))
        session = open_session(file, today=today(), as_of=on, password=asked, read_only=read_only)
    with closing(session):
        if session.matter.form.faults:
            click.echo(clean(unreadable_form(file, session.matter.form.faults)), err=True)
        yield session


def password_from(descriptor: int | None) -> str | None:
    """Return the first line that a file descriptor holds, None for none given; raises UserError."""
    if descriptor is None:
        return None
    try:
        with os.fdopen(descriptor, "rb", closefd=False) as source:
            line = source.readline(_MOST_PASSWORD_BYTES + 1)
    except OSError as error:
        raise UserError(
            f"The password could not be read from file descriptor {descriptor}: {error.strerror}."
        ) from None
    if len(line) > _MOST_PASSWORD_BYTES:
        raise UserError(f"What file descriptor {descriptor} holds is too long to be a password.")
    try:
        return line.decode().rstrip("\r\n")
    except UnicodeDecodeError:
        raise UserError(f"The password from file descriptor {descriptor} is not UTF-8 text.") from None


def answer(value: Json) -> None:
    """Print a JSON answer, and nothing else, on standard output."""
    click.echo(written(value), nl=False)
