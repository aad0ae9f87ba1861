"""An archive says in the person's language what is in it; what somebody wrote, and what programs read, stays."""

import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from whole_lives import HASHER, PASSWORD, Clinic, Lives

from physiocheck_desktop.database.database import Database
from physiocheck_desktop.reports.person_archive import ZipPersonArchives
from physiocheck_desktop.services.person_export import PersonExportService

Archive = dict[str, str]
NAMES = {"PhysioCheck", "credential", "danger", "fault", "hint", "partial"}
"""What is called so in the data itself."""
ALIKE = {
    "de": {*NAMES, "Code", "Computers", "Person"},
    "es": {
        *NAMES,
        "JSON",
        "bcrypt",
        "bits",
        "bytes",
        "clips",
        "grave",
        "hash",
        "hexadecimal",
        "jerk",
        "plan",
        "postal",
    },
}
"""Words of the English archive that the other language has as well."""


@pytest.fixture
def export(database: Database, lives: Lives, tmp_path: Path) -> Callable[[str], tuple[Archive, Archive]]:
    """Return what writes the archives of a patient and of a physician in a language, and reads them again."""
    archives = ZipPersonArchives(is_sample=True)
    exports = PersonExportService(database.unit_of_work, lives.vault, archives, HASHER, lives.clock)
    clinic: Clinic = lives.clinic()

    def write(language: str) -> tuple[Archive, Archive]:
        read = []
        for account in (clinic.pat, clinic.vera):
            done = exports.export_own(account.actor, tmp_path / "own.zip", PASSWORD, language=language)
            with zipfile.ZipFile(done.path) as archive:
                names = [name for name in archive.namelist() if not name.startswith("files/")]
                read.append({name: archive.read(name).decode() for name in names})
        return read[0], read[1]

    return write


def told(text: str) -> set[str]:
    """Return the words of a text that people read: without names of files and fields, and what somebody wrote."""
    seen = re.sub(r"<style>.*?</style>|<[^>]+>", " ", text, flags=re.DOTALL)
    seen = re.sub(r"^  (?:[\w ]+: )?\w+(?:: | \()", "", seen, flags=re.MULTILINE)
    seen = re.sub(r"\S*[_@/\d-]\S*|\w+\.(?:html|csv|txt)", " ", seen)
    return {word for word in re.findall(r"[^\W\d_]+", seen) if len(word) > 3}


@pytest.mark.parametrize("language", ["de", "es"])
def test_page_and_list_have_no_english_word(language: str, export: Callable[[str], tuple[Archive, Archive]]) -> None:
    same = set[str]()
    for english, spoken in zip(export("en"), export(language), strict=True):
        assert f'<html lang="{language}">' in spoken["summary.html"]
        for name in ("summary.html", "README.txt"):
            same |= told(spoken[name]) & told(english[name])
    assert same - ALIKE[language] == set()


def test_programs_find_the_same_data_in_every_language(export: Callable[[str], tuple[Archive, Archive]]) -> None:
    english, spanish = export("en")[0], export("es")[0]
    assert english.keys() == spanish.keys()
    visits = json.loads(spanish["data/visits.json"])
    assert (visits["title"], visits["fields"]["pain_before"]) == ("Visitas", "dolor antes, de 0 a 10")
    for name in ("data/visits.json", "data/rehab_plan_versions.json", "data/common_errors.json"):
        assert json.loads(spanish[name])["rows"] == json.loads(english[name])["rows"], name
    assert spanish["repetitions.csv"] == english["repetitions.csv"]
    assert "<td>Sentadilla</td>" in spanish["summary.html"]
    assert "pat-plan" in spanish["summary.html"]
