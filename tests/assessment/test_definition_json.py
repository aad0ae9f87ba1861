"""Exercises as JSON: the content of TOML, and errors that name line and culprit too."""

from pathlib import Path

import pytest

from physiocheck_desktop.assessment.definition_json import parse_definition_json, write_definition_json
from physiocheck_desktop.assessment.definition_toml import parse_definition
from physiocheck_desktop.domain.errors import InputError
from tests.assessment.test_definition_toml import READY_MADE, SQUAT

TEXT = write_definition_json(parse_definition(SQUAT))


@pytest.mark.parametrize("path", READY_MADE, ids=lambda path: path.stem)
def test_every_ready_made_exercise_is_the_same_in_json(path: Path) -> None:
    definition = parse_definition(path.read_text(encoding="utf-8"), path.name)
    assert parse_definition_json(write_definition_json(definition)) == definition


@pytest.mark.parametrize(
    ("right", "wrong", "culprit"),
    [
        ('"schema": 2', '"schema": 9', "schema is 9, which is newer"),
        ('"name": "My squat"', '"name": ""', "name must not be empty"),
        ('"toward_peak_s": 1.5', '"toward_peak_s": 0', "tempo.toward_peak_s must be at least 0.1"),
        ('"measure": "right_knee"', '"measure": "third_knee"', "progress[1].measure is 'third_knee'"),
        ('"weight": 0.5', '"wait": 0.5', "progress[1].wait is not known here"),
        ('"high": 40.0', '"high": "40"', "rules[0].high must be a number"),
        ('"severity": "fault"', '"severity": "awful"', "rules[0].severity must be one of"),
    ],
)
def test_an_error_names_the_line_and_the_culprit(right: str, wrong: str, culprit: str) -> None:
    assert right in TEXT
    line = TEXT[: TEXT.index(right)].count("\n") + 1
    with pytest.raises(InputError) as caught:
        parse_definition_json(TEXT.replace(right, wrong, 1), "mine.json")
    assert caught.value.what.startswith(f"mine.json, line {line}: {culprit}")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "line 1, column 1: Expecting value"),
        ('{"schema": 2,\n "key": }', "line 2, column 9: Expecting value"),
        ("[1]", "it must be an object in braces"),
        ('{"schema": NaN}', "NaN is no number"),
        ('{"schema": 1, "schema": 2}', "schema is there twice"),
    ],
)
def test_what_is_no_json_is_refused_with_the_place(text: str, problem: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_definition_json(text, "mine.json")
    assert caught.value.what.startswith(f"mine.json is not valid JSON: {problem}")


def test_lists_in_lists_without_end_are_refused() -> None:
    with pytest.raises(InputError, match="lists within lists"):
        parse_definition_json("[" * 100_000, "mine.json")


def test_lines_are_right_however_the_text_is_laid_out() -> None:
    text = TEXT.replace("\n", " ").replace('"rules"', '\n\n"rules"').replace('"high": 40.0', '"high": "x, {y}: [\\"z"')
    with pytest.raises(InputError, match=r"mine\.json, line 3: rules\[0\]\.high must be a number"):
        parse_definition_json(text, "mine.json")
