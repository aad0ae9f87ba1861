"""Pages that look something up, cannot, or show what they had; toasts, and dialogs on what went wrong."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from physiocheck_desktop.domain.errors import BugError, StorageError
from physiocheck_desktop.gui.dialogs.problem_dialog import ProblemDialog
from physiocheck_desktop.gui.pages.progress import ProgressPage
from physiocheck_desktop.gui.places import PageKey
from physiocheck_desktop.gui.problem_report import write_report
from physiocheck_desktop.gui.widgets.page_frame import FrameState
from pictures.records import keep_history
from pictures.studio import Stage, Studio
from pictures.waiting import wait, wait_until

LOOKING_S = 0.4


def take_states(studio: Studio) -> None:
    """Take all of them."""
    with studio.open() as stage:
        for key in (PageKey.HISTORY, PageKey.PROGRESS):
            stage.flow.go(key)
            wait(LOOKING_S)
            stage.take(f"{key.value}-empty")
        keep_history(stage.settings, stage.application)
        _take_frame(stage)
        _take_over(stage)


def gone() -> StorageError:
    """Return what a window is told where the clinic's server does not answer, as the database's room says it."""
    return StorageError(
        "The database server at records.clinic.example cannot be reached.",
        kept="Everything that was saved before is kept.",
        remedy="Check the network and that the server is running, then try again.",
    )


def full_disk() -> StorageError:
    """Return what a window is told where nothing more can be written."""
    return StorageError(
        "The database records.db could not be written, because its disk is full.",
        kept="All records are kept.",
        remedy="Free some space on that disk, then try again.",
    )


def _take_frame(stage: Stage) -> None:
    stage.flow.go(PageKey.PROGRESS)
    page = stage.window.workspace.page(PageKey.PROGRESS, ProgressPage)
    wait_until(lambda: page.state is FrameState.SHOWN)
    page.show_error(gone())
    stage.take("progress-stale")
    page.forget()
    page.show_error(gone())
    stage.take("progress-failed")
    page.forget()
    page.show_loading()
    wait(LOOKING_S)
    stage.take("progress-loading")


def _take_over(stage: Stage) -> None:
    window = stage.window
    stage.flow.go(PageKey.HISTORY)
    wait(LOOKING_S)
    window.toasts.say(QCoreApplication.translate("Reception", "You are signed out."))
    stage.take("toast")
    window.toasts.hush()
    fault = BugError("A page that is none was asked for.")
    for name, error, report in (
        ("known", full_disk(), None),
        ("fault", fault, write_report(stage.application.data_folder, fault)),
    ):
        dialog = ProblemDialog(error, window, report)
        dialog.open()
        stage.take(f"problem-{name}", dialog)
        dialog.close()
