"""Threads that hang are left behind, and the program ends all the same."""

import subprocess
import sys
import textwrap
import time

HANGING = """
    import threading
    from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot
    from physiocheck_desktop.gui.capture.threads import WorkerThread

    class HangingWorker(QObject):
        ended = Signal()
        begun = threading.Event()

        @Slot()
        def run(self):
            self.begun.set()
            threading.Event().wait(600)

        def request_stop(self):
            pass

    app, parent = QCoreApplication([]), QObject()
    thread = WorkerThread("hanging", HangingWorker(), parent)
    thread.start()
    HangingWorker.begun.wait(10)
    thread.request_stop()
    print("ended:", thread.wait())
"""


def test_a_program_with_a_thread_that_never_answers_ends_in_order() -> None:
    begun_s = time.monotonic()
    program = [sys.executable, "-c", textwrap.dedent(HANGING)]
    done = subprocess.run(program, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, "ended: False"), done.stderr
    assert "Destroyed while" not in done.stderr
    assert time.monotonic() - begun_s < 20.0
