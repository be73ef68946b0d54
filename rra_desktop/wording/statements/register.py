"""The words of what is stated about the register and its ledger."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from rra_desktop.domain.register import EntryType
from rra_desktop.wording import names, sums, writing
from rra_desktop.wording.statements.template import filled_in

Facts = Mapping[str, Any]


_REFUSED = {
    EntryType.REGISTERED_SALE: "sold",
    EntryType.OTHER_SALE: "sold",
    EntryType.CORRECTION: "taken off by a correction",
}
"""What a refused entry cannot do, where the deed of its kind would say too much or something else."""


def _sum(facts: Facts) -> str:
    said = sums.total(facts["terms"], facts["more"], facts["total"])
    share = facts["share"]
    return said if share is None else f"{said}; {writing.percent(share)} of all Registrable Shares"


def _product(facts: Facts) -> str:
    return sums.product(facts["count"], facts["of"] or "", facts["ratio"], facts["whole"])


def _on(day: dt.date | None) -> str:
    return "" if day is None else f", on {writing.date_only(day)}"


def _falls_short(facts: Facts) -> str:
    ways = [f"of at least {facts['least']:,} shares"] if facts["least"] is not None else []
    ways += ["from an affiliate"] if facts["affiliate"] else []
    where = writing.in_brackets(facts["section"])
    return f"A transferee joins only by a transfer {' or '.join(ways)}: this one is not an Investor{where}."


def _later_dividend(facts: Facts) -> str:
    noun = "held before the first stock dividend of the day"
    return sums.product(facts["held"], noun, facts["ratio"], facts["whole"])


def _worth_until(facts: Facts) -> str:
    return filled_in("{product}", facts) + f" · expire {sums.dates(facts['days'])}"


def _adjusted_ratio(facts: Facts) -> str:
    ratio, adjusted = sums.ratio(facts["ratio"]), sums.ratio(facts["adjusted"])
    return f"{ratio}{sums.factors(facts['factors'])} = {adjusted}"


def _changed_term(facts: Facts) -> str:
    since = facts["since"]
    said = "as corrected" if since is None else f"as changed from {writing.date_only(since)} on"
    return f"{said}: {facts['note']}" if facts["note"] else said


def _entry(facts: Facts) -> str:
    parties = filled_in("{holder} to {to}" if facts["to"] else "{holder}", facts)
    paid = "" if facts["paid"] is None else f", {writing.money(facts['paid'])} paid"
    what = filled_in("{deed:heading} of {quantity} {security}", facts)
    return f"{what}, {parties}, {writing.date_only(facts['day'])}{paid}"


def _more_entries(facts: Facts) -> str:
    days = sorted({facts["first"], facts["last"]})
    further = "further ledger entry" if facts["count"] == 1 else "further ledger entries"
    return f"{facts['count']:,} {further}, {sums.dates(days) if len(days) == 1 else _from_to(*days)}"


def _from_to(first: Any, last: Any) -> str:  # noqa: ANN401 - days
    return f"{writing.date_only(first)} to {writing.date_only(last)}"


def _no_entry(facts: Facts) -> str:
    return f"No ledger entry moves {facts['security'] or 'Registrable Shares'}"


def _least_of(facts: Facts) -> str:
    counted = (
        f"{held:,} ÷ {sums.ratio(Fraction(per_unit))}"
        for held, per_unit in zip(facts["held"], facts["per_unit"], strict=True)
    )
    together = "" if facts["holders"] == 1 else ", holder by holder"
    return f"the least of {', '.join(counted)}, in whole Units{together}"


def _too_little_held(facts: Facts) -> str:
    lapsed = f" ({facts['lapsed']:,} more had lapsed)" if facts["lapsed"] else ""
    asked = f"{facts['asked']:,}"
    if facts["units"] is not None:
        asked = f"{facts['units']:,} Units, which take {asked} of them,"
    done = _REFUSED.get(facts["deed"]) or names.entry_deed(facts["deed"])
    return filled_in("{holder} held {held} {security} on {day:date}", facts) + f"{lapsed}; {asked} cannot be {done}."


def _out_of_range(least: str) -> str:
    return (
        "The {deed} of {day:date} cannot be of {quantity}; "
        f"an entry moves {least}, and no more than any register counts."
    )


def _days_after(facts: Facts) -> str:
    return filled_in("{days:of day} after the transfer of {transferred:date}", facts)


WORDS: Mapping[str, str | Callable[[Facts], str]] = {
    # Arithmetic
    "register/sum": _sum,
    "register/product": _product,
    "register/later_dividend": _later_dividend,
    "register/worth_until": _worth_until,
    "register/shares": "{count} shares",
    "register/least_of": _least_of,
    "register/unexercised": lambda facts: f"unexercised when {sums.dates(facts['days'])} was over",
    "register/nothing_left": "on {day:date} nothing was left of {units} Units",
    # Terms and entries
    "register/adjusted_term": "{term}, adjusted",
    "register/adjusted_ratio": _adjusted_ratio,
    "register/changed_term": _changed_term,
    "register/entry": _entry,
    "register/more_entries": _more_entries,
    "register/no_entry": _no_entry,
    "register/split": lambda facts: f"Split {facts['new']} for {facts['old']}, {writing.date_only(facts['day'])}",
    "register/stock_dividend": (
        lambda facts: f"Stock dividend of {sums.ratio(facts['percent'])}%, {writing.date_only(facts['day'])}"
    ),
    # What is explained
    "register/holding": "{holder} · {security}",
    "register/intact_units": "{holder} · intact Units",
    "register/registrable_shares": "{holder} · Registrable Shares",
    "register/investors": "Investors",
    "register/one_investor": "{group} (one Investor)",
    "register/classes": lambda facts: writing.names(facts["names"]),
    # Steps
    "register/issued_in_units": "{security} issued under the Purchase Agreement",
    "register/moved": "{security} {deed:deed}",
    "register/paid_out": "Common from {source} already {deed:deed}",
    "register/transferred": "{security} transferred",
    "register/received": "{security} received by transfer",
    "register/acquired_publicly": "{security} acquired in a public distribution",
    "register/units_of_nothing": "Units of which nothing is left",
    "register/lapsed": "Warrants lapsed",
    "register/not_registrable": "Acquired in a public distribution, so not Registrable",
    "register/on_conversion": "Common on conversion of {security}",
    "register/on_exercise": "Common on exercise of Warrants",
    # Beside figures
    "register/fraction": (
        lambda facts: (
            f"{sums.mixed(facts['shares'])} of a share {'added' if facts['added'] else 'dropped'} by the fraction rule "
            f"“{facts['rule']}”."
        )
    ),
    "register/warrants_lapsed": "{count} Warrants count for nothing: {why}{cited}.",
    "register/other_securities": (
        "{count} other registrable securities of Investors are no Registrable Shares{cited}."
    ),
    "register/registrable_leave_first": (
        "Registrable Shares leave a holding before those acquired in a public distribution{cited}."
    ),
    # Who is an Investor
    "register/no_counterpart": "A transferee that has executed no counterpart is not an Investor{cited}.",
    "register/falls_short": _falls_short,
    "register/joins_later": (
        lambda facts: filled_in(
            "A transferee is no Investor before the shares are transferred to it{day}{cited}.",
            {**facts, "day": _on(facts["since"])},
        )
    ),
    "register/notice_unsaid": (
        "{holder} joins by transfer and notice to the Company; no record says whether the notice was given{cited}."
    ),
    "register/counterpart_later": (
        "A transferee is no Investor before it executes its counterpart, on {signed:date}{cited}."
    ),
    "register/signed_after_transfer": (
        lambda facts: filled_in(
            "Its counterpart of {signed:date} came {after}; under the reading “{reading}” such a transferee is not an "
            "Investor{cited}.",
            {**facts, "after": _days_after(facts)},
        )
    ),
    "register/joined_late": (
        lambda facts: filled_in(
            "{holder} signed its counterpart on {signed:date}, {after}, not at the time of the transfer; it counts as "
            "an Investor from the day it signed{cited}.",
            {**facts, "after": _days_after(facts)},
        )
    ),
    "register/unsigned_transferee": (
        "All that {holder} has came by transfer, and no executed counterpart is recorded: as the register shows it, it "
        "signed neither the agreement nor a counterpart. It counts as recorded{cited}."
    ),
    "register/not_counted": "Not counted: {holder}: {units} Units, {registrable} shares. {why}",
    "register/more_not_counted": ("Not counted: {more} more transferees; with those above {units} Units{cited}."),
    "register/more_alike": "The same stands beside {more} more holders{cited}.",
    # Entries in doubt
    "register/entry_left_out": "A ledger entry is left out of this number, for it cannot be so: {why}",
    "register/exercise_at_another_price": (
        lambda facts: filled_in(
            "For {warrants} Warrants that {holder} exercised on {day:date} {paid_in_all} is recorded as paid; at "
            "{price_a_share} a share it is {due_in_all}{cited}. They are taken as exercised.",
            {
                **facts,
                "paid_in_all": writing.money(facts["paid"]),
                "due_in_all": writing.money(facts["due"]),
                "price_a_share": f"${writing.quota(facts['price'])}",
            },
        )
    ),
    "register/units_ended": (
        "{holder} has parted with every security of {units} Units, and holds none of those Units any more{cited}."
    ),
    # Refusals
    "register/too_little_held": _too_little_held,
    "register/unreadable_entry": "The ledger entry of {day:date} cannot be read.",
    "register/no_such_holder": (
        "The {deed} of {day:date} needs a holder of the register; choose one, or enter the holder first."
    ),
    "register/no_security": "The {deed} of {day:date} needs the security it moves.",
    "register/security_not_had": (
        "The {deed} of {day:date} is of {security}, and the agreement has none; choose another security."
    ),
    "register/wrong_security": "The {deed} of {day:date} cannot be of {security}; choose another security.",
    "register/no_such_receiver": (
        "The {deed} of {day:date} needs a transferee of the register; choose one, or enter the holder first."
    ),
    "register/to_itself": "The {deed} of {day:date} goes from a holder to itself; choose another transferee.",
    "register/idle_receiver": (
        "The {deed} of {day:date} has a receiver, and only a transfer has one; leave it out, or record a transfer."
    ),
    "register/no_quantity": "The {deed} of {day:date} needs its quantity.",
    "register/correction_of_nothing": _out_of_range("by at least 1"),
    "register/quantity_out_of_range": _out_of_range("at least 1"),
    "register/price_out_of_range": (
        "The {deed} of {day:date} cannot be paid with {paid}; an exercise price is not negative, and no "
        "larger than any register counts."
    ),
    "register/split_without_ratio": (
        "The {deed} of {day:date} needs its new and its old number of shares, each at least 1 and at most {largest}."
    ),
    "register/split_of_nothing": "The {deed} of {day:date} changes nothing: it gives {new} for {old}.",
    "register/dividend_without_percent": (
        "The {deed} of {day:date} needs the shares paid per hundred held, more than 0 and at most {largest}."
    ),
    "register/names_a_holder": (
        "The {deed} of {day:date} is of all Common Stock; leave the holder, the security and the quantity out."
    ),
}
