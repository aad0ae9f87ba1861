"""Exercises learned from real people, from any view, are whole files, and who showed them keeps their rules."""

from pathlib import Path

import pytest
from real_movement import SHARED, sequence

from physiocheck_desktop.assessment.assessor import ExerciseAssessor
from physiocheck_desktop.assessment.authoring.author import learn_exercise
from physiocheck_desktop.assessment.definition_toml import parse_definition, write_definition
from physiocheck_desktop.domain.exercise import RuleKind

SEQUENCES = sorted(path.name for path in (SHARED / "data" / "landmarks").glob("*.npz"))


@pytest.mark.parametrize("file", SEQUENCES)
def test_a_real_demonstration_becomes_a_whole_exercise_whose_rules_it_keeps(landmarks: Path, file: str) -> None:
    observations = sequence(landmarks, file)
    learned = learn_exercise(observations)
    definition = learned.definition
    assert parse_definition(write_definition(definition)) == definition
    assert {RuleKind.ANGLE, RuleKind.TIMING} <= {rule.kind for rule in definition.rules}
    assert definition.templates.peak is not None
    assert learned.reasons
    assessor = ExerciseAssessor(definition)
    for each in observations:
        assessor.step(each)
    repetitions = assessor.finish().repetitions
    assert repetitions
    assert not [fault.rule for each in repetitions for fault in each.faults]
