"""The table of pages: what each is called, who may see it, how it is made, and which of them the navigation offers."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from physiocheck_desktop.domain.people import Actor
from physiocheck_desktop.gui.context import WindowContext
from physiocheck_desktop.gui.pages.account import AccountPage
from physiocheck_desktop.gui.pages.detail import DetailPage
from physiocheck_desktop.gui.pages.exercise import ExercisePage
from physiocheck_desktop.gui.pages.history import HistoryPage
from physiocheck_desktop.gui.pages.notifications import NotificationsPage
from physiocheck_desktop.gui.pages.physicians import PhysiciansPage
from physiocheck_desktop.gui.pages.profile.page import ProfilePage
from physiocheck_desktop.gui.pages.progress import ProgressPage
from physiocheck_desktop.gui.pages.session import SessionPage
from physiocheck_desktop.gui.pages.settings.page import SettingsPage
from physiocheck_desktop.gui.pages.summary import SummaryPage
from physiocheck_desktop.gui.pages.today import TodayPage
from physiocheck_desktop.gui.places import PageKey
from physiocheck_desktop.gui.theme.icons import Icon
from physiocheck_desktop.services.access import ROLE_PERMISSIONS, Permission

__all__ = ["PAGES", "PageEntry", "PageKey", "pages_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageEntry:
    """A page that exists.

    Attributes:
        key: What it is called in code.
        title: What people call it, in their language.
        make: Makes it, when it is first shown.
        permission: Whoever has it may see the page; the services check for themselves.
        symbol: Its icon in the navigation; None where the navigation does not offer it.
        offered: The navigation offers it only to whoever has this as well, whom the page is about then; None for all
            who may see it.
        under: The page in the navigation that stays marked while this one is seen.
        whole_window: Whether it has the window to itself, without navigation.
        begins_day: Whether somebody's day may begin with it; else it is for whoever looks for it.
    """

    key: PageKey
    title: Callable[[], str]
    make: Callable[[WindowContext], QWidget]
    permission: Permission
    symbol: Icon | None = None
    offered: Permission | None = None
    under: PageKey | None = None
    whole_window: bool = False
    begins_day: bool = True


PAGES: Final[tuple[PageEntry, ...]] = (
    PageEntry(
        key=PageKey.TODAY,
        title=lambda: QCoreApplication.translate("PageTable", "Today"),
        make=TodayPage,
        permission=Permission.SESSION_RECORD,
        symbol=Icon.TODAY,
    ),
    PageEntry(
        key=PageKey.EXERCISE,
        title=lambda: QCoreApplication.translate("PageTable", "Exercise"),
        make=ExercisePage,
        permission=Permission.SESSION_RECORD,
        symbol=Icon.EXERCISE,
    ),
    PageEntry(
        key=PageKey.SESSION,
        title=lambda: QCoreApplication.translate("PageTable", "Session"),
        make=SessionPage,
        permission=Permission.SESSION_RECORD,
        under=PageKey.EXERCISE,
        whole_window=True,
    ),
    PageEntry(
        key=PageKey.SUMMARY,
        title=lambda: QCoreApplication.translate("PageTable", "Summary"),
        make=lambda _: SummaryPage(),
        permission=Permission.SESSION_RECORD,
        under=PageKey.EXERCISE,
    ),
    PageEntry(
        key=PageKey.PROGRESS,
        title=lambda: QCoreApplication.translate("PageTable", "Progress"),
        make=ProgressPage,
        permission=Permission.PROGRESS_READ,
        symbol=Icon.PROGRESS,
        offered=Permission.SESSION_RECORD,
    ),
    PageEntry(
        key=PageKey.HISTORY,
        title=lambda: QCoreApplication.translate("PageTable", "History"),
        make=HistoryPage,
        permission=Permission.SESSION_READ,
        symbol=Icon.HISTORY,
        offered=Permission.SESSION_RECORD,
    ),
    PageEntry(
        key=PageKey.DETAIL,
        title=lambda: QCoreApplication.translate("PageTable", "Session of the past"),
        make=DetailPage,
        permission=Permission.SESSION_READ,
        under=PageKey.HISTORY,
    ),
    PageEntry(
        key=PageKey.PHYSICIANS,
        title=lambda: QCoreApplication.translate("PageTable", "Physicians"),
        make=PhysiciansPage,
        permission=Permission.SUBSCRIPTION_ASK,
        symbol=Icon.PHYSICIAN,
    ),
    PageEntry(
        key=PageKey.NOTIFICATIONS,
        title=lambda: QCoreApplication.translate("PageTable", "Notifications"),
        make=NotificationsPage,
        permission=Permission.ACCOUNT_OWN,
        symbol=Icon.BELL,
        begins_day=False,
    ),
    PageEntry(
        key=PageKey.ACCOUNT,
        title=lambda: QCoreApplication.translate("PageTable", "Account"),
        make=AccountPage,
        permission=Permission.ACCOUNT_OWN,
    ),
    PageEntry(
        key=PageKey.PROFILE,
        title=lambda: QCoreApplication.translate("PageTable", "Profile"),
        make=ProfilePage,
        permission=Permission.PROFILE_WRITE,
        symbol=Icon.PROFILE,
        begins_day=False,
    ),
    PageEntry(
        key=PageKey.SETTINGS,
        title=lambda: QCoreApplication.translate("PageTable", "Settings"),
        make=SettingsPage,
        permission=Permission.ACCOUNT_OWN,
        symbol=Icon.SETTINGS,
        begins_day=False,
    ),
)
"""The pages in the order of the navigation; the first that a person may see there is the one that they see first."""


def pages_of(actor: Actor) -> tuple[PageEntry, ...]:
    """Return the pages that somebody may see; those that are not about them are without a symbol."""
    allowed = ROLE_PERMISSIONS[actor.role]
    return tuple(
        entry if entry.offered is None or entry.offered in allowed else replace(entry, symbol=None)
        for entry in PAGES
        if entry.permission in allowed
    )
