"""What is written on a picture of an analysis, in the language of whoever it is for."""

from physiocheck_desktop.assessment.frame_assessment import FrameAssessment, Watch
from physiocheck_desktop.config.words import Words
from physiocheck_desktop.domain.exercise import Phase


def counted_words(count: int, words: Words) -> str:
    """Return what is written beside the number of repetitions."""
    one = words.translate("Overlay", "repetition")
    return one if count == 1 else words.translate("Overlay", "repetitions")


def partial_words(count: int, words: Words) -> str:
    """Return how many repetitions were begun and not counted."""
    return words.translate("Overlay", "+{number} partial").format(number=count)


def score_words(words: Words) -> str:
    """Return what is written under the score."""
    return words.translate("Overlay", "score")


def phase_words(assessment: FrameAssessment, words: Words) -> str:
    """Return where in a repetition the movement is, or that it is not counted."""
    if assessment.watch is not Watch.COUNTING:
        return words.translate("Overlay", "not counting")
    return {
        Phase.START: words.translate("Overlay", "start"),
        Phase.TOWARD_PEAK: words.translate("Overlay", "toward peak"),
        Phase.PEAK: words.translate("Overlay", "peak"),
        Phase.TOWARD_END: words.translate("Overlay", "toward end"),
        Phase.END: words.translate("Overlay", "end"),
    }[assessment.phase]


def watch_words(watch: Watch, words: Words) -> str:
    """Return why counting rests."""
    return {
        Watch.NOBODY: words.translate("Overlay", "Nobody in the picture"),
        Watch.SEVERAL_PEOPLE: words.translate("Overlay", "Several people in the picture"),
        Watch.JOINTS_HIDDEN: words.translate("Overlay", "Joints are hidden"),
        Watch.OUT_OF_FRAME: words.translate("Overlay", "Out of the picture"),
        Watch.WRONG_VIEW: words.translate("Overlay", "Turn to the camera view of the exercise"),
    }[watch]
