"""A new matter: what it is called, whose it is, for whom we act; the file is chosen afterwards."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from rra_desktop.domain.matter import ActingFor
from ui.dialogs.properties import ACTING_FOR
from ui.theme import Theme
from ui.widgets.buttons import ChoiceBox
from ui.widgets.forms import FormDialog


class NewMatterDialog(FormDialog):
    """Asks for what a new matter needs before it can have a file."""

    def __init__(self, theme: Theme, company: str, agreement: str, parent: QWidget | None = None) -> None:
        super().__init__(
            theme,
            "New matter",
            "Choose where to keep it…",
            parent,
            f"One matter is one file. Its terms are those of the {agreement}",
        )
        self.title = QLineEdit()
        self.title.setPlaceholderText("as your file is called, for example BestNet 2003")
        self.company = QLineEdit(company)
        self.acting_for = ChoiceBox(theme, "We act for", ACTING_FOR)
        self.add("Matter", self.title)
        self.add("Company", self.company)
        self.add("We act for", self.acting_for)

    def submit(self) -> str:
        """Refuse a matter without a name."""
        if not self.title.text().strip():
            self.title.setFocus()
            return "Give the matter a name; it stands in the list of recent files."
        return ""

    def acts_for(self) -> ActingFor:
        """Return for whom the matter is kept."""
        return ActingFor(self.acting_for.key())
