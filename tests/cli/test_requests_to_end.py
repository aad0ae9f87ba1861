"""A request to end stops a command at once, but waits while files are being opened."""

import os
import signal
import sys
from collections.abc import Iterator

import pytest

from physiocheck_desktop.cli.outcome import stopped_by_signals, undisturbed

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows asks programs to end in other ways")

REQUESTS = (
    [signal.SIGINT, signal.SIGTERM] if sys.platform == "win32" else [signal.SIGINT, signal.SIGTERM, signal.SIGHUP]
)


@pytest.fixture(autouse=True)
def heard() -> Iterator[None]:
    """Tests that run in the background ignore some of the requests, and so would the command."""
    before = {request: signal.signal(request, signal.SIG_DFL) for request in REQUESTS}
    yield
    for request, handler in before.items():
        signal.signal(request, handler)


@pytest.mark.parametrize("request_to_end", REQUESTS)
def test_it_stops_at_once(request_to_end: signal.Signals) -> None:
    done: list[str] = []

    @stopped_by_signals()
    def command() -> None:
        os.kill(os.getpid(), request_to_end)
        done.append("went on")

    with pytest.raises(KeyboardInterrupt):
        command()
    assert done == []


@pytest.mark.parametrize("request_to_end", REQUESTS)
def test_it_waits_for_what_must_not_be_disturbed(request_to_end: signal.Signals) -> None:
    done: list[str] = []

    @stopped_by_signals()
    def command() -> None:
        with undisturbed():
            os.kill(os.getpid(), request_to_end)
            done.append("opened")
        done.append("went on")

    with pytest.raises(KeyboardInterrupt):
        command()
    assert done == ["opened"]


def test_what_goes_wrong_there_is_told_before_the_request() -> None:
    @stopped_by_signals()
    @undisturbed()
    def command() -> None:
        os.kill(os.getpid(), signal.SIGINT)
        raise ValueError("no room")

    with pytest.raises(ValueError, match="no room"):
        command()


def test_afterwards_everything_is_as_before() -> None:
    before = [signal.getsignal(request) for request in REQUESTS]
    with stopped_by_signals(), undisturbed():
        pass
    assert [signal.getsignal(request) for request in REQUESTS] == before


def test_a_request_that_is_ignored_stays_ignored() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with stopped_by_signals(), undisturbed():
        os.kill(os.getpid(), signal.SIGINT)
