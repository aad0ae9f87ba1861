"""Exercise files: the ready-made ones, the round trip, and errors that name line and culprit."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from physiocheck_desktop.assessment.definition_toml import SCHEMA, parse_definition, write_definition
from physiocheck_desktop.assessment.posture import POSITIONS
from physiocheck_desktop.domain.errors import InputError
from physiocheck_desktop.domain.exercise import (
    CameraView,
    ExerciseDefinition,
    ExerciseKind,
    ExerciseRule,
    NormalRange,
    Phase,
    Prescription,
    ProgressMeasure,
    RuleKind,
    RuleOrigin,
    Severity,
    Side,
    Tempo,
)
from physiocheck_desktop.domain.pose_template import Demonstration, PoseTemplate, PoseTemplates, ReferenceCourse
from physiocheck_desktop.kinematics.measures import MEASURES, Unit

READY_MADE = sorted((Path(__file__).parents[2] / "resources" / "exercises").glob("*.toml"))

SQUAT = """schema = 2
key = "my-squat"
name = "My squat"
category = "strength"
body_parts = ["knee"]
position = "standing"
view = "side"
instructions = ["Go down.", "Come up."]

[tempo]
toward_peak_s = 1.5

[[progress]]
measure = "left_knee"
start = 170
peak = 95

[[progress]]
measure = "right_knee"
start = 170
peak = 95
weight = 0.5

