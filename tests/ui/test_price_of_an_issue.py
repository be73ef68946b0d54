"""The price paid for an issue or with a transfer is asked for where damages are measured by it, and never lost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from rra_desktop.domain.matter import Matter
from rra_desktop.domain.register import EntryType, Security
from rra_desktop.session import create_session
from tests.damages_matters import LATE, unfiled
from tests.matters import worked_demand
from ui.holdings.transaction_dialog import TransactionDialog
from ui.session_signals import SessionSignals
from ui.theme import Theme
from ui.widgets.room import RoomContext


def of(it: Matter, price: str | None) -> Matter:
    """Return a matter whose first entry, an issue, has a price or none."""
    first = replace(it.ledger[0], price_paid=None if price is None else Decimal(price))
    return replace(it, ledger=(first, *it.ledger[1:]))


@pytest.fixture(
    params=[(unfiled(), None, True), (worked_demand(), None, False), (worked_demand(), "5.00", True)],
    ids=["damages", "none", "none, but a price is recorded"],
)
def case(request: pytest.FixtureRequest, tmp_path: Path, theme: Theme) -> Iterator[tuple[RoomContext, bool]]:
    it, price, asked = request.param
    session = create_session(tmp_path / "Priced.rra", of(it, price), today=LATE)
    signals = SessionSignals(session)
    yield RoomContext(session, signals, theme), asked
    signals.close()
    session.close()


def test_the_price_of_an_issue_is_asked_for_and_kept(case: tuple[RoomContext, bool], qtbot: QtBot) -> None:
    context, asked = case
    entry = context.session.matter.ledger[0]
    assert (entry.type, entry.security) == (EntryType.ISSUE, Security.UNIT)
    dialog = TransactionDialog(context, None, entry=entry)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.price_paid.isVisible() is asked
    if asked:
        dialog.price_paid.setText("$90,000")
    dialog.accept()
    assert context.session.matter.ledger[0].price_paid == (Decimal(90_000) if asked else None)
