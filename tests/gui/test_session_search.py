"""What is typed to find sessions: part of a name, a result, a day in the ways in which people write days."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QDate, QLocale

from physiocheck_desktop.domain.session import SessionState
from physiocheck_desktop.gui.models.session_search import session_search


@pytest.fixture(params=["en_US", "en_GB", "de_DE"])
def place(request: pytest.FixtureRequest) -> Iterator[QLocale]:
    before = QLocale()
    QLocale.setDefault(QLocale(request.param))
    yield QLocale()
    QLocale.setDefault(before)


def test_nothing_typed_looks_for_nothing() -> None:
    assert session_search("  ") is None


def test_words_are_part_of_a_name_or_of_a_result() -> None:
    search = session_search("  ended   EARLY ")
    assert search is not None
    assert search.words == "ended EARLY"
    assert search.states == {SessionState.ABANDONED}
    assert search.since is search.until is None


@pytest.mark.parametrize("form", ["short", "iso", "two digits"])
def test_a_day_is_read_as_this_place_writes_it(place: QLocale, form: str) -> None:
    day = QDate(2026, 3, 9)
    short = place.dateFormat(QLocale.FormatType.ShortFormat)
    forms = {"short": short, "iso": "yyyy-MM-dd", "two digits": short.replace("yyyy", "yy")}
    search = session_search(place.toString(day, forms[form]))
    assert search is not None
    assert search.since is not None
    assert search.until is not None
    assert search.since.astimezone().date().isoformat() == "2026-03-09"
    assert search.until - search.since == timedelta(days=1)
    assert search.since.tzinfo is UTC


def test_a_day_without_a_year_is_the_last_one_there_was(place: QLocale) -> None:
    tomorrow = QDate.currentDate().addDays(1)
    typed = {"en_US": "M/d", "en_GB": "dd/MM", "de_DE": "dd.MM."}[place.name()]
    search = session_search(place.toString(tomorrow, typed))
    assert search is not None
    assert search.since is not None
    assert search.since < datetime.now(UTC)
    assert search.since.astimezone().month == tomorrow.month()


@pytest.mark.parametrize("typed", ["squat", "31/31", "2026-02-30", "7"])
def test_what_is_no_day_looks_for_none(typed: str) -> None:
    search = session_search(typed)
    assert search is not None
    assert search.since is None
