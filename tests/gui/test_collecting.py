"""Whatever other threads make, widgets are let go in the thread of the window alone."""

import gc
import subprocess
import sys
import textwrap
import threading

import pytest
from pytestqt.qtbot import QtBot

from physiocheck_desktop.gui.background import Background

PROGRAM = """
    import threading

    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

    from physiocheck_desktop.gui.collecting import WindowCollector

    class Restless(QWidget):
        def __init__(self):
            super().__init__()
            self.itself = self
            self.timer = QTimer(self)
            self.timer.start(5)
            column = QVBoxLayout(self)
            for number in range(5):
                column.addWidget(QLabel(str(number)))
            self.destroyed.connect(lambda: let_go_in.append(threading.current_thread()))

    def make_much():
        while not over.is_set():
            kept = [[number] for number in range(1000)]

    let_go_in, over = [], threading.Event()
    application = QApplication([])
    collector = WindowCollector()
    other = threading.Thread(target=make_much)
    other.start()

    def open_and_forget():
        for _ in range(5):
            Restless().show()
        if len(let_go_in) >= 200:
            application.quit()

    pulse = QTimer(interval=20)
    pulse.timeout.connect(open_and_forget)
    pulse.start()
    application.exec()
    over.set()
    other.join()
    pulse.stop()
    print(set(let_go_in) == {threading.main_thread()})
"""


def test_widgets_without_an_owner_are_destroyed_in_the_window_s_thread() -> None:
    done = subprocess.run(
        [sys.executable, "-X", "faulthandler", "-c", textwrap.dedent(PROGRAM)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, "True\n"), done.stderr
    assert "another thread" not in done.stderr


def test_a_window_collects_by_itself_what_it_has_left(qtbot: QtBot, open_desktop) -> None:
    gc.enable()
    open_desktop()
    assert not gc.isenabled()  # no other thread collects
    before = gc.get_stats()[0]["collections"]
    kept = [[number] for number in range(2_000)]
    qtbot.waitUntil(lambda: gc.get_stats()[0]["collections"] > before)
    assert kept


@pytest.mark.parametrize("fails", [False, True])
def test_what_an_operation_holds_is_let_go_in_the_window_s_thread(qtbot: QtBot, fails: bool) -> None:
    let_go_in: list[threading.Thread] = []
    told: list[object] = []

    class Held:
        def __del__(self) -> None:
            let_go_in.append(threading.current_thread())

        def do(self) -> None:
            if fails:
                raise ValueError

    background = Background("held")
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        for number in range(1, 501):
            background.run("hold", Held().do, told.append, told.append)
            qtbot.waitUntil(lambda number=number: len(told) == number)
    finally:
        sys.setswitchinterval(interval)
        told.clear()
        background.stop(5)
    gc.collect()
    assert len(let_go_in) == 500
    assert set(let_go_in) == {threading.main_thread()}


RESTING = """
    import gc

    from PySide6.QtCore import QCoreApplication, QTimer

    from physiocheck_desktop.gui.collecting import WindowCollector

    def looked_through_all():
        return gc.get_stats()[2]["collections"]

    application = QCoreApplication([])
    gc.collect()
    gc.freeze()
    collector = WindowCollector()
    kept = [[number] for number in range(gc.get_freeze_count() // 2)]
    for _ in range(gc.get_threshold()[2] + 1):
        gc.collect(1)  # from then on it is due
    before, seen = looked_through_all(), []
    computing = QTimer(interval=10)
    computing.timeout.connect(lambda: sum(range(1_000_000)))
    computing.start()

    def rest():
        seen.append(looked_through_all() - before)
        computing.stop()

    def look():
        if looked_through_all() > before:
            application.quit()

    QTimer.singleShot(2_000, rest)
    looking = QTimer(interval=50)
    looking.timeout.connect(look)
    looking.start()
    application.exec()
    print(seen, looked_through_all() - before)
"""


def test_all_is_looked_through_once_the_window_only_stands_there_and_not_while_it_computes() -> None:
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(RESTING)], capture_output=True, text=True, timeout=120, check=False
    )
    assert (done.returncode, done.stdout) == (0, "[0] 1\n"), done.stderr
