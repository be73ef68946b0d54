"""Setting one field of a record to a value of the right kind, or refusing it in a sentence."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping
from enum import StrEnum
from typing import Any, TypeAlias, TypeVar

from rra_desktop import wording
from rra_desktop.domain.matter import Record
from rra_desktop.errors import RefusedEditError

Kept = TypeVar("Kept", bound=Record)
Kinds: TypeAlias = Mapping[str, tuple[type, ...]]
"""The fields of a record that can be set, and the types each can take; an enum takes its values too."""


def with_field(record: Kept, kinds: Kinds, field: str, value: object, whose: str) -> Kept:
    """Return the record with one field set; raises RefusedEditError for a field or value it cannot have."""
    for kind in kinds.get(field, ()):
        if issubclass(kind, StrEnum) and isinstance(value, str) and value in set(kind):
            return _replaced(record, field, kind(value))
        if isinstance(value, kind) and isinstance(value, bool) == (kind is bool):
            return _replaced(record, field, value.strip() if isinstance(value, str) else value)
    written = wording.date_only(value) if isinstance(value, dt.date) else value
    raise RefusedEditError(f"{whose} {field.replace('_', ' ')} cannot be “{written}”.")


def _replaced(record: Kept, field: str, value: object) -> Kept:
    changed: dict[str, Any] = {field: value}
    return dataclasses.replace(record, **changed)
