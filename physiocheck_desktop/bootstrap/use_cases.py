"""The use cases that need nothing but the records."""

from typing import TypedDict

from physiocheck_desktop.services.application import MotionTools
from physiocheck_desktop.services.audit import AuditService
from physiocheck_desktop.services.care_overview import CareOverviewService
from physiocheck_desktop.services.clinic_overview import ClinicOverviewService
from physiocheck_desktop.services.clinical_review import ClinicalReviewService
from physiocheck_desktop.services.exercise_library import ExerciseLibraryService
from physiocheck_desktop.services.notifications import NotificationService
from physiocheck_desktop.services.pain_reports import PainReportService
from physiocheck_desktop.services.ports import UnitOfWorkFactory
from physiocheck_desktop.services.profiles import ProfileService
from physiocheck_desktop.services.progress import ProgressService
from physiocheck_desktop.services.rehab_plans import RehabPlanService
from physiocheck_desktop.services.subscriptions import SubscriptionService
from physiocheck_desktop.services.todays_work import TodaysWorkService
from physiocheck_desktop.services.visits import VisitService


class UseCases(TypedDict):
    """Fields of `Application`, under their names there."""

    visits: VisitService
    pain_reports: PainReportService
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
    notifications: NotificationService


def use_cases_on(unit_of_work: UnitOfWorkFactory, tools: MotionTools) -> UseCases:
    """Return the use cases on a database."""
    return UseCases(
        visits=VisitService(unit_of_work),
        pain_reports=PainReportService(unit_of_work),
        library=ExerciseLibraryService(unit_of_work, tools.exercises),
        profiles=ProfileService(unit_of_work),
        plans=RehabPlanService(unit_of_work, tools.exercises),
        todays_work=TodaysWorkService(unit_of_work),
        progress=ProgressService(unit_of_work),
        care=CareOverviewService(unit_of_work),
        clinic=ClinicOverviewService(unit_of_work),
        subscriptions=SubscriptionService(unit_of_work),
        audit=AuditService(unit_of_work),
        clinical_review=ClinicalReviewService(unit_of_work),
        notifications=NotificationService(unit_of_work),
    )
