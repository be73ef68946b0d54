"""The plan of several commands as one edit."""

from __future__ import annotations

from rra_desktop.domain.edits import RowChange, applied
from rra_desktop.domain.matter import Matter
from rra_desktop.editing.commands import Together
from rra_desktop.editing.planning.changes import Changes, changes_of
from rra_desktop.editing.planning.register_parts import OfOneHolder, RegisterParts


@changes_of.register
def _(command: Together, matter: Matter) -> Changes:
    changes: list[RowChange] = []
    parts: RegisterParts | None = None
    for each in command.commands:
        if isinstance(each, OfOneHolder):
            parts = parts or RegisterParts(matter)
            changes += parts.taken(_real(changes_of(each, parts.part_for(each))))
            continue
        matter, parts = parts.whole() if parts else matter, None
        more = _real(changes_of(each, matter))
        matter = applied(matter, more)
        changes += more
    return tuple(changes)


def _real(changes: Changes) -> Changes:
    return tuple(change for change in changes if change.before != change.after)
