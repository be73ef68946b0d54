"""A matter as parsed JSON, for tests to spoil."""

from __future__ import annotations

from typing import Any, TypeAlias

Document: TypeAlias = dict[str, Any]
"""A matter as parsed JSON, to be spoilt in one place by a test."""


def document() -> Document:
    """Return the example of the interface's description, its holders complete."""
    return {
        "format": "rra-matter/1",
        "matter": {
            "title": "BestNet 2003",
            "company": "BestNet Communications Corp.",
            "agreement_date": "2003-03-30",
            "acting_for": "company",
        },
        "form": "bestnet-2003",
        "terms": {},
        "readings": {"cutback_weight": {"choice": "held", "reason": ""}},
        "holders": [
            {
                "id": "H1",
                "name": "Alder Growth Fund I, L.P.",
                "role": "investor",
                "group": "Alder",
                "entity": "partnership",
            },
            {"id": "H2", "name": "Dogwood Capital", "role": "other_holder"},
            {"id": "H3", "name": "Juniper Holdings", "role": "investor", "transferee": True, "counterpart_date": None},
            {"id": "H4", "name": "Cedar Family Trust", "role": "investor"},
        ],
        "ledger": [
            {"date": "2003-03-30", "type": "issue", "holder": "H1", "security": "unit", "quantity": 360000},
            {
                "date": "2003-03-30",
                "type": "issue",
                "holder": "H2",
                "security": "other_registrable",
                "quantity": 1400000,
            },
            {"date": "2003-09-01", "type": "convert", "holder": "H1", "quantity": 120000},
            {"date": "2003-09-02", "type": "exercise", "holder": "H1", "quantity": 1000},
            {
                "date": "2003-10-01",
                "type": "transfer",
                "holder": "H1",
                "to": "H3",
                "security": "unit",
                "quantity": 60000,
            },
            {"date": "2004-01-02", "type": "split", "new": 1, "old": 10},
            {"date": "2004-02-02", "type": "stock_dividend", "percent": "5"},
            {"date": "2004-03-01", "type": "registered_sale", "holder": "H1", "quantity": 5000},
        ],
        "registrations": [
            {
                "id": "R1",
                "kind": "demand",
                "underwriting": "firm_commitment",
                "initiated_by": ["H1"],
                "events": [
                    {
                        "type": "demand_notice",
                        "method": "certified_mail",
                        "sent": "2003-05-30",
                        "received": "2003-06-02",
                    },
                    {
                        "type": "company_notice",
                        "method": "certified_mail",
                        "sent": "2003-06-06",
                        "to": "H4",
                        "received": "2003-06-10",
                    },
                    {"type": "filed", "date": "2003-07-15"},
                    {"type": "effective", "date": "2003-09-30"},
                ],
                "requests": [
                    {
                        "holder": "H4",
                        "quantity": 100000,
                        "received": "2003-06-20",
                        "method_of_distribution": "underwritten",
                    }
                ],
            }
        ],
        "offerings": [
            {
                "id": "O1",
                "registration": "R1",
                "plan": "section-3c",
                "maximum": 10000000,
                "company_shares": 6000000,
                "price": "1.25",
                "discount_percent": "7",
                "as_of": "2003-07-15",
                "requests": [{"holder": "H1", "quantity": 1800000}],
            }
        ],
        "expenses": [
            {"date": "2003-07-15", "category": "filing_fee", "amount": "1234.56", "registration": "R1", "note": ""}
        ],
    }
