"""Exercise definitions as TOML text: read with errors that name line and culprit, written back without loss."""

import re
from typing import Final

import tomlkit

from physiocheck_desktop.assessment.movement_toml import movement_content, read_movement
from physiocheck_desktop.assessment.posture import POSITIONS
from physiocheck_desktop.assessment.rule_toml import measure_named, read_rules, rule_content
from physiocheck_desktop.assessment.template_toml import (
    demonstration_content,
    read_demonstration,
    read_templates,
    templates_content,
)
from physiocheck_desktop.assessment.toml_reading import Document, Table, known, shown, toml_document
from physiocheck_desktop.domain.exercise import (
    CameraView,
    ExerciseDefinition,
    ExerciseKind,
    NormalRange,
    Prescription,
    ProgressMeasure,
    Side,
    Tempo,
)

SCHEMA: Final = 2
"""1: no kinds of rules, no templates. Files of either can be read."""
HARDEST: Final = 5
KEY_PATTERN: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def parse_definition(text: str, name: str = "The exercise file") -> ExerciseDefinition:
    """Return the exercise that a TOML text defines.

    Args:
        text: The whole file.
        name: What to call it in errors, such as the file's name.

    Raises:
        InputError: It is not TOML, is of a later schema, lacks something, or has something wrong or unknown; the
        sentence names line and key.
    """
    return read_definition(toml_document(text, name))


def read_definition(document: Document) -> ExerciseDefinition:
    """Return the exercise that a parsed document defines, whatever it was written in.

    Raises:
        InputError: As for `parse_definition`.
    """
    root = document.root
    schema = root.whole("schema", least=1)
    if schema > SCHEMA:
        root.complain("schema", f"is {schema}, which is newer than this program understands ({SCHEMA})")
    progress = tuple(_progress(table) for table in root.tables("progress"))
    if not progress:
        root.complain("progress", "is missing: an exercise needs at least one [[progress]] measure")
    definition = ExerciseDefinition(
        key=_checked_key(root),
        name=root.text("name"),
        category=root.text("category"),
        body_parts=root.texts("body_parts"),
        position=_position(root),
        view=root.choice("view", CameraView),
        instructions=root.texts("instructions"),
        progress=progress,
        kind=root.choice("kind", ExerciseKind, ExerciseKind.REPETITIONS),
        side=root.choice("side", Side, Side.BOTH),
        rules=read_rules(root),
        tempo=_tempo(root.table("tempo")),
        prescription=_prescription(root.table("prescription")),
        count_share=_count_share(root),
        difficulty=_difficulty(root),
        contraindications=root.texts("contraindications", ()),
        norms=tuple(_norm(table) for table in root.tables("norms")),
        easier=root.text("easier", ""),
        harder=root.text("harder", ""),
        refused_views=frozenset(root.choices("refused_views", CameraView, ())),
        templates=read_templates(root.table("templates")),
        demonstration=read_demonstration(root),
        movement=read_movement(root),
    )
    root.finish()
    return definition


def write_definition(definition: ExerciseDefinition) -> str:
    """Return the TOML text of an exercise; reading it gives the same exercise again."""
    return tomlkit.dumps(definition_content(definition))


def definition_content(definition: ExerciseDefinition) -> dict[str, object]:
    """Return what a file of an exercise holds, as the tables, lists and plain values that TOML and JSON share."""
    tempo, prescription = definition.tempo, definition.prescription
    content: dict[str, object] = {
        "schema": SCHEMA,
        "key": definition.key,
        "name": definition.name,
        "category": definition.category,
        "body_parts": list(definition.body_parts),
        "position": definition.position,
        "view": definition.view.value,
        "refused_views": sorted(view.value for view in definition.refused_views),
        "kind": definition.kind.value,
        "side": definition.side.value,
        "count_share": definition.count_share,
        "difficulty": definition.difficulty,
        "easier": definition.easier,
        "harder": definition.harder,
        "instructions": list(definition.instructions),
        "contraindications": list(definition.contraindications),
        "tempo": known(
            toward_peak_s=tempo.toward_peak_s,
            at_peak_s=tempo.at_peak_s,
            toward_end_s=tempo.toward_end_s,
            at_rest_s=tempo.at_rest_s,
        ),
        "prescription": known(
            sets=prescription.sets,
            repetitions=prescription.repetitions,
            hold_s=prescription.hold_s,
            rest_s=prescription.rest_s,
        ),
        "progress": [
            known(measure=each.measure, start=each.start, peak=each.peak, weight=each.weight)
            for each in definition.progress
        ],
    }
    if definition.norms:
        content["norms"] = [
            {"movement": each.movement, "degrees": each.degrees, "source": each.source} for each in definition.norms
        ]
    if definition.rules:
        content["rules"] = [rule_content(rule) for rule in definition.rules]
    if templates := templates_content(definition.templates):
        content["templates"] = templates
    if definition.demonstration is not None:
        content["demonstration"] = demonstration_content(definition.demonstration)
    if definition.movement is not None:
        content["movement"] = movement_content(definition.movement)
    return content


def _checked_key(root: Table) -> str:
    key = root.text("key")
    if not KEY_PATTERN.fullmatch(key):
        root.complain("key", f"must be lower-case words joined by hyphens, not {shown(key)}")
    return key


def _position(root: Table) -> str:
    position = root.text("position")
    if position not in POSITIONS:
        root.complain("position", f"must be one of {', '.join(POSITIONS)}, not {shown(position)}")
    return position


def _count_share(root: Table) -> float:
    share = root.number("count_share", 0.6, least=0.1)
    if share > 1.0:
        root.complain("count_share", f"must be at most 1, not {shown(share)}")
    return share


def _difficulty(root: Table) -> int:
    difficulty = root.whole("difficulty", 1, least=1)
    if difficulty > HARDEST:
        root.complain("difficulty", f"must be at most {HARDEST}, not {shown(difficulty)}")
    return difficulty


def _norm(table: Table) -> NormalRange:
    norm = NormalRange(
        movement=table.text("movement"), degrees=table.number("degrees", least=0.0), source=table.text("source")
    )
    table.finish()
    return norm


def _progress(table: Table) -> ProgressMeasure:
    measure = ProgressMeasure(
        measure=measure_named(table),
        start=table.number("start"),
        peak=table.number("peak"),
        weight=table.number("weight", 1.0),
    )
    if measure.start == measure.peak:
        table.complain("peak", "must differ from start")
    if measure.weight <= 0.0:
        table.complain("weight", f"must be positive, not {measure.weight!r}")
    table.finish()
    return measure


def _tempo(table: Table) -> Tempo:
    tempo = Tempo(
        toward_peak_s=table.optional_number("toward_peak_s", least=0.1),
        at_peak_s=table.optional_number("at_peak_s", least=0.0),
        toward_end_s=table.optional_number("toward_end_s", least=0.1),
        at_rest_s=table.optional_number("at_rest_s", least=0.0),
    )
    table.finish()
    return tempo


def _prescription(table: Table) -> Prescription:
    prescription = Prescription(
        sets=table.whole("sets", 1, least=1),
        repetitions=table.whole("repetitions", 10, least=1),
        hold_s=table.number("hold_s", 0.0, least=0.0),
        rest_s=table.number("rest_s", 60.0, least=0.0),
    )
    table.finish()
    return prescription
