"""Commands: everything counsel can do, each a frozen value with a name for the undo menu and Activity.

A record handed over with the number 0 gets the next free one when the command is planned.
"""

from __future__ import annotations

from typing import TypeAlias

from rra_desktop.editing.commands.agreement_commands import (
    AttachText,
    ChangeDetails,
    ChangeForm,
    ChangeHoliday,
    ChangeTerm,
    ChooseReading,
    RemoveTermChange,
    RemoveText,
    ReplaceTermChange,
    SettlePoint,
)
from rra_desktop.editing.commands.names import FieldValue
from rra_desktop.editing.commands.offering_commands import (
    AddOffering,
    ChangeOffering,
    RecordDamagesPayment,
    RecordExpense,
    RemoveDamagesPayment,
    RemoveExpense,
    RemoveOffering,
    SetAgreedSplit,
    SetOfferingRequest,
    TakeInRequests,
)
from rra_desktop.editing.commands.register_commands import (
    AddHolder,
    AddInvestors,
    AddLedgerEntry,
    ChangeHolder,
    ChangeLedgerEntry,
    NewInvestor,
    RemoveHolder,
    RemoveLedgerEntry,
    SetGroupLead,
    SetPosition,
)
from rra_desktop.editing.commands.registration_commands import (
    AcceptLateRequest,
    AddRegistration,
    ChangeEvent,
    ChangeRegistration,
    ChangeRequest,
    RecordEvent,
    RecordRequest,
    RecordWaiver,
    RemoveEvent,
    RemoveRegistration,
    RemoveRequest,
    RemoveWaiver,
)
from rra_desktop.editing.commands.together import Together

Command: TypeAlias = (
    AddHolder
    | AddInvestors
    | ChangeHolder
    | RemoveHolder
    | SetPosition
    | SetGroupLead
    | AddLedgerEntry
    | ChangeLedgerEntry
    | RemoveLedgerEntry
    | AddRegistration
    | ChangeRegistration
    | RemoveRegistration
    | RecordEvent
    | ChangeEvent
    | RemoveEvent
    | RecordRequest
    | ChangeRequest
    | AcceptLateRequest
    | RemoveRequest
    | RecordWaiver
    | RemoveWaiver
    | AddOffering
    | ChangeOffering
    | RemoveOffering
    | SetOfferingRequest
    | SetAgreedSplit
    | TakeInRequests
    | RecordDamagesPayment
    | RecordExpense
    | RemoveDamagesPayment
    | RemoveExpense
    | ChooseReading
    | SettlePoint
    | ChangeTerm
    | ReplaceTermChange
    | RemoveTermChange
    | ChangeForm
    | AttachText
    | RemoveText
    | ChangeHoliday
    | ChangeDetails
    | Together
)

__all__ = [
    "AcceptLateRequest",
    "AddHolder",
    "AddInvestors",
    "AddLedgerEntry",
    "AddOffering",
    "AddRegistration",
    "AttachText",
    "ChangeDetails",
    "ChangeEvent",
    "ChangeForm",
    "ChangeHolder",
    "ChangeHoliday",
    "ChangeLedgerEntry",
    "ChangeOffering",
    "ChangeRegistration",
    "ChangeRequest",
    "ChangeTerm",
    "ChooseReading",
    "Command",
    "FieldValue",
    "NewInvestor",
    "RecordDamagesPayment",
    "RecordEvent",
    "RecordExpense",
    "RecordRequest",
    "RecordWaiver",
    "RemoveDamagesPayment",
    "RemoveEvent",
    "RemoveExpense",
    "RemoveHolder",
    "RemoveLedgerEntry",
    "RemoveOffering",
    "RemoveRegistration",
    "RemoveRequest",
    "RemoveTermChange",
    "RemoveText",
    "RemoveWaiver",
    "ReplaceTermChange",
    "SetAgreedSplit",
    "SetGroupLead",
    "SetOfferingRequest",
    "SetPosition",
    "SettlePoint",
    "TakeInRequests",
    "Together",
]
