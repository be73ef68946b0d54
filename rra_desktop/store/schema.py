"""The schema of a matter file, and for each version the step that makes it from the version before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from rra_desktop.domain.agreement import digest_of
from rra_desktop.store import driver
from rra_desktop.store.forms import form_text

if TYPE_CHECKING:
    from sqlite_utils import Database

APPLICATION_ID = 0x52524131
"""What stands at bytes 68 to 71 of a matter file: "RRA1"."""

Step: TypeAlias = Callable[["Database"], None]
SchemaObject: TypeAlias = tuple[str, str, str, str | None]
"""Type, name, table and text of one thing in a file's schema, as SQLite keeps them."""

_VERSION_1 = (
    """CREATE TABLE agreement (
    form TEXT NOT NULL PRIMARY KEY CHECK (form <> '')
) STRICT""",
    """CREATE TABLE matter (
    place INTEGER PRIMARY KEY CHECK (place = 1),
    title TEXT NOT NULL,
    company TEXT NOT NULL,
    agreement_date TEXT NOT NULL,
    acting_for TEXT NOT NULL,
    header TEXT NOT NULL,
    opens_as_of TEXT,
    month_first INTEGER CHECK (month_first IN (0, 1))
) STRICT""",
    """CREATE TABLE holder (
    place INTEGER PRIMARY KEY CHECK (place > 0),
    id TEXT NOT NULL UNIQUE CHECK (id <> ''),
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    "group" TEXT,
    entity TEXT,
    transferee INTEGER NOT NULL CHECK (transferee IN (0, 1)),
    counterpart_date TEXT,
    notice_address TEXT NOT NULL,
    notes TEXT NOT NULL
) STRICT""",
    """CREATE TABLE affiliate_group (
    place INTEGER PRIMARY KEY CHECK (place > 0),
    name TEXT NOT NULL UNIQUE CHECK (name <> ''),
    lead TEXT REFERENCES holder (id) DEFERRABLE INITIALLY DEFERRED
) STRICT""",
    """CREATE TABLE ledger_entry (
    place INTEGER PRIMARY KEY CHECK (place > 0),
    sequence INTEGER NOT NULL UNIQUE CHECK (sequence > 0),
    date TEXT NOT NULL,
    type TEXT NOT NULL,
    holder TEXT REFERENCES holder (id) DEFERRABLE INITIALLY DEFERRED,
    security TEXT,
    quantity INTEGER,
    "to" TEXT REFERENCES holder (id) DEFERRABLE INITIALLY DEFERRED,
    counterpart_executed INTEGER NOT NULL CHECK (counterpart_executed IN (0, 1)),
    public_distribution INTEGER NOT NULL CHECK (public_distribution IN (0, 1)),
    new INTEGER,
    old INTEGER,
    percent TEXT,
    adjusts_conversion INTEGER NOT NULL CHECK (adjusts_conversion IN (0, 1)),
    price_paid TEXT,
    note TEXT NOT NULL
) STRICT""",
    "CREATE INDEX ledger_entry_of_holder ON ledger_entry (holder)",
    'CREATE INDEX ledger_entry_to_holder ON ledger_entry ("to")',
    """CREATE TABLE registration (
    place INTEGER PRIMARY KEY CHECK (place > 0),
    id TEXT NOT NULL UNIQUE CHECK (id <> ''),
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    underwriting TEXT NOT NULL,
    purpose TEXT NOT NULL,
    initiated_by TEXT NOT NULL,
    second_demand INTEGER NOT NULL CHECK (second_demand IN (0, 1)),
    covers_all_requested INTEGER CHECK (covers_all_requested IN (0, 1)),
    note TEXT NOT NULL
) STRICT""",
    """CREATE TABLE event (
    place INTEGER PRIMARY KEY CHECK (place > 0),
    id INTEGER NOT NULL UNIQUE CHECK (id > 0),
    registration TEXT NOT NULL REFERENCES registration (id) DEFERRABLE INITIALLY DEFERRED,
    type TEXT NOT NULL,
    date TEXT,
    method TEXT,
    sent TEXT,
    received TEXT,
    "to" TEXT REFERENCES holder (id) DEFERRABLE INITIALLY DEFERRED,
    days INTEGER,
    because TEXT,
    by TEXT,
    form TEXT NOT NULL,
    permits_resale INTEGER CHECK (permits_resale IN (0, 1)),
    note TEXT NOT NULL
) STRICT""",
    """CREATE TABLE request (
    place INTEGER PRIMARY KEY CHECK (place > 0),
    id INTEGER NOT NULL UNIQUE CHECK (id > 0),
    registration TEXT NOT NULL REFERENCES registration (id) DEFERRABLE INITIALLY DEFERRED,
    holder TEXT NOT NULL REFERENCES holder (id) DEFERRABLE INITIALLY DEFERRED,
    quantity INTEGER,
    received TEXT,
    method_of_distribution TEXT NOT NULL,
    information_owed INTEGER NOT NULL CHECK (information_owed IN (0, 1)),
    completed TEXT,
    note TEXT NOT NULL
) STRICT""",
    """CREATE TABLE offering (
    place INTEGER PRIMARY KEY CHECK (place > 0),
    id TEXT NOT NULL UNIQUE CHECK (id <> ''),
    name TEXT NOT NULL,
    registration TEXT REFERENCES registration (id) DEFERRABLE INITIALLY DEFERRED,
    "plan" TEXT NOT NULL,
    maximum INTEGER,
    company_shares INTEGER NOT NULL,
    price TEXT,
    discount_percent TEXT,
    discount_per_share TEXT,
    option_shares INTEGER NOT NULL,
    as_of TEXT,
    outstanding_after INTEGER,
    note TEXT NOT NULL
) STRICT""",
    """CREATE TABLE offering_request (
    place INTEGER PRIMARY KEY CHECK (place > 0),
    offering TEXT NOT NULL REFERENCES offering (id) DEFERRABLE INITIALLY DEFERRED,
    holder TEXT NOT NULL REFERENCES holder (id) DEFERRABLE INITIALLY DEFERRED,
    quantity INTEGER NOT NULL,
    agreed INTEGER,
    UNIQUE (offering, holder)
) STRICT""",
    """CREATE TABLE expense (
    place INTEGER PRIMARY KEY CHECK (place > 0),
    id INTEGER NOT NULL UNIQUE CHECK (id > 0),
    date TEXT NOT NULL,
    category TEXT NOT NULL,
    amount INTEGER NOT NULL,
    registration TEXT REFERENCES registration (id) DEFERRABLE INITIALLY DEFERRED,
    note TEXT NOT NULL
) STRICT""",
    """CREATE TABLE reading_choice (
    place INTEGER PRIMARY KEY CHECK (place > 0),
    reading TEXT NOT NULL UNIQUE CHECK (reading <> ''),
    choice TEXT NOT NULL,
    reason TEXT NOT NULL
) STRICT""",
    """CREATE TABLE point_settled (
    place INTEGER PRIMARY KEY CHECK (place > 0),
    point TEXT NOT NULL UNIQUE CHECK (point <> ''),
    state TEXT NOT NULL,
    note TEXT NOT NULL
) STRICT""",
    """CREATE TABLE term_change (
    place INTEGER PRIMARY KEY CHECK (place > 0),
    id INTEGER NOT NULL UNIQUE CHECK (id > 0),
    term TEXT NOT NULL,
    value TEXT NOT NULL,
    effective_from TEXT,
    section TEXT NOT NULL,
    note TEXT NOT NULL
) STRICT""",
    """CREATE TABLE waiver (
    place INTEGER PRIMARY KEY CHECK (place > 0),
    id INTEGER NOT NULL UNIQUE CHECK (id > 0),
    deadline TEXT NOT NULL,
    date TEXT NOT NULL,
    signed_by TEXT NOT NULL,
    registration TEXT REFERENCES registration (id) DEFERRABLE INITIALLY DEFERRED,
    holder TEXT REFERENCES holder (id) DEFERRABLE INITIALLY DEFERRED,
    note TEXT NOT NULL
) STRICT""",
    """CREATE TABLE holiday_change (
    place INTEGER PRIMARY KEY CHECK (place > 0),
    closing TEXT NOT NULL,
    date TEXT NOT NULL,
    closed INTEGER NOT NULL CHECK (closed IN (0, 1)),
    name TEXT NOT NULL,
    UNIQUE (closing, date)
) STRICT""",
    """CREATE TABLE journal (
    number INTEGER PRIMARY KEY CHECK (number > 0),
    "when" TEXT NOT NULL,
    who TEXT NOT NULL,
    kind TEXT NOT NULL,
    label TEXT NOT NULL,
    command TEXT NOT NULL,
    "of" INTEGER REFERENCES journal (number),
    app_version TEXT NOT NULL,
    schema INTEGER NOT NULL,
    changes TEXT NOT NULL
) STRICT""",
    """CREATE TRIGGER journal_leaves_no_gap BEFORE INSERT ON journal
WHEN NEW.number IS NOT (SELECT coalesce(max(number), 0) + 1 FROM journal)
BEGIN SELECT RAISE(ABORT, 'the journal is numbered without gaps'); END""",
    """CREATE TRIGGER journal_is_not_rewritten BEFORE UPDATE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is only ever added to'); END""",
    """CREATE TRIGGER journal_is_not_shortened BEFORE DELETE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is only ever added to'); END""",
)

