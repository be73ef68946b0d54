"""What a field can be set to, and what the records a command touches are called."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TypeAlias

from rra_desktop.wording.records import holder_name, offering_name, registration_name

__all__ = ["FieldValue", "holder_name", "offering_name", "registration_name"]

FieldValue: TypeAlias = int | str | bool | Decimal | dt.date | tuple[str, ...] | None
