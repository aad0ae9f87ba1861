"""Physicians' own exercises: kept without loss, with their versions, shared within the clinic, removed without harm."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
from clinic import add_administrator, add_patient, add_physician

from physiocheck_desktop.assessment.definition_json import parse_definition_json, write_definition_json
from physiocheck_desktop.config.exercise_files import ready_made_exercises
from physiocheck_desktop.database.database import Database
from physiocheck_desktop.domain.errors import AccessError, ConflictError, InputError
from physiocheck_desktop.domain.exercise import (
    ExerciseDefinition,
    ExerciseRule,
    Phase,
    Prescription,
    RuleKind,
    RuleOrigin,
    Severity,
)
from physiocheck_desktop.domain.kept_exercise import READY_MADE, ExercisePreset
from physiocheck_desktop.domain.movement_model import MovementModel
from physiocheck_desktop.domain.people import Actor, Verification
from physiocheck_desktop.domain.pose_template import Demonstration, PoseTemplate, PoseTemplates, ReferenceCourse
from physiocheck_desktop.kinematics.motion_vector import MOTION_MEASURES
from physiocheck_desktop.services.exercise_library import ExerciseLibraryService
from physiocheck_desktop.services.exercises import ExerciseCatalogue
from physiocheck_desktop.services.sessions import SessionService

READY = ready_made_exercises()
NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
SQL = "'); DROP TABLE exercises; -- \\ %s {x} 🦵 שלום"
GENTLE = ExercisePreset(
    name="The first weeks " + SQL, prescription=Prescription(2, 5, 1.5, 90.0), count_share=0.1 + 0.2
)


def squat() -> ExerciseDefinition:
    return next(each for each in READY if each.key == "squat")


def learned() -> ExerciseDefinition:
    """Return an exercise that has everything that an exercise can have, with numbers that are no round ones."""
    skeleton = tuple((place / 7, -place / 3, 0.1 + 0.2) for place in range(33))
    pose = PoseTemplate(values={"left_knee": 92.123456789012, "right_hip": 1 / 3}, skeleton=skeleton)
    measures = tuple(reversed(MOTION_MEASURES[:5]))  # in no order of the alphabet
    return replace(
        squat(),
        name="Squat, as shown " + SQL,
        rules=(
            *squat().rules,
            ExerciseRule(
                name="steady " + SQL,
                measure="trunk_lean",
                phases=frozenset({Phase.PEAK, Phase.START}),
                high=2 / 3,
                severity=Severity.DANGER,
                cue_above="Ruhig halten 🙂",
                kind=RuleKind.STABILITY,
                origin=RuleOrigin.GENERATED,
                check="trunk-still",
                window_s=1.1,
            ),
        ),
        prescription=Prescription(3, 12, 0.7, 45.5),
        count_share=0.45,
        templates=PoseTemplates(start=pose, reference=PoseTemplate(values={"left_knee": -0.0})),
        demonstration=Demonstration(
            3, 0.87, ("Die Hand war verdeckt.",), ReferenceCourse(2.4, {"left_knee": (1.5, 2 / 7)})
        ),
        movement=MovementModel(measures, (0.1,) * 5, (0.9,) * 5, (0.2,) * 5, 2.3, 2),
    )


@pytest.fixture
def service(database: Database) -> ExerciseLibraryService:
    return ExerciseLibraryService(database.unit_of_work, ExerciseCatalogue(READY), lambda: NOW)


@pytest.fixture
def physician(database: Database) -> Actor:
    return add_physician(database)


@pytest.mark.parametrize("definition", [learned(), *READY[::7]], ids=lambda each: each.key)
def test_an_exercise_and_its_presets_come_back_exactly_as_they_were_kept(
    definition: ExerciseDefinition, service: ExerciseLibraryService, physician: Actor
) -> None:
    added = service.add(physician, definition, [GENTLE], "From the demonstration")
    read = service.exercise(physician, added.definition.key)
    assert read == added
    assert replace(read.definition, key=definition.key) == definition
    assert (read.number, read.presets, read.note) == (1, (GENTLE,), "From the demonstration")
    assert (read.written_by, read.written_at) == (physician.user_id, NOW)
    written = write_definition_json(replace(read.definition, key=definition.key))
    assert written == write_definition_json(definition)
    assert parse_definition_json(written) == definition


def test_each_exercise_has_a_key_of_its_own_however_often_it_is_added(
    service: ExerciseLibraryService, physician: Actor
) -> None:
    first = service.add(physician, squat()).definition
    again = service.add(physician, first).definition
    long = service.add(physician, replace(squat(), key="a-" * 31 + "a")).definition
    keys = {squat().key, first.key, again.key, long.key}
    assert len(keys) == 4
    assert {len(first.key), len(again.key)} == {len("squat") + 9}
    assert len(long.key) <= 64


def test_every_version_stays_readable_as_it_was(service: ExerciseLibraryService, physician: Actor) -> None:
    first = service.add(physician, learned(), [GENTLE])
    second = service.change(
        physician, 1, replace(first.definition, name="Deeper squat", rules=()), note="Without rules"
    )
    third = service.change(physician, 2, replace(second.definition, templates=PoseTemplates()))
    key = first.definition.key
    assert service.exercise(physician, key) == third
    assert [service.exercise(physician, key, number) for number in (1, 2, 3)] == [first, second, third]
    assert [(each.number, each.note) for each in service.changes(physician, key)] == [
        (3, ""),
        (2, "Without rules"),
        (1, ""),
    ]
    (entry,) = [each for each in service.entries(physician) if each.key == key]
    assert (entry.name, entry.version) == ("Deeper squat", 3)


def test_of_two_changes_of_one_version_the_second_is_refused_and_told(
    service: ExerciseLibraryService, physician: Actor
) -> None:
    first = service.add(physician, squat())
    kept = service.change(physician, 1, replace(first.definition, name="One"))
    assert service.change(physician, 1, replace(first.definition, name="One")) == kept
    for version in (1, 0, 7):
        with pytest.raises(ConflictError, match="Somebody else has changed this exercise"):
            service.change(physician, version, replace(first.definition, name="Two"))
    assert service.exercise(physician, first.definition.key) == kept


def test_ready_made_exercises_are_there_for_everybody_who_may_read_exercises(
    service: ExerciseLibraryService, database: Database, physician: Actor
) -> None:
    for actor in (physician, add_patient(database)):
        assert [each.key for each in service.entries(actor)] == [each.key for each in READY]
        found = service.exercise(actor, "squat")
        assert (found.number, found.definition) == (READY_MADE, squat())
        assert service.exercise(actor, "squat", READY_MADE) == found
        assert service.changes(actor, "squat") == ()
        with pytest.raises(AccessError):
            service.exercise(actor, "squat", 1)
    with pytest.raises(AccessError):
        service.change(physician, READY_MADE, replace(squat(), name="Mine"))


def test_an_exercise_is_its_owners_until_it_is_shared_with_the_clinics_physicians(
    service: ExerciseLibraryService, database: Database, physician: Actor
) -> None:
    key = service.add(physician, squat()).definition.key
    colleague = add_physician(database, "Dr. Colleague")

    def listed(actor: Actor) -> bool:
        return key in [each.key for each in service.entries(actor)]

    assert (listed(physician), listed(colleague)) == (True, False)
    with pytest.raises(AccessError) as private:
        service.exercise(colleague, key)
    with pytest.raises(AccessError) as missing:
        service.exercise(colleague, "squat-00000000")
    assert str(private.value) == str(missing.value)

    assert service.share(physician, key, shared=True).shared
    assert listed(colleague)
    assert service.exercise(colleague, key).definition.key == key
    assert not listed(add_patient(database))
    with pytest.raises(AccessError):
        service.exercise(add_patient(database), key)

    assert not service.share(physician, key, shared=False).shared
    assert not listed(colleague)


def test_only_the_owner_changes_shares_or_removes_an_exercise(
    service: ExerciseLibraryService, database: Database, physician: Actor
) -> None:
    added = service.add(physician, squat())
    key = added.definition.key
    service.share(physician, key, shared=True)
    attempts: list[Callable[[Actor], Any]] = [
        lambda actor: service.change(actor, 1, replace(added.definition, name="Taken")),
        lambda actor: service.share(actor, key, shared=False),
        lambda actor: service.remove(actor, key),
    ]
    others = [
        add_physician(database),
        add_patient(database),
        add_administrator(database),
        Actor(physician.user_id, add_patient(database).role),
        Actor(uuid4(), physician.role),
    ]
    for actor in others:
        for attempt in attempts:
            with pytest.raises(AccessError):
                attempt(actor)
    assert service.exercise(physician, key) == added


def test_a_physician_who_is_not_verified_neither_adds_nor_reads(
    service: ExerciseLibraryService, database: Database
) -> None:
    for state in (Verification.PENDING, Verification.REFUSED):
        stranger = add_physician(database, verification=state)
        for attempt in (lambda: service.add(stranger, squat()), lambda: service.entries(stranger)):  # noqa: B023
            with pytest.raises(AccessError, match="verified"):
                attempt()


def test_a_removed_exercise_leaves_the_lists_and_nothing_else(
    service: ExerciseLibraryService, sessions: SessionService, patient: Actor, physician: Actor
) -> None:
    added = service.add(physician, squat())
    key = added.definition.key
    done = sessions.start(patient, key, added.definition.name)
    assert service.remove(physician, key).removed
    assert key not in [each.key for each in service.entries(physician)]
    assert service.exercise(physician, key) == added
    assert sessions.detail(patient, done.id).record.exercise_key == key
    assert not service.remove(physician, key, removed=False).removed
    assert key in [each.key for each in service.entries(physician)]


SPOILED: list[ExerciseDefinition] = [
    replace(squat(), name="n" * 121),
    replace(squat(), name=" "),
    replace(squat(), key="../../etc/passwd"),
    replace(squat(), key="'; DROP TABLE exercises"),
    replace(squat(), category="c" * 65),
    replace(squat(), name="bell \x07"),
    replace(squat(), name="zero \0"),
    replace(squat(), instructions=("half \ud800",)),
    replace(squat(), instructions=("i" * 10_000_000,)),
    replace(squat(), count_share=float("nan")),
    replace(squat(), progress=()),
    replace(squat(), rules=squat().rules[:1] * 2),
    replace(squat(), prescription=Prescription(sets=10**30)),
    replace(squat(), prescription=Prescription(hold_s=float("inf"))),
]
IMPOSSIBLE: list[list[ExercisePreset]] = [
    [replace(GENTLE, name="")],
    [replace(GENTLE, name="n" * 121)],
    [GENTLE, GENTLE],
    [replace(GENTLE, name=str(number)) for number in range(21)],
    [replace(GENTLE, count_share=float("nan"))],
    [replace(GENTLE, count_share=0.0)],
    [replace(GENTLE, prescription=Prescription(sets=0))],
    [replace(GENTLE, prescription=Prescription(repetitions=10**12))],
    [replace(GENTLE, prescription=Prescription(rest_s=-1.0))],
]


def test_what_is_no_exercise_is_refused_in_a_sentence(service: ExerciseLibraryService, physician: Actor) -> None:
    for spoiled in SPOILED:
        with pytest.raises(InputError) as refused:
            service.add(physician, spoiled)
        assert refused.value.remedy
        assert len(refused.value.what) < 1000
    for presets in IMPOSSIBLE:
        with pytest.raises(InputError):
            service.add(physician, squat(), presets)
    with pytest.raises(InputError):
        service.add(physician, squat(), note="n" * 501)
    assert len(service.entries(physician)) == len(READY)
