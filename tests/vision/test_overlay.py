"""The overlay shows what the engine says, on the joints it says it of, and can be read on any picture."""

from dataclasses import replace

import numpy as np
import pytest

from physiocheck_desktop.assessment.frame_assessment import Cue, FrameAssessment, Watch
from physiocheck_desktop.config.words import Words
from physiocheck_desktop.domain.exercise import ExerciseDefinition, Phase
from physiocheck_desktop.domain.repetition import Repetition, Score
from physiocheck_desktop.kinematics.landmarks import Landmark, Pose, PoseObservation
from physiocheck_desktop.pipeline.frames import AssessedFrame, Frame
from physiocheck_desktop.vision.overlay import OverlayPainter
from physiocheck_desktop.vision.overlay_skeleton import GOOD, WARNING

WIDTH, HEIGHT = 640, 480
BACKGROUND = 120


def squatting(visibility: float = 1.0) -> Pose:
    image = np.zeros((33, 4))
    image[:, 3] = visibility
    shape = {
        Landmark.LEFT_SHOULDER: (0.55, 0.35),
        Landmark.RIGHT_SHOULDER: (0.50, 0.35),
        Landmark.LEFT_HIP: (0.62, 0.58),
        Landmark.RIGHT_HIP: (0.57, 0.58),
        Landmark.LEFT_KNEE: (0.45, 0.66),
        Landmark.RIGHT_KNEE: (0.38, 0.66),
        Landmark.LEFT_ANKLE: (0.55, 0.88),
        Landmark.RIGHT_ANKLE: (0.48, 0.88),
    }
    for landmark in Landmark:
        image[landmark, :2] = shape.get(landmark, (0.52, 0.25))
    return Pose(image, None, WIDTH / HEIGHT)


def assessed(
    pose: Pose | None = None, size: tuple[int, int] = (WIDTH, HEIGHT), captured_at_s: float = 1.0, **said: object
) -> AssessedFrame:
    assessment = FrameAssessment(
        captured_at_s=captured_at_s,
        watch=Watch.COUNTING,
        joint_angles_deg={} if pose is None else {"left_knee": 92.4, "right_knee": 96.0},
        margins_deg={} if pose is None else {"left_knee": 7.0, "right_knee": 7.0},
        phase=Phase.PEAK,
        progress=0.9,
        repetition_count=3,
        partial_count=0,
    )
    picture = np.full((size[1], size[0], 3), BACKGROUND, np.uint8)
    return AssessedFrame(
        frame=Frame(picture, captured_at_s, 0),
        observation=PoseObservation(captured_at_s, pose, 1),
        assessment=replace(assessment, **said),
        inference_ms=1.0,
        engine_ms=0.1,
    )


def near(picture: np.ndarray, pose: Pose, landmark: Landmark, colour: tuple[int, int, int], reach: int = 12) -> int:
    """How many pixels around a landmark have this colour."""
    x, y = round(pose.image[landmark, 0] * WIDTH), round(pose.image[landmark, 1] * HEIGHT)
    around = picture[y - reach : y + reach, x - reach : x + reach].astype(int)
    return int((np.abs(around - colour).max(axis=2) < 12).sum())


@pytest.fixture
def painter(squat: ExerciseDefinition) -> OverlayPainter:
    return OverlayPainter(squat)


def test_the_source_picture_is_left_as_it_was(painter: OverlayPainter) -> None:
    frame = assessed(squatting())
    painted = painter.paint(frame)
    assert (frame.frame.picture == BACKGROUND).all()
    assert (painted != BACKGROUND).any()
    assert painted.shape == (HEIGHT, WIDTH, 3)


def test_a_broken_rule_changes_the_joints_colour_and_its_shape(painter: OverlayPainter) -> None:
    pose = squatting()
    right = painter.paint(assessed(pose))
    wrong = painter.paint(assessed(pose, out_of_range=frozenset({"left_knee"})))
    assert near(right, pose, Landmark.LEFT_KNEE, GOOD) > 60
    assert near(right, pose, Landmark.LEFT_KNEE, WARNING) == 0
    assert near(wrong, pose, Landmark.LEFT_KNEE, WARNING) > 100
    dark_ring = (13, 20, 28)
    assert near(wrong, pose, Landmark.LEFT_KNEE, dark_ring) > near(right, pose, Landmark.LEFT_KNEE, dark_ring)


def test_what_the_camera_hardly_sees_is_dimmed_and_what_it_does_not_see_is_left_out(painter: OverlayPainter) -> None:
    def changed(visibility: float) -> float:
        pose = squatting(visibility)
        painted = painter.paint(assessed(pose)).astype(int)
        body = painted[int(0.3 * HEIGHT) : int(0.9 * HEIGHT), int(0.36 * WIDTH) : int(0.65 * WIDTH)]
        return float(np.abs(body - BACKGROUND).sum())

    assert changed(1.0) > 5 * changed(0.3) > 0.0
    assert changed(0.05) == 0.0


