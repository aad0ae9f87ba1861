"""The profile of the person who is there: a patient's own data, or what a physician tells; picture, export, erasure."""

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from physiocheck_desktop.domain.people import Role
from physiocheck_desktop.gui.background import RecordKind
from physiocheck_desktop.gui.context import WindowContext
from physiocheck_desktop.gui.dialogs.question import Question
from physiocheck_desktop.gui.models.profile_record import PatientRecord, PhysicianRecord, ProfileRecord
from physiocheck_desktop.gui.pages.profile.details import Details
from physiocheck_desktop.gui.pages.profile.own_data import OwnDataSection
from physiocheck_desktop.gui.pages.profile.parts import patient_parts, physician_parts
from physiocheck_desktop.gui.pages.profile.picture import PictureSection
from physiocheck_desktop.gui.theme.active import design
from physiocheck_desktop.gui.widgets.loader import Loader
from physiocheck_desktop.gui.widgets.page_frame import PageFrame
from physiocheck_desktop.gui.widgets.scroll import Scroll


class ProfilePage(PageFrame):
    """Two roles, one page: only the lines differ.

    Attributes:
        details: The lines.
        picture: The picture.
        own_data: Export and erasure.
    """

    def __init__(self, context: WindowContext) -> None:
        super().__init__(self.tr("Profile"))
        profiles, actor = context.application.profiles, context.actor
        is_patient = actor.role is Role.PATIENT
        self._record: ProfileRecord = PatientRecord(profiles, actor) if is_patient else PhysicianRecord(profiles, actor)
        self._after_saving: Callable[[], None] | None = None
        self._asking = False
        self._loader = Loader(self, context.records, "look up profile", self._look_up, {RecordKind.PROFILE})
        self.details = Details(context.records, self._record, patient_parts() if is_patient else physician_parts())
        self.picture = PictureSection(context)
        self.own_data = OwnDataSection(context)
        space = design().space
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, space.medium, 0)
        column.setSpacing(space.large)
        for section in (self.picture, self.details, self.own_data):
            column.addWidget(section)
        column.addStretch(1)
        self.body.addWidget(Scroll(inside, self.tr("Profile")), 1)
        self.picture.happened.connect(self.happened)
        self.own_data.happened.connect(self.happened)
        self.was_left.connect(self.picture.leave)
        self.was_left.connect(self.own_data.leave)
        self.details.saved.connect(self._note_saved)
        self.details.refused.connect(self._stay)

    def enter(self, subject: object | None = None) -> None:
        """Look up what is kept."""
        del subject
        self.details.fields["name"].setFocus()
        self._look_up()
        self.picture.enter()
        self.own_data.enter()

    @property
    def is_unsaved(self) -> bool:
        """Whether something is written that is not kept."""
        return self.details.is_changed

    def hold_back(self, go_on: Callable[[], None]) -> bool:
        """Ask what is to become of what was not saved."""
        if not self.details.is_changed:
            return False
        if self._asking:
            return True
        question = Question(
            self.tr("Save your changes?"), self.tr("What you have written in your profile is not saved yet."), self
        )

        def save() -> None:
            self._after_saving = go_on
            self.details.save()

        def discard() -> None:
            self.details.discard()
            go_on()

        question.add_answer(self.tr("Save"), "primary", save)
        question.add_answer(self.tr("Discard"), "secondary", discard)
        question.add_answer(self.tr("Stay here"), "quiet")
        question.finished.connect(self._note_answered)
        self._asking = True
        question.open()
        return True

    def _note_answered(self) -> None:
        self._asking = False

    def _stay(self) -> None:
        """Stay where saving was refused; who mends it and saves again has not asked to leave."""
        self._after_saving = None

    def _look_up(self) -> None:
        self._loader.load(self._record.load, self.details.show_kept)

    def _note_saved(self) -> None:
        self.happened.emit(self.tr("Your profile is saved."))
        go_on, self._after_saving = self._after_saving, None
        if go_on is not None and not self.is_unsaved:  # who has written on since then has not asked to discard that
            go_on()
