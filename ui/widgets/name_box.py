"""A box in which a holder is chosen: names may be of any length, the box is as wide as its place."""

from __future__ import annotations

from collections.abc import Sequence

from ui.theme import Theme
from ui.widgets.buttons import ChoiceBox
from ui.widgets.labels import tool_tip

_FEWEST_SIGNS = 12


class NameBox(ChoiceBox):
    """A choice box that shortens a name where it has no room for it, with the whole name as its tool tip."""

    def __init__(
        self, theme: Theme, name: str, choices: Sequence[tuple[str, str]] = (), *, records: bool = False
    ) -> None:
        super().__init__(theme, name, choices, records=records)
        self.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(_FEWEST_SIGNS)
        self.currentTextChanged.connect(lambda text: self.setToolTip(tool_tip(text)))
        self.setToolTip(tool_tip(self.currentText()))
