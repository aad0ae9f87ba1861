"""The real window, offscreen, on a clip that plays as a camera again and again: latency, holds and memory."""

from __future__ import annotations

import os
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from physiocheck_desktop.bootstrap import build_application
from physiocheck_desktop.config.settings import load_settings
from physiocheck_desktop.gui.app import DesktopWindow
from physiocheck_desktop.gui.capture.plan import SessionPlan
from physiocheck_desktop.pipeline.source_choice import SourceChoice

WARM_UP_S = 20.0
SAMPLE_MS = 5000
MORE_THAN_ANYBODY_DOES = 100_000


def resident_mib() -> float:
    """Return this process's resident memory, MiB; 0 where the system does not tell it as Linux does."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def run(clip: str, exercise: str, minutes: float) -> dict[str, Any]:
    """Run a session in the window for so many minutes and return what it cost.

    Memory growth, and how long the window was held, are from the end of a warm-up, in which libraries fill their
    pools, to the end.
    """
    with tempfile.TemporaryDirectory() as folder:
        settings = load_settings().model_copy(update={"data_folder": Path(folder)})
        with build_application(settings) as application:
            source = SourceChoice(camera=None, video=clip, live=True, loop=True)
            definition = application.exercises.find(exercise)
            plan = SessionPlan(definition, MORE_THAN_ANYBODY_DOES, source, get_ready=False)
            return _measure(DesktopWindow(application), plan, minutes * 60.0)


def _measure(desktop: DesktopWindow, plan: SessionPlan, seconds: float) -> dict[str, Any]:
    memory: list[float] = []
    sampling = QTimer()
    sampling.timeout.connect(lambda: memory.append(resident_mib()))

    def measure() -> None:
        sampling.start(SAMPLE_MS)
        if desktop.window.session.session is not None:
            desktop.window.session.session.controller.measure_holds()

    QTimer.singleShot(round(min(WARM_UP_S, seconds / 2) * 1000), measure)
    QTimer.singleShot(round(seconds * 1000), QApplication.quit)
    desktop.window.resize(1280, 720)
    desktop.show()
    desktop.flow.start(plan)
    QApplication.exec()
    sampling.stop()
    session = desktop.window.session.session
    if session is None:
        raise RuntimeError("The session in the window did not begin.")
    figures = session.controller.statistics()
    desktop.close()
    memory = memory or [resident_mib()]
    return {
        "minutes": seconds / 60.0,
        "frames_per_second": figures.frames_per_second,
        **asdict(figures),
        "memory_after_warm_up_mib": memory[0],
        "memory_at_end_mib": memory[-1],
        "memory_growth_mib": memory[-1] - memory[0],
    }
