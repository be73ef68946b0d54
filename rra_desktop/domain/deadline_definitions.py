"""What an agreement says of each deadline: for whom it runs, how its day is made, and what its passing means."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from rra_desktop.domain.conditions import ALWAYS, Condition
from rra_desktop.domain.counts import DeclaredCount
from rra_desktop.domain.deadlines import Act, DeadlineKind, DeadlineStatus, Party

REQUEST = "request"
"""What answers a notice, among what meets a deadline."""
AGREEMENT_DATE = "agreement_date"
"""The start of a clock on the day of the agreement."""
FIXED_DAY = "fixed_day"
"""What a day is that the agreement names."""
ISSUE = "issue"
"""The start of a clock on the day on which securities were issued."""
MATTER = "matter"
"""Among the rights to which a deadline belongs: it is the whole agreement's."""
RIGHT = "right"
"""The fact that says to which right a registration belongs."""


class Picked(StrEnum):
    """Which of several records starts a clock: the first, the last, or the one from which it lasts longest."""

    FIRST = "first"
    LAST = "last"
    LONGEST = "longest"


class Per(StrEnum):
    """For whom or what a deadline has a row of its own."""

    ALL = "all"
    ADDRESSEE = "addressee"
    HOLDER = "holder"
    ISSUE_DATE = "issue_date"


class DelayEffect(StrEnum):
    """What a delay does to a clock: it stands still, it starts anew when the delay ends, or it cannot end before."""

    TOLL = "toll"
    RESTART = "restart"
    UNTIL = "until"


class Kept(StrEnum):
    """Which of two limits stands where no day keeps both."""

    LATEST = "latest_controls"
    EARLIEST = "earliest_controls"


@dataclass(frozen=True, slots=True)
class FormText:
    """A text of a form in which `<reading>` stands for the choice in force of a reading; `reading` is empty for none.

    So “company_notice.<request_window_from>” is “company_notice.given” under the choice “given”.
    """

    written: str
    reading: str = ""

    def under(self, choices: Mapping[str, str]) -> str:
        """Return the text with the choice in force of its reading."""
        return self.with_choice(choices[self.reading]) if self.reading else self.written

    def with_choice(self, choice: str) -> str:
        """Return the text with a choice of its reading."""
        return self.written.replace(f"<{self.reading}>", choice) if self.reading else self.written


@dataclass(frozen=True, slots=True)
class Excluded:
    """When a deadline does not run, and why: without a reason there is no row of it at all."""

    when: Condition
    why: str = ""
    section: str = ""
    id: str = "does_not_run"


@dataclass(frozen=True, slots=True)
class Where:
    """Which records start a clock, by a field of theirs; `section` is where that is said."""

    field: str
    values: tuple[str | bool, ...]
    section: str = ""


@dataclass(frozen=True, slots=True)
class DeclaredDelay:
    """What a delay does to a deadline: `ends` is the deadline that ends it, `since` the event with which it begins."""

    ends: str
    since: str
    effect: FormText
    when: Condition = ALWAYS


@dataclass(frozen=True, slots=True)
class DeclaredBar:
    """A time in which nothing need be done: `by` is the deadline that ends it, `why` what need not be done."""

    by: str
    why: str
    when: Condition = ALWAYS


@dataclass(frozen=True, slots=True)
class DeclaredLimit:
    """Another day before or after which a deadline does not lie: a start and what is counted from it.

    With `waits` the deadline waits for that day. With `alone` it holds where the deadline has no start of its own. With
    `where_it_moves` it counts only where a delay with that end moves the deadline named. `section` is where it is said,
    empty for where the deadline it starts from stands.
    """

    start: tuple[FormText, ...]
    count: tuple[DeclaredCount, ...] = ()
    why: str = ""
    section: str = ""
    when: Condition = ALWAYS
    waits: bool = False
    alone: bool = False
    where_it_moves: str = ""


@dataclass(frozen=True, slots=True)
class DeclaredExtension:
    """Days by which a deadline is longer: those of a span, or from one start to another; shorter with `less`."""

    days_of: str = ""
    from_: tuple[FormText, ...] = ()
    to: tuple[FormText, ...] = ()
    less: bool = False
    section: str = ""
    when: Condition = ALWAYS


@dataclass(frozen=True, slots=True)
class DeclaredSaying:
    """What is said beside a deadline, in the words of the form: something the agreement leaves open."""

    text: str
    section: str = ""
    when: Condition = ALWAYS
    id: str = "form_says"


