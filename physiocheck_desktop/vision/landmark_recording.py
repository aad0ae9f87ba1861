"""A recorded movement: the landmarks of every frame with its time, read from and written to `.npz` and `.csv`."""

import csv
import zlib
from dataclasses import dataclass
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any, Final
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from physiocheck_desktop.domain.errors import InputError
from physiocheck_desktop.kinematics.landmarks import LANDMARK_COUNT, Landmark, Pose, PoseObservation

_USUAL_ASPECT: Final = 16 / 9
_LEAST_FRAMES_FOR_ASPECT: Final = 5
_PLACE: Final = ("x", "y", "z")
_FIELDS: Final = (*_PLACE, "visibility")
_WORLD_FIELDS: Final = ("world_x", "world_y", "world_z")
_DAMAGED_ARCHIVE: Final = (
    *(BadZipFile, zlib.error, EOFError, OSError),
    *(RuntimeError, ValueError, TypeError, AttributeError),  # encrypted, packed in an unknown way, no plain array
    MemoryError,  # a header that claims more frames than any computer holds
)


@dataclass(frozen=True, slots=True, eq=False)
class LandmarkRecording:
    """Landmarks over time.

    Attributes:
        image: `(frames, 33, 4)`: x and y as fractions of width and height, z, visibility; NaN where nobody was found.
        world: `(frames, 33, 3)` metres, or None.
        times: `(frames,)` seconds, strictly increasing.
        aspect: Width divided by height of the picture they were found in.
    """

    image: NDArray[np.float64]
    world: NDArray[np.float64] | None
    times: NDArray[np.float64]
    aspect: float

    def __len__(self) -> int:
        return len(self.times)

    def observation(self, index: int) -> PoseObservation:
        """Return what was seen in one frame."""
        image = self.image[index]
        at_s = float(self.times[index])
        if not np.isfinite(image[:, :2]).all():
            return PoseObservation(at_s, None, 0)
        world = None if self.world is None else self.world[index]
        return PoseObservation(at_s, Pose(image, world, self.aspect), 1)


def read_landmark_file(path: Path, frames_per_second: float | None = None) -> LandmarkRecording:
    """Read a recorded movement.

    A `.npz` holds `image (frames, 33, 3 or 4)` and optionally `world (frames, 33, 3)`, `times (frames,)` in seconds and
    `aspect`. A `.csv` has a column `time_s` and columns such as `left_knee_x`, `left_knee_y`, `left_knee_z` and
    `left_knee_visibility`, and optionally `left_knee_world_x` and so on; an empty cell means that nobody was found.
    Three values instead of four mean that visibility
    is not known, and such landmarks have equal axes already. Where `aspect` is missing it is found from the world
    landmarks, and taken for 16:9 where there are none.

    Args:
        path: The file.
        frames_per_second: Used where the file has no times, and only there.

    Raises:
        InputError: It cannot be read or does not hold what it should; the sentence says what.
    """
    try:
        if path.exists() and not path.is_file():  # a folder, or a pipe that would keep us waiting for ever
            raise InputError(f"{path} is not a file.", remedy="Give the path of a file of landmarks.")
        content = path.read_bytes()
    except OSError as error:
        raise InputError(
            f"The landmark file {path.name} cannot be read: {error.strerror or error}.", remedy="Check the path."
        ) from error
    arrays = _from_csv(content, path.name) if path.suffix.lower() == ".csv" else _from_npz(content, path.name)
    image = arrays.get("image")
    if image is None or image.ndim != 3 or image.shape[1] != LANDMARK_COUNT or image.shape[2] not in (3, 4):
        shape = "missing" if image is None else f"of shape {image.shape}"
        raise _unusable(path.name, f"“image” is {shape}, and should be (frames, 33, 3) or (frames, 33, 4)")
    if not len(image):
        raise _unusable(path.name, "it holds no frames")
    equal_axes = image.shape[2] == 3
    if equal_axes:
        image = np.concatenate([image, np.ones((*image.shape[:2], 1))], axis=2)
    world = arrays.get("world")
    if world is not None and world.shape != (len(image), LANDMARK_COUNT, 3):
        raise _unusable(path.name, f"“world” is of shape {world.shape}, and should be ({len(image)}, 33, 3)")
    return LandmarkRecording(
        image=image,
        world=world,
        times=_times(arrays.get("times"), len(image), frames_per_second, path.name),
        aspect=_aspect(arrays.get("aspect"), image, world, equal_axes=equal_axes),
    )


def landmark_file_content(recording: LandmarkRecording, suffix: str) -> bytes:
    """Return a recorded movement as the content of an `.npz` or `.csv` file."""
    if suffix.lower() == ".csv":
        return _to_csv(recording).encode("utf-8")
    packed = BytesIO()
    arrays: dict[str, NDArray[np.floating[Any]]] = {
        "image": recording.image.astype(np.float32),
        "times": recording.times,
        "aspect": np.array(recording.aspect),
    }
    if recording.world is not None:
        arrays["world"] = recording.world.astype(np.float32)
    np.savez_compressed(packed, allow_pickle=False, **arrays)
    return packed.getvalue()


