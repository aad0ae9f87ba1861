"""Languages: every text is translated, what rooms below the window say is found again, and the window speaks them."""

import ast
import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QDate, QLocale, Qt
from PySide6.QtWidgets import QApplication, QDialogButtonBox
from pytestqt.qtbot import QtBot

import translate
from physiocheck_desktop import gui
from physiocheck_desktop.bootstrap.sample_clinic import CAMERA_NAMES
from physiocheck_desktop.config.resources import resource_folder
from physiocheck_desktop.domain import errors
from physiocheck_desktop.domain.errors import InputError, KnownError
from physiocheck_desktop.domain.exercise import Side
from physiocheck_desktop.gui.app import WindowOptions
from physiocheck_desktop.gui.models.own_words import own_words
from physiocheck_desktop.gui.models.trouble import error_sentences
from physiocheck_desktop.gui.models.wording import joint_words, side_words
from physiocheck_desktop.gui.places import PageKey
from physiocheck_desktop.gui.translation import Translation
from physiocheck_desktop.gui.widgets.source_picker import SourcePicker
from physiocheck_desktop.pipeline.source_choice import CameraDevice, SourceChoice
from physiocheck_desktop.services.application import Application
from physiocheck_desktop.services.sample_clinic.people import SAMPLE_PEOPLE
from translating.sentences import is_sentence, is_subject, spoken_modules, template_of
from translating.ts_files import Message, messages
from translating.window_texts import window_texts

I18N = resource_folder() / "i18n"
TEMPLATES: list[str] = json.loads((I18N / translate.SENTENCES).read_text(encoding="utf-8"))
PLACE = re.compile(r"\{(\d)\}")
KINDS_OF_ERROR = {
    name for name, kind in vars(errors).items() if isinstance(kind, type) and issubclass(kind, KnownError)
}


@pytest.fixture
def translation(qapp: QApplication) -> Iterator[Translation]:
    place, direction = QLocale(), qapp.layoutDirection()
    spoken = Translation(qapp)
    yield spoken
    spoken.silence()
    QLocale.setDefault(place)
    qapp.setLayoutDirection(direction)


def known(language: str) -> dict[tuple[str, str], Message]:
    found = messages(I18N / translate.file_name(language))
    return {(message.context, message.source): message for message in found}


def filled(template: str) -> tuple[str, dict[str, str]]:
    values = {number: f"value {number} / x" for number in PLACE.findall(template)}
    return PLACE.sub(lambda match: values[match[1]], template), values


def test_every_text_has_its_translations_and_they_are_compiled() -> None:
    assert translate.check() == []


def test_a_text_without_translation_or_with_other_places_is_told(tmp_path: Path) -> None:
    file = tmp_path / "physiocheck_xx.ts"
    source = "<message><source>{number} left</source><translation{kind}>{text}</translation></message>"
    bodies = [
        source.format(number="{number}", kind=' type="unfinished"', text=""),
        source.format(number="{count}", kind="", text="noch {number}"),
        source.format(number="{ok}", kind="", text="noch {ok}"),
    ]
    file.write_text(f"<TS><context><name>A</name>{''.join(bodies)}</context></TS>", encoding="utf-8")
    found = translate.faults(file)
    assert len(found) == 2
    assert "not translated" in found[0]
    assert "places" in found[1]


def test_every_text_that_the_window_asks_for_is_one_that_it_can_be_given(tmp_path: Path) -> None:
    said = set(known("de"))
    asked = window_texts(Path(gui.__file__).parent)
    assert {(context, text) for context, texts in asked.items() for text in texts} <= said
    (tmp_path / "page.py").write_text("class P:\n    def f(self, words):\n        return self.tr(words)\n")
    with pytest.raises(ValueError, match=r"page\.py"):
        window_texts(tmp_path)


def test_every_sentence_of_an_error_is_among_the_templates() -> None:
    package = Path(gui.__file__).parent.parent
    lost: list[str] = []
    for module in spoken_modules(package):
        for call in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if not isinstance(call, ast.Call) or getattr(call.func, "id", "") not in KINDS_OF_ERROR - {"MailError"}:
                continue
            for given in (*call.args, *(keyword.value for keyword in call.keywords)):
                template = template_of(given)
                if template and is_sentence(template) and template not in TEMPLATES:
                    lost.append(f"{module.name}: {template}")
    assert lost == []


@pytest.mark.parametrize("language", translate.LANGUAGES)
def test_every_sentence_of_every_room_is_shown_in_the_language_with_the_same_values(
    language: str, translation: Translation
) -> None:
    translation.speak(language)
    translations = known(language)
    wrong: list[str] = []
    for template in TEMPLATES:
        text, values = filled(template)
        wanted = translations["Errors", template].translations[0].format(*values.values())
        if own_words(text) != wanted:
            wrong.append(f"{text} → {own_words(text)}")
    assert wrong == []


