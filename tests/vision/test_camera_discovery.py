"""Cameras are listed with the system's names, and found by index or by part of a name."""

import platform
from pathlib import Path

import pytest

from physiocheck_desktop.domain.errors import CameraError
from physiocheck_desktop.pipeline.source_choice import CameraDevice
from physiocheck_desktop.vision import camera_discovery
from physiocheck_desktop.vision.camera_capture import open_capture
from physiocheck_desktop.vision.camera_discovery import camera_index, linux_cameras, list_cameras


def device(folder: Path, number: int, name: str, index: int) -> None:
    (folder / f"video{number}").mkdir(parents=True)
    (folder / f"video{number}" / "name").write_text(f"{name}\n")
    (folder / f"video{number}" / "index").write_text(f"{index}\n")


@pytest.mark.skipif(platform.system() != "Linux", reason="only Linux lists video devices in files")
def test_linux_cameras_have_the_drivers_names_and_their_metadata_devices_are_left_out(tmp_path: Path) -> None:
    device(tmp_path, 912, "USB Camera: front", 0)
    device(tmp_path, 902, "Integrated Camera", 0)
    device(tmp_path, 903, "Integrated Camera", 1)
    (tmp_path / "v4l-subdev0").mkdir()
    assert linux_cameras(tmp_path) == (CameraDevice(902, "Integrated Camera"), CameraDevice(912, "USB Camera: front"))


@pytest.mark.skipif(platform.system() != "Linux", reason="only Linux lists video devices in files")
def test_a_camera_without_a_name_and_one_that_is_missing_have_the_number_that_people_count_by(tmp_path: Path) -> None:
    device(tmp_path, 902, "", 0)
    assert linux_cameras(tmp_path) == (CameraDevice(902, "Camera 903"),)
    with pytest.raises(CameraError, match="There is no camera 903 on this computer"):
        open_capture(902, 640, 480)


def test_a_computer_without_cameras_has_none_and_says_nothing(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert linux_cameras(tmp_path / "missing") == ()
    assert isinstance(list_cameras(), tuple)
    assert capfd.readouterr() == ("", "")


def test_a_camera_is_found_by_index_number_or_part_of_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    cameras = (
        CameraDevice(0, "Integrated Camera HD"),
        CameraDevice(4, "Camera"),
        CameraDevice(6, "Brio 500 camera 120"),
    )
    monkeypatch.setattr(camera_discovery, "list_cameras", lambda: cameras)
    assert camera_index(3) == 3
    assert camera_index(" 7 ") == 7
    assert camera_index("camera") == 4
    assert camera_index("brio") == 6
    assert camera_index("Camera 1") == 0, "as lists and messages call it"
    assert camera_index("Camera 12") == 11
    with pytest.raises(CameraError, match="Brio 500"):
        camera_index("Logitech")
