"""What charts are drawn with: pyqtgraph, loaded when the first one is drawn, or before while nobody waits for it.

It takes a tenth of a second, for which who starts the program would wait to sign in. Its names are this module's.
"""

from functools import cache
from threading import Thread
from typing import Any


def load_soon() -> None:
    """Load it in a thread that nobody waits for, not even the end of the program."""
    Thread(target=_pyqtgraph, name="charts", daemon=True).start()


def __getattr__(name: str) -> Any:
    return getattr(_pyqtgraph(), name)


@cache
def _pyqtgraph() -> Any:
    import pyqtgraph  # noqa: PLC0415 - what this module is for

    pyqtgraph.setConfigOptions(antialias=True)
    return pyqtgraph