@dataclass(frozen=True, slots=True)
class DeadlineCase:
    """What a deadline is where something holds."""

    when: Condition
    then: DeadlineDefinition


@dataclass(frozen=True, slots=True)
class DeadlineDefinition:
    """What an agreement says of the deadlines of one id; the form file's comments say what its keys are.

    `label` is what it is called, `label_each` one person's or issue's own, with `<holder>` or `<issue_date>` in it,
    `label_together` several of them; `after` is how it is called where another clock starts from it, and `brief` are
    ways to call it where there is little room, from the longest on.

    It has rows in registrations under the rights of `of`, one for all or one `per` something; with `needs` none before
    that is recorded (`start`: before its start is). The first of `cases` that holds stands in its place.

    Its clock starts on the first of `start` that has a day, else waits for the last; `pick` says which of several
    records starts it, of those for which `where` holds. The parts of `count` are added in their order, days or years
    alike; `at_most` is a number recorded by which the Company may choose less. Delays and bars move it in the order in
    which they began. It then is not before, and not after, other days: of several in `not_after` the first ends it, or
    with `end_with` “last” the last one. `floor` is the first day that must be kept as well, and `keep` says which of
    the two yields. A deadline that `follows` another takes off what it counts back from that one as it was moved.
    `ground` is the deadline by which what a delay rests on must be there.

    `rolls` says whether a closed day moves it, as the agreement moves such days or by a word of its own: a last day for
    an act, counted forward, can roll; a first day, an advised one, the end of a bar or of a period, and a day counted
    back from a filing cannot. `filing` marks days of
    filing, for which EDGAR must be open. `passed` is where it stands once the day is over and nothing was done: a duty
    is overdue, a period or bar has been served, a right has lapsed. `met_by` is what does it, `overtaken_by` what ends
    it undone. `not_extended` are spans that one might think make it longer.
    """

    id: str
    section: str
    act: Act
    label: str = ""
    label_each: str = ""
    label_together: str = ""
    after: str = ""
    brief: tuple[str, ...] = ()
    kind: DeadlineKind = DeadlineKind.LATEST
    party: Party = Party.COMPANY
    passed: DeadlineStatus = DeadlineStatus.OVERDUE
    rolls: bool | FormText = False
    filing: bool = False
    of: tuple[str, ...] = ("demand", "mandatory")
    per: Per = Per.ALL
    needs: str = ""
    limit: str = ""
    ground: str = ""
    excluded: tuple[Excluded, ...] = ()
    cases: tuple[DeadlineCase, ...] = ()
    start: tuple[FormText, ...] = ()
    count: tuple[DeclaredCount, ...] = ()
    pick: FormText | None = None
    where: tuple[Where, ...] = ()
    at_most: str = ""
    follows: str = ""
    delay: tuple[DeclaredDelay, ...] = ()
    barred: tuple[DeclaredBar, ...] = ()
    extend: tuple[DeclaredExtension, ...] = ()
    not_extended: tuple[DeclaredExtension, ...] = ()
    not_before: tuple[DeclaredLimit, ...] = ()
    not_after: tuple[DeclaredLimit, ...] = ()
    end_with: Picked = Picked.FIRST
    floor: str = ""
    keep: FormText = FormText(Kept.LATEST)
    says: tuple[DeclaredSaying, ...] = ()
    met_by: tuple[str, ...] = ()
    overtaken_by: str = ""

    @property
    def name(self) -> str:
        """What it is called: its label, its id in words where it has none."""
        return self.label or self.id.replace("_", " ").replace("-", " ").capitalize()

    @property
    def name_after(self) -> str:
        """How it is called where another clock starts from it."""
        return self.after or f"“{self.name}”"

    @property
    def protects_the_company(self) -> bool:
        """Whether the limit is for the Company alone: a time for the Investors, a bar, or a time it may wait."""
        return self.party is Party.INVESTOR or self.kind is DeadlineKind.BAR or self.act is Act.WAIT

    @property
    def every(self) -> Iterator[DeadlineDefinition]:
        """All that it can be: itself, and what it is in each of its cases."""
        yield self
        for case in self.cases:
            yield case.then

    def is_of(self, right: str, kind: str) -> bool:
        """Tell whether it belongs to a right, by its id or the kind of right it is."""
        return right in self.of or kind in self.of

    def starts(self) -> frozenset[str]:
        """Return what its clock can start on, without the choice of a reading, in any of its cases."""
        return frozenset(text.written for each in self.every for text in each.start)
