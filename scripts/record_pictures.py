"""Pictures of progress, history and sessions of the past, on months of exercising that are written for them."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests" / "support"))

from kept_months import keep_months
from PySide6.QtWidgets import QScrollArea, QWidget

from physiocheck_desktop.bootstrap.records import open_database
from physiocheck_desktop.config.settings import Settings
from physiocheck_desktop.gui.app import DesktopWindow
from physiocheck_desktop.gui.pages.progress import ProgressPage
from physiocheck_desktop.gui.places import PageKey
from physiocheck_desktop.gui.widgets.page_frame import FrameState
from physiocheck_desktop.services.application import Application

SCREENS = 3


def keep_history(settings: Settings, application: Application) -> None:
    """Let the patient of this computer have exercised for months."""
    database = open_database(settings)
    try:
        keep_months(database, application.actor, datetime.now(UTC))
    finally:
        database.close()


def take_records(
    desktop: DesktopWindow, take: Callable[..., None], wait_until: Callable[[Callable[[], bool]], None]
) -> None:
    """Take the pages, from the top to the foot.

    Args:
        desktop: The window, open.
        take: Takes what is shown, by its name.
        wait_until: Lets the window work until something holds.
    """
    window, flow = desktop.window, desktop.flow
    flow.go(PageKey.PROGRESS)
    page = window.workspace.page(PageKey.PROGRESS, ProgressPage)
    wait_until(lambda: page.state is FrameState.SHOWN)
    page.scores.plot.read_point(len(page.scores.plot.readings) // 2)
    _take_scrolled(take, "progress", page)
    flow.go(PageKey.HISTORY)
    rows = window.history.table.model()
    wait_until(lambda: rows.rowCount() > 1)
    take("history")
    window.history.open_row(1)
    wait_until(lambda: window.detail.state is FrameState.SHOWN)
    window.detail.repetitions.list.selectRow(3)
    _take_scrolled(take, "session-of-the-past", window.detail)
    flow.go_back()
    wait_until(lambda: window.history.state is FrameState.SHOWN)
    window.history.open_row(0)
    wait_until(lambda: window.detail.state is FrameState.SHOWN)
    take("session-by-hand")


def _take_scrolled(take: Callable[..., None], name: str, page: QWidget) -> None:
    """Take a page as it opens, and scrolled on, screen by screen."""
    (area,) = page.findChildren(QScrollArea)
    bar = area.verticalScrollBar()
    for number in range(SCREENS):
        take(
            f"{name}-{number + 1}" if number else name,
            prepare=lambda number=number: bar.setValue(number * bar.pageStep()),
        )
    bar.setValue(0)
