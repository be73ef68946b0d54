"""What counsel can put right: every refusal is one class, and its text is one sentence."""


class UserError(Exception):
    """Something counsel can put right; `str(error)` says what happened, why, and what to do now."""


class NotUnderstoodError(UserError):
    """A number, date or word as typed could not be read."""


class RefusedEditError(UserError):
    """An edit would leave the matter impossible: a negative position, an unknown holder, a date out of order."""


class StaleEditError(UserError):
    """What the edit was made against has changed in the meantime; nothing was written."""


class MatterFileError(UserError):
    """A matter file cannot be opened, read or written as asked."""


class ReadOnlyMatterError(MatterFileError):
    """The matter is open for reading only, so nothing was written."""


class WrongPasswordError(MatterFileError):
    """The matter is locked and the password given does not open it."""


class ImportRefusedError(UserError):
    """Something offered for import is not what the program can take; the sentence names the place."""
