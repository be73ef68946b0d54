"""The agreement's text in a matter's JSON: line by line, one of it, and no more than a matter keeps."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from typing import Any

import pytest

from rra_desktop.domain.agreement_text import AgreementText
from rra_desktop.domain.bounds import LONGEST_AGREEMENT
from rra_desktop.errors import ImportRefusedError
from rra_desktop.exchange.matter_json import matter_from_json, matter_to_json
from rra_desktop.store.forms import load_form
from tests.exchange.documents import document
from tests.matters import investor, matter

STATED = {"name": "fair.txt", "attached": "2003-06-02", "lines": ["1. Fair.", "", "2. Costs."]}


def test_a_text_stands_line_by_line_and_reads_back() -> None:
    text = AgreementText("fair.txt", dt.date(2003, 6, 2), "1. Fair.\n\n2. Costs.")
    with_text = replace(matter(holders=[investor("H1")]), texts=(text,))
    written = matter_to_json(with_text)
    assert json.loads(written)["agreement_text"] == [STATED]
    assert matter_from_json(written, load_form) == with_text


@pytest.mark.parametrize(
    ("texts", "sentence"),
    [
        ([STATED, STATED], "a matter has one text of its agreement"),
        ([{**STATED, "lines": []}], "a text is expected here, and there is none"),
        ([{**STATED, "lines": [" ", ""]}], "a text is expected here, and there is none"),
        ([{**STATED, "lines": [5]}], "text in quotation marks is expected here"),
        ([{**STATED, "lines": ["x" * (LONGEST_AGREEMENT + 1)]}], "at most 1,000,000 are taken"),
        ([{**STATED, "bytes": ""}], "bytes"),
    ],
)
def test_what_is_no_text_is_refused_at_its_place(texts: list[Any], sentence: str) -> None:
    with pytest.raises(ImportRefusedError, match=sentence) as refused:
        matter_from_json(json.dumps({**document(), "agreement_text": texts}), load_form)
    assert "agreement_text" in str(refused.value)
