"""The composition root: settings in, wired application out.

OpenCV, MediaPipe and SQLAlchemy take a second to import, so each is imported where it is first needed.
"""

from physiocheck_desktop.bootstrap.application import build_application
from physiocheck_desktop.bootstrap.files import build_file_upkeep
from physiocheck_desktop.bootstrap.first_start import SettingUp, is_first_start
from physiocheck_desktop.bootstrap.mail import build_mail_desk
from physiocheck_desktop.bootstrap.motion import build_motion_tools
from physiocheck_desktop.bootstrap.people import build_front_door, build_person_desk
from physiocheck_desktop.bootstrap.records import build_database_upkeep, build_key_upkeep, open_records
from physiocheck_desktop.bootstrap.sample_clinic import build_sample_application, make_sample_clinic, sample_settings

__all__ = [
    "SettingUp",
    "build_application",
    "build_database_upkeep",
    "build_file_upkeep",
    "build_front_door",
    "build_key_upkeep",
    "build_mail_desk",
    "build_motion_tools",
    "build_person_desk",
    "build_sample_application",
    "is_first_start",
    "make_sample_clinic",
    "open_records",
    "sample_settings",
]
