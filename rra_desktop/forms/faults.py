"""What is wrong with the text of a form: one fault a sentence, with the file, the line and the entry."""

from __future__ import annotations

from typing import NamedTuple

from rra_desktop.errors import UserError


class Fault(NamedTuple):
    """One thing wrong with a form: where it stands, and what is said of it, with what is allowed.

    `entry` names the table and the entry in it, empty for what stands in no table; `key` is the key in question, empty
    where it is the entry itself. `said` is the end of the sentence.
    """

    file: str
    line: int
    entry: str
    key: str
    said: str

    @property
    def sentence(self) -> str:
        """The fault in one sentence, with its place in front."""
        where = f", {self.entry}" if self.entry else ""
        key = f"“{self.key}” " if self.key else ""
        return f"{self.file}, line {self.line}{where}: {key}{self.said}"


class FormRefusedError(UserError):
    """The text of a form cannot be read; `faults` are all there are, in the order of their lines."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("\n".join(fault.sentence for fault in faults))
        self.faults = faults
