"""Names are drawn in the letters of many languages, and in the order in which they are read."""

import numpy as np
import pytest

from physiocheck_desktop.vision.typeface import in_its_letters, text_picture, visual_order


@pytest.mark.parametrize(
    ("written", "drawn"),
    [
        ("Squat 10", "Squat 10"),
        ("כריעה", "העירכ"),
        ("Squat כריעה עמוקה 10", "Squat הקומע העירכ 10"),
        ("深蹲 Łąka", "深蹲 Łąka"),
    ],
)
def test_words_from_the_right_are_turned_and_all_others_are_left(written: str, drawn: str) -> None:
    assert visual_order(written) == drawn


@pytest.mark.parametrize("text", ["Łąka", "Приседание", "κάθισμα", "深蹲", "スクワット", "스쿼트", "محمد", "כריעה"])
def test_letters_of_many_languages_are_drawn_and_not_replaced(text: str) -> None:
    picture = text_picture(text, 40, (0, 0, 0), 400)
    replaced = text_picture("?" * len(text), 40, (0, 0, 0), 400)
    assert picture.shape[0] == 64
    assert picture.min() < 60
    assert (picture[0] == 255).all(), "nothing is cut off at the top"
    assert (picture[-1] == 255).all(), "nothing is cut off at the foot"
    assert picture.shape != replaced.shape or np.abs(picture.astype(int) - replaced).max() > 100


@pytest.mark.parametrize(
    "text", ["Squat?", "Łąka", "Приседание", "κάθισμα", "深蹲", "スクワット", "스쿼트", "محمد", "כריעה"]
)
def test_what_the_typeface_has_letters_for_is_left_as_it_is(text: str) -> None:
    assert in_its_letters(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [("สควอท", "skhwoth"), ("घुटना", "ghutna"), ("Squat 💪", "Squat :muscle:"), ("Ծալել 深蹲", "Tsalel 深蹲")],
)
def test_what_it_has_no_letters_for_is_written_in_latin_ones_and_not_as_boxes(text: str, shown: str) -> None:
    assert in_its_letters(text) == shown
    assert np.array_equal(text_picture(text, 30, (0, 0, 0), 400), text_picture(shown, 30, (0, 0, 0), 400))
