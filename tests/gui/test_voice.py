"""What is heard of a session, and that a computer without voice, loudspeaker or sound library is merely silent."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace

import pytest
from heard_voice import HeardVoice
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from physiocheck_desktop.assessment.cues import hearing_s
from physiocheck_desktop.config.resources import resource_folder
from physiocheck_desktop.gui.capture.plan import SessionPlan
from physiocheck_desktop.gui.models.cue_kind import CueKind
from physiocheck_desktop.gui.places import PageKey
from physiocheck_desktop.gui.voice.commentator import Commentator
from physiocheck_desktop.gui.voice.threaded import ThreadedVoice
from physiocheck_desktop.gui.voice.tones import RATE_HZ, samples_of
from physiocheck_desktop.gui.voice.voice import Silence, Tone
from physiocheck_desktop.pipeline.source_choice import SourceChoice
from physiocheck_desktop.services.application import Application

CHEST, KNEES = "Lift your chest", "Push your knees outwards over your toes"


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def told(clock: Clock) -> tuple[Commentator, HeardVoice]:
    voice = HeardVoice()
    return Commentator(voice, clock), voice


def test_a_cue_is_said_once_and_the_next_one_not_before_it_could_be_heard(
    told: tuple[Commentator, HeardVoice], clock: Clock
) -> None:
    commentator, voice = told
    commentator.follow(CHEST, CueKind.CORRECTION)
    clock.now = hearing_s(CHEST) - 0.1
    commentator.follow(CHEST, CueKind.CORRECTION)
    commentator.follow(KNEES, CueKind.CORRECTION)
    assert voice.words == [CHEST]
    clock.now = hearing_s(CHEST)
    commentator.follow(KNEES, CueKind.CORRECTION)
    assert voice.words == [CHEST, KNEES]


def test_what_is_left_to_do_is_shown_and_not_said(told: tuple[Commentator, HeardVoice]) -> None:
    commentator, voice = told
    commentator.follow("3 to go", CueKind.NOTHING)
    assert voice.heard == []


def test_the_last_three_seconds_of_a_rest_tick_and_its_end_sounds_otherwise(
    told: tuple[Commentator, HeardVoice],
) -> None:
    commentator, voice = told
    for seconds in (5, 4, 3, 2, 1, 0):
        commentator.count_down(seconds)
    assert voice.tones == [Tone.TICK, Tone.TICK, Tone.TICK, Tone.BEGIN]


def test_who_mutes_hears_nothing_more_and_is_not_told_afterwards_what_was_missed(
    told: tuple[Commentator, HeardVoice], clock: Clock
) -> None:
    commentator, voice = told
    commentator.set_muted(True)
    assert voice.volume == 0.0
    commentator.follow(CHEST, CueKind.CORRECTION)
    commentator.count()
    clock.now = 10.0
    commentator.set_muted(False)
    commentator.follow(CHEST, CueKind.CORRECTION)
    assert voice.heard == []
    assert voice.volume == 1.0


def test_who_makes_it_quieter_or_louder_hears_how_loud_it_is_and_is_muted_no_more(
    told: tuple[Commentator, HeardVoice],
) -> None:
    commentator, voice = told
    commentator.set_muted(True)
    commentator.change_volume(-0.4)
    assert (voice.volume, voice.tones) == (pytest.approx(0.6), [Tone.COUNTED])
    for _ in range(9):
        commentator.change_volume(-0.4)
    assert voice.volume == pytest.approx(0.1), "only muting makes it silent"
    commentator.change_volume(5.0)
    assert voice.volume == 1.0


@pytest.mark.parametrize("tone", list(Tone))
def test_a_tone_is_short_begins_and_ends_softly_and_does_not_clip(tone: Tone) -> None:
    samples = memoryview(samples_of(tone)).cast("h")
    assert 0.05 < len(samples) / RATE_HZ < 0.8
    assert samples[0] == 0
    assert abs(samples[-1]) < 1500
    assert 10_000 < max(samples) < 32_000


@pytest.mark.slow
def test_faults_pauses_and_repetitions_of_a_session_are_heard_and_can_be_muted_by_key(
    qtbot: QtBot, open_desktop: Callable[..., object], application: Application, clip: SourceChoice
) -> None:
    voice = HeardVoice()
    desktop = open_desktop(voice=voice)
    page = desktop.window.session
    faulty = replace(clip, video=str(resource_folder() / "samples" / "squat_faults.mp4"), loop=True)
    desktop.window.workspace.show_page(PageKey.SESSION)
    page.start(SessionPlan(application.exercises.find("squat"), 50, faulty, get_ready=False))
    qtbot.waitUntil(lambda: bool(voice.words), timeout=30_000)
    spoken = {
        rule_cue for rule in application.exercises.find("squat").rules for rule_cue in (rule.cue_below, rule.cue_above)
    }
    assert voice.words[0] in spoken
    qtbot.waitUntil(lambda: Tone.COUNTED in voice.tones, timeout=30_000)
    qtbot.keyClick(desktop.window.focusWidget(), Qt.Key.Key_M)
    assert voice.volume == 0.0
    heard = len(voice.heard)
    qtbot.wait(2_500)
    assert len(voice.heard) == heard


def test_speaking_never_makes_the_window_wait(qtbot: QtBot) -> None:
    voice = ThreadedVoice()
    begun_s = time.monotonic()
    for _ in range(50):
        voice.say(CHEST)
        voice.play(Tone.COUNTED)
        voice.set_volume(0.5)
    assert time.monotonic() - begun_s < 0.2
    voice.set_volume(0.0)
    voice.close()


def test_silence_takes_everything(qtbot: QtBot) -> None:
    voice = Silence()
    voice.say(CHEST)
    voice.play(Tone.DONE)
    voice.set_volume(1.0)
    voice.close()


WITHOUT = """
import sys, time
{prelude}
from PySide6.QtCore import QCoreApplication
from physiocheck_desktop.gui.voice.threaded import ThreadedVoice
from physiocheck_desktop.gui.voice.voice import Tone
app = QCoreApplication([])
voice = ThreadedVoice({engine})
voice.say("Lift your chest")
voice.play(Tone.DONE)
deadline = time.monotonic() + 3
while time.monotonic() < deadline and not voice.speaker.can_speak and {waits}:
    app.processEvents()
    time.sleep(0.02)
can = voice.speaker.can_speak
voice.close()
print("SPEAKS", can)
"""


def spoken_by(prelude: str, *, engine: str = "", waits: bool = False) -> str:
    code = WITHOUT.format(prelude=prelude, engine=engine, waits=waits)
    finished = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env=dict(os.environ, QT_QPA_PLATFORM="offscreen"),
    )
    assert finished.returncode == 0, finished.stderr
    return finished.stdout


def test_a_computer_without_qt_s_sound_libraries_is_silent_and_goes_on() -> None:
    blocked = "sys.modules['PySide6.QtTextToSpeech'] = None; sys.modules['PySide6.QtMultimedia'] = None"
    assert "SPEAKS False" in spoken_by(blocked)


def test_this_computer_speaks_or_is_silent_and_goes_on() -> None:
    assert "SPEAKS" in spoken_by("")
