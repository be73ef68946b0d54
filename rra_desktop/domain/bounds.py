"""How far numbers and days reach: what lies beyond is a slip of the hand, and is refused wherever it comes in."""

from __future__ import annotations

import datetime as dt

LARGEST_COUNT = 10**15
"""No register counts more securities than this, and no amount in dollars is larger."""

LARGEST_RATIO = 1_000_000
"""No split gives or takes more shares at once than this, and no stock dividend pays more per hundred held."""

FIRST_DAY, LAST_DAY = dt.date(1900, 1, 1), dt.date(2199, 12, 31)
"""No record is of a day before or after these."""

LONGEST_FORM = 200_000
"""The most characters the text of an agreement's form may have."""

LONGEST_AGREEMENT = 1_000_000
"""The most characters the text of an agreement may have."""
