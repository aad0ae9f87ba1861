"""The sample clinic of `physiocheck --demo`: made in a folder of its own, opened with a rendered person as camera."""

import json
import shutil
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Final

from physiocheck_desktop import __version__
from physiocheck_desktop.bootstrap.application import build_application
from physiocheck_desktop.bootstrap.records import open_database
from physiocheck_desktop.config.exercise_files import ready_made_exercises
from physiocheck_desktop.config.paths import make_private_folder, sample_clinic_folder, sample_mark
from physiocheck_desktop.config.resources import resource_folder
from physiocheck_desktop.config.sections import DatabaseSettings, FileSettings, KeyPlace, KeySettings, MailSettings
from physiocheck_desktop.config.settings import Settings
from physiocheck_desktop.domain.errors import StorageError
from physiocheck_desktop.domain.exercise import Side
from physiocheck_desktop.pipeline.ports import FrameSource
from physiocheck_desktop.pipeline.source_choice import CameraDevice, SourceChoice
from physiocheck_desktop.services.application import Application
from physiocheck_desktop.services.exercises import ExerciseCatalogue
from physiocheck_desktop.services.lock_times import LockTimes
from physiocheck_desktop.services.passwords import PasswordHasher
from physiocheck_desktop.services.sample_clinic.making import SampleClinicMaker
from physiocheck_desktop.services.sample_clinic.people import SAMPLE_PEOPLE
from physiocheck_desktop.services.sign_in_keeping import NoSignInKeeper

MAKING: Final = 2
"""Counts the changes of what a sample clinic is made of; another one is made anew."""

_MARK_WORDS: Final = (
    "Everything in this folder is made up by “physiocheck --demo”. It can be deleted at any time; a new one is made\n"
    "at the next start with --demo, and on each new day.\n"
)
_STAMP: Final = "made.json"
_CHEAPEST_HASH: Final = 4
"""For passwords that everybody knows; what is real takes as long as `services.passwords` says."""

_FIRST_CLIP: Final = 1000
"""Number of the first clip among the cameras, beyond those of any computer."""

_AS_ASKED: Final = "Rendered person: as asked for"
_CLIPS: Final = {
    "squat": "Rendered person: squat",
    "squat_faults": "Rendered person: squat with faults",
    "shoulder_abduction": "Rendered person: shoulder abduction",
    "shoulder_abduction_faults": "Rendered person: shoulder abduction with faults",
    "elbow_flexion": "Rendered person: elbow flexion",
    "elbow_flexion_faults": "Rendered person: elbow flexion with faults",
}
CAMERA_NAMES: Final = (_AS_ASKED, *_CLIPS.values())
"""What the cameras are called, in English; the window finds them among its texts."""


def sample_settings(settings: Settings) -> Settings:
    """Return settings that reach nothing real: own folder, own keys in a file, no server, no mail, no cloud."""
    return settings.model_copy(
        update={
            "data_folder": sample_clinic_folder(settings.data_folder) / "records",
            "database": DatabaseSettings(),
            "keys": KeySettings(place=KeyPlace.FILE),
            "files": FileSettings(),
            "mail": MailSettings(),
        }
    )


def make_sample_clinic(settings: Settings, now: datetime, on_share: Callable[[float], None] = lambda _: None) -> bool:
    """Make the sample clinic anew, unless today's is there, and say whether it was made.

    It is made beside its place and then put there, so that a start that is cut off leaves nothing half-made.

    Args:
        settings: What `sample_settings` returned.
        now: The moment at which the clinic stands, UTC.
        on_share: Told which share of the work is done, 0 to 1.

    Raises:
        StorageError: Its folder cannot be written, or holds something else.
    """
    records = settings.data_folder
    home = records.parent
    stamp = {"version": __version__, "making": MAKING, "day": now.astimezone().date().isoformat()}
    try:
        _demand_own(home)
        if _read_stamp(records / _STAMP) == stamp:
            return False
        part = home / "records-part"
        for old in (part, records):
            if old.exists():
                shutil.rmtree(old)
        make_private_folder(part)
        with closing(open_database(settings.model_copy(update={"data_folder": part}))) as database:
            exercises = ExerciseCatalogue(ready_made_exercises())
            SampleClinicMaker(database.unit_of_work, exercises, PasswordHasher(_CHEAPEST_HASH), now).make(on_share)
        (part / _STAMP).write_text(json.dumps(stamp), encoding="utf-8")
        part.replace(records)
    except OSError as error:
        raise StorageError(
            f"The sample clinic cannot be made in {home}: {error.strerror or error}.",
            kept="Your own records are elsewhere and were not touched.",
            remedy="Allow your account to write there, and make sure there is space.",
        ) from error
    return True


def build_sample_application(settings: Settings) -> Application:
    """Return the application on the sample clinic: a rendered person as camera, no lock, and no sign-in kept.

    Args:
        settings: What `sample_settings` returned, after `make_sample_clinic`.

    Raises:
        KnownError: As for `build_application`.
    """
    application = build_application(settings)
    clips = [str(resource_folder() / "samples" / f"{name}.mp4") for name in _CLIPS]
    cameras = tuple(CameraDevice(_FIRST_CLIP + place, words) for place, words in enumerate(CAMERA_NAMES))

    def create_source(choice: SourceChoice) -> FrameSource:
        place = -1 if choice.video is not None or not isinstance(choice.camera, int) else choice.camera - _FIRST_CLIP
        if place == 0:
            choice = _as_asked(choice, usual=clips[0])
        elif 0 < place <= len(clips):
            choice = replace(choice, camera=None, video=clips[place - 1], live=True, loop=True)
        return application.create_source(choice)

    return replace(
        application,
        create_source=create_source,
        list_cameras=lambda: cameras,
        default_source=replace(application.default_source, camera=_FIRST_CLIP, video=None),
        people=replace(
            application.people, sign_in_keeper=NoSignInKeeper(), are_asked=True, lock_after=LockTimes(0.0, 0.0)
        ),
        sample_people=SAMPLE_PEOPLE,
        is_sample=True,
    )


def _as_asked(choice: SourceChoice, usual: str) -> SourceChoice:
    """Return the clip in which the exercise of a session is done, over and over; a usual one where there is none."""
    clip = resource_folder() / "demonstrations" / f"{choice.exercise}.mp4"
    # The rendered person does with the right side what is done with one.
    flipped = clip.is_file() and choice.side is Side.LEFT
    video = str(clip) if choice.exercise and clip.is_file() else usual
    return replace(choice, camera=None, video=video, live=True, loop=True, flipped=flipped)


def _demand_own(home: Path) -> None:
    """Make the folder with its mark; one that holds something and has no mark is not ours to delete from."""
    mark = sample_mark(home)
    if mark.is_file():
        return
    if (home / "records").exists():
        raise StorageError(
            f"The folder {home} holds something else than a sample clinic.",
            kept="Nothing in it was changed.",
            remedy="Move it away, then start again.",
        )
    make_private_folder(home)
    mark.write_text(_MARK_WORDS, encoding="utf-8")


def _read_stamp(file: Path) -> object:
    try:
        return json.loads(file.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return None
