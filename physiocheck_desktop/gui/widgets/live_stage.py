"""The picture, what is said under it, and the numbers beside it."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from physiocheck_desktop.assessment.frame_assessment import FrameAssessment, Watch
from physiocheck_desktop.domain.exercise import ExerciseDefinition, ExerciseKind, Phase
from physiocheck_desktop.gui.capture.camera_view import CameraView
from physiocheck_desktop.gui.capture.live_frame import LiveFrame
from physiocheck_desktop.gui.capture.plan import SessionPlan
from physiocheck_desktop.gui.capture.set_tally import SetStart, SetTally, set_tally
from physiocheck_desktop.gui.models.cue_kind import CueKind
from physiocheck_desktop.gui.models.live_words import to_go_words
from physiocheck_desktop.gui.models.own_words import own_words
from physiocheck_desktop.gui.models.side_words import (
    asked_side_words,
    done_by_side_words,
    now_side_words,
    other_side_words,
)
from physiocheck_desktop.gui.models.wording import (
    check_words,
    hold_phase_words,
    phase_words,
    side_count_words,
    watch_words,
    whole,
)
from physiocheck_desktop.gui.theme.active import design
from physiocheck_desktop.gui.theme.moving import motion_is_reduced
from physiocheck_desktop.gui.widgets.clip_view import ClipView
from physiocheck_desktop.gui.widgets.cue_banner import CueBanner
from physiocheck_desktop.gui.widgets.live_panel import LivePanel
from physiocheck_desktop.gui.widgets.ready_panel import ReadyPanel
from physiocheck_desktop.services.exercises import DemonstrationFiles

_USUAL_ASPECT = 16 / 9
_SIDE_SHARE = 0.27
_WIDEST_SIDE_SHARE = 0.45
_WORDY_SIDE_SHARES = (0.5, 0.6)
"""So much at most is beside the picture for the sake of long or large words, and where the picture leaves it unused."""
_BANNER_SHARE = 0.17


class LiveStage(QWidget):
    """Shows `LiveFrame`s of a plan; knows nothing of threads or records."""

    def __init__(self) -> None:
        super().__init__()
        self.view = CameraView()
        self.panel = LivePanel()
        self.ready = ReadyPanel()
        self._beside = QStackedWidget()
        self._beside.addWidget(self.panel)
        self._beside.addWidget(self.ready)
        self.banner = CueBanner()
        self.banner.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._plan: SessionPlan | None = None
        self._aspect = _USUAL_ASPECT
        self._counts_down = False
        self.clip = ClipView()
        self._side = QWidget()
        column = QVBoxLayout(self._side)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._beside, 3)
        column.addWidget(self.clip, 2)
        self._before_set = SetStart()
        space = design().space
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(space.large)
        grid.addWidget(self.view, 0, 0)
        grid.addWidget(self._side, 0, 1)
        grid.addWidget(self.banner, 1, 0, 1, 2)
        grid.setRowStretch(0, 1)
        grid.setColumnStretch(0, 1)

    def prepare(self, plan: SessionPlan, demonstration: DemonstrationFiles | None = None) -> None:
        """Make ready for a session."""
        self._plan = plan
        self._before_set = SetStart()
        self.ready.show_exercise(plan.definition, demonstration)
        self._arrange()
        self._beside.setCurrentWidget(self.panel)
        self.clip.stop()
        self._counts_down = False
        self.view.clear()
        self.view.set_mirrored(plan.source.mirror)
        self.panel.ring.set_count_share(plan.definition.count_share)
        self.panel.ring.set_last(None)
        self.panel.ring.set_progress(None)
        self.panel.ring.set_pace(None)
        self.panel.set_set(1, plan.sets)
        self.panel.number.set_target(plan.portion.set_total, _asked_seconds(plan.definition))
        self.panel.phase.set_text("")
        self.panel.set_sides(asked_side_words(plan.definition))
        self.panel.set_score("")
        self.banner.say("", CueKind.NOTHING)

    def show_frame(self, live: LiveFrame) -> None:
        """Show a frame and what is known of it."""
        if self._plan is None:
            return
        seen = live.assessed.assessment
        height, width = live.assessed.frame.picture.shape[:2]
        if width / height != self._aspect:
            self._aspect = width / height
            self._arrange()
        self.view.show_frame(live)
        self.panel.ring.set_progress(seen.progress if live.counting else None)
        # With less movement wanted, the dot says where to be next instead of gliding there.
        glides = live.pace is None or not motion_is_reduced(self)
        self.panel.ring.set_pace(live.pace if glides else self._whither(seen.phase))
        if live.check is not None:
            self.ready.show_check(live.check)
        self._say(live, self._plan)
        if live.counting:
            self._count(seen, self._plan)
            self.panel.set_score("" if seen.score is None else whole(seen.score.total))

    def show_countdown(self, number: int) -> None:
        """Show a number of the countdown; 0 shows that the person is still getting ready."""
        self._counts_down = number > 0
        self._beside.setCurrentWidget(self.panel if number else self.ready)
        if number:
            self.panel.number.show_countdown(number)
        else:
            self.panel.number.show_waiting()

    def begin_counting(self) -> None:
        """Show repetitions instead of the countdown."""
        self._counts_down = False
        self._beside.setCurrentWidget(self.panel)
        self.panel.number.show_done()

    def begin_set(self, number: int, before_set: SetStart) -> None:
        """Show another set.

        Args:
            number: Which one.
            before_set: What the engine had counted when it began.
        """
        if self._plan is not None:
            self._before_set = before_set
            self.panel.set_set(number, self._plan.sets)
            portion = self._plan.portion
            self.panel.number.set_target(portion.set_total, _asked_seconds(self._plan.definition))
            resumed = SetStart(min(0, before_set.count), min(0, before_set.left), min(0, before_set.right))
            self.panel.number.set_done(set_tally(portion, 0, {}, resumed).done)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room out anew."""
        self._arrange()
        super().resizeEvent(event)

    def _arrange(self) -> None:
        """Give the picture the room that its shape can fill, and the rest to the numbers beside it."""
        shape, gap = design().shape, design().space.large
        banner = max(shape.control_large, round(self.height() * _BANNER_SHARE))
        picture = (self.height() - banner - gap) * self._aspect
        left = round(self.width() - picture - gap)
        words, unused = (round(self.width() * share) for share in _WORDY_SIDE_SHARES)
        least = max(shape.side_panel, round(self.width() * _SIDE_SHARE), min(words, self.ready.words_width))
        most = max(round(self.width() * _WIDEST_SIDE_SHARE), min(unused, self.ready.whole_width))
        self.banner.setFixedHeight(banner)
        self._side.setFixedWidth(max(least, min(most, left)))

    def _count(self, seen: FrameAssessment, plan: SessionPlan) -> None:
        """Show repetitions, or the seconds of a hold, and of which side they were."""
        if seen.held_s is None:
            self.panel.number.set_done(self._tally(seen, plan).done)
            self.panel.phase.set_text(phase_words(seen.phase))
        else:
            self.panel.number.show_held(seen.held_s)
            self.panel.phase.set_text(hold_phase_words(seen.phase))
        self.panel.set_sides(" · ".join(filter(None, (self._which_hold(seen, plan), self._side_words(seen, plan)))))

    def _say(self, live: LiveFrame, plan: SessionPlan) -> None:
        guidance = live.guidance
        if guidance.watch is not Watch.COUNTING:
            self.banner.say(watch_words(guidance, plan.definition), CueKind.PAUSED)
        elif live.check is not None and not live.check.is_right:
            self.banner.say(check_words(live.check.wrong[0], plan.definition.view), CueKind.PAUSED)
        elif self._counts_down:
            self.banner.say(self.tr("You are standing right. Get ready!"), CueKind.PRAISE)
        elif live.check is not None:
            self.banner.say(self.tr("All is right. Stay like this."), CueKind.PRAISE)
        elif guidance.other_side:
            self.banner.say(other_side_words(plan.definition.asked_side), CueKind.CORRECTION)
        elif guidance.cue is not None:
            kind = CueKind.PRAISE if guidance.cue.praise else CueKind.CORRECTION
            self.banner.say(own_words(guidance.cue.text), kind)
        else:
            seen = live.assessed.assessment
            tally = self._tally(seen, plan)
            if tally.now is not None and not seen.held_s:
                self.banner.say(now_side_words(tally.now), CueKind.HINT)
                return
            asked, side = plan.definition.prescription, plan.definition.asked_side
            self.banner.say(to_go_words(seen, plan.portion.set_total - tally.done, asked.hold_s, side), CueKind.NOTHING)

    def _tally(self, seen: FrameAssessment, plan: SessionPlan) -> SetTally:
        return set_tally(plan.portion, seen.repetition_count, seen.side_counts, self._before_set)

    @staticmethod
    def _whither(phase: Phase) -> float:
        return 1.0 if phase in (Phase.TOWARD_PEAK, Phase.PEAK) else 0.0

    def _which_hold(self, seen: FrameAssessment, plan: SessionPlan) -> str:
        """Return which hold of several it is, empty where one is asked for, or so many of each side."""
        holds = plan.portion.set_total
        if seen.held_s is None or holds == 1 or plan.each_side:
            return ""
        number = min(self._tally(seen, plan).done + 1, holds)
        return self.tr("hold {number} of {all}").format(number=whole(number), all=whole(holds))

    def _side_words(self, seen: FrameAssessment, plan: SessionPlan) -> str:
        """Return which side is asked for, or how many each side did; where so many are asked for, of the set."""
        if plan.each_side:
            tally = self._tally(seen, plan)
            return done_by_side_words(tally.left, tally.right, plan.repetitions)
        asked = asked_side_words(plan.definition)
        return asked or (side_count_words(seen.side_counts) if plan.definition.takes_sides else "")


def _asked_seconds(definition: ExerciseDefinition) -> float | None:
    """Return the seconds that are asked for, None where repetitions are counted."""
    return definition.prescription.hold_s if definition.kind is ExerciseKind.HOLD else None
