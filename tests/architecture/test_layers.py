"""Each rule of the house is broken once in a copy of the tree, and the linter has to report it."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LINTER = Path(sys.executable).with_name("lint-imports")

VIOLATIONS = {
    "A room imports only what stands below it": ("services/exercises.py", "import physiocheck_desktop.config.settings"),
    "Qt lives in the windows alone": ("reports/csv_report.py", "import PySide6.QtCore"),
    "OpenCV, PyAV and MediaPipe live in vision alone": ("cli/../reports/json_report.py", "import cv2"),
    "SQLAlchemy and its drivers live in database alone": ("services/sessions.py", "import sqlalchemy"),
    "The engine has no files, clocks, network or libraries but numpy": ("kinematics/geometry.py", "import time"),
    "The domain needs nothing but the standard library": ("domain/people.py", "import numpy"),
    "Pages do not know one another": ("gui/pages/history.py", "import physiocheck_desktop.gui.pages.summary"),
    "Modules of a room do not import one another in circles": (
        "kinematics/geometry.py",
        "import physiocheck_desktop.kinematics.measures",
    ),
}


def lint(folder: Path) -> str:
    finished = subprocess.run(
        [str(LINTER), "--no-cache"], cwd=folder, capture_output=True, text=True, check=False, timeout=120
    )
    return finished.stdout + finished.stderr


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "physiocheck_desktop", tmp_path / "physiocheck_desktop", ignore=ignored)
    shutil.copy(ROOT / "pyproject.toml", tmp_path / "pyproject.toml")
    return tmp_path


@pytest.mark.slow
def test_every_contract_reports_a_deliberate_violation_and_none_reports_the_tree_as_it_is(copy: Path) -> None:
    clean = lint(copy)
    assert f"Contracts: {len(VIOLATIONS)} kept, 0 broken." in clean, clean
    for name, line in VIOLATIONS.values():
        module = copy / "physiocheck_desktop" / name
        module.write_text(module.read_text(encoding="utf-8") + f"\n{line}\n", encoding="utf-8")
    broken = lint(copy)
    for contract in VIOLATIONS:
        assert f"{contract} BROKEN" in broken, broken


def test_a_room_that_is_not_in_the_plan_is_reported(copy: Path) -> None:
    (copy / "physiocheck_desktop" / "attic").mkdir()
    (copy / "physiocheck_desktop" / "attic" / "__init__.py").write_text('"""An unplanned room."""\n', encoding="utf-8")

    assert "attic" in lint(copy)
