"""What is answered from the results of sessions alone is what the sessions and their repetitions come to."""

from __future__ import annotations

import random
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from statistics import fmean
from typing import Any, Final
from uuid import UUID

import pytest
from clinic import add_account, add_administrator, add_patient, add_physician, care_for
from clocks import HandClock
from sqlalchemy import Engine, inspect
from stored_sessions import repetition

from physiocheck_desktop.database import schema
from physiocheck_desktop.database.address import DatabaseAddress
from physiocheck_desktop.database.database import Database
from physiocheck_desktop.database.migrations.versions import r0022_results_found
from physiocheck_desktop.database.upkeep import SqlDatabaseUpkeep
from physiocheck_desktop.domain.exercise import Side
from physiocheck_desktop.domain.overview import LEAST_PATIENTS, TREND_DAYS
from physiocheck_desktop.domain.people import Actor
from physiocheck_desktop.domain.repetition import SessionAssessment
from physiocheck_desktop.domain.standing import widest_of
from physiocheck_desktop.domain.todays_work import DoneRepetitions
from physiocheck_desktop.services.care_overview import CareOverviewService
from physiocheck_desktop.services.clinic_overview import ClinicOverviewService
from physiocheck_desktop.services.hand_counted import HandCountedService
from physiocheck_desktop.services.progress import ProgressService
from physiocheck_desktop.services.sessions import SessionService

Query = Callable[..., list[tuple[Any, ...]]]

NOW = datetime(2026, 6, 12, 15, tzinfo=UTC)
DAY = timedelta(days=1)
KOLKATA = timezone(timedelta(hours=5, minutes=30))
EXERCISES: Final = ("squat", "lunge", "bridge")
MEASURES: Final = ("left_knee", "right_knee", "left_hip")
OF_SESSIONS = "SELECT id, patient_id, exercise_id, started_at FROM sessions WHERE state <> 'running' ORDER BY id"
OF_RESULTS = "SELECT session_id, patient_id, exercise_id, started_at FROM session_results ORDER BY session_id"


class Clinic:
    """A few patients whose sessions begin, go on and end in every way there is, as chance has it."""

    def __init__(self, database: Database, empty: SessionAssessment, seed: int) -> None:
        self.database = database
        self.physician = add_physician(database)
        self.administrator = add_administrator(database)
        add_account(database, self.administrator, "ada@example.org")
        self.patients = [add_patient(database) for _ in range(7)]
        for each in self.patients:
            care_for(database, each, self.physician)
        self._empty = empty
        self._chances = random.Random(seed)  # noqa: S311
        self._clock = HandClock(NOW)
        self._sessions = SessionService(database.unit_of_work, self._clock)
        self._by_hand = HandCountedService(database.unit_of_work, self._clock)

    def live(self, sessions: int) -> None:
        for _ in range(sessions):
            self._clock.now = NOW - self._chances.choice((0.0, 1.0, 20.0, 40.0)) * DAY
            self._clock.now -= self._chances.uniform(0.0, 1.0) * DAY
            self._do(self._chances.choice(self.patients), self._chances.choice(EXERCISES))

    def _do(self, who: Actor, exercise: str) -> None:
        end = self._chances.choice(("finish", "finish", "finish", "abandon", "interrupt", "go on", "run", "by hand"))
        if end == "by hand":
            self._by_hand.keep(who, exercise, exercise.title(), sets=(self._chances.randint(1, 9),))
            return
        begun = self._sessions.start(who, exercise, exercise.title())
        side = self._chances.choice((Side.LEFT, Side.RIGHT, Side.BOTH))
        for index in range(1, self._chances.randint(1, 5)):
            self._sessions.record_repetition(who, begun.id, self._repetition(index, side))
        match end:
            case "finish":
                done = tuple(self._repetition(index, side) for index in range(1, self._chances.randint(1, 7)))
                self._sessions.finish(who, begun.id, replace(self._empty, repetitions=done))
            case "abandon":
                self._sessions.abandon(who, begun.id)
            case "interrupt":
                self._sessions.close_interrupted(who)
            case "go on":
                self._sessions.close_interrupted(who)
                self._sessions.record_repetition(who, begun.id, self._repetition(9, side))

    def _repetition(self, index: int, side: Side) -> Any:
        return repetition(
            index,
            peak=self._chances.uniform(90.0, 130.0),
            total=self._chances.uniform(40.0, 100.0),
            measures=self._chances.sample(MEASURES, 2),
            side=side,
        )


@pytest.fixture
def clinic(database: Database, make_assessment: Callable[..., SessionAssessment]) -> Clinic:
    made = Clinic(database, make_assessment(0), seed=1)
    made.live(sessions=50)
    return made


def _moment(kept: Any) -> datetime:
    """Return a moment as a statement past the program finds it."""
    return (kept if isinstance(kept, datetime) else datetime.fromisoformat(kept)).replace(tzinfo=UTC)


def _scores(query: Query) -> list[tuple[UUID, datetime, float | None, str]]:
    """Return whose each session is, when it began and its mean score, from its repetitions."""
    found = query(
        "SELECT s.patient_id, s.started_at, avg(CASE WHEN p.kind = 'repetition' THEN p.score END), s.state "
        "FROM sessions s LEFT JOIN session_progress p ON p.session_id = s.id "
        "GROUP BY s.id, s.patient_id, s.started_at, s.state"
    )
    return [(UUID(who), _moment(at), None if state == "running" else score, state) for who, at, score, state in found]


