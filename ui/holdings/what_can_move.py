"""What a transaction of a kind can be of: the securities of a holder on a day, and who has any."""

from __future__ import annotations

from collections.abc import Mapping

from rra_desktop.domain.agreement import AgreementForm
from rra_desktop.domain.register import EntryType, Role, Security
from rra_desktop.domain.standing import HolderPosition

_OF_INVESTORS = (Security.UNIT, Security.COMMON, Security.PREFERRED, Security.WARRANT)
_BY_KIND: Mapping[EntryType, tuple[Security, ...]] = {
    EntryType.CONVERT: (Security.PREFERRED,),
    EntryType.EXERCISE: (Security.WARRANT,),
    EntryType.REGISTERED_SALE: (Security.COMMON, Security.OTHER_REGISTRABLE),
    EntryType.OTHER_SALE: (Security.COMMON, Security.OTHER_REGISTRABLE),
    EntryType.TRANSFER: tuple(Security),
    EntryType.CANCEL: tuple(Security),
}
"""The kinds that move what is there already; all others bring something in."""


def kinds_under(form: AgreementForm) -> tuple[EntryType, ...]:
    """Return the kinds of transaction there can be under an agreement: no conversion where nothing is converted."""
    return tuple(
        kind for kind in EntryType if kind not in _BY_KIND or any(form.has_security(each) for each in _BY_KIND[kind])
    )


def movable(kind: EntryType, position: HolderPosition, form: AgreementForm) -> tuple[Security, ...]:
    """Return the securities that a transaction of a kind can be of for a holder under an agreement.

    What is issued or corrected follows from the holder's role; all else must be there to be moved.
    """
    if kind not in _BY_KIND:
        own = (Security.OTHER_REGISTRABLE,) if position.holder.role is Role.OTHER_HOLDER else _OF_INVESTORS
        return tuple(security for security in own if form.has_security(security))
    return tuple(security for security in _BY_KIND[kind] if position.held(security) > 0)
