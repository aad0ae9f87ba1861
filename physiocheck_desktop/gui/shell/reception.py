"""Who has the window: nobody, and the front page asks; somebody; or somebody who has gone away, and it is locked."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from physiocheck_desktop.domain.account import SignIn
from physiocheck_desktop.domain.errors import AccessError
from physiocheck_desktop.domain.people import Role
from physiocheck_desktop.gui.background import Background
from physiocheck_desktop.gui.context import FrontContext, Person, WindowContext
from physiocheck_desktop.gui.models.trouble import error_sentences
from physiocheck_desktop.gui.pages.front.front_page import FrontPage
from physiocheck_desktop.gui.pages.front.letting_in import LetIn
from physiocheck_desktop.gui.places import PageKey
from physiocheck_desktop.gui.shell.account_menu import AccountMenu
from physiocheck_desktop.gui.shell.covered_windows import CoveredWindows
from physiocheck_desktop.gui.shell.idle_watch import IdleWatch
from physiocheck_desktop.gui.shell.last_chance import ask_before_losing
from physiocheck_desktop.gui.shell.lock_screen import LockScreen
from physiocheck_desktop.gui.shell.main_window import MainWindow
from physiocheck_desktop.gui.shell.practice_offer import PracticeOffer
from physiocheck_desktop.gui.shell.session_flow import SessionFlow
from physiocheck_desktop.gui.shell.sign_in_watch import ASK_MS, SignInWatch
from physiocheck_desktop.gui.shell.workspace import Workspace

_UNDISTURBED: Final = frozenset({PageKey.SESSION, PageKey.SUMMARY})
"""Where nobody is signed out: in a session with all that it asks, and before what it came to, while they are there."""


class Reception(QObject):
    """Nothing of a person is left in the window, on screen or in memory, once another has it or nobody.

    Signals:
        entered: The `Workspace` of who has the window from now on.

    Attributes:
        front: The front page.
        sign_in_watch: Looks whether the sign-in still holds.
        lock_screen: What covers the window of who has gone away.
        menu: The account menu of who is there.
    """

    entered = Signal(object)

    def __init__(
        self,
        window: MainWindow,
        flow: SessionFlow,
        means: WindowContext,
        farewells: Background,
        application: QApplication,
    ) -> None:
        """Open the reception; nobody has the window yet.

        Args:
            window: The window.
            flow: What leads from page to page.
            means: The means of the patient of this computer, from which those of others are made.
            farewells: Ends sign-ins in the database, so that who comes next does not wait for a server that is away.
            application: Qt's application.
        """
        super().__init__(window)
        self._window, self._flow, self._means, self._farewells = window, flow, means, farewells
        self._make_places()
        self.menu: AccountMenu | None = None
        self._covered = CoveredWindows(window)
        self._warned = False
        self._idle = IdleWatch(application, self, lambda: flow.somebody_moves)
        self._idle.left_alone.connect(self._note_left_alone)
        self.sign_in_watch = SignInWatch(means.application.people.front_door, means.records, self._is_undisturbed, self)
        self.sign_in_watch.locked.connect(self.lock)
        self.sign_in_watch.over.connect(self._end_sign_in)
        self._look_again = QTimer(self)
        self._look_again.setInterval(ASK_MS)
        self._look_again.timeout.connect(self.look_whether_it_holds)
        window.ask_before_closing(self._hold_back_closing)

    @property
    def is_locked(self) -> bool:
        """Whether the window is covered."""
        return self._window.shows(self.lock_screen)

    def ask(self) -> None:
        """Ask who is there, where nobody has stayed signed in."""
        self._clear()
        self._show_front()
        self.front.begin()

    def let_in_without_account(self) -> None:
        """Give the window to the patient of this computer."""
        self.let_in(self._means.person)

    def let_in(self, person: Person) -> None:
        """Give the window to somebody."""
        self._clear()
        means = self._means
        context = replace(means, person=person)
        name = self.tr("This computer") if person.sign_in is None else person.sign_in.account.display_name
        workspace = Workspace(context, name)
        self._flow.lead(workspace)
        self.menu = self._make_menu(workspace, signed_in=person.sign_in is not None)
        self._window.welcome(workspace)
        if person.sign_in is not None:
            self._idle.begin(means.application.people.lock_after.for_role(person.actor.role))
            self._look_again.start()
            self.sign_in_watch.begin(person.sign_in)
        self.entered.emit(workspace)

    def make_anew(self) -> None:
        """Make all that is shown anew, such as in another language, for the same person."""
        person = self._window.workspace.context.person if self._window.somebody_is_there else None
        before = self.front, self.lock_screen
        self._make_places()
        if person is not None:
            self.let_in(person)
        elif self._window.shows(before[0]):
            self.ask()
        for place in before:
            self._window.remove_place(place)

    def lock(self) -> None:
        """Cover all of who is there, dialogs too, until the password is typed; never in the middle of a movement."""
        sign_in = self._sign_in
        if sign_in is None or self.is_locked or self._flow.somebody_moves:
            return
        self._warned = False
        self._flow.cover(covered=True)
        self._covered.cover()
        self._window.toasts.hold()
        self._window.show_place(self.lock_screen)
        self._window.activateWindow()
        self.lock_screen.lock(sign_in)
        door = self._means.application.people.front_door
        # Whoever starts the program anew is asked too; where the database is away, this window is locked all the same.
        self._means.records.run("lock the sign-in", lambda: door.lock(sign_in.token), lambda _: None, lambda _: None)

    def sign_out(self, message: str = "") -> None:
        """End the sign-in and ask who is there; what was recorded is kept."""
        sign_in, people = self._sign_in, self._means.application.people
        self._flow.end_session()
        self._clear()
        if sign_in is not None:
            actor, token = sign_in.account.actor, sign_in.token
            # Among the records, so that a sign-in that is kept next is not the one that is forgotten.
            self._means.records.run(
                "forget the sign-in", people.sign_in_keeper.forget, lambda _: None, self._tell_not_ended
            )
            self._farewells.run(
                "sign out", lambda: people.accounts.sign_out(actor, token), lambda _: None, self._tell_not_ended
            )
        self._show_front()
        self.front.ask(message or self.tr("You are signed out."))

    def look_whether_it_holds(self) -> None:
        """Sign out who is signed in no more, such as by an administrator; not in the middle of a session."""
        if not self._is_undisturbed() and self._idle.take_touched():
            self.sign_in_watch.ask()

    def close(self) -> None:
        """Watch no more."""
        self._idle.end()
        self._look_again.stop()
        self.sign_in_watch.end()

    @property
    def _sign_in(self) -> SignIn | None:
        return self._window.workspace.context.person.sign_in if self._window.somebody_is_there else None

    def _take(self, let_in: LetIn) -> None:
        self.let_in(let_in.person)
        for trouble in let_in.troubles:
            self._window.toasts.say(" ".join(filter(None, error_sentences(trouble))))

    def _is_undisturbed(self) -> bool:
        """Whether the person is in a session or before its summary, or the window is locked and nobody is there."""
        if self.is_locked or self._flow.session_runs:
            return True
        return self._window.page in _UNDISTURBED and not self._is_left_alone

    @property
    def _is_left_alone(self) -> bool:
        """Whether nobody has touched the program for as long as locks a window, of staff where a patient's does not."""
        times = self._means.application.people.lock_after
        after_s = times.for_role(Role.PATIENT) or times.for_role(Role.PHYSICIAN)
        return 0.0 < after_s <= self._idle.alone_s

    def _end_sign_in(self, message: str) -> None:
        """Sign out with a word; what is not saved is asked about first, once at a time.

        A summary that was left open is covered instead: what is being saved behind it goes on, and the password tells
        whoever comes back that the sign-in is over.
        """
        if self._window.page in _UNDISTURBED:
            self.lock()
        elif QApplication.activeModalWidget() is None:
            self._ask_first(lambda: self.sign_out(message))

    def _tell_not_ended(self, error: Exception) -> None:
        if not isinstance(error, AccessError):
            words = self.tr("{what} The sign-in ends by itself within 12 hours.")
            self.front.sign_in.say(words.format(what=error_sentences(error).what))

    def _make_places(self) -> None:
        """Make what is shown where nobody is there, or somebody has gone away."""
        means, people = self._means, self._means.application.people
        self.front = FrontPage(
            FrontContext(
                application=means.application,
                records=means.records,
                can_stay=people.sign_in_keeper.is_there,
            )
        )
        self.lock_screen = LockScreen(people, means.records)
        self._offer = PracticeOffer(self.front, self.lock_screen, means)
        for place in (self.front, self.lock_screen):
            self._window.add_place(place)
        self.front.let_in.connect(self._take)
        self.front.practise_wanted.connect(self.let_in_without_account)
        self.lock_screen.opened.connect(self._unlock)
        self.lock_screen.ended.connect(self.sign_out)
        self.lock_screen.sign_out_wanted.connect(lambda: self._ask_first(self.sign_out))

    def _show_front(self) -> None:
        self._offer.look_anew()
        self._window.show_place(self.front)

    def _clear(self) -> None:
        """Leave nothing of who is there."""
        self.close()
        self._covered.drop()
        self._window.part()
        self._means.records.forget_listeners()
        self._farewells.forget_listeners()
        self._means.devices.forget_listeners()
        self.lock_screen.forget()
        self.menu = None

    def _make_menu(self, workspace: Workspace, *, signed_in: bool) -> AccountMenu:
        button = workspace.navigation.account_button
        menu = AccountMenu(button, signed_in=signed_in)
        workspace.navigation.account_wanted.connect(menu.open)
        menu.sign_in_wanted.connect(lambda: self._ask_first(self._ask_instead))
        menu.account_wanted.connect(lambda: self._flow.go(PageKey.ACCOUNT))
        menu.lock_wanted.connect(self.lock)
        menu.sign_out_wanted.connect(lambda: self._ask_first(self.sign_out))
        return menu

    def _ask_first(self, act: Callable[[], None]) -> None:
        if not self._hold_back(act):
            act()

    def _hold_back(self, go_on: Callable[[], None]) -> bool:
        """Return whether what is not saved is asked about before the person gives the window up.

        A locked window asks nothing, because whoever stands there may be somebody else: it says what would be lost, and
        who wants it a second time means it.
        """
        if not self.is_locked:
            return self._flow.hold_back(go_on)
        if self._warned or not self._flow.is_unsaved:
            return False
        self._warned = True
        self.lock_screen.warn_of_loss()
        return True

    def _hold_back_closing(self, go_on: Callable[[], None]) -> bool:
        return self._hold_back(go_on) or (
            not self.is_locked and ask_before_losing(self._window, self._means.delivery, go_on)
        )

    def _ask_instead(self) -> None:
        self._clear()
        self._show_front()
        self.front.ask()

    def _note_left_alone(self) -> None:
        if self._flow.somebody_moves:
            self._idle.begin_anew()
        else:
            self.lock()

    def _unlock(self) -> None:
        self._window.show_workspace()
        self._flow.cover(covered=False)
        workspace = self._window.workspace
        self._idle.begin(self._means.application.people.lock_after.for_role(workspace.context.actor.role))
        self._covered.bring_back()
        self._window.toasts.release()
        workspace.take_focus()
