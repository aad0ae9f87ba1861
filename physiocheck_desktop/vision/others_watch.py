"""Looks for somebody else in the picture: in the frame's own time on a file, beside it where a camera does not wait."""

from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from typing import Any, Final, Protocol

import numpy as np
from numpy.typing import NDArray

from physiocheck_desktop.kinematics.landmarks import Pose
from physiocheck_desktop.pipeline.turn_order import stand_back
from physiocheck_desktop.vision.people_counter import LookSchedule, sees_others

_FIRST_ASIDE_S: Final = 0.5
"""A live session's first frames are the dearest: the model finds the body, and all is drawn for the first time."""


class BodyFinder(Protocol):
    """Finds all bodies in a picture; made, used and closed in one thread."""

    def find_all(self, picture: Any) -> list[NDArray[np.float64]]:
        """Return the `(33, 4)` image landmarks of each body in a MediaPipe picture."""

    def close(self) -> None:
        """Let the model go."""


class OthersWatch:
    """Counts people: the one who is watched, and whoever else was seen at the last looks.

    A look takes longer than a camera takes for the next frame. Aside, it is done in a thread of its own while the
    watched person is followed on, and what it saw is known some frames later; else the same frames always give the same
    counts.
    """

    def __init__(self, create_finder: Callable[[], BodyFinder], *, aside: bool) -> None:
        """Load the model, or begin to.

        Args:
            create_finder: Loads it.
            aside: Load and look in a thread of its own.

        Raises:
            ModelError: The model cannot be used; where that is found out aside, `count` raises it.
        """
        self._schedule = LookSchedule(_FIRST_ASIDE_S if aside else 0.0)
        self._thread: Executor = ThreadPoolExecutor(1, "others", stand_back) if aside else _HereAndNow()
        self._finder = self._thread.submit(create_finder)
        if not aside:
            self._finder.result()
        self._look: Future[bool] | None = None

    def count(self, captured_at_s: float, pose: Pose | None, picture: Any) -> int:
        """Return how many people there are, after this frame.

        Args:
            captured_at_s: The frame's time.
            pose: The watched person in it, None where nobody was found.
            picture: The frame as MediaPipe takes it; nobody may change it afterwards.

        Raises:
            Exception: The look failed; whatever the finder raised.
        """
        is_due = self._schedule.due(captured_at_s, pose)
        if is_due and pose is not None and self._look is None:
            self._schedule.note_begun(captured_at_s)
            self._look = self._thread.submit(self._sees_others, pose, picture)
        if self._look is not None and self._look.done():
            self._schedule.note_seen(others=self._look.result())
            self._look = None
        return 0 if pose is None else 2 if self._schedule.several else 1

    def close(self) -> None:
        """Let the model go, after a look that is under way."""
        self._thread.submit(self._close_finder)
        self._thread.shutdown()

    def _sees_others(self, pose: Pose, picture: Any) -> bool:
        return sees_others(pose, self._finder.result().find_all(picture))

    def _close_finder(self) -> None:
        if self._finder.exception() is None:
            self._finder.result().close()


class _HereAndNow(Executor):
    """Does in the thread that asks, before it returns, what it is asked for."""

    def submit(self, work: Callable[..., Any], /, *args: Any, **named: Any) -> Future[Any]:
        """Do it; what it raises is in the answer."""
        done: Future[Any] = Future()
        try:
            done.set_result(work(*args, **named))
        except Exception as error:  # noqa: BLE001 - raised by whoever asks for the answer
            done.set_exception(error)
        return done