def test_the_exercises_angles_stand_beside_their_joints(painter: OverlayPainter) -> None:
    pose = squatting()
    with_angles = painter.paint(assessed(pose))
    without = painter.paint(assessed(pose, joint_angles_deg={}))
    differing = np.argwhere((with_angles != without).any(axis=2))
    knees = pose.image[[Landmark.LEFT_KNEE, Landmark.RIGHT_KNEE], :2] * (WIDTH, HEIGHT)
    assert len(differing) > 1500
    distance = np.abs(differing[:, None, ::-1] - knees[None]).max(axis=2).min(axis=1)
    assert distance.max() < 120


@pytest.mark.parametrize("count", [0, 1, 10, 199])
def test_each_repetition_number_looks_different(painter: OverlayPainter, count: int) -> None:
    corner = slice(0, 150), slice(0, 250)
    one = painter.paint(assessed(repetition_count=count))[corner]
    next_one = painter.paint(assessed(repetition_count=count + 1))[corner]
    assert (one != next_one).sum() > 300


def test_a_finished_repetition_glows_for_a_moment(painter: OverlayPainter) -> None:
    done = Repetition(index=3, start_s=0.0, peak_s=0.5, end_s=1.0, score=Score(80.0))

    def green(picture: np.ndarray) -> int:
        return int((np.abs(picture[40:100, 12:200].astype(int) - GOOD).max(axis=2) < 12).sum())

    plain = green(painter.paint(assessed(captured_at_s=0.9)))
    assert green(painter.paint(assessed(captured_at_s=1.0, completed=done))) > plain + 300
    assert green(painter.paint(assessed(captured_at_s=1.4))) > plain + 300
    assert green(painter.paint(assessed(captured_at_s=1.7))) == plain


def test_cue_praise_and_pause_have_signs_of_their_own(painter: OverlayPainter) -> None:
    bottom = slice(HEIGHT - 80, HEIGHT)
    silent = painter.paint(assessed())[bottom]
    assert (silent == BACKGROUND).all()
    words = "Stand tall"
    said = [
        painter.paint(assessed(cue=Cue(words, rule="upright")))[bottom],
        painter.paint(assessed(cue=Cue(words, praise=True)))[bottom],
        painter.paint(assessed(watch=Watch.NOBODY, cue=Cue(words)))[bottom],
    ]
    grey = [picture.mean(axis=2) for picture in said]
    for first in range(3):
        assert (said[first] != silent).any()
        for second in range(first):
            assert np.abs(grey[first] - grey[second]).max() > 60, "the sign differs in shape, not in colour alone"


@pytest.mark.parametrize("watch", [watch for watch in Watch if watch is not Watch.COUNTING])
def test_why_counting_rests_is_said_even_without_a_cue(painter: OverlayPainter, watch: Watch) -> None:
    assert (painter.paint(assessed(watch=watch))[HEIGHT - 80 :] != BACKGROUND).any()


def test_long_words_stay_inside_the_picture(squat: ExerciseDefinition) -> None:
    painter = OverlayPainter(replace(squat, name="Standing shoulder abduction with an elastic band " * 3))
    cue = Cue("Push your knees outward over your toes and keep your heels on the floor all the time " * 3)
    for size in ((640, 480), (480, 854), (1920, 1080)):
        picture = painter.paint(assessed(size=size, cue=cue, repetition_count=128, score=Score(100.0)))
        edge = np.concatenate([picture[:, :4].reshape(-1), picture[:, -4:].reshape(-1), picture[-4:].reshape(-1)])
        assert (edge == BACKGROUND).all()


@pytest.mark.parametrize("language", ["en", "de", "es"])
def test_what_is_counted_is_said_in_the_language_and_inside_its_panel(language: str, squat: ExerciseDefinition) -> None:
    painter = OverlayPainter(squat, Words(language))
    picture = painter.paint(assessed(repetition_count=12, partial_count=12))
    panel = (picture[20:125] != BACKGROUND).any(axis=2)
    panel[:, WIDTH // 2 :] = False
    edges = {int(np.flatnonzero(row)[-1]) for row in panel[8:-8]}
    assert len(edges) == 1, "nothing reaches beyond its edge"
    if language != "en":
        english = OverlayPainter(squat).paint(assessed(watch=Watch.NOBODY))
        assert (painter.paint(assessed(watch=Watch.NOBODY))[HEIGHT - 80 :] != english[HEIGHT - 80 :]).any()


def test_a_small_picture_is_enlarged_and_a_large_one_scales_the_text(painter: OverlayPainter) -> None:
    assert painter.paint(assessed(size=(320, 240))).shape == (480, 640, 3)

    def panel_height(size: tuple[int, int]) -> int:
        column = painter.paint(assessed(size=size))[:, size[0] // 16]
        return int((column != BACKGROUND).any(axis=1).sum())

    assert panel_height((1440, 1080)) == pytest.approx(2.25 * panel_height((640, 480)), rel=0.05)


def test_a_body_partly_out_of_the_picture_is_drawn(painter: OverlayPainter) -> None:
    pose = squatting()
    pose.image[:, 0] += 0.5
    pose.image[:, 1] -= 0.6
    assert painter.paint(assessed(pose, out_of_range=frozenset({"left_knee"}))).shape == (HEIGHT, WIDTH, 3)
