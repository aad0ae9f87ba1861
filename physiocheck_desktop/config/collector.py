"""Python's collector of garbage: when it rests, and what it passes by."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

_USUAL: Final = gc.get_threshold()
_NEVER: Final = 1_000_000_000
_YOUNG, _MIDDLE, _OLD = range(3)
_GROWN: Final = 0.25
_MUCH_GROWN: Final = 1.0


@contextmanager
def collector_rests() -> Iterator[None]:
    """Have nothing collected meanwhile; afterwards it is as it was before."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def pass_by_what_is_there() -> None:
    """Have the collector look no more at anything that is there now; it stays until the program ends."""
    gc.freeze()


class CollectorOnCall:
    """Collects when it is called alone, in the thread that calls it, as far as Python would have by itself."""

    def __init__(self) -> None:
        gc.disable()
        self._stayed = 0
        self._weighed = 0

    def collect_what_is_due(self, *, is_quiet: bool = True) -> None:
        """Collect the oldest generation of which more has come than it may hold, with all that is younger.

        All is looked through only where a quarter more is there than stayed the last time, with what is passed by: as
        Python does it, and without which a page may have to wait for it while it opens.

        Args:
            is_quiet: Whether nobody waits for this thread. Where somebody does, all is looked through only where twice
                as much is there.
        """
        come, held = gc.get_count(), gc.get_threshold()
        is_middle_due = come[_MIDDLE] > held[_MIDDLE]
        if come[_OLD] > held[_OLD] and (is_quiet or is_middle_due) and self._has_grown(come[_OLD], is_quiet=is_quiet):
            gc.collect()
            self._stayed, self._weighed = len(gc.get_objects(_OLD)), 0
        elif is_middle_due:
            gc.collect(_MIDDLE)
        elif come[_YOUNG] > held[_YOUNG]:
            gc.collect(_YOUNG)

    def _has_grown(self, come: int, *, is_quiet: bool) -> bool:
        """Say whether enough has become old, of which there is only more once the middle has been collected again."""
        if is_quiet and come == self._weighed:
            return False
        if is_quiet:
            self._weighed = come
        more = len(gc.get_objects(_OLD)) - self._stayed
        return more > (_GROWN if is_quiet else _MUCH_GROWN) * (self._stayed + gc.get_freeze_count())


def leave_old_alone(*, alone: bool) -> None:
    """Have only what was made lately looked through, as long as a live picture is shown; or all again.

    To look through all that is there stops every thread for some frames. It is done once the picture has gone: what a
    session leaves has pictures in it, of whose size the collector knows nothing.
    """
    young, middle, old = _USUAL
    was_alone = gc.get_threshold()[2] == _NEVER
    gc.set_threshold(young, middle, _NEVER if alone else old)
    if was_alone and not alone:
        gc.collect()
