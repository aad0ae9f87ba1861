"""Native chatter goes to the log; what is not chatter still reaches the console."""

import logging
import os
import sys
import threading

import pytest

from physiocheck_desktop.vision.native_output import quiet_native_output

CHATTER = b"W0000 00:00:1795446294.590900    8320 inference_feedback_manager.cc:114] Feedback manager requires.\n"


def test_chatter_is_held_back_and_logged(capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG), quiet_native_output():
        os.write(2, CHATTER)
        os.write(2, b"INFO: Created TensorFlow Lite XNNPACK delegate for CPU.\n")
    assert capfd.readouterr().err == ""
    assert "Feedback manager" in caplog.text
    assert "XNNPACK" in caplog.text


def test_errors_are_passed_on(capfd: pytest.CaptureFixture[str]) -> None:
    with quiet_native_output():
        os.write(2, CHATTER)
        os.write(2, b"E0000 00:00:1795446294.590900    8320 graph.cc:1] It broke.\n")
        print("Traceback (most recent call last):", file=sys.stderr)  # noqa: T201
    told = capfd.readouterr().err
    assert "It broke." in told
    assert "Traceback" in told
    assert "Feedback" not in told


def test_an_exception_inside_leaves_the_console_as_it_was(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ZeroDivisionError), quiet_native_output():
        _ = 1 / 0
    os.write(2, b"after\n")
    assert capfd.readouterr().err == "after\n"


def test_two_threads_may_be_quiet_at_once_and_the_console_comes_back(capfd: pytest.CaptureFixture[str]) -> None:
    both = threading.Barrier(2)

    def work() -> None:
        with quiet_native_output():
            both.wait(5.0)
            os.write(2, CHATTER)

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(5.0)
    os.write(2, b"after\n")
    assert capfd.readouterr().err == "after\n"