[[rules]]
name = "lean"
measure = "trunk_lean"
phases = ["peak"]
high = 40
cue_above = "Lift your chest"
"""

numbers = st.floats(-500.0, 500.0)
texts = st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=30).filter(str.strip)
measures = st.sampled_from(sorted(MEASURES))


angles = st.sampled_from(sorted(name for name, each in MEASURES.items() if each.unit is Unit.DEGREES))
points = st.tuples(*[st.floats(-3.0, 3.0)] * 3)


@st.composite
def rules(draw: st.DrawFn, name: str) -> ExerciseRule:
    kind = draw(st.sampled_from(RuleKind))
    bound = st.floats(0.0, 500.0) if kind in (RuleKind.TIMING, RuleKind.STABILITY) else numbers
    low, high = sorted(draw(st.lists(bound, min_size=2, max_size=2, unique=True)))
    bounds = draw(st.sampled_from([(low, high), (low, None), (None, high)]))
    phases = st.sets(st.sampled_from(Phase), min_size=1)
    if kind is RuleKind.TIMING:
        phases = st.sets(st.sampled_from([phase for phase in Phase if phase is not Phase.END]), min_size=1, max_size=1)
    return ExerciseRule(
        name=name,
        measure="" if kind is RuleKind.TIMING else draw(angles if kind is RuleKind.ANGLE else measures),
        phases=frozenset(draw(phases)),
        low=bounds[0],
        high=bounds[1],
        severity=draw(st.sampled_from(Severity)),
        cue_below=draw(st.just("") | texts),
        cue_above=draw(st.just("") | texts),
        kind=kind,
        origin=draw(st.sampled_from(RuleOrigin)),
        check=draw(st.just("") | texts),
        window_s=draw(st.floats(0.2, 10.0)) if kind is RuleKind.STABILITY else None,
    )


@st.composite
def templates(draw: st.DrawFn) -> PoseTemplate:
    values = draw(st.dictionaries(measures, numbers, max_size=4))
    return PoseTemplate(values, tuple(draw(st.just([]) | st.lists(points, min_size=33, max_size=33))))


@st.composite
def demonstrations(draw: st.DrawFn) -> Demonstration:
    steps = draw(st.integers(2, 5))
    course = st.lists(numbers, min_size=steps, max_size=steps).map(tuple)
    courses = draw(st.none() | st.dictionaries(measures, course, max_size=2))
    return Demonstration(
        repetitions=draw(st.integers(0, 9)),
        sureness=draw(st.floats(0.0, 1.0)),
        reasons=tuple(draw(st.lists(texts, max_size=2))),
        course=None if courses is None else ReferenceCourse(draw(st.floats(0.1, 60.0)), courses),
    )


@st.composite
def progress_measures(draw: st.DrawFn) -> ProgressMeasure:
    start, peak = draw(st.lists(numbers, min_size=2, max_size=2, unique=True))
    return ProgressMeasure(draw(measures), start, peak, draw(st.floats(0.01, 10.0)))


@st.composite
def definitions(draw: st.DrawFn) -> ExerciseDefinition:
    seconds = st.none() | st.floats(0.1, 60.0)
    names = draw(st.lists(texts, max_size=3, unique=True))
    return ExerciseDefinition(
        key=draw(st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,2}", fullmatch=True)),
        name=draw(texts),
        category=draw(texts),
        body_parts=tuple(draw(st.lists(texts, max_size=3))),
        position=draw(st.sampled_from(POSITIONS)),
        view=draw(st.sampled_from(CameraView)),
        instructions=tuple(draw(st.lists(texts, max_size=3))),
        progress=tuple(draw(st.lists(progress_measures(), min_size=1, max_size=4))),
        kind=draw(st.sampled_from(ExerciseKind)),
        side=draw(st.sampled_from(Side)),
        rules=tuple(draw(rules(name)) for name in names),
        tempo=Tempo(draw(seconds), draw(seconds), draw(seconds)),
        prescription=Prescription(
            draw(st.integers(1, 20)), draw(st.integers(1, 99)), draw(st.floats(0, 99)), draw(st.floats(0, 600))
        ),
        count_share=draw(st.floats(0.1, 1.0)),
        difficulty=draw(st.integers(1, 5)),
        contraindications=tuple(draw(st.lists(texts, max_size=3))),
        norms=tuple(draw(st.lists(st.builds(NormalRange, texts, st.floats(0.0, 360.0), texts), max_size=2))),
        easier=draw(st.just("") | texts),
        harder=draw(st.just("") | texts),
        refused_views=frozenset(draw(st.sets(st.sampled_from(CameraView)))),
        templates=PoseTemplates(*(draw(st.none() | templates()) for _ in range(4))),
        demonstration=draw(st.none() | demonstrations()),
    )


@settings(max_examples=80, deadline=None)
@given(definitions())
def test_writing_and_reading_an_exercise_loses_nothing(definition: ExerciseDefinition) -> None:
    assert parse_definition(write_definition(definition)) == definition


@pytest.mark.parametrize("path", READY_MADE, ids=lambda path: path.stem)
def test_a_ready_made_exercise_is_complete_and_named_after_its_file(path: Path) -> None:
    definition = parse_definition(path.read_text(encoding="utf-8"), path.name)
    assert definition.key == path.stem
    assert definition.instructions
    assert definition.body_parts
    assert all(rule.cue_above if rule.high is not None else True for rule in definition.rules)
    assert all(rule.cue_below if rule.low is not None else True for rule in definition.rules)
    assert parse_definition(write_definition(definition)) == definition


def test_the_exercises_that_were_promised_are_there() -> None:
    assert {path.stem for path in READY_MADE} >= {
        "squat",
        "shoulder-abduction",
        "shoulder-flexion",
        "elbow-flexion",
        "push-up",
        "jumping-jack",
        "lunge",
        "glute-bridge",
    }


def test_what_a_file_leaves_out_has_a_default() -> None:
    definition = parse_definition(SQUAT)
    assert definition.kind is ExerciseKind.REPETITIONS
    assert definition.side is Side.BOTH
    assert definition.count_share == 0.6
    assert definition.tempo == Tempo(toward_peak_s=1.5)
    assert definition.prescription == Prescription()
    assert definition.progress[0].weight == 1.0
    assert definition.rules[0].severity is Severity.FAULT
    assert definition.refused_views == frozenset()


@pytest.mark.parametrize(
    ("right", "wrong", "line", "culprit"),
    [
        ("schema = 2", "schema = 3", 1, "schema is 3, which is newer"),
        ('key = "my-squat"', 'key = "My Squat"', 2, "key must be lower-case words"),
        ('name = "My squat"', 'name = ""', 3, "name must not be empty"),
        ('name = "My squat"', "name = 7", 3, "name must be a text"),
        ('body_parts = ["knee"]', 'body_parts = "knee"', 5, "body_parts must be a list"),
        ('body_parts = ["knee"]', "body_parts = [1]", 5, "body_parts must be a list of texts"),
        ('view = "side"', 'view = "above"', 7, "view must be one of front, back, side"),
        ('view = "side"', 'view = "side"\ncount_share = 1.2', 8, "count_share must be at most 1"),
        ('view = "side"', 'view = "side"\ncount_share = 0.05', 8, "count_share must be at least 0.1"),
        ('view = "side"', 'view = "side"\nrefused_views = ["down"]', 8, "refused_views must be one of"),
        ('view = "side"', 'view = "side"\ncolour = "red"', 8, "colour is not known here"),
        ("toward_peak_s = 1.5", "toward_peak_s = 0", 11, "tempo.toward_peak_s must be at least 0.1"),
        ("toward_peak_s = 1.5", "peak_s = 1", 11, "tempo.peak_s is not known here"),
        ('measure = "right_knee"', 'measure = "third_knee"', 19, "progress[1].measure is 'third_knee'"),
        ("start = 170\npeak = 95\nweight", "start = 95\npeak = 95\nweight", 21, "progress[1].peak must differ"),
        ("weight = 0.5", "weight = 0", 22, "progress[1].weight must be positive"),
        ("weight = 0.5", "weight = nan", 22, "progress[1].weight must be a finite number"),
        ("weight = 0.5", "weight = true", 22, "progress[1].weight must be a number"),
        ("weight = 0.5", "wait = 1", 22, "progress[1].wait is not known here"),
        ("high = 40", "", 24, "rules[0].low is missing, and so is high"),
        ("high = 40", "high = 40\nlow = 40", 28, "rules[0].high must be greater than low"),
        ('phases = ["peak"]', "phases = []", 27, "rules[0].phases must name at least one phase"),
        ('phases = ["peak"]', 'phases = ["top"]', 27, "rules[0].phases must be one of start, toward_peak"),
        ("high = 40", 'high = 40\ngenerated = "no"', 29, "rules[0].generated must be true or false"),
        ("schema = 2", "schema = 2\ndifficulty = 6", 2, "difficulty must be at most 5"),
        ("high = 40", 'high = 40\norigin = "me"', 29, "rules[0].origin must be one of generated, edited"),
        (
            "high = 40",
            'high = 40\norigin = "edited"\ngenerated = true',
            30,
            "rules[0].generated says the same as origin",
        ),
        ("high = 40", 'high = 40\nkind = "mood"', 29, "rules[0].kind must be one of angle, timing"),
        ("high = 40", 'high = 40\nkind = "timing"', 26, "rules[0].measure is not known here"),
        ("high = 40", 'high = 40\nkind = "stability"', 24, "rules[0].window_s is missing"),
        ("high = 40", 'high = 40\nkind = "stability"\nwindow_s = 0.1', 30, "rules[0].window_s must be at least 0.2"),
        ("high = 40", 'high = 40\nkind = "stability"\nwindow_s = 11', 30, "rules[0].window_s must be at most 10"),
        ("high = 40", 'low = -1\nkind = "stability"\nwindow_s = 1', 28, "rules[0].low must be at least 0"),
        ("high = 40", "high = 40\nwindow_s = 1", 29, "rules[0].window_s is not known here"),
        ('measure = "trunk_lean"', 'kind = "angle"\nmeasure = "hip_height"', 27, "rules[0].measure is 'hip_height'"),
        ("high = 40", 'high = 40\nlandmarks = ["nose"]', 29, "rules[0].landmarks must be those of its measure"),
        ("high = 40", 'high = 40\nseverity = "awful"', 29, "rules[0].severity must be one of hint, fault, danger"),
    ],
)
def test_an_error_names_the_file_the_line_and_the_culprit(right: str, wrong: str, line: int, culprit: str) -> None:
    assert right in SQUAT
    with pytest.raises(InputError) as caught:
        parse_definition(SQUAT.replace(right, wrong, 1), "mine.toml")
    assert caught.value.what.startswith(f"mine.toml, line {line}: {culprit}")
    assert caught.value.remedy


@pytest.mark.parametrize("line", ["schema = 2", 'key = "my-squat"', 'position = "standing"', 'view = "side"'])
def test_what_must_be_there_is_missed_by_name(line: str) -> None:
    with pytest.raises(InputError, match=f"mine[.]toml: {line.split(maxsplit=1)[0]} is missing"):
        parse_definition(SQUAT.replace(line + "\n", ""), "mine.toml")


def test_a_second_rule_of_the_same_name_is_refused_where_it_stands() -> None:
    second = SQUAT[SQUAT.index("[[rules]]") :]
    with pytest.raises(InputError, match=r"line 32: rules\[1\].name is 'lean' for a second time"):
        parse_definition(SQUAT + "\n" + second, "mine.toml")


@pytest.mark.parametrize(
    ("wrong", "line", "culprit"),
    [
        ("[templates.top]\n", 31, "templates.top is not known here"),
        ("[templates.peak.values]\nthird_knee = 1", 32, "templates.peak.values.third_knee is no measure"),
        ('[templates.peak.values]\nleft_knee = "bent"', 32, "templates.peak.values.left_knee must be a number"),
        ("[templates.peak.skeleton]\nnose = [0, 1]", 32, "templates.peak.skeleton.nose must be a list of 3 numbers"),
        ("[templates.peak.skeleton]\nnose = [0, 1, 2]", 31, "templates.peak.skeleton.left_eye_inner is missing"),
        ("[demonstration]\nrepetitions = 2\nsureness = 2", 33, "demonstration.sureness must be at most 1"),
        (
            "[demonstration]\nrepetitions = 2\nsureness = 1\n[demonstration.course]\nseconds = 1\n"
            "[demonstration.course.values]\nleft_knee = [1, 2]\nleft_hip = [1]",
            38,
            "demonstration.course.values.left_hip must have as many values as the others",
        ),
    ],
)
def test_an_error_in_a_pose_or_a_demonstration_names_its_line(wrong: str, line: int, culprit: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_definition(SQUAT + "\n" + wrong + "\n", "mine.toml")
    assert caught.value.what.startswith(f"mine.toml, line {line}: {culprit}")


def timing(phases: str) -> str:
    return f'\n[[rules]]\nname = "slow"\nkind = "timing"\nphases = {phases}\nlow = 1.0\n'


def test_a_timing_rule_is_about_one_phase_and_no_measure() -> None:
    (_, rule) = parse_definition(SQUAT + timing('["peak"]')).rules
    assert (rule.kind, rule.measure, rule.phases) == (RuleKind.TIMING, "", frozenset({Phase.PEAK}))
    for wrong in ('["peak", "start"]', '["end"]'):
        with pytest.raises(InputError, match=r"line 34: rules\[1\].phases must be one of start, toward_peak"):
            parse_definition(SQUAT + timing(wrong), "mine.toml")


def test_files_of_the_first_schema_are_read_and_their_rules_get_a_kind_and_an_origin() -> None:
    first = SQUAT.replace("schema = 2", "schema = 1") + "generated = true\n"
    (rule,) = parse_definition(first).rules
    assert (rule.kind, rule.origin) == (RuleKind.ALIGNMENT, RuleOrigin.GENERATED)
    (knee,) = parse_definition(first.replace("trunk_lean", "left_knee")).rules
    assert knee.kind is RuleKind.ANGLE


def test_a_written_rule_names_the_landmarks_that_it_needs() -> None:
    text = write_definition(parse_definition(SQUAT))
    assert 'landmarks = ["left_shoulder", "right_shoulder", "left_hip", "right_hip"]' in text


def test_an_exercise_without_a_measure_is_refused() -> None:
    text = SQUAT[: SQUAT.index("[[progress]]")]
    with pytest.raises(InputError, match="progress is missing"):
        parse_definition(text, "mine.toml")


@pytest.mark.parametrize(
    ("wrong", "problem"),
    [
        ("[prescription]\nsets = 0\n", "prescription.sets must be at least 1"),
        ("[prescription]\nsets = 1.5\n", "prescription.sets must be a whole number"),
        ("[prescription]\nrest_s = -1\n", "prescription.rest_s must be at least 0"),
        ("[prescription]\nrepetition = 3\n", "prescription.repetition is not known here"),
    ],
)
def test_a_prescription_that_makes_no_sense_is_refused(wrong: str, problem: str) -> None:
    with pytest.raises(InputError, match=problem):
        parse_definition(SQUAT + "\n" + wrong)


@pytest.mark.parametrize(
    ("wrong", "problem"),
    [("tempo = 3\n" + SQUAT.replace("[tempo]\ntoward_peak_s = 1.5\n", ""), "tempo must be a table")],
)
def test_a_table_must_be_a_table(wrong: str, problem: str) -> None:
    with pytest.raises(InputError, match=problem):
        parse_definition(wrong)


def test_a_list_of_tables_must_be_one() -> None:
    text = SQUAT[: SQUAT.index("[tempo]")] + "progress = 3\n"
    with pytest.raises(InputError, match=r"progress must be written as \[\[progress\]\]"):
        parse_definition(text)


def test_what_is_no_toml_is_refused_with_the_place() -> None:
    with pytest.raises(InputError, match=r"mine\.toml is not valid TOML: line 3, column"):
        parse_definition(SQUAT.replace('name = "My squat"', "name = My squat"), "mine.toml")
    with pytest.raises(InputError, match="at the end of the text"):
        parse_definition('schema = "', "mine.toml")


def test_the_schema_is_written_into_every_file() -> None:
    assert write_definition(parse_definition(SQUAT)).startswith(f"schema = {SCHEMA}\n")
