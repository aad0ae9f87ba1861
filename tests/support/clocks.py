"""Clocks that tell what a test wants them to."""

from datetime import datetime, timedelta


class HandClock:
    """Tells the moment that it was set to last."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


class SteppingClock(HandClock):
    """Goes one minute forward each time it is asked."""

    def __call__(self) -> datetime:
        self.now += timedelta(minutes=1)
        return self.now
