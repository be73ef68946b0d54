"""A new matter: what it is called, whose it is, for whom we act, on which form; the file is chosen afterwards."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QLineEdit, QWidget

from rra_desktop import wording
from rra_desktop.domain.agreement import AgreementForm
from rra_desktop.domain.matter import ActingFor
from rra_desktop.errors import UserError
from ui.dialogs.properties import ACTING_FOR
from ui.theme import Theme
from ui.widgets.buttons import ChoiceBox
from ui.widgets.forms import FormDialog

AskForm = Callable[[QWidget], AgreementForm | None]
"""Asks for the file of a form and reads it, None where counsel thinks better of it; raises UserError for a fault."""

_FROM_FILE = "a form in a file"


class NewMatterDialog(FormDialog):
    """Asks for what a new matter needs before it can have a file; the form chosen first is the first one offered."""

    def __init__(
        self, theme: Theme, forms: Sequence[AgreementForm], ask_form: AskForm, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            theme,
            "New matter",
            "Choose where to keep it…",
            parent,
            "One matter is one file, which keeps the form of its agreement.",
        )
        self._forms = {f"form {place}": form for place, form in enumerate(forms)}
        self._ask_form = ask_form
        self._form = forms[0]
        self.title = QLineEdit()
        self.title.setPlaceholderText("as your file is called, for example Alder 2003")
        self.agreement = ChoiceBox(theme, "Agreement")
        self.company = QLineEdit(self._form.company)
        self.acting_for = ChoiceBox(theme, "We act for", ACTING_FOR)
        self.add("Matter", self.title)
        self.add("Agreement", self.agreement)
        self.add("Company", self.company)
        self.add("We act for", self.acting_for)
        self._offer()
        self.agreement.picked.connect(self._choose)

    def _offer(self) -> None:
        offered = [(key, _form_words(form)) for key, form in self._forms.items()]
        self.agreement.offer([*offered, (_FROM_FILE, "A form in a file…")])
        self.agreement.choose(next(key for key, form in self._forms.items() if form is self._form))

    def _choose(self, key: str) -> None:
        """Take the form chosen, or ask for the file of one; the Company is the form's unless counsel typed another."""
        self.refuse("")
        chosen = self._forms.get(key)
        if chosen is None:
            try:
                chosen = self._ask_form(self)
            except UserError as error:
                self.refuse(str(error).splitlines()[0])
        if chosen is not None:
            if self.company.text().strip() in ("", self._form.company):
                self.company.setText(chosen.company)
            self._form = chosen
            if chosen not in self._forms.values():
                self._forms["form of the file"] = chosen
            self._form = next(form for form in self._forms.values() if form == chosen)
        self._offer()

    def form(self) -> AgreementForm:
        """Return the form of the agreement that was chosen."""
        return self._form

    def submit(self) -> str:
        """Refuse a matter without a name."""
        if not self.title.text().strip():
            self.title.setFocus()
            return "Give the matter a name; it stands in the list of recent files."
        return ""

    def acts_for(self) -> ActingFor:
        """Return for whom the matter is kept."""
        return ActingFor(self.acting_for.key())


def _form_words(form: AgreementForm) -> str:
    return f"{form.title} of {form.company}, {wording.date_only(form.agreement_date)}"
