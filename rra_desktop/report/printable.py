"""The summary as JSON for the template: every string literal, every character one the fonts have."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date
from enum import Enum
from typing import TypeAlias

from rra_desktop.report.glyphs import REPLACEMENT, Coverage, name_of

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | bool | None"

_LONGEST_WORD = 24
_LONG_WORD = re.compile(rf"\S{{{_LONGEST_WORD + 1},}}")
_MAY_BREAK_HERE = "\u200b"


@dataclass(slots=True)
class Printer:
    """Makes words printable and remembers what had to be replaced."""

    coverage: Coverage
    replaced: dict[str, int] = field(default_factory=dict)

    def words(self, text: str) -> str:
        """Return text as it will print: what has no glyph replaced, and words too long for a cell made to break."""
        printed = self.coverage.printable(text, self.replaced)
        return _LONG_WORD.sub(_with_breaks, printed)

    def remark(self) -> str:
        """Say which characters were replaced; empty when none was."""
        if not self.replaced:
            return ""
        named = ", ".join(name_of(character) for character in sorted(self.replaced))
        return (
            f"Printed as {REPLACEMENT} because the fonts of this summary have no sign for it, or because it is an "
            f"invisible control: {named}. The matter itself is unchanged."
        )


def _with_breaks(found: re.Match[str]) -> str:
    word, step = found[0], _LONGEST_WORD // 2
    return _MAY_BREAK_HERE.join(word[start : start + step] for start in range(0, len(word), step))


def to_json(document: object, printed: Callable[[str], str]) -> Json:
    """Return frozen plain data as JSON values; `printed` is applied to every string that is not a fixed word."""
    if isinstance(document, Enum):
        return str(document.value)
    if isinstance(document, str):
        return printed(document)
    if isinstance(document, date):
        return document.isoformat()
    if document is None or isinstance(document, int):
        return document
    if isinstance(document, tuple):
        return [to_json(each, printed) for each in document]
    if is_dataclass(document):
        written: dict[str, Json] = {
            each.name: to_json(getattr(document, each.name), printed) for each in fields(document)
        }
        for name in ("kind", *getattr(document, "derived", ())):
            if hasattr(document, name):
                written[name] = to_json(getattr(document, name), printed)
        return written
    raise TypeError(type(document).__name__)


def to_text(document: Json) -> str:
    """Return the JSON text the template reads; the same for the same summary."""
    return json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
