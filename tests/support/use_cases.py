"""All use cases that the program has, found and not listed."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from typing import Any

from physiocheck_desktop import services


def service_classes() -> Iterator[type]:
    """Return every class whose name ends in Service, in every module of `services`."""
    for module in pkgutil.iter_modules(services.__path__):
        loaded = importlib.import_module(f"{services.__name__}.{module.name}")
        for name, member in inspect.getmembers(loaded, inspect.isclass):
            if name.endswith("Service") and member.__module__ == loaded.__name__:
                yield member


def service_methods() -> Iterator[tuple[str, Callable[..., Any]]]:
    """Return every public method of every such class, with its name and the name of its class."""
    for kind in service_classes():
        for name, method in inspect.getmembers(kind, inspect.isfunction):
            if not name.startswith("_"):
                yield f"{kind.__name__}.{name}", method
