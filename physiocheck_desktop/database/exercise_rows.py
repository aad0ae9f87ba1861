"""An exercise definition as rows, part by part, and rows as the definition again, without loss."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final
from uuid import UUID

from physiocheck_desktop.assessment.definition_toml import definition_content, read_definition
from physiocheck_desktop.assessment.toml_reading import Document
from physiocheck_desktop.database.tables import LogicRow, PresetRow, RuleRow, TemplateRow
from physiocheck_desktop.domain.exercise import ExerciseDefinition, ExerciseRule, Phase, Prescription
from physiocheck_desktop.domain.kept_exercise import ExercisePreset, ExerciseVersion
from physiocheck_desktop.domain.pose_template import PoseTemplate, PoseTemplates

_COLUMNS: Final = ("name", "category", "body_parts", "position", "view", "kind", "side", "difficulty")
"""What of a file has a column of its own in `exercise_logic`, by the same name."""
_ELSEWHERE: Final = ("key", "prescription", "count_share", *_COLUMNS)
_POSES: Final = ("start", "peak", "end", "reference")


def version_to_rows(
    exercise_id: UUID, version: ExerciseVersion, author: UUID, at: datetime
) -> tuple[LogicRow, list[RuleRow | TemplateRow | PresetRow]]:
    """Return the row that keeps a version, and the rows of its parts."""
    definition, number = version.definition, version.number
    content = definition_content(replace(definition, rules=(), templates=PoseTemplates()))
    logic = LogicRow(
        exercise_id=exercise_id,
        version=number,
        name=definition.name,
        category=definition.category,
        body_parts=list(definition.body_parts),
        position=definition.position,
        view=definition.view,
        kind=definition.kind,
        side=definition.side,
        difficulty=definition.difficulty,
        content={name: value for name, value in content.items() if name not in _ELSEWHERE},
        written_by=author,
        written_at=at,
        note=version.note,
    )
    own = ExercisePreset(name="", prescription=definition.prescription, count_share=definition.count_share)
    return logic, [
        *(_rule_row(exercise_id, number, place, rule) for place, rule in enumerate(definition.rules, start=1)),
        *_template_rows(exercise_id, number, definition.templates),
        *(_preset_row(exercise_id, number, place, each) for place, each in enumerate((own, *version.presets))),
    ]


def version_from_rows(
    key: str,
    logic: LogicRow,
    rules: Iterable[RuleRow],
    templates: Iterable[TemplateRow],
    presets: Sequence[PresetRow],
) -> ExerciseVersion:
    """Return the version that rows keep.

    Args:
        key: Of the exercise.
        logic: The version.
        rules: Its rules, in their order.
        templates: Its poses.
        presets: Its presets, in their order.
    """
    own, *others = [_preset(row) for row in presets]
    columns = {name: getattr(logic, name) for name in _COLUMNS}
    document = Document("The exercise in the database", {"key": key, **columns, **logic.content}, {})
    definition: ExerciseDefinition = replace(
        read_definition(document),
        prescription=own.prescription,
        count_share=own.count_share,
        rules=tuple(_rule(row) for row in rules),
        templates=PoseTemplates(**{row.pose: _template(row) for row in templates}),
    )
    return ExerciseVersion(
        number=logic.version,
        definition=definition,
        presets=tuple(others),
        written_by=logic.written_by,
        written_at=logic.written_at,
        note=logic.note,
    )


def _rule_row(exercise_id: UUID, version: int, number: int, rule: ExerciseRule) -> RuleRow:
    return RuleRow(
        exercise_id=exercise_id,
        version=version,
        number=number,
        name=rule.name,
        measure=rule.measure,
        kind=rule.kind,
        phases=[phase.value for phase in Phase if phase in rule.phases],
        low=rule.low,
        high=rule.high,
        severity=rule.severity,
        cue_below=rule.cue_below,
        cue_above=rule.cue_above,
        origin=rule.origin,
        check_name=rule.check,
        window_s=rule.window_s,
    )


def _rule(row: RuleRow) -> ExerciseRule:
    return ExerciseRule(
        name=row.name,
        measure=row.measure,
        phases=frozenset(Phase(each) for each in row.phases),
        low=row.low,
        high=row.high,
        severity=row.severity,
        cue_below=row.cue_below,
        cue_above=row.cue_above,
        kind=row.kind,
        origin=row.origin,
        check=row.check_name,
        window_s=row.window_s,
    )


def _template_rows(exercise_id: UUID, version: int, templates: PoseTemplates) -> list[TemplateRow]:
    known = {pose: getattr(templates, pose) for pose in _POSES}
    return [
        TemplateRow(
            exercise_id=exercise_id,
            version=version,
            pose=pose,
            measures=dict(template.values),
            skeleton=[list(point) for point in template.skeleton],
        )
        for pose, template in known.items()
        if template is not None
    ]


def _template(row: TemplateRow) -> PoseTemplate:
    points = [(float(x), float(y), float(z)) for x, y, z in row.skeleton]
    return PoseTemplate(values={name: float(value) for name, value in row.measures.items()}, skeleton=tuple(points))


def _preset_row(exercise_id: UUID, version: int, number: int, preset: ExercisePreset) -> PresetRow:
    return PresetRow(
        exercise_id=exercise_id,
        version=version,
        number=number,
        name=preset.name,
        sets=preset.prescription.sets,
        repetitions=preset.prescription.repetitions,
        hold_s=preset.prescription.hold_s,
        rest_s=preset.prescription.rest_s,
        count_share=preset.count_share,
    )


def _preset(row: PresetRow) -> ExercisePreset:
    return ExercisePreset(
        name=row.name,
        prescription=Prescription(sets=row.sets, repetitions=row.repetitions, hold_s=row.hold_s, rest_s=row.rest_s),
        count_share=row.count_share,
    )
