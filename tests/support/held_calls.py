"""A call of a service whose answer is on its way for as long as a test says."""

from threading import Event

import pytest


class HeldCall:
    """Each call of a method waits before it is done, until it is let go."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, service: object, name: str) -> None:
        self.asked, self._go_on = Event(), Event()
        do = getattr(service, name)

        def held(*arguments: object, **named: object) -> object:
            self.asked.set()
            assert self._go_on.wait(60.0), "nobody let it go"
            return do(*arguments, **named)

        monkeypatch.setattr(service, name, held)

    def let_go(self) -> None:
        self._go_on.set()
