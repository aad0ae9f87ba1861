"""Exercise files that are damaged, absurd or hostile end in a sentence, whatever is in them."""

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from physiocheck_desktop.assessment.definition_toml import parse_definition
from physiocheck_desktop.assessment.toml_reading import LARGEST, LONGEST_LIST, LONGEST_TEXT
from physiocheck_desktop.domain.errors import InputError

SQUAT = (Path(__file__).parents[2] / "resources" / "exercises" / "squat.toml").read_text(encoding="utf-8")
NAME = 'name = "Squat"'
LONG_NUMBER = "9" * 400
TOO_LONG_NUMBER = "9" * 6000


@pytest.mark.parametrize(
    ("right", "wrong", "sentence"),
    [
        ("start = 170", f"start = {LONG_NUMBER}", "progress[0].start must be a number between"),
        ("start = 170", f"start = -{LONG_NUMBER}", "progress[0].start must be a number between"),
        ("start = 170", "start = 1e308", "progress[0].start must be a number between"),
        ("start = 170", "start = -inf", "progress[0].start must be a finite number"),
        ("sets = 3", f"sets = {LONG_NUMBER}", "prescription.sets must be a number between"),
        ("start = 170", f"start = {TOO_LONG_NUMBER}", "holds what no exercise has"),
        (NAME, "name = " + "[" * 5000 + "]" * 5000, "holds what no exercise has"),
        (NAME, f"name = {LONG_NUMBER}", "name must be a text in quotes, not 9999"),
        (NAME, 'name = "Squat\\u0000"', "name must be of letters that can be shown"),
        (NAME, 'name = "Squat\\u001b[31m"', "name must be of letters that can be shown"),
        (NAME, 'name = """Squat\n"""', "name must be of letters that can be shown"),
        (NAME, f'name = "{"x" * (LONGEST_TEXT + 1)}"', f"name must not be longer than {LONGEST_TEXT} characters"),
        ('body_parts = ["hip", "knee", "ankle"]', 'body_parts = ["hip\\n"]', "body_parts must be of letters"),
        ('position = "standing"', 'position = "x"', "position must be one of hanging"),
    ],
)
def test_what_no_exercise_has_is_refused_in_a_short_sentence(right: str, wrong: str, sentence: str) -> None:
    assert right in SQUAT
    with pytest.raises(InputError) as caught:
        parse_definition(SQUAT.replace(right, wrong, 1), "mine.toml")
    assert sentence in caught.value.what
    assert len(caught.value.what) < 300
    assert caught.value.what.isprintable()
    assert caught.value.remedy


def test_the_largest_number_the_longest_text_and_the_longest_list_are_still_taken() -> None:
    text = SQUAT.replace(NAME, f'name = "{"x" * LONGEST_TEXT}"')
    text = text.replace("repetitions = 10", f"repetitions = {LARGEST}")
    text = text.replace('body_parts = ["hip", "knee", "ankle"]', f"body_parts = {['hip'] * LONGEST_LIST}")
    definition = parse_definition(text)
    assert len(definition.name) == LONGEST_TEXT
    assert definition.prescription.repetitions == LARGEST
    assert len(definition.body_parts) == LONGEST_LIST


def test_more_than_anybody_needs_is_refused() -> None:
    too_many = "".join(f'\n[[norms]]\nmovement = "{n}"\ndegrees = 1\nsource = "x"\n' for n in range(LONGEST_LIST + 1))
    with pytest.raises(InputError, match=f"norms must not hold more than {LONGEST_LIST}, and has"):
        parse_definition(SQUAT + too_many)
    with pytest.raises(InputError, match="body_parts must not hold more than"):
        parse_definition(SQUAT.replace('["hip", "knee", "ankle"]', str(["hip"] * (LONGEST_LIST + 1))))


changes = st.tuples(
    st.integers(0, len(SQUAT)),
    st.integers(0, 30),
    st.text(max_size=8) | st.sampled_from(["\n[[rules]]\n", "[progress]", "= [", '"""', "\x00", "1e999", "nan", "= {"]),
)


@settings(max_examples=300, deadline=None)
@given(st.lists(changes, min_size=1, max_size=4))
def test_a_damaged_file_is_read_or_refused_and_nothing_else(damages: list[tuple[int, int, str]]) -> None:
    text = SQUAT
    for at, length, instead in damages:
        text = text[:at] + instead + text[at + length :]
    with suppress(InputError):
        parse_definition(text)
