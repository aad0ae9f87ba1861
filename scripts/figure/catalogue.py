"""The clips that the project ships, as plans: exercises done rightly and wrongly, by all kinds of people."""

from figure import cast, rooms
from figure.light import daylight
from figure.motion import Attempt, Tempo
from figure.movements import elbow, knee, shoulder, whole_body
from figure.plan import ClipPlan, Performance, Viewpoint

TALL_VIEW = Viewpoint(distance_m=3.8, height_m=1.15, target_m=1.02, field_of_view=41.5)
"""Room above the head for raised arms."""

FULL = Attempt()


def _wrong(**faults: float) -> Attempt:
    """A repetition of full range with these faults."""
    return Attempt(faults=tuple(faults.items()))


EXERCISES = (
    ClipPlan(
        name="squat",
        exercise="squat",
        view="side",
        about="Five good squats, seen from the person's right side.",
        duration_s=14.0,
        performances=(Performance(cast.MARA, knee.squat, (FULL,) * 5, Tempo(0.95, 0.15, 0.90, 0.25), facing=90.0),),
        room=rooms.GYM,
        seed=11,
    ),
    ClipPlan(
        name="squat_faults",
        exercise="squat",
        view="side",
        about="Three full squats with the trunk too far forwards, once with lifted heels, and two too shallow ones.",
        duration_s=13.0,
        performances=(
            Performance(
                cast.TOMAS,
                knee.squat,
                (_wrong(lean=1.0), Attempt(0.33), _wrong(lean=1.0), Attempt(0.33), _wrong(lean=0.7, heels=1.0)),
                Tempo(0.90, 0.15, 0.85, 0.40),
                facing=-90.0,
            ),
        ),
        room=rooms.LIVING_ROOM,
        light=daylight(-0.45),
        seed=12,
    ),
    ClipPlan(
        name="shoulder_abduction",
        exercise="shoulder-abduction",
        view="front",
        about="Four good lifts of both arms sideways, seen from the front.",
        duration_s=13.0,
        performances=(
            Performance(cast.AMINA, shoulder.shoulder_abduction, (FULL,) * 4, Tempo(1.05, 0.25, 1.05, 0.25)),
        ),
        room=rooms.CLINIC,
        viewpoint=TALL_VIEW,
        fps=24,
        seed=13,
    ),
    ClipPlan(
        name="shoulder_abduction_faults",
        exercise="shoulder-abduction",
        view="front",
        about="Three full lifts with a leaning trunk and bent elbows, and two that stay far too low.",
        duration_s=13.0,
        performances=(
            Performance(
                cast.KWAME,
                shoulder.shoulder_abduction,
                (_wrong(lean=1.0, bent=1.0), Attempt(0.22), _wrong(lean=0.8), Attempt(0.22), _wrong(bent=1.0)),
                Tempo(0.95, 0.20, 0.95, 0.40),
            ),
        ),
        room=rooms.STUDIO,
        viewpoint=TALL_VIEW,
        light=daylight(-0.35, 1.10, 0.66),
        fps=24,
        seed=14,
    ),
    ClipPlan(
        name="elbow_flexion",
        exercise="elbow-flexion",
        view="side",
        about="Five good curls of both arms, seen from the person's left side.",
        duration_s=13.0,
        performances=(
            Performance(cast.HIROSHI, elbow.elbow_flexion, (FULL,) * 5, Tempo(0.85, 0.2, 0.85, 0.25), facing=-82.0),
        ),
        room=rooms.BEDROOM,
        light=daylight(-0.5),
        fps=25,
        seed=15,
    ),
    ClipPlan(
        name="elbow_flexion_faults",
        exercise="elbow-flexion",
        view="side",
        about="Three full curls with the upper arms drifting forwards and a swinging trunk, and two half ones.",
        duration_s=13.0,
        performances=(
            Performance(
                cast.ZOLA,
                elbow.elbow_flexion,
                (_wrong(drift=1.0), Attempt(0.33), _wrong(drift=0.8, swing=1.0), Attempt(0.33), _wrong(swing=1.0)),
                Tempo(0.85, 0.20, 0.85, 0.35),
                facing=-82.0,
            ),
        ),
        room=rooms.CLINIC,
        fps=25,
        seed=16,
    ),
)

SMALL = (480, 360)


def _small(name: str, exercise: str, view: str, about: str, duration_s: float, *people: Performance) -> ClipPlan:
    """A clip for tests alone: small and coarse."""
    return ClipPlan(
        name, exercise, view, about, duration_s, people, rooms.HALL, TALL_VIEW, fps=12, size=SMALL, seed=21, crf=27
    )


BRISK = Tempo(0.85, 0.15, 0.80, 0.30)
TRIALS = (
    _small("nobody", "", "", "An empty room.", 3.0),
    _small(
        "still_person", "", "side", "Somebody stands still.", 6.0,
        Performance(cast.INGRID, whole_body.stand_still, facing=90.0),
    ),
    _small(
        "two_people", "", "front", "Two people stand beside each other.", 5.0,
        Performance(cast.LEON, whole_body.stand_still, facing=12.0, x_m=-0.55),
        Performance(cast.ZOLA, whole_body.stand_still, facing=-14.0, x_m=0.60, z_m=0.15),
    ),
    _small(
        "walking_past", "", "side", "Somebody walks through the picture from left to right.", 5.0,
        Performance(cast.LEON, whole_body.walk, facing=90.0, x_m=-2.5, walk_m_s=1.05),
    ),
    _small(
        "squat_cut_at_end", "squat", "side", "One whole squat; the clip ends half-way through the second.", 4.6,
        Performance(cast.LEON, knee.squat, (FULL, FULL), BRISK, lead_s=1.2, facing=-90.0),
    ),
    _small(
        "squat_cut_at_start", "squat", "side", "The clip begins deep in a squat; one whole squat follows.", 4.6,
        Performance(cast.INGRID, knee.squat, (FULL, FULL), BRISK, lead_s=-0.95, facing=90.0),
    ),
    _small(
        "shoulder_flexion", "shoulder-flexion", "side", "Three lifts of the right arm forwards and up.", 8.5,
        Performance(cast.INGRID, shoulder.shoulder_flexion, (FULL,) * 3, Tempo(1.0, 0.2, 1.0, 0.3), 1.0, facing=90.0),
    ),
    _small(
        "jumping_jack", "jumping-jack", "front", "Six jumping jacks.", 8.0,
        Performance(cast.LEON, whole_body.jumping_jack, (FULL,) * 6, Tempo(0.45, 0.03, 0.45, 0.10), 1.0),
    ),
    _small(
        "push_up", "push-up", "side", "Four push-ups, the head to the right.", 8.5,
        Performance(
            cast.KWAME, whole_body.push_up, (FULL,) * 4, Tempo(0.8, 0.1, 0.75, 0.2), 1.0, facing=90.0, x_m=-0.65
        ),
    ),
)  # fmt: skip
"""What the engine must not be misled by, and other exercises; for tests, not shipped."""

SAMPLE_CLIPS = {plan.name: plan for plan in EXERCISES}
TEST_CLIPS = {plan.name: plan for plan in TRIALS}
CLIPS = SAMPLE_CLIPS | TEST_CLIPS
"""Every plan by name."""
