"""Physicians' own exercises as rows of `exercises`, and their versions as rows of the tables of its parts."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Row, Select, or_, select, update
from sqlalchemy.orm import Session, defer

from physiocheck_desktop.database.exercise_rows import version_from_rows, version_to_rows
from physiocheck_desktop.database.tables import ExerciseRow, LogicRow, PresetRow, RuleRow, TemplateRow, UserRow
from physiocheck_desktop.domain.kept_exercise import ExerciseChange, ExerciseEntry, ExerciseVersion


class SqlExerciseLibrary:
    """The own exercises of one unit of work; see `services.care_ports.ExerciseLibrary`."""

    def __init__(self, session: Session, *, read_only: bool) -> None:
        self._session = session
        self._read_only = read_only

    def find(self, key: str) -> ExerciseEntry | None:
        """Return the own exercise with a key, None where there is none; nobody else changes it meanwhile."""
        if not self._read_only:
            self._session.execute(select(ExerciseRow.id).where(ExerciseRow.key == key).with_for_update())
        found = self._session.execute(
            _entries().where(ExerciseRow.key == key), execution_options={"populate_existing": True}
        ).one_or_none()
        return None if found is None else _entry(found)

    def entries(self, reader_id: UUID) -> tuple[ExerciseEntry, ...]:
        """Return a physician's own exercises and those that others share, without those removed, by name."""
        query = (
            _entries()
            .where(or_(ExerciseRow.owner_id == reader_id, ExerciseRow.shared_at.is_not(None)))
            .where(ExerciseRow.removed_at.is_(None))
            .order_by(ExerciseRow.name, ExerciseRow.key)
        )
        return tuple(_entry(found) for found in self._session.execute(query))

    def add(self, exercise_id: UUID, owner_id: UUID, version: ExerciseVersion, at: datetime) -> None:
        """Keep a new exercise with its first version."""
        self._session.add(
            ExerciseRow(
                id=exercise_id,
                key=version.definition.key,
                name=version.definition.name,
                created_at=at,
                owner_id=owner_id,
                version=version.number,
            )
        )
        self._session.flush()
        self._add_rows(exercise_id, version, owner_id, at)

    def add_version(self, version: ExerciseVersion, author: UUID, at: datetime) -> None:
        """Keep a further version of the exercise that has its key, which becomes the newest."""
        key = version.definition.key
        self._session.execute(
            update(ExerciseRow)
            .where(ExerciseRow.key == key)
            .values(version=version.number, name=version.definition.name)
        )
        self._add_rows(self._id(key), version, author, at)

    def version(self, key: str, number: int) -> ExerciseVersion | None:
        """Return one version of an own exercise, None where there is none."""
        logic = self._session.scalar(
            select(LogicRow)
            .join(ExerciseRow, ExerciseRow.id == LogicRow.exercise_id)
            .where(ExerciseRow.key == key, LogicRow.version == number)
        )
        if logic is None:
            return None
        place = (logic.exercise_id, logic.version)
        rules = select(RuleRow).where(RuleRow.exercise_id == place[0], RuleRow.version == place[1])
        poses = select(TemplateRow).where(TemplateRow.exercise_id == place[0], TemplateRow.version == place[1])
        presets = select(PresetRow).where(PresetRow.exercise_id == place[0], PresetRow.version == place[1])
        return version_from_rows(
            key,
            logic,
            self._session.scalars(rules.order_by(RuleRow.number)),
            self._session.scalars(poses),
            self._session.scalars(presets.order_by(PresetRow.number)).all(),
        )

    def changes(self, key: str) -> tuple[ExerciseChange, ...]:
        """Return when and why each version of an own exercise was written, newest first."""
        query = (
            select(LogicRow.version, LogicRow.written_by, LogicRow.written_at, LogicRow.note)
            .join(ExerciseRow, ExerciseRow.id == LogicRow.exercise_id)
            .where(ExerciseRow.key == key)
            .order_by(LogicRow.version.desc())
        )
        return tuple(
            ExerciseChange(
                number=found.version, written_by=found.written_by, written_at=found.written_at, note=found.note
            )
            for found in self._session.execute(query)
        )

    def mark_shared(self, key: str, shared_at: datetime | None) -> None:
        """Mark an exercise as one that all physicians may use, or (None) as its owner's alone."""
        self._session.execute(update(ExerciseRow).where(ExerciseRow.key == key).values(shared_at=shared_at))

    def mark_removed(self, key: str, removed_at: datetime | None) -> None:
        """Mark an exercise as removed, or (None) as there again."""
        self._session.execute(update(ExerciseRow).where(ExerciseRow.key == key).values(removed_at=removed_at))

    def _add_rows(self, exercise_id: UUID, version: ExerciseVersion, author: UUID, at: datetime) -> None:
        logic, parts = version_to_rows(exercise_id, version, author, at)
        self._session.add(logic)
        self._session.flush()
        self._session.add_all(parts)
        self._session.flush()

    def _id(self, key: str) -> UUID:
        return self._session.scalars(select(ExerciseRow.id).where(ExerciseRow.key == key)).one()


def _entries() -> Select[ExerciseRow, LogicRow, str]:
    newest = (LogicRow.exercise_id == ExerciseRow.id) & (LogicRow.version == ExerciseRow.version)
    return (
        select(ExerciseRow, LogicRow, UserRow.display_name)
        .join(LogicRow, newest)
        .join(UserRow, UserRow.id == ExerciseRow.owner_id)
        .options(defer(LogicRow.content))
    )


def _entry(found: Row[ExerciseRow, LogicRow, str]) -> ExerciseEntry:
    row, logic, owner_name = found
    return ExerciseEntry(
        key=row.key,
        name=row.name,
        category=logic.category,
        body_parts=tuple(logic.body_parts),
        kind=logic.kind,
        difficulty=logic.difficulty,
        version=logic.version,
        owner_id=row.owner_id,
        owner_name=owner_name,
        shared=row.shared_at is not None,
        removed=row.removed_at is not None,
    )
