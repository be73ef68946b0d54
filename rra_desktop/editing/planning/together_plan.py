"""The plan of several commands as one edit."""

from __future__ import annotations

from rra_desktop.domain.edits import RowChange, applied
from rra_desktop.domain.matter import Matter
from rra_desktop.editing.commands import Together
from rra_desktop.editing.planning.changes import Changes, changes_of


@changes_of.register
def _(command: Together, matter: Matter) -> Changes:
    changes: list[RowChange] = []
    for each in command.commands:
        more = tuple(change for change in changes_of(each, matter) if change.before != change.after)
        matter = applied(matter, more)
        changes += more
    return tuple(changes)
