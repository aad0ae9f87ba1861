"""numba's compiler, with the types of what it compiles kept for the reader and the type checker."""

from collections.abc import Callable
from typing import ParamSpec, TypeVar, cast

from numba import njit

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")


def compiled(function: Callable[Parameters, Result]) -> Callable[Parameters, Result]:
    """Compile a function of plain numbers and arrays."""
    return cast("Callable[Parameters, Result]", njit(cache=True, fastmath=True)(function))


def compiled_parallel(function: Callable[Parameters, Result]) -> Callable[Parameters, Result]:
    """Compile a function whose `prange` loops run on all cores."""
    return cast("Callable[Parameters, Result]", njit(parallel=True, cache=True, fastmath=True)(function))
