"""What charts are drawn with: pyqtgraph, loaded when the first one is drawn, or before while nobody waits for it.

It takes a tenth of a second, for which who starts the program would wait to sign in. Its names are this module's.
"""

from functools import cache
from typing import Any


def load() -> None:
    """Load it; may be called from any thread."""
    _pyqtgraph()


def __getattr__(name: str) -> Any:
    return getattr(_pyqtgraph(), name)


@cache
def _pyqtgraph() -> Any:
    import pyqtgraph  # noqa: PLC0415 - what this module is for

    pyqtgraph.setConfigOptions(antialias=True)
    return pyqtgraph
