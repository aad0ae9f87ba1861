"""The two kinds of error: the world's, told to the person in a sentence, and our own, which are logged."""

from enum import IntEnum


class ExitCode(IntEnum):
    """Exit codes of the `physiocheck` command, stable for scripts."""

    DONE = 0
    BUG = 1
    USAGE = 2
    INPUT = 3
    CAMERA = 4
    NO_PERSON = 5
    STORAGE = 6
    MODEL = 7
    ACCESS = 8
    SETTINGS = 9
    CONFLICT = 10
    MAIL = 11
    CANCELLED = 130


class KnownError(Exception):
    """Something in the world went wrong that a person can understand and mend.

    Attributes:
        what: What happened, one plain sentence.
        kept: What was kept, one plain sentence; empty where nothing was at stake.
        remedy: What to do, one plain sentence.
        exit_code: What the command line returns for it.
    """

    exit_code: ExitCode = ExitCode.INPUT

    def __init__(self, what: str, *, kept: str = "", remedy: str = "") -> None:
        self.what = what
        self.kept = kept
        self.remedy = remedy
        super().__init__(" ".join(part for part in (what, kept, remedy) if part))


class InputError(KnownError):
    """A file or an argument cannot be used."""


class CameraError(KnownError):
    """A camera is missing, busy, refused or gone."""

    exit_code = ExitCode.CAMERA


class NoPersonError(KnownError):
    """Nobody was found in what was watched."""

    exit_code = ExitCode.NO_PERSON


class StorageError(KnownError):
    """A record or a file cannot be written or read back."""

    exit_code = ExitCode.STORAGE


class PassingStorageError(StorageError):
    """The database dropped the work half-way and kept nothing of it; the same work may go through a moment later."""


class ModelError(KnownError):
    """The pose model file is missing or is not the one this program was tested with."""

    exit_code = ExitCode.MODEL


class AccessError(KnownError):
    """The person may not do this, or not with this record; never says whether a record of somebody else exists."""

    exit_code = ExitCode.ACCESS


class SecondFactorError(AccessError):
    """The password is right, and the code of the person's authenticator app is needed beside it."""


class LockedError(AccessError):
    """The sign-in goes on, but the person has been away; the password is needed again."""


class ConflictError(KnownError):
    """Somebody else has changed the same record since it was read, and nothing of theirs is overwritten."""

    exit_code = ExitCode.CONFLICT


class SettingsError(KnownError):
    """A setting has a value that the program cannot use."""

    exit_code = ExitCode.SETTINGS


class MailError(KnownError):
    """A mail was not sent.

    Attributes:
        code: What went wrong, in one short word that names nobody.
        passes: Whether the same mail may go through later.
        hits_all: Whether no other mail would go through now either: it is about the server, not about the mail.
    """

    exit_code = ExitCode.MAIL

    def __init__(self, code: str, what: str, *, remedy: str = "", passes: bool = True, hits_all: bool = False) -> None:
        self.code = code
        self.passes = passes
        self.hits_all = hits_all
        super().__init__(what, remedy=remedy)


class CancelledError(KnownError):
    """The person stopped a long task."""

    exit_code = ExitCode.CANCELLED


class BugError(Exception):
    """A state that this program promises never to reach; logged with its traceback, told in one plain sentence."""