def test_a_result_says_whose_it_is_of_which_exercise_and_of_when_as_its_session_does(
    clinic: Clinic, query: Query
) -> None:
    assert query(OF_RESULTS) == query(OF_SESSIONS)
    assert len(query(OF_RESULTS)) > 20
    assert query("SELECT count(*) FROM sessions WHERE state = 'running'")[0][0] > 0


def test_the_clinics_days_are_what_counting_all_sessions_comes_to(clinic: Clinic, query: Query) -> None:
    scores = _scores(query)
    for zone in (UTC, KOLKATA):
        service = ClinicOverviewService(clinic.database.unit_of_work, HandClock(NOW), zone)
        told = service.days(clinic.administrator, 50)
        assert sum(each.sessions for each in told) == len(scores)
        assert sum(each.score is not None for each in told) > 0
        for each in told:
            of_day = [(who, score) for who, at, score, _ in scores if at.astimezone(zone).date() == each.day]
            scored = [(who, score) for who, score in of_day if score is not None]
            assert (each.sessions, each.patients) == (len(of_day), len({who for who, _ in of_day}))
            if len({who for who, _ in scored}) < LEAST_PATIENTS:
                assert each.score is None
            else:
                assert each.score == pytest.approx(fmean(score for _, score in scored))


def test_a_physicians_list_is_what_counting_all_sessions_comes_to(clinic: Clinic, query: Query) -> None:
    told = CareOverviewService(clinic.database.unit_of_work, HandClock(NOW), UTC).patients(clinic.physician)
    turn, begin = NOW - TREND_DAYS * DAY, NOW - 2 * TREND_DAYS * DAY
    scores = _scores(query)
    assert {each.patient_id for each in told.patients} == {each.user_id for each in clinic.patients}
    for each in told.patients:
        own = [(at, score) for who, at, score, _ in scores if who == each.patient_id and score is not None]
        late, early = (
            [score for at, score in own if first <= at < last] for first, last in ((turn, NOW + DAY), (begin, turn))
        )
        assert (each.sessions, each.earlier_sessions) == (len(late), len(early))
        assert each.score == (pytest.approx(fmean(late)) if late else None)
        assert each.earlier_score == (pytest.approx(fmean(early)) if early else None)
        assert each.last_session_at == max((at for who, at, _, _ in scores if who == each.patient_id), default=None)


def test_what_was_done_is_what_counting_all_repetitions_comes_to(clinic: Clinic, query: Query) -> None:
    since = NOW - 25 * DAY
    ids = [each.user_id for each in clinic.patients]
    with clinic.database.unit_of_work(read_only=True) as uow:
        told = uow.plans.done(ids, since)
    counted = query(
        "SELECT s.patient_id, e.exercise_key, s.started_at, p.side, p.made FROM sessions s "
        "JOIN (SELECT id, exercises.key AS exercise_key FROM exercises) e ON e.id = s.exercise_id JOIN ("
        "SELECT session_id, side, count(*) AS made FROM session_progress WHERE kind = 'repetition' "
        "GROUP BY session_id, side UNION ALL SELECT session_id, 'both', sum(repetitions) FROM hand_counted_sets "
        "GROUP BY session_id) p ON p.session_id = s.id"
    )
    expected: dict[UUID, list[DoneRepetitions]] = {}
    for who, key, at, side, made in counted:
        if _moment(at) >= since:
            found = DoneRepetitions(exercise_key=key, started_at=_moment(at), side=Side(side), count=int(made))
            expected.setdefault(UUID(who), []).append(found)
    assert told.keys() == expected.keys()
    for who, done in told.items():
        assert [each.started_at for each in done] == sorted(each.started_at for each in done)
        assert set(done) == set(expected[who])
        assert len(done) == len(expected[who])


def test_the_widest_ranges_are_those_of_the_courses(clinic: Clinic) -> None:
    progress, found = ProgressService(clinic.database.unit_of_work, HandClock(NOW), UTC), 0
    for who in clinic.patients:
        courses = progress.ranges(who, who.user_id)
        expected = widest_of(
            (course.points[0], max(course.points, key=lambda each: each.metric.range_of_motion)) for course in courses
        )
        assert progress.standing(who, who.user_id).widest == expected
        found += len(expected)
    assert found > 0


def test_results_from_before_are_found_after_the_upgrade_and_left_as_they_were_by_the_way_back(
    clinic: Clinic,
    database: Database,
    database_address: DatabaseAddress,
    upkeep: SqlDatabaseUpkeep,
    upkeep_engine: Engine,
    query: Query,
) -> None:
    who = max(clinic.patients, key=lambda each: len(ProgressService(database.unit_of_work).scores(each, each.user_id)))
    told, before = ProgressService(database.unit_of_work).scores(who, who.user_id), query(OF_RESULTS)
    counts = query("SELECT session_id, repetition_count, score, left_count FROM session_results ORDER BY session_id")
    assert told
    database.close()

    schema.downgrade(upkeep_engine, r0022_results_found.down_revision)
    look = inspect(upkeep_engine)
    assert not {"patient_id", "exercise_id", "started_at"} & {
        each["name"] for each in look.get_columns("session_results")
    }
    assert look.get_indexes("session_results") == []
    assert "ix_sessions_patient_id_started_at" in {each["name"] for each in look.get_indexes("sessions")}
    assert (
        query("SELECT session_id, repetition_count, score, left_count FROM session_results ORDER BY session_id")
        == counts
    )
    upkeep_engine.dispose()
    upkeep.upgrade()

    assert query(OF_RESULTS) == before == query(OF_SESSIONS)
    with closing(Database.open(database_address)) as again:
        assert ProgressService(again.unit_of_work).scores(who, who.user_id) == told