def test_an_error_is_told_in_all_its_sentences(translation: Translation) -> None:
    error = InputError(
        "The password has 3 characters.", kept="All records are kept.", remedy="Nobody has translated this."
    )
    assert error_sentences(error) == ("The password has 3 characters.", "All records are kept.", error.remedy)
    translation.speak("de")
    assert error_sentences(error) == ("Das Passwort hat 3 Zeichen.", "Alle Daten sind erhalten.", error.remedy)
    translation.speak("es")
    assert error_sentences(error)[0] == "La contraseña tiene 3 caracteres."


def test_a_value_that_is_itself_such_a_text_is_translated_too(translation: Translation) -> None:
    translation.speak("de")
    assert own_words("The phone number has 90 characters.") == "Die Telefonnummer hat 90 Zeichen."
    assert own_words("There is no exercise called “Squat”.") == "Es gibt keine Übung namens „Kniebeuge“."


@pytest.mark.parametrize("language", translate.LANGUAGES)
def test_the_cameras_of_the_sample_clinic_are_called_in_the_language(
    language: str, translation: Translation, qtbot: QtBot
) -> None:
    translation.speak(language)
    picker = SourcePicker(SourceChoice(camera=0))
    qtbot.addWidget(picker)
    picker.show_cameras([CameraDevice(1000 + place, name) for place, name in enumerate(CAMERA_NAMES)])
    shown = [picker.list.itemText(place) for place in range(picker.list.count())]
    assert [name for name in shown if name.startswith("Rendered")] == []
    assert {own_words(name) for name in CAMERA_NAMES} <= set(shown)


@pytest.mark.parametrize("language", translate.LANGUAGES)
def test_the_people_of_the_sample_clinic_are_described_in_the_language(language: str, translation: Translation) -> None:
    translation.speak(language)
    assert [person.about for person in SAMPLE_PEOPLE if own_words(person.about) == person.about] == []


@pytest.mark.parametrize("language", translate.LANGUAGES)
def test_both_sides_have_the_names_of_sides(language: str, translation: Translation) -> None:
    translation.speak(language)
    assert (side_words(Side.LEFT), side_words(Side.RIGHT)) == {
        "de": ("links", "rechts"),
        "es": ("izquierda", "derecha"),
    }[language]


def test_no_english_sentence_is_taken_for_another(translation: Translation) -> None:
    for template in TEMPLATES:
        text, _ = filled(template)
        assert is_sentence(template) or is_subject(template)
        assert own_words(text) == text, "without a translator everything stays as it is"


@pytest.mark.parametrize(("language", "squat"), [("de", "Kniebeuge"), ("es", "Sentadilla")])
def test_the_exercises_are_told_in_the_language_and_own_ones_stay_as_they_are_written(
    language: str, squat: str, translation: Translation
) -> None:
    translation.speak(language)
    assert own_words("Squat") == squat
    assert own_words("Frau Meiers Treppe") == "Frau Meiers Treppe"
    for file in (resource_folder() / "exercises").glob("*.toml"):
        table = tomllib.loads(file.read_text(encoding="utf-8"))
        for step in table["instructions"]:
            assert own_words(step) != step


def test_a_joint_has_its_name_whole_with_its_side(translation: Translation) -> None:
    assert joint_words("left_knee") == "Left knee"
    translation.speak("de")
    assert joint_words("left_knee") == "Linkes Knie"
    translation.speak("es")
    assert joint_words("right_elbow") == "Codo derecho"


def test_dates_and_numbers_go_with_the_language(translation: Translation) -> None:
    translation.speak("de")
    assert QLocale().toString(1234.5, "f", 1) == "1.234,5"
    translation.speak("de_CH")
    assert QLocale().name() == "de_CH"
    assert translation.code == "de"
    translation.speak("en_US")
    assert QLocale().name() == "en_US"
    translation.speak("en")
    assert QLocale().language() is QLocale.Language.English
    assert QLocale().toString(QDate(2026, 1, 31), QLocale.FormatType.ShortFormat).startswith("31/01")
    translation.speak("xx")
    assert translation.code == "en"


def test_buttons_of_qt_speak_it_too(translation: Translation, qtbot: QtBot) -> None:
    translation.speak("de")
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    assert box.button(QDialogButtonBox.StandardButton.Cancel).text() == "Abbrechen"


@pytest.mark.parametrize(("language", "history", "start"), [("de", "Verlauf", "Start"), ("es", "Historial", "Empezar")])
def test_a_window_speaks_the_language_that_was_chosen_and_none_is_left_behind(
    language: str, history: str, start: str, open_desktop, translation: Translation, application: Application
) -> None:
    desktop = open_desktop(WindowOptions(language=language))
    assert desktop.window.navigation.buttons[PageKey.HISTORY].text() == history
    assert desktop.window.exercise.start_button.text() == start
    assert desktop.window.layoutDirection() is Qt.LayoutDirection.LeftToRight
    desktop.close()
    assert QCoreApplication.translate("PageTable", "History") == "History"
