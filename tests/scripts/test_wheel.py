"""The wheel carries its model, exercises and samples, and finds them where it is installed."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CODE = """
import sys
sys.path.insert(0, sys.argv[1])
import physiocheck_desktop
from pathlib import Path
from physiocheck_desktop.config.resources import pose_model_file, resource_folder
from physiocheck_desktop.vision.pose_model import verify_pose_model
assert Path(sys.argv[1]) in Path(physiocheck_desktop.__file__).parents
assert Path(sys.argv[1]) in resource_folder().parents
verify_pose_model(pose_model_file())
print("FOUND")
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=300)
    (built,) = folder.glob("*.whl")
    return built


@pytest.mark.slow
def test_the_wheel_carries_model_licence_exercises_samples_and_migrations(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        sizes = {entry.filename: entry.file_size for entry in archive.infolist()}
        (entry_points,) = (archive.read(name).decode() for name in sizes if name.endswith("entry_points.txt"))
    for folder in ("models", "exercises", "demonstrations", "samples"):
        here = {path.name: path.stat().st_size for path in (ROOT / "resources" / folder).iterdir()}
        assert here
        assert {name: sizes.get(f"physiocheck_desktop/resources/{folder}/{name}") for name in here} == here
    assert "physiocheck_desktop/py.typed" in sizes
    assert any("migrations/versions/" in name for name in sizes)
    assert "physiocheck_desktop/integrations/mail_templates/en/password_reset.html" in sizes
    assert not [name for name in sizes if name.startswith(("tests/", "scripts/")) or "__pycache__" in name]
    assert "physiocheck = physiocheck_desktop.__main__:main" in entry_points


@pytest.mark.slow
def test_an_installed_wheel_finds_the_model_that_it_carries(wheel: Path, tmp_path: Path) -> None:
    zipfile.ZipFile(wheel).extractall(tmp_path / "site")

    finished = subprocess.run(
        [sys.executable, "-P", "-c", CODE, str(tmp_path / "site")],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )

    assert finished.stdout.strip() == "FOUND", finished.stderr
