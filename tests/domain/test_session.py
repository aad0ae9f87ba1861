"""The mean of scores, and errors as sentences."""

import pytest

from physiocheck_desktop.domain.errors import ExitCode, KnownError, StorageError
from physiocheck_desktop.domain.repetition import Score, ScorePart
from physiocheck_desktop.domain.session import mean_score


def test_without_a_score_there_is_no_mean() -> None:
    assert mean_score([]) is None


def test_a_part_is_the_mean_over_the_repetitions_that_have_it() -> None:
    mean = mean_score(
        [
            Score(60.0, {ScorePart.FORM: 50.0, ScorePart.TEMPO: 90.0}),
            Score(80.0, {ScorePart.FORM: 70.0}),
        ]
    )
    assert mean == Score(70.0, {ScorePart.FORM: 60.0, ScorePart.TEMPO: 90.0})


def test_an_error_reads_as_its_sentences_in_order_and_leaves_out_what_is_empty() -> None:
    error = StorageError("The disk is full.", kept="Two repetitions are kept.", remedy="Free some space.")
    assert str(error) == "The disk is full. Two repetitions are kept. Free some space."
    assert str(StorageError("The disk is full.", remedy="Free some space.")) == "The disk is full. Free some space."


def test_every_kind_of_error_has_an_exit_code_of_its_own() -> None:
    kinds = KnownError.__subclasses__()
    codes = [kind.exit_code for kind in kinds]
    assert len(set(codes)) == len(kinds)
    assert not {ExitCode.DONE, ExitCode.BUG, ExitCode.USAGE} & set(codes)


@pytest.mark.parametrize("code", [code for code in ExitCode if code is not ExitCode.DONE])
def test_every_exit_code_but_done_tells_a_shell_that_something_failed(code: ExitCode) -> None:
    assert 0 < code < 256
