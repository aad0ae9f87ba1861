"""All use cases that the program has, found and not listed."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from typing import Any

from physiocheck_desktop import services
from physiocheck_desktop.domain.people import Actor


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


def takers_of_an_actor() -> Iterator[tuple[str, Callable[..., Any]]]:
    """Return every public method in the room of services that takes an actor, whatever its class is called.

    What a service needs from below is a protocol, and no use case.
    """
    for module in pkgutil.walk_packages(services.__path__, f"{services.__name__}."):
        loaded = importlib.import_module(module.name)
        for name, kind in inspect.getmembers(loaded, inspect.isclass):
            if kind.__module__ != loaded.__name__ or getattr(kind, "_is_protocol", False):
                continue
            for method_name, method in inspect.getmembers(kind, inspect.isfunction):
                if not method_name.startswith("_") and Actor in inspect.get_annotations(method, eval_str=True).values():
                    yield f"{name}.{method_name}", method
