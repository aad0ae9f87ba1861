"""Says while a new password is typed whether it will do, as the services will judge it."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from physiocheck_desktop.domain.errors import KnownError
from physiocheck_desktop.gui.background import Background
from physiocheck_desktop.gui.models.trouble import error_sentences
from physiocheck_desktop.gui.theme.active import design
from physiocheck_desktop.gui.widgets.field import PasswordField
from physiocheck_desktop.services.passwords import SHORTEST, demand_good_password


class PasswordAdvice(QObject):
    """Belongs to the field of a new password; judges in the background when typing pauses."""

    def __init__(
        self, background: Background, field: PasswordField, known: Callable[[], tuple[str, ...]] = tuple
    ) -> None:
        """Begin to watch a field.

        Args:
            background: Where to judge.
            field: Where the password is typed.
            known: Returns the person's name and address, of which a password must not be made.
        """
        super().__init__(field)
        self._background, self._field, self._known = background, field, known
        self._number = 0
        self._rule = self.tr(
            "At least {number} characters. A few words that do not belong together are easy to remember."
        )
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(design().motion.debounce)
        self._wait.timeout.connect(self._judge)
        field.line.textChanged.connect(self._begin)
        self._begin("")

    def _begin(self, text: str) -> None:
        self._number += 1
        missing = SHORTEST - len(text)
        if not text:
            self._field.set_hint(self._rule.format(number=SHORTEST))
        elif missing > 0:
            self._field.set_hint(self.tr("Characters still missing: {number}").format(number=missing))
        if text and missing <= 0:
            self._wait.start()
        else:
            self._wait.stop()

    def _judge(self) -> None:
        number, password, known = self._number, self._field.text, self._known()

        def take(words: str) -> None:
            if number == self._number:
                self._field.set_hint(words or self.tr("This password will do."))

        self._background.run("judge a password", lambda: _fault(password, known), take, lambda _: None)


def _fault(password: str, known: tuple[str, ...]) -> str:
    """Return what is wrong with a password, nothing where it will do."""
    try:
        demand_good_password(password, *known)
    except KnownError as error:
        return " ".join(filter(None, error_sentences(error)))
    return ""
