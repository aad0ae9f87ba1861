"""A command loads only what it needs."""

import subprocess
import sys

import pytest

PRELUDE = "import sys; from physiocheck_desktop.cli.app import run; code = run({arguments}); "
REPORT = "print('LOADED', sorted({heavy} & set(sys.modules)), 'CODE', code)"
HEAVY = "{'PySide6', 'sqlalchemy', 'cv2', 'mediapipe', 'av', 'numpy', 'reportlab'}"


def loaded_by(arguments: list[str]) -> str:
    code = PRELUDE.format(arguments=arguments) + REPORT.format(heavy=HEAVY)
    finished = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=300)
    return finished.stdout.splitlines()[-1]


def test_help_loads_no_library_of_the_engine_the_window_or_the_database() -> None:
    assert loaded_by(["--help"]) == "LOADED [] CODE 0"


def test_listing_exercises_loads_neither_window_nor_database_nor_camera() -> None:
    line = loaded_by(["exercises"])
    assert line.endswith("CODE 0")
    assert not any(name in line for name in ("PySide6", "sqlalchemy", "cv2", "mediapipe"))


@pytest.mark.slow
def test_analyze_leaves_qt_and_the_database_unimported() -> None:
    line = loaded_by(["analyze", "resources/demonstrations/squat.mp4", "--exercise", "squat", "--quiet"])
    assert line.endswith("CODE 0")
    assert "mediapipe" in line
    assert "PySide6" not in line
    assert "sqlalchemy" not in line


def test_the_window_loads_what_charts_are_drawn_with_only_after_its_first_page_is_seen() -> None:
    code = (
        "import sys; import physiocheck_desktop.gui.app; print('pyqtgraph' in sys.modules); "
        "from physiocheck_desktop.gui.charts import drawing; drawing.load_soon(); drawing.mkPen; "
        "print('pyqtgraph' in sys.modules)"
    )
    finished = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=300)
    assert finished.stdout.split() == ["False", "True"]
