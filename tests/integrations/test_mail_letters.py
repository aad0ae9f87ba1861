"""Every kind of mail is written whole, as text and as HTML, in every language, and repeats nothing as markup."""

from html.parser import HTMLParser
from typing import get_args

import pytest

from physiocheck_desktop.config.exercise_files import ready_made_exercises
from physiocheck_desktop.config.sections import MailSettings
from physiocheck_desktop.config.window_texts import EXERCISES, window_texts
from physiocheck_desktop.domain.mail import MailKind
from physiocheck_desktop.domain.notification import KINDS_OF_ROLE, NotificationKind
from physiocheck_desktop.integrations.mail_letters import TEMPLATES, TemplateMailWriter, languages, printable

NEEDED = {MailKind.PASSWORD_RESET: {"code": "CODE-2345", "minutes": "59"}, MailKind.VERIFICATION_RESULT: {"result": ""}}
DETAILS = {"exercise": "Wall <sit>", "repetitions": "12", "score": "83"}
HOSTILE = 'Eve <script src="//x.example">\r\nBcc: a@b.example\x07\u202e {{ 7 * 7 }}'


class Reader(HTMLParser):
    """Reads the words and the tags of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.words, self.tags = "", list[str]()
        self.open = list[str]()
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.append(tag)
        if tag not in {"meta", "hr"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words += data


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("kind", MailKind)
def test_every_kind_is_written_as_text_and_html_with_nothing_left_open(kind: MailKind, language: str) -> None:
    written = TemplateMailWriter(language).write(kind, "Pat Ient", NEEDED.get(kind, {}))
    assert written.subject
    assert "\n" not in written.subject
    page = Reader(written.html)
    assert page.open == []
    for said in (written.text, page.words):
        assert "Pat Ient" in said
        assert not any(mark in said for mark in ("{{", "{%", "}}", "%}", "None", "undefined"))
        assert all(value in said for value in NEEDED.get(kind, {}).values())
    # Both say the same, whatever their layout.
    lines = [line.strip() for line in written.text.splitlines() if line.strip() and line.strip() != "--"]
    told = " ".join(page.words.split())
    assert [line for line in lines if " ".join(line.split()) not in told] == []


def test_every_kind_of_notification_can_be_mailed_and_somebody_is_told_it() -> None:
    assert {kind.value for kind in NotificationKind} | {"password_reset"} == {kind.value for kind in MailKind}
    assert frozenset().union(*KINDS_OF_ROLE.values()) == frozenset(NotificationKind)


@pytest.mark.parametrize("kind", MailKind)
def test_what_a_person_is_called_is_repeated_on_one_line_and_never_as_markup(kind: MailKind) -> None:
    written = TemplateMailWriter().write(kind, HOSTILE, {**NEEDED.get(kind, {})})
    assert "script" not in Reader(written.html).tags
    assert 'Hello Eve <script src="//x.example"> Bcc: a@b.example {{ 7 * 7 }},' in written.text
    assert "Bcc" not in written.subject


def test_what_a_session_came_to_is_said_where_it_is_given_alone() -> None:
    writer = TemplateMailWriter()
    without, with_it = (writer.write(MailKind.SESSION_SUMMARY, "Pat", given) for given in ({}, DETAILS))
    for said in (with_it.text, Reader(with_it.html).words):
        assert all(value in said for value in DETAILS.values())
    assert not any(value in without.text + without.html for value in DETAILS.values())


@pytest.mark.parametrize("language", languages())
def test_what_a_session_came_to_names_the_exercise_as_the_window_does(language: str) -> None:
    writer = TemplateMailWriter(language, window_texts(EXERCISES, language))
    written = writer.write(MailKind.SESSION_SUMMARY, "Pat", {**DETAILS, "exercise": "Squat"})
    called = {"en": "Squat", "de": "Kniebeuge", "es": "Sentadilla"}[language]
    for said in (written.text, Reader(written.html).words):
        assert f": {called}\n" in said
    own = writer.write(MailKind.SESSION_SUMMARY, "Pat", {**DETAILS, "exercise": "Pat’s own"})
    assert ": Pat’s own\n" in own.text


@pytest.mark.parametrize("language", languages())
def test_a_mail_says_where_it_is_switched_off_as_the_settings_call_it(language: str) -> None:
    heading = "Notifications by e-mail"
    called = window_texts("MailSection", language).get(heading)
    assert (called is None) is (language == "en")
    assert (called or heading) in TemplateMailWriter(language).write(MailKind.PLAN_CHANGED, "Pat", {}).text


def test_verified_and_not_verified_are_not_the_same_mail() -> None:
    writer = TemplateMailWriter()
    found = [writer.write(MailKind.VERIFICATION_RESULT, "V", {"result": each}) for each in ("verified", "refused")]
    assert "has been verified" in found[0].subject
    assert "not verified" in found[1].subject


def test_the_clinic_chooses_among_languages_of_which_each_has_every_mail() -> None:
    offered = get_args(MailSettings.model_fields["language"].annotation)
    assert sorted(offered) == list(languages())
    files = {language: {file.name for file in (TEMPLATES / language).iterdir()} for language in offered}
    assert len(set(map(frozenset, files.values()))) == 1
    subjects = {TemplateMailWriter(language).write(MailKind.PAIN_ALERT, "Pat", {}).subject for language in offered}
    assert len(subjects) == len(offered)


def test_every_exercise_that_comes_with_the_program_has_a_name_in_each_language_of_the_window() -> None:
    english = {exercise.name for exercise in ready_made_exercises()}
    for language in set(languages()) - {"en"}:
        assert english - window_texts(EXERCISES, language).keys() == set()
    assert window_texts(EXERCISES, "xx") == {}


def test_a_language_without_a_template_is_written_in_english() -> None:
    assert not (TEMPLATES / "xx").exists()
    assert TemplateMailWriter("xx").write(MailKind.PLAN_CHANGED, "Pat", {}).subject == "Your plan has changed"


@pytest.mark.parametrize(
    ("text", "seen"), [("a\0b\u2028c", "a b c"), ("  x \t y ", "x y"), ("z" * 500, f"{'z' * 119}…"), ("é🙂", "é🙂")]
)
def test_what_cannot_be_seen_is_left_out(text: str, seen: str) -> None:
    assert printable(text) == seen
