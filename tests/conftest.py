"""What tests of several rooms share: folders of their own, an open database, a patient, finished repetitions."""

import os
import shutil
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from physiocheck_desktop.config.paths import make_private_folder
from physiocheck_desktop.database.address import DatabaseAddress
from physiocheck_desktop.database.database import Database
from physiocheck_desktop.domain.exercise import Phase, Side
from physiocheck_desktop.domain.people import Actor
from physiocheck_desktop.domain.repetition import (
    PartialRepetition,
    RangeOfMotion,
    Repetition,
    RuleFault,
    Score,
    ScorePart,
    SessionAssessment,
    Smoothness,
)
from physiocheck_desktop.domain.session import mean_score
from physiocheck_desktop.services.local_patient import local_patient
from physiocheck_desktop.services.sessions import SessionService, utc_now

# Windows open where nobody sees them; a display is used only where QT_QPA_PLATFORM asks for it.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"  # nobody’s own keyring is touched

# Where tests run in the background, some requests to end are ignored, and so they would be by every program under test.
for _request, _handler in (("SIGINT", signal.default_int_handler), ("SIGHUP", signal.SIG_DFL)):
    if hasattr(signal, _request) and signal.getsignal(getattr(signal, _request)) is signal.SIG_IGN:
        signal.signal(getattr(signal, _request), _handler)

pytest_plugins = ("leaks", "accounts", "databases", "mail_server", "order", "seen_poses", "pytester")


@pytest.fixture(autouse=True)
def data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep every test away from the data and settings of whoever runs it."""
    folder = tmp_path / "data"
    settings = tmp_path / "settings.toml"
    settings.touch()
    monkeypatch.setenv("PHYSIOCHECK_DATA_FOLDER", str(folder))
    monkeypatch.setenv("PHYSIOCHECK_CONFIG_FILE", str(settings))
    return folder


@pytest.fixture
def database_file(data_folder: Path) -> Path:
    return data_folder / "physiocheck.sqlite3"


@pytest.fixture
def database_address(database_file: Path, database_url: str | None) -> DatabaseAddress:
    return DatabaseAddress(file=database_file, url=database_url, busy_timeout_s=0.2)


@pytest.fixture
def database(database_address: DatabaseAddress, new_tables: Path) -> Iterator[Database]:
    if database_address.url is None:
        make_private_folder(database_address.file.parent)
        shutil.copyfile(new_tables, database_address.file)
    opened = Database.open(database_address)
    yield opened
    opened.close()


@pytest.fixture
def patient(database: Database) -> Actor:
    return local_patient(database.unit_of_work, "this-computer", utc_now())


@pytest.fixture
def sessions(database: Database) -> SessionService:
    return SessionService(database.unit_of_work)


@pytest.fixture
def make_repetition() -> Callable[[int], Repetition]:
    """Return a maker of finished repetitions, each with all that a repetition can have."""

    def make(index: int) -> Repetition:
        begun = 3.0 * index
        return Repetition(
            index=index,
            start_s=begun,
            peak_s=begun + 1.2,
            end_s=begun + 2.5,
            score=Score(70.0 + index, {ScorePart.RANGE_OF_MOTION: 60.0 + index, ScorePart.FORM: 80.0 + index}),
            ranges=(RangeOfMotion("left_knee", 174.0, 92.5, 175.0, 90.0, 7.0),),
            side=Side.LEFT,
            faults=(
                RuleFault("chest-up", "Lift your chest – Brust raus 🙂", 0.4, 51.5, "fault", Phase.PEAK, 4.5, 6.5),
            ),
            reached=0.97,
            smoothness=Smoothness(-1.62, -7.5, 0.012),
        )

    return make


@pytest.fixture
def make_assessment(make_repetition: Callable[[int], Repetition]) -> Callable[..., SessionAssessment]:
    """Return a maker of assessments with so many counted and so many partial repetitions."""

    def make(repetitions: int, partials: int = 0) -> SessionAssessment:
        counted = tuple(make_repetition(index) for index in range(1, repetitions + 1))
        return SessionAssessment(
            exercise_key="squat",
            repetitions=counted,
            partial_repetitions=tuple(
                PartialRepetition(90.0 + number, 90.4 + number, 90.8 + number, 0.4, "The movement was too small.")
                for number in range(partials)
            ),
            score=mean_score([repetition.score for repetition in counted]),
            frames=3000,
            frames_with_person=2990,
            started_s=0.0,
            ended_s=100.0,
        )

    return make
