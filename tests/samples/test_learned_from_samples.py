"""What is learned from a rendered clip counts it, keeps its own rules, and names the faults of another person's."""

import pytest
from sample_clips import observed, sample_clips

from physiocheck_desktop.assessment.assessor import ExerciseAssessor
from physiocheck_desktop.assessment.authoring.author import learn_exercise
from physiocheck_desktop.domain.errors import InputError, NoPersonError
from physiocheck_desktop.domain.exercise import ExerciseDefinition
from physiocheck_desktop.domain.repetition import SessionAssessment

FAULTS = {
    "squat": [{"trunk-lean"}, {"trunk-lean"}, {"trunk-lean", "heel-down"}],
    "shoulder_abduction": [{"trunk-side-bend", "elbow-straight"}, {"shoulders-level"}, {"elbow-straight"}],
    "elbow_flexion": [{"upper-arm-still"}, {"upper-arm-still", "trunk-still"}, {"trunk-still"}],
}
"""What each full repetition of the clip with faults does wrong, as `scripts/figure/catalogue.py` plans it."""


def assess(definition: ExerciseDefinition, name: str) -> SessionAssessment:
    assessor = ExerciseAssessor(definition)
    for each in observed(name):
        assessor.step(each)
    return assessor.finish()


@pytest.mark.slow
@pytest.mark.parametrize("name", list(FAULTS))
def test_a_learned_exercise_counts_both_people_and_names_what_the_other_does_wrong(name: str) -> None:
    learned = learn_exercise(observed(name))
    assert len(learned.repetitions) == sample_clips()[name].facts["complete_repetitions"]
    own = assess(learned.definition, name)
    assert len(own.repetitions) == len(learned.repetitions)
    assert not [fault.rule for each in own.repetitions for fault in each.faults]

    other = assess(learned.definition, f"{name}_faults")
    assert len(other.repetitions) == sample_clips()[f"{name}_faults"].facts["complete_repetitions"]
    checks = {rule.name: rule.check for rule in learned.definition.rules}
    for each, wrong in zip(other.repetitions, FAULTS[name], strict=True):
        assert {checks[fault.rule] for fault in each.faults} >= wrong


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "kind", "sentence"),
    [
        ("nobody", NoPersonError, "Nobody was found"),
        ("still_person", InputError, "Nothing moves|No joint moves far enough|No repeated movement"),
        ("two_people", InputError, "More than one person"),
        ("walking_past", InputError, "walks through the picture"),
    ],
)
def test_clips_that_show_no_exercise_are_refused_in_a_sentence(name: str, kind: type[Exception], sentence: str) -> None:
    with pytest.raises(kind, match=sentence):
        learn_exercise(observed(name))
