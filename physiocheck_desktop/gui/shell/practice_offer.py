"""Offers on the front page to practise without an account: on an own computer always, else while the server is gone."""

from PySide6.QtCore import QObject

from physiocheck_desktop.domain.errors import StorageError
from physiocheck_desktop.gui.context import WindowContext
from physiocheck_desktop.gui.pages.front.front_page import FrontPage
from physiocheck_desktop.gui.shell.lock_screen import LockScreen


class PracticeOffer(QObject):
    """Goes by whether the clinic's database is there, as delivery knows it.

    Without the server nobody can sign in, and what somebody does is kept on this computer until it is back.
    """

    def __init__(self, front: FrontPage, lock_screen: LockScreen, means: WindowContext) -> None:
        """Make the offer of a front page.

        Args:
            front: The front page, which owns it.
            lock_screen: Where somebody may find out as well that the server is gone.
            means: The means of the patient of this computer.
        """
        super().__init__(front)
        self._form, self._delivery, self._is_sample = front.sign_in, means.delivery, means.application.is_sample
        self._delivery.changed.connect(self._show)
        front.let_in.connect(self._note_let_in)
        front.refused.connect(self._note_refused)
        lock_screen.form.refused.connect(self._note_refused)
        self._show()

    def look_anew(self) -> None:
        """Have it found out anew whether the database is there; nobody waits for the answer."""
        if self._delivery.to_server:
            self._delivery.try_now()

    def _show(self) -> None:
        is_cut_off = not self._delivery.to_server or self._is_gone
        self._form.offer_practising(offered=is_cut_off and not self._is_sample)

    @property
    def _is_gone(self) -> bool:
        return self._delivery.status.trouble is not None

    def _note_let_in(self) -> None:
        if self._is_gone:  # no longer, and what is done from now on waits for no pause
            self.look_anew()

    def _note_refused(self, error: Exception) -> None:
        """Look anew where the answer to somebody speaks against what is known: it did not come, or came after all."""
        if isinstance(error, StorageError) is not self._is_gone:
            self.look_anew()
