"""The sample matter: the real agreement with invented holders, one demand under way and one offering."""

from __future__ import annotations

from collections.abc import Callable
from importlib import resources

from rra_desktop.domain.agreement import AgreementForm
from rra_desktop.domain.matter import Matter
from rra_desktop.exchange.matter_json import matter_from_json


def sample_matter(form_of: Callable[[str], AgreementForm]) -> Matter:
    """Return the sample matter; `form_of` finds its form by id."""
    text = (resources.files("resources") / "samples" / "bestnet-2003.json").read_text(encoding="utf-8")
    return matter_from_json(text, form_of)
