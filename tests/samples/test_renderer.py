"""The renderer draws the person where the skeleton is; run uncompiled, so that no compiler is needed here."""

import importlib
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from figure.camera import project
from figure.catalogue import CLIPS

COMPILED = ("figure.compiled", "figure.field", "figure.shading", "figure.raymarch", "figure.clip")
PLAN = replace(CLIPS["squat_cut_at_end"], size=(56, 42))


def _plain(*_: Any, **__: Any) -> Callable[[Any], Any]:
    return lambda function: function


@pytest.fixture
def studio(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """A studio for tiny pictures whose functions run as plain Python."""
    numba = ModuleType("numba")
    numba.njit = _plain  # type: ignore[attr-defined]
    numba.prange = range  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "numba", numba)
    for name in COMPILED:
        monkeypatch.delitem(sys.modules, name, raising=False)
    clip = importlib.import_module("figure.clip")
    monkeypatch.setattr(
        clip, "floor_shadow", lambda field, light: sys.modules["figure.raymarch"].floor_shadow(field, light, 13)
    )
    yield clip.Studio(PLAN)
    for name in COMPILED:
        sys.modules.pop(name, None)


@pytest.mark.slow
def test_the_person_is_drawn_where_the_truth_says_and_nowhere_else(studio: Any) -> None:
    at_s = 2.2
    picture = studio.frame(at_s).astype(int)
    room = replace(PLAN, performances=())
    empty = type(studio)(room).frame(at_s).astype(int)
    changed = np.abs(picture - empty).sum(axis=2)
    points = studio.stage.placed(at_s)[0].skeleton.points
    middles = ("left_hip", "left_knee", "left_shoulder", "left_elbow", "head", "waist")
    for name in middles:
        x, y = project(PLAN.camera, points[name]).astype(int)
        assert changed[y, x] > 40, name
    assert changed[:8].max() == 0
    assert changed[:, -8:].max() < 12
    assert changed[-12:].max() > 20, "no shadow at the feet"


@pytest.mark.slow
def test_the_same_moment_is_drawn_the_same_twice(studio: Any) -> None:
    assert np.array_equal(studio.frame(0.5), type(studio)(PLAN).frame(0.5))
