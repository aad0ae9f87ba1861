"""Folders of real movement, and what the pose model sees in their clips, worked out once."""

from collections.abc import Callable
from pathlib import Path

import pytest
from real_movement import observe, shared_folder

from physiocheck_desktop.kinematics.landmarks import PoseObservation


@pytest.fixture(scope="session")
def media() -> Path:
    return shared_folder("media")


@pytest.fixture(scope="session")
def landmarks() -> Path:
    return shared_folder("data/landmarks")


@pytest.fixture(scope="session")
def observations_of(media: Path) -> Callable[[str], list[PoseObservation]]:
    """Return the observations of a clip, estimated once for all tests."""
    known: dict[str, list[PoseObservation]] = {}

    def observations(name: str) -> list[PoseObservation]:
        if name not in known:
            known[name] = observe(media / name)
        return known[name]

    return observations