def _from_npz(content: bytes, name: str) -> dict[str, NDArray[np.float64]]:
    try:
        with np.load(BytesIO(content), allow_pickle=False) as stored:
            wanted = [key for key in ("image", "world", "times", "aspect") if key in stored.files]
            return {key: np.asarray(stored[key], dtype=np.float64) for key in wanted}
    except _DAMAGED_ARCHIVE as error:
        raise _unusable(name, "it is not an .npz file of numbers") from error


def _from_csv(content: bytes, name: str) -> dict[str, NDArray[np.float64]]:
    try:
        rows = list(csv.DictReader(StringIO(content.decode("utf-8-sig"))))
    except (UnicodeDecodeError, csv.Error) as error:
        raise _unusable(name, "it is not a table in UTF-8") from error
    if not rows:
        raise _unusable(name, "it holds no frames")
    arrays = {"image": _csv_columns(rows, [field for field in _FIELDS if f"nose_{field}" in rows[0]], name)}
    if arrays["image"].shape[2] < len(_PLACE):
        raise _unusable(name, "columns such as nose_x, nose_y and nose_z are missing")
    if f"nose_{_WORLD_FIELDS[0]}" in rows[0]:
        arrays["world"] = _csv_columns(rows, list(_WORLD_FIELDS), name)
    for column, key in (("time_s", "times"), ("aspect", "aspect")):
        if column in rows[0]:
            values = [_number(row[column], name, line, column) for line, row in enumerate(rows, start=2)]
            arrays[key] = np.array(values if key == "times" else values[0])
    return arrays


def _csv_columns(rows: list[dict[str, str]], fields: list[str], name: str) -> NDArray[np.float64]:
    """Return `(frames, 33, fields)` of a table."""
    columns = [f"{landmark.name.lower()}_{field}" for landmark in Landmark for field in fields]
    missing = [column for column in columns if column not in rows[0]]
    if missing:
        raise _unusable(name, f"the column {missing[0]} is missing")
    values = [
        [_number(row[column], name, line, column) for column in columns] for line, row in enumerate(rows, start=2)
    ]
    return np.array(values, dtype=np.float64).reshape(len(rows), LANDMARK_COUNT, len(fields))


def _number(text: str | None, name: str, line: int, column: str) -> float:
    if not text:
        return float("nan")
    try:
        return float(text)
    except ValueError as error:
        raise _unusable(name, f"line {line}: {column} is no number: {text[:30]}") from error


def _to_csv(recording: LandmarkRecording) -> str:
    text = StringIO()
    table = csv.writer(text)
    parts: dict[tuple[str, ...], NDArray[np.float64]] = {_FIELDS: recording.image}
    if recording.world is not None:
        parts[_WORLD_FIELDS] = recording.world
    columns = [f"{landmark.name.lower()}_{field}" for fields in parts for landmark in Landmark for field in fields]
    table.writerow(["time_s", "aspect", *columns])
    flat = np.concatenate([values.reshape(len(recording), -1) for values in parts.values()], axis=1)
    for at_s, values in zip(recording.times, flat, strict=True):
        cells = ("" if np.isnan(value) else f"{value:.9g}" for value in values)
        table.writerow([repr(float(at_s)), repr(recording.aspect), *cells])
    return text.getvalue()


def _times(
    times: NDArray[np.float64] | None, frames: int, frames_per_second: float | None, name: str
) -> NDArray[np.float64]:
    if times is None:
        if frames_per_second is None:
            raise InputError(
                f"The landmark file {name} has no times.", remedy="Give the number of frames a second with --fps."
            )
        return np.arange(frames) / frames_per_second
    if times.shape != (frames,) or not np.isfinite(times).all() or (np.diff(times) <= 0).any():
        raise _unusable(name, "its times do not increase from frame to frame, one for each")
    return times


def _aspect(
    stored: NDArray[np.float64] | None,
    image: NDArray[np.float64],
    world: NDArray[np.float64] | None,
    *,
    equal_axes: bool,
) -> float:
    if stored is not None and stored.size == 1 and np.isfinite(stored) and stored > 0.0:
        return float(stored)
    if equal_axes:
        return 1.0
    if world is None:
        return _USUAL_ASPECT
    seen = np.isfinite(image[..., :2]).all(axis=(1, 2)) & np.isfinite(world).all(axis=(1, 2))
    if seen.sum() < _LEAST_FRAMES_FOR_ASPECT:
        return _USUAL_ASPECT
    # A body is as wide and as tall in metres as in the picture, once the picture's axes are equal.
    spread = image[seen][..., :2].std(axis=1)
    metres = world[seen][..., :2].std(axis=1)
    ratio = np.median(metres / np.maximum(spread, 1e-9), axis=0)
    return float(ratio[0] / ratio[1])


def _unusable(name: str, why: str) -> InputError:
    return InputError(
        f"The landmark file {name} cannot be used: {why}.",
        remedy="docs/landmark-files.md says what such a file holds.",
    )
