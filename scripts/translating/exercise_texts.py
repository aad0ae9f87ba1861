"""Finds what the exercises of the library say: names, instructions, warnings, movements with a usual range, cues."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any, Final

from physiocheck_desktop.assessment.cues import PRAISE

_SAID_OF_EXERCISES: Final = ("name", "instructions", "contraindications")
_SAID_OF_RULES: Final = ("cue_below", "cue_above")


def exercise_texts(folder: Path) -> list[str]:
    """Return all texts of the exercise files in a folder, sorted, and the praise that every exercise has."""
    found = {PRAISE}
    for file in sorted(folder.glob("*.toml")):
        table = tomllib.loads(file.read_text(encoding="utf-8"))
        found.update(_texts(table, _SAID_OF_EXERCISES))
        found.update(norm["movement"].capitalize() for norm in table.get("norms", ()))
        for rule in table.get("rules", ()):
            found.update(_texts(rule, _SAID_OF_RULES))
    return sorted(found)


def _texts(table: dict[str, Any], keys: tuple[str, ...]) -> list[str]:
    found: list[str] = []
    for key in keys:
        value = table.get(key, [])
        found.extend([value] if isinstance(value, str) else value)
    return [text for text in found if text]
