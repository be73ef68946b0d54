"""What stands in the Calendar before there is a registration: what starts the clocks, and the way to begin."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from rra_desktop import wording
from rra_desktop.domain.agreement import AgreementForm
from ui.widgets.buttons import button
from ui.widgets.cards import Card
from ui.widgets.labels import PlainLabel


class NothingYet(Card):
    """A sentence, and the button that opens the first registration."""

    def __init__(self, form: AgreementForm, add_registration: Callable[[], object]) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 14, 16, 14)
        row.setSpacing(16)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(PlainLabel("No registration yet", "strong"))
        words.addWidget(
            PlainLabel(
                f"{wording.what_starts_the_clocks(form)} Once its notices are recorded the deadlines stand here.",
                "muted",
                wrap=True,
            )
        )
        row.addLayout(words, 1)
        self.add_button = button("New registration…", add_registration, kind="primary")
        row.addWidget(self.add_button)
