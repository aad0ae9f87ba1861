"""What everything begins with that works in the data folder: the log, and the folder closed to other accounts."""

from physiocheck_desktop.config.logging import start_logging
from physiocheck_desktop.config.paths import close_data_folder, log_file
from physiocheck_desktop.config.settings import Settings


def start_in_data_folder(settings: Settings) -> None:
    """Start the log, and let nobody else into the data folder where it is this program's own."""
    start_logging(log_file(settings.data_folder), settings.logging.level)
    close_data_folder(settings.data_folder)
