"""States of the engine and of records in the words that people read."""

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QLocale

from physiocheck_desktop.assessment.frame_assessment import Watch
from physiocheck_desktop.domain.errors import KnownError
from physiocheck_desktop.domain.exercise import CameraView, ExerciseDefinition, Phase, Side
from physiocheck_desktop.domain.people import Role, Verification
from physiocheck_desktop.domain.repetition import ScorePart
from physiocheck_desktop.domain.session import SessionRecord, SessionState
from physiocheck_desktop.domain.verification import PhysicianApplication
from physiocheck_desktop.gui.capture.guidance import BodyRegion, Guidance
from physiocheck_desktop.gui.capture.saving import Saving
from physiocheck_desktop.gui.capture.setup_check import CheckItem
from physiocheck_desktop.gui.models.moments import moment_words
from physiocheck_desktop.gui.models.own_words import own_words
from physiocheck_desktop.kinematics.measures import MEASURES
from physiocheck_desktop.services.delivery import Safety


def phase_words(phase: Phase) -> str:
    """Return a phase as a person in the middle of a movement reads it."""
    translate = QCoreApplication.translate
    return {
        Phase.START: translate("Wording", "Ready"),
        Phase.TOWARD_PEAK: translate("Wording", "Further"),
        Phase.PEAK: translate("Wording", "Far enough"),
        Phase.TOWARD_END: translate("Wording", "And back"),
        Phase.END: translate("Wording", "Ready"),
    }[phase]


def hold_phase_words(phase: Phase) -> str:
    """Return how a hold goes on."""
    translate = QCoreApplication.translate
    return {
        Phase.START: translate("Wording", "Ready"),
        Phase.PEAK: translate("Wording", "Hold"),
    }.get(phase, translate("Wording", "Paused: back into position"))


def side_words(side: Side) -> str:
    """Return the name of a side that did something."""
    translate = QCoreApplication.translate
    return {
        Side.LEFT: translate("Wording", "left"),
        Side.RIGHT: translate("Wording", "right"),
    }.get(side, translate("Wording", "both together"))


def side_count_words(counts: Mapping[Side, int]) -> str:
    """Return how many each side did, empty where no side did anything for itself."""
    if not set(counts) - {Side.BOTH}:
        return ""
    return " · ".join(f"{side_words(side)} {whole(count)}" for side, count in counts.items())


def view_words(view: CameraView) -> str:
    """Return how to stand to the camera, as an instruction."""
    translate = QCoreApplication.translate
    return {
        CameraView.FRONT: translate("Wording", "Face the camera"),
        CameraView.BACK: translate("Wording", "Turn your back to the camera"),
        CameraView.SIDE: translate("Wording", "Turn your side to the camera"),
        CameraView.LEFT_SIDE: translate("Wording", "Turn your left side to the camera"),
        CameraView.RIGHT_SIDE: translate("Wording", "Turn your right side to the camera"),
        CameraView.OBLIQUE: translate("Wording", "Turn half to the camera"),
        CameraView.ANY: translate("Wording", "Stand where the camera sees you whole"),
    }[view]


def watch_words(guidance: Guidance, definition: ExerciseDefinition) -> str:
    """Return what to do so that counting goes on, empty where it does."""
    translate = QCoreApplication.translate
    if guidance.in_the_dark:
        return check_words(CheckItem.LIGHT, definition.view)
    if guidance.watch is Watch.OUT_OF_FRAME:
        return _framing_words(guidance.outside)
    return {
        Watch.WRONG_VIEW: view_words(definition.view),
        Watch.NOBODY: translate("Wording", "Step into the picture"),
        Watch.SEVERAL_PEOPLE: translate("Wording", "Only one person may be in the picture"),
        Watch.JOINTS_HIDDEN: translate("Wording", "Move so that the camera sees you whole"),
    }.get(guidance.watch, "")


def _framing_words(outside: BodyRegion | None) -> str:
    translate = QCoreApplication.translate
    if outside is BodyRegion.FEET:
        return translate("Wording", "Step back so that your feet are in the picture")
    if outside is BodyRegion.ARMS:
        return translate("Wording", "Step back so that your arms are in the picture")
    if outside is BodyRegion.HEAD:
        return translate("Wording", "Step back so that your head is in the picture")
    return translate("Wording", "Step back so that you are whole in the picture")


