"""What conditions of a form can ask for in a registration: the readings chosen and what is recorded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rra_desktop.calculation.dates.registration_facts import RegistrationFacts
from rra_desktop.domain.conditions import Known
from rra_desktop.domain.deadline_definitions import RIGHT


class ChoicesAsked(Mapping[str, str]):
    """The choices in force, with the readings asked for so far: no other has a part in what was made by them."""

    __slots__ = ("_choices", "asked")

    def __init__(self, choices: Mapping[str, str]) -> None:
        self._choices = choices
        self.asked: dict[str, str] = {}

    def __getitem__(self, reading: str) -> str:
        choice = self._choices[reading]
        self.asked[reading] = choice
        return choice

    def __contains__(self, reading: object) -> bool:
        return reading in self._choices

    def __iter__(self) -> Iterator[str]:
        return iter(self._choices)

    def __len__(self) -> int:
        return len(self._choices)


class Situation(Mapping[str, Known]):
    """What is known in a registration, by the names that conditions have for it; what has no such name is not known."""

    __slots__ = ("_choices", "_facts")

    def __init__(self, facts: RegistrationFacts, choices: Mapping[str, str]) -> None:
        self._facts = facts
        self._choices = choices

    def __getitem__(self, key: str) -> Known:
        if key in self._choices:
            return self._choices[key]
        return self._facts.right if key == RIGHT else known(self._facts.fact(key))

    def __iter__(self) -> Iterator[str]:
        return iter(self._choices)

    def __len__(self) -> int:
        return len(self._choices)


def known(value: object) -> Known:
    """Return what is recorded as a condition compares it: a word, yes or no, None where nothing is recorded."""
    return value if value is None or isinstance(value, (bool, str)) else str(value)
