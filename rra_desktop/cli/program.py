"""The program of commands: finds the one asked for, and turns every refusal into a sentence and an exit status."""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence
from importlib import import_module

import click

from rra_desktop import __version__
from rra_desktop.cli import COMMANDS
from rra_desktop.cli.tables import clean
from rra_desktop.errors import UserError

DONE, REFUSED, WRONG_USAGE = 0, 1, 2


class Program(click.Group):
    """All commands by name, imported one at a time."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order in which one comes to need them."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command by its name, None for one that does not exist."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(f"rra_desktop.cli.{cmd_name}"), cmd_name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without importing one of them."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.command(cls=Program, no_args_is_help=True)
@click.version_option(__version__, prog_name="Registration rights desk", message="%(prog)s %(version)s")
def program() -> None:
    """Keep a matter under a registration rights agreement: holdings, deadlines and cutbacks, exact and explained.

    Started without a command, or with the name of a matter file, the program opens its window.
    """


def run(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit status; a refusal is one sentence a line on standard error."""
    _write_utf8()
    try:
        status = program.main(None if arguments is None else list(arguments), prog_name="rra", standalone_mode=False)
    except click.UsageError as error:
        error.show()
        return WRONG_USAGE
    except click.Abort:
        return refuse("Stopped; nothing was changed.")
    except UserError as error:
        return refuse(str(error))
    except OSError as error:
        return refuse(_sentence(error))
    return status if isinstance(status, int) else DONE


def refuse(*sentences: str) -> int:
    """Say why on standard error, a line for each, and return the exit status of a refusal."""
    for sentence in sentences:
        click.echo(clean(sentence), err=True)
    return REFUSED


def _sentence(error: OSError) -> str:
    reason = error.strerror or type(error).__name__
    return f"“{error.filename}”: {reason}." if error.filename else f"{reason}."


def _write_utf8() -> None:
    """Write UTF-8 wherever output goes, so that a name in the register never stops a command."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
