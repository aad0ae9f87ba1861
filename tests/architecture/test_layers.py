"""Each rule of the house is broken in a copy of the tree, one at a time, and the linter reports that rule alone."""

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = "physiocheck_desktop"
LINTER = Path(sys.executable).with_name("lint-imports")
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
NAMES = {contract["id"]: contract["name"] for contract in CONTRACTS}

VIOLATIONS = [
    ("rooms", "services/exercises.py", f"import {PACKAGE}.config.settings"),
    ("rooms", "kinematics/geometry.py", f"import {PACKAGE}.assessment.rules"),
    ("rooms", "reports/csv_report.py", f"import {PACKAGE}.integrations"),
    ("rooms", "services/analysis.py", f"from {PACKAGE} import reports"),
    ("qt", "services/sessions.py", "import PySide6.QtCore"),
    ("vision", "gui/app.py", "import cv2"),
    ("vision", "reports/json_report.py", "from mediapipe import Image"),
    ("database", "services/sessions.py", "import sqlalchemy"),
    ("settings", "services/application.py", "import pydantic"),
    ("secrets", "cli/tables.py", "import keyring"),
    ("reports", "cli/tables.py", "import reportlab"),
    ("media", "vision/overlay.py", "from PIL import Image"),
    ("templates", "services/notifying.py", "import jinja2"),
    ("commands", "services/analysis.py", "import rich.progress"),
    ("composition", "cli/app.py", "def open_window():\n    import PySide6.QtWidgets"),
    ("network", "gui/app.py", "import urllib.request"),
    ("engine", "kinematics/geometry.py", "import time"),
    ("engine", "assessment/rules.py", "from pathlib import Path"),
    ("domain", "domain/people.py", "import numpy"),
    ("pages", "gui/pages/history.py", f"import {PACKAGE}.gui.pages.summary"),
    ("siblings", "kinematics/geometry.py", f"import {PACKAGE}.kinematics.measures"),
]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / PACKAGE, tmp_path / PACKAGE, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def lint(folder: Path) -> str:
    finished = subprocess.run(
        [str(LINTER), "--no-cache"], cwd=folder, capture_output=True, text=True, check=False, timeout=120
    )
    return finished.stdout + finished.stderr


def broken(said: str) -> list[str]:
    assert "Analyzed " in said, said
    return re.findall(r"^(.*) BROKEN$", said, flags=re.MULTILINE)


@pytest.mark.parametrize(("contract", "name", "line"), VIOLATIONS)
def test_a_deliberate_violation_is_reported_by_the_contract_that_it_breaks(
    contract: str, name: str, line: str, copy: Path
) -> None:
    module = copy / PACKAGE / name
    module.write_text(f"{module.read_text(encoding='utf-8')}\n{line}\n", encoding="utf-8")

    assert broken(lint(copy)) == [NAMES[contract]]


def test_every_contract_is_broken_once_above() -> None:
    assert {contract for contract, _, _ in VIOLATIONS} == set(NAMES)


def test_the_tree_as_it_is_breaks_none(copy: Path) -> None:
    assert broken(lint(copy)) == []


def test_a_room_that_is_not_in_the_plan_is_reported(copy: Path) -> None:
    (copy / PACKAGE / "attic").mkdir()
    (copy / PACKAGE / "attic" / "__init__.py").write_text('"""An unplanned room."""\n', encoding="utf-8")

    assert "attic" in lint(copy)


@pytest.mark.parametrize(
    "library",
    ["qt", "vision", "database", "settings", "secrets", "reports", "media", "templates", "commands", "network"],
)
def test_no_room_is_forgotten_by_a_contract(library: str) -> None:
    """A room may use a library, or is listed as one that may not; a new room is asked for by this test."""
    homes = {
        "qt": {"gui"},
        "vision": {"vision"},
        "database": {"database"},
        "settings": {"config"},
        "secrets": {"config"},
        "reports": {"reports"},
        "media": {"integrations", "reports"},
        "templates": {"integrations"},
        "commands": {"cli"},
        "network": {"database", "vision", "integrations"},
    }[library]
    asked = set(next(contract["source_modules"] for contract in CONTRACTS if contract["id"] == library))
    if library in {"qt", "vision", "database"}:  # for these three the composition contract speaks for the upper rooms
        asked |= set(next(contract["source_modules"] for contract in CONTRACTS if contract["id"] == "composition"))
    rooms = {path.stem for path in (ROOT / PACKAGE).iterdir() if path.name not in {"__init__.py", "__pycache__"}}

    assert asked == {f"{PACKAGE}.{room}" for room in rooms - homes - {"py", "resources"}}
