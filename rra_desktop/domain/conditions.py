"""Conditions of a form: which facts, readings and fields of a record must be how, for something to hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

Known: TypeAlias = str | bool | None
"""What is known of something that a condition asks for: a word, yes or no, None where it is not recorded."""

UNKNOWN: Final = "unknown"
"""How a condition asks for what is not recorded."""


@dataclass(frozen=True, slots=True)
class ConditionPair:
    """One thing that must be so: `key` is a reading, a fact or a field of a record, `values` those that it may have."""

    key: str
    values: tuple[str | bool, ...]

    def holds(self, known: Mapping[str, Known]) -> bool:
        """Tell whether what is known is one of the values; of what is not recorded only “unknown” is."""
        value = known.get(self.key)
        return UNKNOWN in self.values if value is None else value in self.values


@dataclass(frozen=True, slots=True)
class Condition:
    """What a form says under `when`: all of its pairs must hold; without any it always does."""

    pairs: tuple[ConditionPair, ...] = ()

    def holds(self, known: Mapping[str, Known]) -> bool:
        """Tell whether every pair holds of what is known."""
        return all(pair.holds(known) for pair in self.pairs)

    @property
    def keys(self) -> frozenset[str]:
        """What it asks for."""
        return frozenset(pair.key for pair in self.pairs)


ALWAYS: Final = Condition()
"""The condition of what a form says without `when`."""
