"""What has no window speaks a person's language, too: its texts, numbers and dates."""

from datetime import UTC, date, datetime

import pytest

from physiocheck_desktop.assessment.repetition_counter import Reason
from physiocheck_desktop.config.words import ENGLISH, Words

MOMENT = datetime(2026, 3, 9, 14, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "number", "share", "moment", "day"),
    [
        ("en", "7.5", "97%", "2026-03-09 14:05", "2026-03-09"),
        ("de_AT", "7,5", "97 %", "09.03.2026 14:05", "09.03.2026"),
        ("es", "7,5", "97 %", "09/03/2026 14:05", "09/03/2026"),
    ],
)
def test_numbers_and_dates_have_the_form_of_the_language(
    language: str, number: str, share: str, moment: str, day: str
) -> None:
    words = Words(language)
    assert (words.number(7.5, 1), words.percent(0.97), words.moment(MOMENT)) == (number, share, moment)
    assert words.day(date(2026, 3, 9)) == day


@pytest.mark.parametrize(("language", "squat"), [("de", "Kniebeuge"), ("es", "Sentadilla")])
def test_texts_of_the_library_and_the_engine_are_those_of_the_window(language: str, squat: str) -> None:
    words = Words(language)
    assert words.own("Squat") == squat
    assert squat in words.own("There is no exercise called “Squat”.")
    assert words.own("Mrs Smith’s own one") == "Mrs Smith’s own one"
    assert all(words.own(reason.value) != reason.value for reason in Reason)


@pytest.mark.parametrize("language", ["fr", "xx_XX", "C"])
def test_a_language_without_texts_is_english(language: str) -> None:
    words = Words(language)
    assert (words.code, words.own("Squat"), words.number(1.5, 1)) == ("en", "Squat", "1.5")
    assert ENGLISH.translate("Report", "Score") == "Score"


@pytest.mark.parametrize(
    ("variable", "value", "code"),
    [("LANG", "de_DE.UTF-8", "de"), ("LC_ALL", "es_MX", "es"), ("LANGUAGE", "de:en", "de"), ("LANG", "C.UTF-8", "en")],
)
def test_where_nothing_is_chosen_the_system_says_which_language_it_is(
    variable: str, value: str, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for each in ("LC_ALL", "LANGUAGE", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(each, raising=False)
    monkeypatch.setenv(variable, value)
    assert Words("system").code == code