def check_words(item: CheckItem, view: CameraView) -> str:
    """Return what to do where the camera check is not content."""
    translate = QCoreApplication.translate
    return {
        CheckItem.FRAME: translate("Wording", "Step back so that you are whole in the picture"),
        CheckItem.ALONE: translate("Wording", "Only one person may be in the picture"),
        CheckItem.DISTANCE: translate("Wording", "Come one step closer"),
        CheckItem.LIGHT: translate("Wording", "It is too dark: make more light in front of you"),
    }.get(item, view_words(view))


def check_item_words(item: CheckItem, view: CameraView) -> str:
    """Return what the camera check looks at, in few words."""
    translate = QCoreApplication.translate
    return {
        CheckItem.FRAME: translate("Wording", "Whole in the picture"),
        CheckItem.ALONE: translate("Wording", "Nobody else in it"),
        CheckItem.DISTANCE: translate("Wording", "Near enough"),
        CheckItem.LIGHT: translate("Wording", "Light enough"),
    }.get(item, view_words(view))


def score_part_words(part: ScorePart) -> str:
    """Return the name of a part of the score."""
    translate = QCoreApplication.translate
    return {
        ScorePart.RANGE_OF_MOTION: translate("Wording", "Range of motion"),
        ScorePart.FORM: translate("Wording", "Form"),
        ScorePart.TEMPO: translate("Wording", "Pace"),
        ScorePart.STABILITY: translate("Wording", "Steadiness"),
        ScorePart.SYMMETRY: translate("Wording", "Left and right alike"),
        ScorePart.DURATION: translate("Wording", "Seconds held"),
        ScorePart.LIKENESS: translate("Wording", "Likeness to the example"),
    }[part]


def session_state_words(state: SessionState) -> str:
    """Return how far a session came."""
    translate = QCoreApplication.translate
    return {
        SessionState.RUNNING: translate("Wording", "Running"),
        SessionState.FINISHED: translate("Wording", "Completed"),
        SessionState.ABANDONED: translate("Wording", "Ended early"),
        SessionState.INTERRUPTED: translate("Wording", "Interrupted"),
    }[state]


def where_words(phase: Phase) -> str:
    """Return where in a repetition something happened."""
    translate = QCoreApplication.translate
    return {
        Phase.START: translate("Wording", "in the start pose"),
        Phase.TOWARD_PEAK: translate("Wording", "on the way there"),
        Phase.PEAK: translate("Wording", "at the furthest point"),
        Phase.TOWARD_END: translate("Wording", "on the way back"),
        Phase.END: translate("Wording", "at the end"),
    }[phase]


def body_part_words(part: str) -> str:
    """Return the name of a body part of the exercise library; one that is not known is shown as it is written."""
    translate = QCoreApplication.translate
    return {
        "ankle": translate("Wording", "Ankle"),
        "balance": translate("Wording", "Balance"),
        "elbow": translate("Wording", "Elbow"),
        "hip": translate("Wording", "Hip"),
        "knee": translate("Wording", "Knee"),
        "neck": translate("Wording", "Neck"),
        "shoulder": translate("Wording", "Shoulder"),
        "trunk": translate("Wording", "Trunk"),
        "wrist": translate("Wording", "Wrist"),
    }.get(part, part.replace("_", " ").capitalize())


def position_words(position: str) -> str:
    """Return the name of a position of the exercise library; one that is not known is shown as it is written."""
    translate = QCoreApplication.translate
    return {
        "standing": translate("Wording", "Standing"),
        "sitting": translate("Wording", "Sitting"),
        "lying": translate("Wording", "Lying on the back"),
        "prone": translate("Wording", "Lying face down"),
        "side-lying": translate("Wording", "Lying on the side"),
        "quadruped": translate("Wording", "On all fours"),
        "plank": translate("Wording", "On hands and toes"),
        "hanging": translate("Wording", "Hanging from a bar"),
    }.get(position, position.replace("_", " ").replace("-", " ").capitalize())


def difficulty_words(difficulty: int) -> str:
    """Return how hard an exercise is, 1 to 5, in words."""
    translate = QCoreApplication.translate
    words = (
        translate("Wording", "very easy"),
        translate("Wording", "easy"),
        translate("Wording", "medium"),
        translate("Wording", "hard"),
        translate("Wording", "very hard"),
    )[min(max(difficulty, 1), 5) - 1]
    return translate("Wording", "Difficulty {number} of 5: {words}").format(number=whole(difficulty), words=words)


