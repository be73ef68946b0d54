"""Offerings for tests from a table of holders: what each holds and asks for; the ledger behind it is not needed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from rra_desktop.calculation.cutback.offering_cutback import Cutback, cut_back
from rra_desktop.calculation.register.beneficial_ownership import Ownership
from rra_desktop.domain.figures import EnteredByCounsel, Figure, FigureKey, RecordKind
from rra_desktop.domain.matter import Matter
from rra_desktop.domain.offerings import Offering, OfferingRequest
from rra_desktop.domain.priority_plans import PriorityPlan
from rra_desktop.domain.register import AffiliateGroup, Entity, Holder, Role, Security
from rra_desktop.domain.registrations import Registration
from rra_desktop.domain.standing import HolderPosition
from rra_desktop.domain.statements import stated
from tests.matters import form, matter, piggyback
from tests.saying import notes_of

OFFERING_DAY = dt.date(2003, 7, 15)


@dataclass(frozen=True)
class Person:
    """One row of a register: `held` and `asked` in shares; `issued` is what is held when only issued shares count.

    `kinds` is what of it is of each kind of share, all of it Common where nothing is said.
    """

    id: str
    held: int
    asked: int | None = None
    group: str | None = None
    role: Role = Role.INVESTOR
    entity: Entity | None = Entity.PARTNERSHIP
    counts: bool = True
    agreed: int | None = None
    name: str = ""
    issued: int | None = None
    of_class: str = ""
    kinds: Mapping[Security, int] | None = None

    @property
    def holder(self) -> Holder:
        """The person as it stands in the register."""
        own, name = self.of_class, self.name or self.id
        return Holder(self.id, name, self.role, self.group, self.entity, holder_class=own)

    def of_kind(self, kind: Security) -> int:
        """Return what of its shares is of a kind."""
        return (self.kinds or {Security.COMMON: self.held}).get(kind, 0)


def other(holder_id: str, held: int, asked: int) -> Person:
    """Make an Other Holder."""
    return Person(holder_id, held, asked, role=Role.OTHER_HOLDER)


class FakeRegister:
    """A register as of a day that simply says what each person holds."""

    def __init__(self, people: Sequence[Person], *, issued_only: bool = False) -> None:
        self.as_of = OFFERING_DAY
        self._people = {person.id: person for person in people}
        self.registrable_shares = [
            person.issued if issued_only and person.issued is not None else person.held for person in people
        ]
        self.uncounted = [place for place, person in enumerate(people) if not person.counts]

    @property
    def registrable_by_kind(self) -> Mapping[Security, Sequence[int]]:
        """Return what each person holds of every kind of share."""
        return {kind: [person.of_kind(kind) for person in self._people.values()] for kind in Security}

    def of(self, holder_id: str) -> HolderPosition:
        """Return a position of Common only."""
        person = self._people[holder_id]
        why_not = None if person.counts else stated("register/no_counterpart", "7")
        return HolderPosition(person.holder, 0, person.held, 0, 0, 0, person.held, person.counts, why_not)

    def ownership_of(self, holder_id: str) -> Ownership:
        """Return that all it has is Common."""
        held = self.of(holder_id).registrable
        return Ownership(held, 0, held)

    def figure(self, holder_id: str | None, part: str) -> Figure[int]:
        """Return a leaf: the ledger says so."""
        held = self.of(holder_id or "").registrable
        key = FigureKey("position", (holder_id or "",), part)
        return Figure(key, f"{holder_id} · Registrable Shares", held, f"{held:,}", EnteredByCounsel(RecordKind.LEDGER))


def offering_matter(
    people: Sequence[Person],
    *,
    maximum: int | None,
    company: int = 0,
    plan: str | PriorityPlan = "section-3c",
    registration: Registration | None = None,
    readings: Mapping[str, str] | None = None,
    leads: Mapping[str, str] | None = None,
    price: str | None = None,
    discount_percent: str | None = None,
    discount_per_share: str | None = None,
    option_shares: int = 0,
    outstanding_after: int | None = None,
) -> Matter:
    """Make a matter with one offering O1 of one registration, a piggy-back unless another is given."""
    registration = registration or piggyback()
    groups = dict.fromkeys(person.group for person in people if person.group)
    made = matter(
        holders=[person.holder for person in people],
        groups=[AffiliateGroup(name, (leads or {}).get(name)) for name in groups],
        registrations=[registration],
        offerings=[
            Offering(
                "O1",
                registration=registration.id,
                plan=plan if isinstance(plan, str) else plan.id,
                maximum=maximum,
                company_shares=company,
                price=None if price is None else Decimal(price),
                discount_percent=None if discount_percent is None else Decimal(discount_percent),
                discount_per_share=None if discount_per_share is None else Decimal(discount_per_share),
                option_shares=option_shares,
                as_of=OFFERING_DAY,
                outstanding_after=outstanding_after,
            )
        ],
        offering_requests=[
            OfferingRequest("O1", person.id, person.asked, person.agreed)
            for person in people
            if person.asked is not None
        ],
        readings=readings,
    )
    if isinstance(plan, PriorityPlan):
        made = replace(made, form=replace(form(), plans=(*form().plans, plan)))
    return made


def cut_back_matter(made: Matter, people: Sequence[Person]) -> Cutback:
    """Cut the only offering back, on what the people are said to hold."""
    return cut_back(
        made,
        made.offerings[0],
        lambda matter, _day: FakeRegister(people, issued_only=matter.choice("registrable_basis") == "issued_only"),
    )


def cutback_of(
    people: Sequence[Person],
    maximum: int | None,
    company: int = 0,
    *,
    plan: str | PriorityPlan = "section-3c",
    readings: Mapping[str, str] | None = None,
    price: str | None = None,
    registration: Registration | None = None,
) -> Cutback:
    """Cut an offering to these people back, under §3(c) unless another plan is given."""
    made = offering_matter(
        people,
        maximum=maximum,
        company=company,
        plan=plan,
        readings=readings,
        price=price,
        registration=registration,
    )
    return cut_back_matter(made, people)


def allocated(cutback: Cutback) -> dict[str, int]:
    """Return what each holder got, by id."""
    return {row.holder: row.allocated for row in cutback.outcome.participants}


def texts(cutback: Cutback) -> str:
    """Return all that a result says beside its numbers."""
    return "\n".join(notes_of(cutback.outcome))