_VERSION_2 = (
    # The Company's own shares may be not entered yet, which is not the same as none.
    """CREATE TABLE offering_of_version_2 (
    place INTEGER PRIMARY KEY CHECK (place > 0),
    id TEXT NOT NULL UNIQUE CHECK (id <> ''),
    name TEXT NOT NULL,
    registration TEXT REFERENCES registration (id) DEFERRABLE INITIALLY DEFERRED,
    "plan" TEXT NOT NULL,
    maximum INTEGER,
    company_shares INTEGER,
    price TEXT,
    discount_percent TEXT,
    discount_per_share TEXT,
    option_shares INTEGER NOT NULL,
    as_of TEXT,
    outstanding_after INTEGER,
    note TEXT NOT NULL
) STRICT""",
    "INSERT INTO offering_of_version_2 SELECT * FROM offering",
    "DROP TABLE offering",
    "ALTER TABLE offering_of_version_2 RENAME TO offering",
    "ALTER TABLE request ADD COLUMN accepted TEXT",
    # Who has signed an amendment: of those recorded before nobody is known to have.
    "ALTER TABLE term_change ADD COLUMN signed_by TEXT NOT NULL DEFAULT '[]'",
)

_VERSION_3 = (
    # A matter keeps the text of its form, so that it stays what it was when the program ships another.
    """CREATE TABLE agreement_of_version_3 (
    place INTEGER PRIMARY KEY CHECK (place = 1),
    id TEXT NOT NULL CHECK (id <> ''),
    text TEXT NOT NULL CHECK (text <> ''),
    digest TEXT NOT NULL CHECK (length(digest) = 64)
) STRICT""",
    # What happened in the matter itself, as a closing, belongs to no registration; a notice may have its hour.
    """CREATE TABLE event_of_version_3 (
    place INTEGER PRIMARY KEY CHECK (place > 0),
    id INTEGER NOT NULL UNIQUE CHECK (id > 0),
    registration TEXT REFERENCES registration (id) DEFERRABLE INITIALLY DEFERRED,
    type TEXT NOT NULL,
    date TEXT,
    method TEXT,
    sent TEXT,
    received TEXT,
    "to" TEXT REFERENCES holder (id) DEFERRABLE INITIALLY DEFERRED,
    days INTEGER,
    because TEXT,
    by TEXT,
    form TEXT NOT NULL,
    permits_resale INTEGER CHECK (permits_resale IN (0, 1)),
    note TEXT NOT NULL,
    hour TEXT
) STRICT""",
    "INSERT INTO event_of_version_3 SELECT *, NULL FROM event",
    "DROP TABLE event",
    "ALTER TABLE event_of_version_3 RENAME TO event",
    # The words of the form that a record names: empty for the first of its kind, as everything was before.
    "ALTER TABLE registration ADD COLUMN \"right\" TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE registration ADD COLUMN facts TEXT NOT NULL DEFAULT '{}'",
    "ALTER TABLE holder ADD COLUMN holder_class TEXT NOT NULL DEFAULT ''",
    """CREATE TABLE damages_payment (
    place INTEGER PRIMARY KEY CHECK (place > 0),
    id INTEGER NOT NULL UNIQUE CHECK (id > 0),
    date TEXT NOT NULL,
    clause TEXT NOT NULL CHECK (clause <> ''),
    holder TEXT NOT NULL REFERENCES holder (id) DEFERRABLE INITIALLY DEFERRED,
    amount INTEGER NOT NULL,
    registration TEXT REFERENCES registration (id) DEFERRABLE INITIALLY DEFERRED,
    note TEXT NOT NULL
) STRICT""",
)

