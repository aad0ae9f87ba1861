"""Make pictures of every page of the real program: light and dark, in its languages, in two sizes, with text at 200 %.

The window runs offscreen on sample clips as cameras, with the real pose model and databases of its own. What is cut off
on a picture is said at the end, and makes the exit code 1. One part, page, look or size alone is short:

    scripts/screenshots.py pictures --part care --page 'today*' --theme dark --language de --size 1280x720 --text 200
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from physiocheck_desktop.services.theme import Theme
from pictures.camera import Camera, Looks, Size
from pictures.care import take_care
from pictures.first_start import take_first_start
from pictures.front_door import take_front_door
from pictures.own_pages import take_own_pages
from pictures.records import take_records
from pictures.sample_clinic import take_sample_clinic
from pictures.sheets import write_sheets
from pictures.states import take_states
from pictures.studio import Studio
from pictures.training import take_training
from pictures.workout import take_workout

PROJECT = Path(__file__).resolve().parent.parent
PARTS: dict[str, Callable[[Studio], None]] = {
    "first-start": take_first_start,
    "front-door": take_front_door,
    "care": take_care,
    "training": take_training,
    "workout": take_workout,
    "records": take_records,
    "own-pages": take_own_pages,
    "states": take_states,
    "sample-clinic": take_sample_clinic,
}
LANGUAGES = ("en", "de", "es")
THEMES = {each.value: each for each in (Theme.LIGHT, Theme.DARK)}
SIZES: dict[str, Size] = {"1280x720": (1280, 720), "1920x1080": (1920, 1080)}
PERCENTS = (100, 200)
FOR_README = (
    "session-light-en-1280x720",
    "session-correction-light-en-1280x720",
    "session-rest-light-en-1280x720",
    "session-hurts-where-light-en-1280x720",
    "summary-light-en-1280x720",
    "exercise-light-en-1280x720",
    "today-light-en-1280x720",
    "progress-dark-en-1280x720",
)


def main() -> int:
    """Make the pictures that were asked for."""
    arguments = _parse()
    sizes = tuple(SIZES[each] for each in arguments.size)
    themes = tuple(THEMES[each] for each in arguments.theme)
    taken: list[Path] = []
    cut: dict[str, list[str]] = {}
    arguments.folder.mkdir(parents=True, exist_ok=True)
    for language in arguments.language:
        for percent in arguments.text:
            looks = Looks(language=language, percent=percent, themes=themes, sizes=sizes, only=tuple(arguments.page))
            camera = Camera(looks, arguments.folder)
            with tempfile.TemporaryDirectory() as scratch:
                studio = Studio(camera, Path(scratch))
                for part in arguments.part:
                    PARTS[part](studio)
            taken += camera.taken
            cut |= {f"{name} ({language}, {percent} %)": found for name, found in camera.cut.items()}
    if arguments.sheets:
        write_sheets(taken, arguments.folder / "sheets")
    if arguments.readme:
        _keep_for_readme(arguments.folder)
    print(f"{len(taken)} pictures are in {arguments.folder}.")
    for name, found in cut.items():
        print(f"{name}:", *found, sep="\n    ")
    return 1 if cut else 0


def _parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="folder for the pictures")
    parser.add_argument("--part", nargs="+", choices=PARTS, default=list(PARTS), help="these parts of the program")
    parser.add_argument("--page", nargs="+", default=[], metavar="NAME", help="these names alone, with * and ?")
    parser.add_argument("--theme", nargs="+", choices=THEMES, default=list(THEMES))
    parser.add_argument("--language", nargs="+", choices=LANGUAGES, default=["en", "de"])
    parser.add_argument("--size", nargs="+", choices=SIZES, default=list(SIZES))
    parser.add_argument("--text", nargs="+", type=int, choices=PERCENTS, default=list(PERCENTS), help="per cent")
    parser.add_argument("--sheets", action="store_true", help="lay six pictures on a sheet each, for a first look")
    parser.add_argument("--readme", action="store_true", help="put those of the README into docs/pictures as well")
    return parser.parse_args()


def _keep_for_readme(folder: Path) -> None:
    pictures = PROJECT / "docs" / "pictures"
    pictures.mkdir(parents=True, exist_ok=True)
    for name in FOR_README:
        shutil.copyfile(folder / f"{name}.png", pictures / f"{name.removesuffix('-en-1280x720')}.png")


if __name__ == "__main__":
    sys.exit(main())
