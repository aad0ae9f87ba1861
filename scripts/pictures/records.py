"""Progress, history and sessions of the past, on months of exercising that are written for the pictures."""

from __future__ import annotations

from datetime import UTC, datetime

from kept_months import keep_months

from physiocheck_desktop.bootstrap.records import open_database
from physiocheck_desktop.config.settings import Settings
from physiocheck_desktop.gui.pages.progress import ProgressPage
from physiocheck_desktop.gui.places import PageKey
from physiocheck_desktop.gui.widgets.page_frame import FrameState
from physiocheck_desktop.services.application import Application
from pictures.studio import Studio
from pictures.waiting import wait, wait_until


def keep_history(settings: Settings, application: Application) -> None:
    """Let the patient of this computer have exercised for months."""
    database = open_database(settings)
    try:
        keep_months(database, application.actor, datetime.now(UTC))
    finally:
        database.close()


def take_records(studio: Studio) -> None:
    """Take the pages, from the top to the foot."""
    with studio.open() as stage:
        keep_history(stage.settings, stage.application)
        window, flow = stage.window, stage.flow
        flow.go(PageKey.PROGRESS)
        page = window.workspace.page(PageKey.PROGRESS, ProgressPage)
        wait_until(lambda: page.state is FrameState.SHOWN)
        page.scores.plot.read_point(len(page.scores.plot.readings) // 2)
        stage.take("progress")
        flow.go(PageKey.HISTORY)
        rows = window.history.table.model()
        wait_until(lambda: rows.rowCount() > 1)
        stage.take("history")
        window.history.search.setText("plank")
        wait(1.0)
        stage.take("history-nothing-found")
        window.history.search.clear()
        wait_until(lambda: rows.rowCount() > 1)
        window.history.open_row(1)
        wait_until(lambda: window.detail.state is FrameState.SHOWN)
        window.detail.repetitions.list.selectRow(3)
        stage.take("session-of-the-past")
        flow.go_back()
        wait_until(lambda: window.history.state is FrameState.SHOWN)
        window.history.open_row(0)
        wait_until(lambda: window.detail.state is FrameState.SHOWN)
        stage.take("session-by-hand-of-the-past")
