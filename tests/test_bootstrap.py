"""The wired application: what is opened, what is not, and what is there again after the next start."""

import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from physiocheck_desktop.bootstrap import build_application, build_motion_tools
from physiocheck_desktop.config.settings import load_settings
from physiocheck_desktop.domain.errors import ModelError, StorageError
from physiocheck_desktop.domain.repetition import Repetition
from physiocheck_desktop.domain.session import SessionState
from physiocheck_desktop.services.theme import Theme

ROOT = Path(__file__).parents[1]

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps rights in other ways than modes")


def test_watching_a_movement_makes_no_database(data_folder: Path) -> None:
    tools = build_motion_tools(load_settings())
    assert tools.create_assessor(tools.exercises.find("squat")).finish().repetitions == ()
    assert [file.name for file in data_folder.rglob("*") if file.is_file()] == ["physiocheck.log"]


def modes(folder: Path) -> dict[str, int]:
    """Return the rights of everything in a folder and of the folder itself."""
    return {str(each.relative_to(folder)): stat.S_IMODE(each.stat().st_mode) for each in (folder, *folder.rglob("*"))}


@posix
def test_a_data_folder_of_ours_that_others_could_enter_is_closed_with_all_logs_in_it(data_folder: Path) -> None:
    build_application(load_settings()).close()
    older = data_folder / "logs" / "physiocheck.log.1"
    older.write_text("older", encoding="utf-8")
    for each in (data_folder, older.parent):
        each.chmod(0o755)
    for each in older.parent.iterdir():
        each.chmod(0o644)
    build_application(load_settings()).close()
    assert {name: mode for name, mode in modes(data_folder).items() if mode & 0o077} == {}


@posix
def test_a_folder_that_was_made_for_the_data_beforehand_is_closed_at_the_first_start(data_folder: Path) -> None:
    data_folder.mkdir()
    data_folder.chmod(0o755)
    build_motion_tools(load_settings())
    assert {name: mode for name, mode in modes(data_folder).items() if mode & 0o077} == {}


@posix
@pytest.mark.parametrize("whose", ["others'", "everybody's", "home"])
def test_a_folder_that_is_for_more_than_our_data_is_left_as_it_is(
    whose: str, data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data_folder.mkdir()
    mode = 0o1777 if whose == "everybody's" else 0o755
    data_folder.chmod(mode)
    (data_folder / "thesis.txt").touch()
    if whose == "home":
        monkeypatch.setenv("HOME", str(data_folder / "mine"))
    if whose != "others'":
        (data_folder / "physiocheck.sqlite3").touch()
    build_motion_tools(load_settings())
    assert stat.S_IMODE(data_folder.stat().st_mode) == mode
    assert stat.S_IMODE((data_folder / "logs").stat().st_mode) == 0o700


def test_a_camera_is_the_default_source_and_a_video_plays_as_one(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    camera = build_motion_tools(load_settings()).default_source
    assert (camera.camera, camera.video) == (0, None)
    clip = tmp_path / "clip.mp4"
    clip.touch()
    monkeypatch.setenv("PHYSIOCHECK_CAMERA__DEVICE", str(clip))
    monkeypatch.setenv("PHYSIOCHECK_CAMERA__MIRROR", "false")
    video = build_motion_tools(load_settings()).default_source
    assert (video.camera, video.video, video.live, video.loop, video.mirror) == (None, str(clip), True, True, False)


def test_what_was_recorded_is_there_after_the_next_start(make_repetition: Callable[[int], Repetition]) -> None:
    with build_application(load_settings()) as application:
        begun = application.sessions.start(application.actor, "squat", "Squat")
        application.sessions.record_repetition(application.actor, begun.id, make_repetition(1))
    with build_application(load_settings()) as again:
        assert again.actor == application.actor
        (kept,) = again.sessions.history(again.actor)
        assert (kept.id, kept.state, kept.repetition_count) == (begun.id, SessionState.INTERRUPTED, 1)
        assert again.sessions.detail(again.actor, begun.id).repetitions == (make_repetition(1),)


def test_closing_twice_is_no_harm() -> None:
    application = build_application(load_settings())
    application.close()
    application.close()


def test_the_chosen_theme_reaches_the_window(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PHYSIOCHECK_DISPLAY__THEME", "dark")
    with build_application(load_settings()) as application:
        assert application.choices.current.theme is Theme.DARK


def test_a_wrong_pose_model_is_told_at_the_start_before_a_database_is_made(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, database_file: Path
) -> None:
    wrong = tmp_path / "pose.task"
    wrong.write_bytes(b"another model")
    monkeypatch.setenv("PHYSIOCHECK_ENGINE__POSE_MODEL", str(wrong))
    with pytest.raises(ModelError, match=r"pose\.task"):
        build_application(load_settings())
    assert not database_file.exists()


def test_a_database_that_cannot_be_opened_is_named(database_file: Path) -> None:
    database_file.parent.mkdir()
    database_file.write_bytes(b"something else " * 100)
    with pytest.raises(StorageError) as refused:
        build_application(load_settings())
    assert str(database_file) in refused.value.what


def test_heavy_packages_are_imported_only_when_they_are_needed() -> None:
    program = (
        "import sys\n"
        "from physiocheck_desktop.bootstrap import build_motion_tools\n"
        "from physiocheck_desktop.config.settings import load_settings\n"
        "build_motion_tools(load_settings())\n"
        "print([name for name in ('cv2', 'mediapipe', 'sqlalchemy', 'alembic', 'PySide6') if name in sys.modules])\n"
    )
    shown = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[]"
