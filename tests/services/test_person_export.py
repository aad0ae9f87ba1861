"""An archive has all that is kept about a person, and nothing about anybody else."""

import csv
import io
import json
import os
import stat
import zipfile
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from whole_lives import HASHER, PASSWORD, Clinic, Lives

from physiocheck_desktop.database.database import Database
from physiocheck_desktop.database.personal_data.registry import REGISTRY
from physiocheck_desktop.domain.account import Account
from physiocheck_desktop.domain.errors import AccessError, InputError, StorageError
from physiocheck_desktop.reports.person_archive import ZipPersonArchives
from physiocheck_desktop.services.local_patient import local_patient
from physiocheck_desktop.services.person_export import PersonExportService

MARKS = ("pat-", "other-", "lone-", "vera-", "egon-", "Ada Marker")


@pytest.fixture
def clinic(lives: Lives) -> Clinic:
    return lives.clinic()


@pytest.fixture
def exports(database: Database, lives: Lives) -> PersonExportService:
    return PersonExportService(database.unit_of_work, lives.vault, ZipPersonArchives(), HASHER, lives.clock)


def content_of(archive: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(archive) as opened:
        assert opened.testzip() is None
        return {name: opened.read(name) for name in opened.namelist()}


def rows_in(content: dict[str, bytes], table: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads(content[f"data/{table}.json"])["rows"]
    return rows


def written(exports: PersonExportService, account: Account, tmp_path: Path) -> dict[str, bytes]:
    return content_of(exports.export_own(account.actor, tmp_path / "own.zip", PASSWORD).path)


def test_a_patients_archive_has_every_row_and_no_word_of_another_patient(
    exports: PersonExportService, clinic: Clinic, tmp_path: Path
) -> None:
    content = written(exports, clinic.pat, tmp_path)
    text = b"".join(content.values()).decode(errors="replace")
    told = [
        "name",
        "phone",
        "address",
        "emergency",
        "conditions",
        "goals",
        "notes",
        "request",
        "answer",
        "goal",
        "plan",
        "hint",
        "pain",
    ]
    assert [each for each in told if f"pat-{each}" not in text] == []
    assert "vera-name" in text
    assert "egon-name" in text
    secret = [clinic.other.user_id, clinic.lone.user_id, clinic.ada.user_id]
    assert [each for each in secret if str(each) in text or each.hex in text] == []
    assert [mark for mark in ("other-", "lone-", "Ada Marker", "vera-phone", "vera-licence") if mark in text] == []
    counted = {table: len(rows_in(content, table)) for table in REGISTRY if f"data/{table}.json" in content}
    assert counted == {
        "users": 1,
        "patients": 1,
        "erasures": 0,
        "disclosures": 0,
        "credentials": 1,
        "sign_in_tokens": 1,
        "password_resets": 1,
        "sign_in_tries": 1,
        "known_origins": 1,
        "second_factors": 1,
        "recovery_codes": 10,
        "subscriptions": 2,
        "rehab_plans": 2,
        "rehab_plan_versions": 3,
        "rehab_plan_exercises": 3,
        "sessions": 9,
        "session_progress": 64,
        "session_results": 9,
        "hand_counted_sets": 1,
        "angle_series": 8,
        "visits": 1,
        "pain_reports": 1,
        "performance_metrics": 16,
        "common_errors": 8,
        "ai_rule_suggestions": counted["ai_rule_suggestions"],
        "notifications": counted["notifications"],
        "notification_preferences": 5,
        "outgoing_mail": counted["outgoing_mail"],
        "stored_files": 1,
        "audit_log": counted["audit_log"],
    }
    assert counted["ai_rule_suggestions"] >= 1
    assert counted["notifications"] > counted["outgoing_mail"] > 9  # a mail each session; what others are told is none
    assert {each["action"] for each in rows_in(content, "audit_log")} > {
        "FrontDoor.sign_in",
        "AccountService.reset_code",
    }
    assert rows_in(content, "subscriptions")[0]["physician_name"] in {"vera-name", "egon-name"}
    assert rows_in(content, "credentials")[0]["email"] == "pat@example.org"


def test_no_secret_is_in_an_archive(
    exports: PersonExportService, clinic: Clinic, database: Database, tmp_path: Path
) -> None:
    text = b"".join(written(exports, clinic.pat, tmp_path).values()).decode(errors="replace")
    with database.unit_of_work(read_only=True) as uow:
        factor = uow.second_factors.find(clinic.pat.user_id)
        kept = uow.accounts.password_hash(clinic.pat.user_id)
        codes = uow.second_factors.recovery_codes(clinic.pat.user_id)
    assert factor is not None
    assert kept is not None
    assert [secret for secret in (factor.secret, kept, *codes) if secret in text] == []


def test_every_field_is_explained_and_tables_and_page_say_the_same_as_the_data(
    exports: PersonExportService, clinic: Clinic, tmp_path: Path
) -> None:
    content = written(exports, clinic.pat, tmp_path)
    for name, raw in content.items():
        if name.endswith(".json"):
            section = json.loads(raw)
            assert section["title"]
            assert all(set(row) == set(section["fields"]) for row in section["rows"]), name
            assert all(f"  {field}: " in content["README.txt"].decode() for field in section["fields"])
    sessions = list(csv.DictReader(io.StringIO(content["sessions.csv"].decode())))
    assert [each["id"] for each in sessions] == [each["id"] for each in rows_in(content, "sessions")]
    assert {each["repetition_count"] for each in sessions} == {"8"}
    assert [each["started_at"] for each in sessions] == sorted(each["started_at"] for each in sessions)
    repetitions = list(csv.DictReader(io.StringIO(content["repetitions.csv"].decode())))
    assert len(repetitions) == 64
    page = content["summary.html"].decode()
    HTMLParser().feed(page)
    assert page.count("<td>Squat</td>") == 9
    assert "pat-plan" in page
    pictures = [name for name in content if name.startswith("files/")]
    assert len(pictures) == 1
    assert content[pictures[0]].startswith(b"\xff\xd8")


def test_a_physicians_archive_has_the_own_work_and_nothing_about_patients(
    exports: PersonExportService, clinic: Clinic, tmp_path: Path
) -> None:
    content = written(exports, clinic.vera, tmp_path)
    text = b"".join(content.values()).decode(errors="replace")
    told = ("name", "licence", "specialty", "phone", "address", "about", "exercise", "unused", "change")
    assert [each for each in told if f"vera-{each}" not in text] == []
    for patient in (clinic.pat, clinic.other, clinic.lone):
        assert str(patient.user_id) not in text
    assert [
        mark for mark in ("-request", "-farewell", "-goal", "-plan", "-hint", "lone-", "egon-") if mark in text
    ] == []
    # What the physician wrote to patients is the physician's own, and names none.
    assert {each["answer"] for each in rows_in(content, "subscriptions")} == {"pat-answer", "other-answer"}
    assert len(rows_in(content, "exercise_logic")) == 3
    assert len(rows_in(content, "rehab_plans")) == 4
    assert len([name for name in content if name.startswith("files/")]) == 3
    assert "sessions.csv" not in content


def test_an_administrator_gets_it_for_a_reason_which_the_person_is_told(
    exports: PersonExportService, clinic: Clinic, tmp_path: Path
) -> None:
    target = tmp_path / "for.zip"
    with pytest.raises(InputError):
        exports.export_for(clinic.ada.actor, clinic.pat.user_id, " ", target)
    assert not target.exists()
    content = content_of(exports.export_for(clinic.ada.actor, clinic.pat.user_id, "Letter of 3 March", target).path)
    assert len(rows_in(content, "sessions")) == 9
    (told,) = rows_in(written(exports, clinic.pat, tmp_path), "disclosures")
    assert told["reason"] == "Letter of 3 March"
    assert "Ada" not in json.dumps(told)


def test_nobody_gets_it_without_the_password_but_who_has_none(
    exports: PersonExportService, clinic: Clinic, lives: Lives, database: Database, tmp_path: Path
) -> None:
    with pytest.raises(AccessError):
        exports.export_own(clinic.pat.actor, tmp_path / "own.zip", "wrong")
    with pytest.raises(AccessError):
        exports.export_own(clinic.pat.actor, tmp_path / "own.zip")
    assert not (tmp_path / "own.zip").exists()
    without_account = local_patient(database.unit_of_work, "this-computer", lives.clock())
    lives.exercised(without_account, 2)
    content = content_of(exports.export_own(without_account, tmp_path / "own.zip").path)
    assert len(rows_in(content, "sessions")) == 2


def test_an_archive_is_the_owners_alone_and_whole_or_not_there(
    exports: PersonExportService, clinic: Clinic, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "own.zip"
    target.write_bytes(b"older")
    seen = []
    replace = Path.replace

    def looked_at(unfinished: Path, to: str) -> Path:
        seen.append(stat.S_IMODE(unfinished.stat().st_mode))
        return replace(unfinished, to)

    monkeypatch.setattr(Path, "replace", looked_at)
    written(exports, clinic.pat, tmp_path)
    if os.name != "nt":
        assert seen == [0o600]
        assert stat.S_IMODE(target.stat().st_mode) == 0o600
    before = target.read_bytes()
    monkeypatch.setattr(os, "fsync", _full)
    with pytest.raises(StorageError):
        exports.export_own(clinic.pat.actor, target, PASSWORD)
    assert target.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".part"] == []


def test_a_file_that_its_store_has_lost_is_named_and_the_rest_is_there(
    exports: PersonExportService, clinic: Clinic, data_folder: Path, tmp_path: Path
) -> None:
    for path in (data_folder / "files").rglob("*"):
        if path.is_file() and path.name != "store-id":
            path.unlink()
    done = exports.export_own(clinic.pat.actor, tmp_path / "own.zip", PASSWORD)
    assert (done.files, done.missing_files) == (0, 1)
    assert "missing: profile_picture" in content_of(done.path)["README.txt"].decode()


def test_a_text_that_a_spreadsheet_would_run_is_marked_as_text(
    exports: PersonExportService, clinic: Clinic, lives: Lives, tmp_path: Path
) -> None:
    lives.sessions.start(clinic.lone.actor, "squat", "=HYPERLINK(1)<script>")
    content = written(exports, clinic.lone, tmp_path)
    names = {each["exercise_name"] for each in csv.DictReader(io.StringIO(content["sessions.csv"].decode()))}
    assert names == {"Squat", "'=HYPERLINK(1)<script>"}
    assert "<script>" not in content["summary.html"].decode()


def _full(descriptor: int) -> None:
    raise OSError(28, "No space left on device")
