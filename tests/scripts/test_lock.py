"""The lock files hold every dependency, within its bounds, with hashes and with no address."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
ASKED = {
    "runtime.txt": PROJECT["project"]["dependencies"],
    "test.txt": [*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"]["test"]],
}


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def entries(name: str) -> list[str]:
    text = (ROOT / "requirements" / name).read_text(encoding="utf-8").replace("\\\n", " ")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


def locked(name: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for entry in entries(name):
        requirement = Requirement(entry.split("--hash")[0].strip())
        (exact,) = requirement.specifier
        found.setdefault(canonical(requirement.name), set()).add(exact.version)
    return found


@pytest.mark.parametrize("name", ASKED)
def test_every_dependency_is_locked_within_the_bounds_of_the_project(name: str) -> None:
    versions = locked(name)
    for text in ASKED[name]:
        asked = Requirement(text)
        found = versions.get(canonical(asked.name), set())
        assert found, f"{asked.name} is not locked"
        assert all(asked.specifier.contains(version) for version in found), f"{text}: {found}"


@pytest.mark.parametrize("name", ASKED)
def test_every_entry_is_exact_and_hashed_and_names_no_address(name: str) -> None:
    for entry in entries(name):
        assert re.match(r"[A-Za-z0-9._-]+==\S+", entry), entry
        assert "--hash=sha256:" in entry, entry
        assert "://" not in entry
        assert " @ " not in entry


def test_the_program_is_tested_with_the_versions_that_it_runs_with() -> None:
    tested = locked("test.txt")
    assert {name: tested.get(name) for name in locked("runtime.txt")} == locked("runtime.txt")


def test_every_dependency_has_a_lower_and_an_upper_bound() -> None:
    for text in ASKED["test.txt"]:
        operators = {each.operator for each in Requirement(text).specifier}
        assert operators == {"=="} or ({">="} <= operators and operators & {"<", "<="}), text


def test_the_pose_library_stays_at_the_version_that_contacts_nobody() -> None:
    assert locked("runtime.txt")["mediapipe"] == {"0.10.31"}
