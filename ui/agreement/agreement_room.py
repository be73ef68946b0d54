"""The Agreement: its sections, and for each its own words, its terms, readings and drafting points."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from rra_desktop import wording
from rra_desktop.domain.agreement import TermChange
from rra_desktop.domain.edits import Change
from rra_desktop.domain.figures import FigureKey
from rra_desktop.domain.sections import cited
from rra_desktop.editing.commands import Command
from ui.agreement.attach_card import AttachCard
from ui.agreement.attaching import Attaching
from ui.agreement.change_term_dialog import ChangeTermDialog
from ui.agreement.points_card import PointsCard
from ui.agreement.readings_card import ReadingsCard
from ui.agreement.section_contents import (
    FILTERS,
    NOT_IN_THE_AGREEMENT,
    SectionContents,
    all_contents,
    contents_of,
    section_name,
)
from ui.agreement.section_list import SectionList
from ui.agreement.settle_point_dialog import SettlePointDialog
from ui.agreement.terms_card import TermsCard
from ui.agreement.text_pane import TextPane
from ui.widgets.attached_text import AttachedText, attached_text
from ui.widgets.buttons import Segments, button
from ui.widgets.cards import Card, rule
from ui.widgets.labels import PlainLabel
from ui.widgets.room import Room, RoomContext, SeveralFigures
from ui.widgets.search_field import SearchField

_LIST_WIDTH = 18
_NARROW_LIST = 15
_LEAST_LIST = 11
_TEXT_WIDTH = 17
_CARDS_WIDTH = 21
_GAPS = 5
"""In times the height of the text."""
_LEAST_WIDTH = 560
_MARGIN = 16
_SPACING = 12
_MOST_EXPLAINED = 200


class AgreementRoom(Room):
    """One section at a time: what it fixes, how it is read, and what in it is unsettled."""

    title = "Agreement"

    def __init__(self, context: RoomContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        theme = context.theme
        self._sections: tuple[SectionContents, ...] = ()
        self._asked: tuple[str, ...] = ()
        self._section: str | None = None
        self.search = SearchField(theme, "Find in the agreement")
        self.search.textChanged.connect(lambda _text: self._list_sections())
        self.filters = Segments("Which sections", [(key, name) for key, name, _test in FILTERS])
        self.filters.chosen.connect(lambda _key: self._list_sections())
        self.amend = button("Correct or amend a term…", self.change_term)
        self.list = SectionList(theme)
        self.list.section_chosen.connect(self._turn_to)
        self._open_count = PlainLabel("", "note")
        self._none_listed = PlainLabel("No section is like that.", "muted", wrap=True)
        self._heading = PlainLabel("", "heading", wrap=True)
        self._empty = PlainLabel("", "muted", wrap=True)
        self.terms = TermsCard(context, self._ask_change)
        self.readings = ReadingsCard(context, self._execute)
        self.readings.explained.connect(self._explain)
        self.points = PointsCard(context, self._ask_settle)
        self._text: AttachedText | None = None
        self.text = TextPane(theme)
        self.text.stepped.connect(self.step)
        self.attaching = Attaching(context, self)
        self.attaching.changed.connect(self._show_attaching)
        self.attach_card = AttachCard(self.attaching.ask)
        self.text.replace_asked.connect(self.attaching.ask)
        self.text.remove_asked.connect(self.attaching.remove)
        self._lay_out()

    def _lay_out(self) -> None:
        self._tools = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._tools.setSpacing(8)
        self._tools.addWidget(self.filters, 0, Qt.AlignmentFlag.AlignLeft)
        self._tools.addStretch(1)
        self._tools.addWidget(self.amend, 0, Qt.AlignmentFlag.AlignRight)
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN, 14, _MARGIN, 14)
        column.setSpacing(_SPACING)
        column.addLayout(self._tools)
        across = QHBoxLayout()
        across.setSpacing(_SPACING)
        across.addWidget(self._side())
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._halves.setSpacing(12)
        self._halves.addWidget(self.text, 10)
        self._halves.addWidget(self._contents(), 9)
        across.addLayout(self._halves, 1)
        column.addLayout(across, 1)

    def _side(self) -> QWidget:
        """Return the list of sections under its search field."""
        self._side_page = QWidget()
        card = Card()
        top = QHBoxLayout()
        top.setContentsMargins(13, 10, 13, 9)
        top.addWidget(PlainLabel("Sections", "strong"))
        top.addStretch()
        top.addWidget(self._open_count)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.setSpacing(0)
        inside.addLayout(top)
        inside.addWidget(rule())
        self._none_listed.setContentsMargins(13, 10, 13, 0)
        inside.addWidget(self._none_listed)
        inside.addWidget(self.list, 1)
        column = QVBoxLayout(self._side_page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.search)
        column.addWidget(card, 1)
        return self._side_page

    def _contents(self) -> QWidget:
        """Return the cards of the section that shows, which scroll."""
        page = QWidget()
        page.setObjectName("scrolled")
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.attach_card)
        column.addWidget(self._heading)
        column.addWidget(self._empty)
        for card in (self.terms, self.readings, self.points):
            column.addWidget(card)
        column.addStretch(1)
        self.cards = QScrollArea()
        self.cards.setWidgetResizable(True)
        self.cards.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.cards.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.cards.setWidget(page)
        return self.cards

    # -- what the window asks ------------------------------------------------------------------------------------------

    def refresh(self, change: Change | None) -> None:
        """Show the agreement as it stands and is read now; the section that shows stays."""
        del change
        self._text = attached_text(self.context.session.matter)
        self._read_sections()
        if self._section is None and self._sections:
            self._section = next((each for each in self._sections if each.open), self._sections[0]).section
        self.amend.setEnabled(not self.context.session.read_only)
        self._fit(self.width())
        self._show_attaching()
        self._list_sections()
        self._show_section()

    def first_focus(self) -> None:
        """Put the keyboard on the sections."""
        self.list.setFocus()

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """Return what the table of actions has for this room."""
        return {
            "find-section": self.find_section,
            "change-term": self.change_term,
            "attach-text": self.attaching.ask,
        }

    def leave(self) -> None:
        """Put away the answers that were only tried."""
        self.readings.give_up_trying()

    def close_room(self) -> None:
        """Work nothing more out, and read nothing more."""
        self.readings.results.stop()
        self.attaching.close()

    def find_section(self) -> None:
        """Put the keyboard where sections are looked for."""
        self.search.setFocus()
        self.search.selectAll()

    def show_section(self, citation: str) -> None:
        """Show the first section of a citation, whatever is filtered; one the form lacks says so."""
        sections = cited(citation)
        if not sections:
            return
        wanted = sections[0]
        if wanted not in {each.section for each in self._sections}:
            self._asked = (*self._asked, wanted)
            self._read_sections()
        self._show_whatever_is_filtered(wanted)

    def _show_whatever_is_filtered(self, section: str) -> None:
        self._section = section
        self.search.clear()
        self.filters.choose("all")
        self._list_sections()
        self._show_section()

    def go_to(self, key: FigureKey) -> bool:
        """Show the section of a drafting point, or of the term that a change is of; False where there is none such."""
        matter = self.context.session.matter
        subject = key.subject[0] if key.subject else ""
        cites: Iterable[str] = ()
        if key.kind == "points":
            cites = (each.section for each in matter.form.drafting_points if each.id == subject)
        elif key.kind == "term_changes":
            changed = {each.term for each in matter.term_changes if str(each.id) == subject}
            cites = (each.section for each in matter.form.terms if each.id in changed)
        citation = next(iter(cites), None)
        if citation is None:
            return False
        if cited(citation):
            self.show_section(citation)
        else:
            self._show_whatever_is_filtered(NOT_IN_THE_AGREEMENT)
        self.first_focus()
        return True

    @property
    def section(self) -> str | None:
        """The section that shows."""
        return self._section

    # -- showing -------------------------------------------------------------------------------------------------------

    def _list_sections(self) -> None:
        test = next(test for key, _name, test in FILTERS if key == self.filters.current())
        text = self.search.text().strip()
        shown = [each for each in self._sections if test(each) and (not text or self._mentions(each, text))]
        self.list.show_sections(shown, self._text.headings if self._text is not None else {}, self._section)
        self._show_text()
        self._none_listed.setVisible(not shown)
        points = {point.id for each in self._sections for point in each.open if not point.silence}
        self._open_count.setText(f"{len(points)} open" if points else "")

    def _read_sections(self) -> None:
        """Read the sections anew: those of the form, those found in the text, and those asked for besides."""
        found = () if self._text is None else tuple(each for each in self._text.sections if each.count("(") <= 1)
        self._sections = all_contents(self.context.session.matter, (*found, *self._asked))

    def _mentions(self, contents: SectionContents, text: str) -> bool:
        return contents.mentions(text, self._text.clause(contents.section) if self._text is not None else "")

    def _show_text(self) -> None:
        self.text.setVisible(self._text is not None)
        if self._text is not None:
            editable = not self.context.session.read_only
            self.text.show_text(self._text, self._section or "", self.search.text().strip(), editable=editable)

    def _show_attaching(self) -> None:
        """Show whether a text is attached, is being read, or was refused."""
        self.attach_card.show_state(
            attached=self._text is not None,
            reading=self.attaching.reading,
            refused=self.attaching.refused,
            editable=not self.context.session.read_only,
        )

    def step(self, by: int) -> None:
        """Turn to the section before or after the one that shows, of those listed."""
        listed = self.list.listed()
        if not listed:
            return
        here = listed.index(self._section) if self._section in listed else -by
        there = listed[max(0, min(here + by, len(listed) - 1))]
        self.list.rest_on(there)
        self._turn_to(there)

    def minimumSizeHint(self) -> QSize:
        """Return the room it takes with the text above the cards, beside the least list of sections."""
        least = super().minimumSizeHint()
        with_cards = (_LEAST_LIST + _CARDS_WIDTH) * self.context.theme.pixels() + 2 * _MARGIN + _SPACING
        return QSize(min(least.width(), max(_LEAST_WIDTH, with_cards)), least.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the text above the cards where there is no room for both beside each other."""
        super().resizeEvent(event)
        self._fit(event.size().width())

    def _fit(self, width: int) -> None:
        """Give the list, the text and the cards their places at a width, which grow with larger letters."""
        pixels = self.context.theme.pixels()
        narrow = width < (_NARROW_LIST + _TEXT_WIDTH + _CARDS_WIDTH + _GAPS) * pixels
        directions = QBoxLayout.Direction
        self._halves.setDirection(directions.TopToBottom if narrow else directions.LeftToRight)
        crowded = self._text is not None and width < (_LIST_WIDTH + _TEXT_WIDTH + _CARDS_WIDTH + _GAPS) * pixels
        beside_the_cards = width - _CARDS_WIDTH * pixels - 2 * _MARGIN - _SPACING
        listed = min((_NARROW_LIST if crowded else _LIST_WIDTH) * pixels, beside_the_cards)
        self._side_page.setFixedWidth(max(_LEAST_LIST * pixels, listed))
        self.cards.setMinimumWidth(_CARDS_WIDTH * pixels)
        tools = self.filters.sizeHint().width() + self.amend.sizeHint().width() + 2 * _MARGIN + self._tools.spacing()
        self._tools.setDirection(directions.TopToBottom if tools > width else directions.LeftToRight)

    def _turn_to(self, section: str) -> None:
        """Show another section; what was tried in the one before goes."""
        self.readings.give_up_trying()
        self._section = section
        self._show_section()
        bar = self.cards.verticalScrollBar()
        bar.setValue(bar.minimum())

    def _show_section(self) -> None:
        if self._section is None:
            return
        contents = contents_of(self.context.session.matter, self._section)
        self._heading.setText(section_name(self._section))
        self._heading.setVisible(self._text is None)
        self._show_text()
        self._empty.setText(
            "The form of this agreement has no term, reading or drafting point in this section."
            if contents.empty
            else ""
        )
        self._empty.setVisible(contents.empty)
        self.terms.show_terms(contents.terms)
        self.readings.show_readings(contents.readings)
        self.points.show_points(contents.points)
        self._say_status(contents)
        self._explain(self._turning_on(contents))

    def _turning_on(self, contents: SectionContents) -> tuple[FigureKey, ...]:
        """Return the dates that rest on the section."""
        return tuple(
            each.key
            for each in self.context.session.analysis.deadlines
            if contents.section and contents.section in cited(each.section)
        )

    def _explain(self, keys: tuple[FigureKey, ...]) -> None:
        """Ask for the derivation of what turns on the section or reading that is looked at."""
        analysis = self.context.session.analysis
        figures = [(key, figure) for key in keys[:_MOST_EXPLAINED] if (figure := analysis.figure(key)) is not None]
        if len(figures) > 1:
            matter = self.context.session.matter
            names = [wording.words_of(figure.label) for _key, figure in figures]
            if len(set(names)) < len(names):
                names = [wording.figure_name(matter, key, figure.label) for key, figure in figures]
            choices = tuple(zip((key for key, _figure in figures), names, strict=True))
            self.figure_selected.emit(SeveralFigures(choices, choices[0][0]))
        else:
            self.figure_selected.emit(figures[0][0] if figures else "No date or number turns on what is looked at.")

    def _say_status(self, contents: SectionContents) -> None:
        counts = (
            (len(contents.terms), "term", ""),
            (len(contents.readings), "reading", ""),
            (len(contents.open), "drafting point", " open"),
        )
        said = [f"{count} {noun}{'' if count == 1 else 's'}{more}" for count, noun, more in counts]
        self.status_text.emit(" · ".join((section_name(contents.section), *said)))

    # -- changing ------------------------------------------------------------------------------------------------------

    def _execute(self, command: Command) -> str:
        refusals: list[str] = []
        self.context.signals.execute(command, refusals.append)
        return "".join(refusals)

    def change_term(self) -> None:
        """Ask for the correction or amendment of a term, those of the section that shows first."""
        matter = self.context.session.matter
        here = contents_of(matter, self._section).terms if self._section is not None else ()
        others = tuple(each for each in matter.form.terms if each not in here)
        if here or others:
            ChangeTermDialog(self.context, (*here, *others), parent=self).open()

    def _ask_change(self, term: str, change: TermChange | None) -> None:
        ChangeTermDialog(self.context, (self.context.session.matter.form.term(term),), change, self).open()

    def _ask_settle(self, point: str) -> None:
        SettlePointDialog(self.context, point, self).open()