_VERSION_4 = (
    # The agreement's own text, one for a matter: a paragraph a line, with the name of the file and the day.
    """CREATE TABLE agreement_text (
    place INTEGER PRIMARY KEY CHECK (place > 0),
    name TEXT NOT NULL UNIQUE CHECK (name <> ''),
    attached TEXT NOT NULL,
    text TEXT NOT NULL CHECK (text <> '')
) STRICT""",
)


def _make_version_1(database: Database) -> None:
    for statement in _VERSION_1:
        database.execute(statement)


def _make_version_2(database: Database) -> None:
    for statement in _VERSION_2:
        database.execute(statement)


def _make_version_3(database: Database) -> None:
    for statement in _VERSION_3:
        database.execute(statement)
    for (form,) in driver.rows(database, "SELECT form FROM agreement"):
        text = form_text(form)
        kept = (form, text, digest_of(text))
        database.execute("INSERT INTO agreement_of_version_3 (place, id, text, digest) VALUES (1, ?, ?, ?)", kept)
    database.execute("DROP TABLE agreement")
    database.execute("ALTER TABLE agreement_of_version_3 RENAME TO agreement")


def _make_version_4(database: Database) -> None:
    for statement in _VERSION_4:
        database.execute(statement)


@dataclass(frozen=True)
class Schema:
    """Every version the program has released: step n, counted from 0, makes version n + 1 out of version n."""

    steps: tuple[Step, ...]

    @property
    def version(self) -> int:
        """The version the program writes; kept as `user_version` in the file."""
        return len(self.steps)

    def advance(self, database: Database, since: int) -> None:
        """Bring a database from one version to the newest, inside the transaction the caller has begun."""
        for step in self.steps[since:]:
            step(database)
        database.execute(f"PRAGMA user_version = {self.version}")
        database.execute(f"PRAGMA application_id = {APPLICATION_ID}")

    def objects(self, version: int) -> frozenset[SchemaObject]:
        """Return what a file of a version has in its schema, and nothing else has."""
        return _objects_after(self.steps[:version])


@lru_cache(maxsize=8)
def _objects_after(steps: tuple[Step, ...]) -> frozenset[SchemaObject]:
    database = driver.in_memory()
    try:
        for step in steps:
            step(database)
        return objects_in(database)
    finally:
        database.close()


def objects_in(database: Database) -> frozenset[SchemaObject]:
    """Return what a database has in its schema, whoever put it there."""
    return frozenset(
        (str(kind), str(name), str(table), text)
        for kind, name, table, text in driver.rows(database, "SELECT type, name, tbl_name, sql FROM sqlite_schema")
    )


CURRENT = Schema(steps=(_make_version_1, _make_version_2, _make_version_3, _make_version_4))
"""The schema of this program."""
