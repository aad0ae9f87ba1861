"""The wired application as windows and commands receive it: use cases and the makers of sources, models and engines."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from physiocheck_desktop.domain.exercise import ExerciseDefinition
from physiocheck_desktop.domain.people import Actor
from physiocheck_desktop.pipeline.exercise_run import Assessor
from physiocheck_desktop.pipeline.ports import FrameSource, PoseEstimator
from physiocheck_desktop.pipeline.source_choice import CameraDevice, SourceChoice
from physiocheck_desktop.services.audit import AuditService
from physiocheck_desktop.services.care_overview import CareOverviewService
from physiocheck_desktop.services.choices import ChoiceKeeper
from physiocheck_desktop.services.clinic_overview import ClinicOverviewService
from physiocheck_desktop.services.clinical_review import ClinicalReviewService
from physiocheck_desktop.services.delivery import Delivery
from physiocheck_desktop.services.exercise_library import ExerciseLibraryService
from physiocheck_desktop.services.exercises import ExerciseCatalogue
from physiocheck_desktop.services.files import FileService
from physiocheck_desktop.services.notifications import NotificationService
from physiocheck_desktop.services.pain_reports import PainReportService
from physiocheck_desktop.services.people import People
from physiocheck_desktop.services.profiles import ProfileService
from physiocheck_desktop.services.progress import ProgressService
from physiocheck_desktop.services.recording import RecordingService
from physiocheck_desktop.services.rehab_plans import RehabPlanService
from physiocheck_desktop.services.sample_clinic.people import SamplePerson
from physiocheck_desktop.services.session_reading import SessionReadingService
from physiocheck_desktop.services.sessions import SessionService
from physiocheck_desktop.services.subscriptions import SubscriptionService
from physiocheck_desktop.services.suggestions import SuggestionService
from physiocheck_desktop.services.todays_work import TodaysWorkService
from physiocheck_desktop.services.visits import VisitService


@dataclass(frozen=True, slots=True, kw_only=True)
class MotionTools:
    """What watching a movement takes, without any record of it; building it touches no database.

    Attributes:
        exercises: The exercises there are.
        create_source: Makes an unopened source of frames.
        create_recorded: Opens nothing yet, but pairs a file of recorded landmarks, and frames a second where it has no
            times, as a source and what answers for it in place of the pose model.
        create_estimator: Checks and loads the pose model; call it in the thread that will use it. The same frames
            always give the same observations.
        create_live_estimator: The same for frames that come as they come, none of which may be held up.
        create_assessor: Makes the motion engine for an exercise.
        list_cameras: Finds the cameras of this computer; may take a second.
        default_source: What to watch when nobody chose.
    """

    exercises: ExerciseCatalogue
    create_source: Callable[[SourceChoice], FrameSource]
    create_recorded: Callable[[Path, float | None], tuple[FrameSource, PoseEstimator]]
    create_estimator: Callable[[], PoseEstimator]
    create_live_estimator: Callable[[], PoseEstimator]
    create_assessor: Callable[[ExerciseDefinition], Assessor]
    list_cameras: Callable[[], tuple[CameraDevice, ...]]
    default_source: SourceChoice


@dataclass(frozen=True, slots=True, kw_only=True)
class Application(MotionTools):
    """Everything a window or a command may ask for; built by `bootstrap` alone, closed by whoever asked for it.

    Attributes:
        actor: On whose behalf this process acts.
        sessions: Looking up one's own sessions, and keeping those that are done already.
        reading: Looking up sessions of patients, those of the past and those that run now.
        visits: Looking up visits.
        pain_reports: Looking up what was said to hurt.
        recording: Recording visits, sessions and pain here and now, whatever becomes of the database meanwhile.
        delivery: How what was recorded gets into the database.
        library: All exercises that there are for somebody, ready-made and own.
        profiles: Reading and changing profiles, finding a physician.
        plans: Writing, publishing, ending and reading rehab plans.
        todays_work: What is due for a patient today.
        progress: How a patient gets on.
        care: All own patients of a physician at once.
        clinic: The clinic in numbers.
        subscriptions: Asking a physician for care, answering, ending.
        audit: Reading who did what.
        clinical_review: Looking at a patient's records for a reason that is kept.
        suggestions: Drawing suggestions from sessions, deciding on them.
        files: Pictures, documents and clips that people bring.
        people: What lets people in and looks after their accounts.
        exercises_of: Returns the exercises there are for somebody, with what was accepted for them; reads the database.
        data_folder: Where this user's data are.
        notifications: Reading what one is told, choosing what of it comes by e-mail.
        choices: What the person has chosen for the window.
        sends_mail: Whether mails leave this computer.
        close: Lets the database and the journal go; may be called more than once. Leaving a `with` block calls it too.
    """

    actor: Actor
    sessions: SessionService
    reading: SessionReadingService
    visits: VisitService
    pain_reports: PainReportService
    recording: RecordingService
    delivery: Delivery
    library: ExerciseLibraryService
    profiles: ProfileService
    plans: RehabPlanService
    todays_work: TodaysWorkService
    progress: ProgressService
    care: CareOverviewService
    clinic: ClinicOverviewService
    subscriptions: SubscriptionService
    audit: AuditService
    clinical_review: ClinicalReviewService
    suggestions: SuggestionService
    files: FileService
    people: People
    exercises_of: Callable[[Actor], ExerciseCatalogue]
    data_folder: Path
    notifications: NotificationService
    choices: ChoiceKeeper
    sends_mail: bool
    close: Callable[[], None]
    is_sample: bool = False
    sample_people: tuple[SamplePerson, ...] = ()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