def joint_words(measure: str) -> str:
    """Return the name of the joint whose angle a measure is, with its side."""
    translate = QCoreApplication.translate
    found = MEASURES[measure]
    # Each name whole: where the side stands, and with which ending, differs from language to language.
    return {
        (Side.LEFT, "shoulder"): translate("Wording", "Left shoulder"),
        (Side.LEFT, "elbow"): translate("Wording", "Left elbow"),
        (Side.LEFT, "wrist"): translate("Wording", "Left wrist"),
        (Side.LEFT, "hip"): translate("Wording", "Left hip"),
        (Side.LEFT, "knee"): translate("Wording", "Left knee"),
        (Side.LEFT, "ankle"): translate("Wording", "Left ankle"),
        (Side.RIGHT, "shoulder"): translate("Wording", "Right shoulder"),
        (Side.RIGHT, "elbow"): translate("Wording", "Right elbow"),
        (Side.RIGHT, "wrist"): translate("Wording", "Right wrist"),
        (Side.RIGHT, "hip"): translate("Wording", "Right hip"),
        (Side.RIGHT, "knee"): translate("Wording", "Right knee"),
        (Side.RIGHT, "ankle"): translate("Wording", "Right ankle"),
    }.get((found.side, found.joint), body_part_words(found.joint))


def when_words(record: SessionRecord) -> str:
    """Return when a session began, in the place's own time and form."""
    return moment_words(record.started_at)


def whole(number: float) -> str:
    """Return a number without decimals in the place's own form."""
    return QLocale().toString(round(number))


def percent(share: float) -> str:
    """Return a share as a percentage."""
    return QCoreApplication.translate("Wording", "{number} %").format(number=whole(100.0 * share))


def error_words(error: Exception) -> str:
    """Return what happened in one sentence, for a person."""
    if isinstance(error, KnownError):
        return own_words(error.what)
    return QCoreApplication.translate("Wording", "Something in this program went wrong.")


def unsaved_words(saving: Saving) -> str:
    """Return what is to be said of a session that is not in the database, empty where nothing is."""
    translate = QCoreApplication.translate
    if saving.safety is Safety.IN_MEMORY:
        reason = error_words(saving.error) if saving.error is not None else ""
        return translate("Wording", "Not saved yet: {reason}").format(reason=reason)
    if saving.safety is Safety.SET_ASIDE:
        return translate(
            "Wording",
            "Part of this session was refused by the database. It is kept on this computer: tell whoever looks after "
            "PhysioCheck.",
        )
    if saving.safety is Safety.IN_DATABASE or saving.error is None:
        return ""
    if saving.to_server:
        return translate("Wording", "Kept on this computer. It will be sent when the clinic’s database is back.")
    return translate("Wording", "Kept on this computer. It joins your records as soon as they can be written again.")


def waiting_words(sessions: int, *, to_server: bool) -> str:
    """Return how many sessions are not in the database yet, empty where all are."""
    if not sessions:
        return ""
    translate = QCoreApplication.translate
    if to_server:
        words = translate("Wording", "Sessions kept on this computer and still to be sent: {number}.")
    else:
        words = translate("Wording", "Sessions kept on this computer and still to join your records: {number}.")
    return words.format(number=whole(sessions))


def role_words(role: Role) -> str:
    """Return what somebody is to the clinic."""
    translate = QCoreApplication.translate
    return {
        Role.PATIENT: translate("Wording", "Patient"),
        Role.PHYSICIAN: translate("Wording", "Physician"),
        Role.ADMINISTRATOR: translate("Wording", "Administrator"),
    }[role]


def verification_words(application: PhysicianApplication) -> str:
    """Return what the clinic found of a physician, in a sentence for that physician."""
    translate = QCoreApplication.translate
    words = {
        Verification.PENDING: translate(
            "Wording",
            "The clinic has not looked at your licence {licence} yet. Until it has, you see no patients.",
        ),
        Verification.VERIFIED: translate("Wording", "The clinic has verified your licence {licence}."),
        Verification.REFUSED: translate(
            "Wording", "The clinic has not accepted your licence {licence}. Its reason: {reason}"
        ),
    }[application.state]
    return words.format(licence=application.licence, reason=application.reason)
