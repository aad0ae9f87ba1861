"""What a printed report calls the parts of what was measured: joints, sides, parts of the score."""

from physiocheck_desktop.config.words import Words
from physiocheck_desktop.domain.exercise import Side
from physiocheck_desktop.domain.repetition import ScorePart
from physiocheck_desktop.kinematics.measures import MEASURES


def limits_words(words: Words) -> str:
    """Return what the numbers of one camera can tell."""
    return words.translate(
        "Report",
        "Angles are measured with one camera. They are whole degrees and may be off by about 7° where the camera sees "
        "the movement from the side that suits it, and by 15° and more elsewhere. A difference of less than 5° between "
        "two sessions means nothing; from 10° on it is real. The score compares the movement with the exercise as it "
        "was defined; it is no diagnosis.",
    )


def measure_words(measure: str, words: Words) -> str:
    """Return what a measure is called."""
    return words.known("Measures", MEASURES[measure].title)


def side_words(side: Side, words: Words) -> str:
    """Return what a side is called that did a repetition."""
    return {
        Side.LEFT: words.translate("Report", "left"),
        Side.RIGHT: words.translate("Report", "right"),
    }.get(side, words.translate("Report", "both"))


def whose_side_words(side: Side, words: Words) -> str:
    """Return with which side a repetition was done; empty where both did it."""
    return {
        Side.LEFT: words.translate("Report", "left side"),
        Side.RIGHT: words.translate("Report", "right side"),
    }.get(side, "")


def part_words(part: ScorePart, words: Words) -> str:
    """Return what a part of the score is called, so short that it heads a narrow column."""
    return {
        ScorePart.RANGE_OF_MOTION: words.translate("Report", "Range"),
        ScorePart.FORM: words.translate("Report", "Form"),
        ScorePart.TEMPO: words.translate("Report", "Tempo"),
        ScorePart.STABILITY: words.translate("Report", "Stability"),
        ScorePart.SYMMETRY: words.translate("Report", "Symmetry"),
        ScorePart.DURATION: words.translate("Report", "Duration"),
        ScorePart.LIKENESS: words.translate("Report", "Likeness"),
    }[part]
