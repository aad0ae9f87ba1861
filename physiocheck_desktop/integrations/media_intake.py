"""What is done with every file that somebody brings, by what it is for: how large it may be, and how it is read."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from physiocheck_desktop.domain.stored_file import CleanMedia, FileKind, MediaType
from physiocheck_desktop.integrations.documents import clean_document, is_document
from physiocheck_desktop.integrations.given_file import read_given
from physiocheck_desktop.integrations.pictures import clean_picture

MAX_BYTES: Final = {
    FileKind.PROFILE_PICTURE: 10_000_000,
    FileKind.CREDENTIAL: 10_000_000,
    FileKind.EXERCISE_PICTURE: 10_000_000,
    FileKind.REFERENCE_CLIP: 100_000_000,
}

_LONGEST_SIDE: Final = {FileKind.PROFILE_PICTURE: 640, FileKind.CREDENTIAL: 3000, FileKind.EXERCISE_PICTURE: 1600}
"""Pixels; a page of paper is well read at 3000."""


class MediaFileIntake:
    """Reads what people bring and writes it anew; see `services.file_ports.MediaIntake`."""

    def __init__(self, clean_clip: Callable[[bytes], bytes]) -> None:
        self._clean_clip = clean_clip

    def take(self, path: Path, kind: FileKind) -> CleanMedia:
        """Return a file written anew.

        Raises:
            InputError: It cannot be read, is too large, or is not what it is to be used as.
        """
        content = read_given(path, MAX_BYTES[kind])
        if kind is FileKind.REFERENCE_CLIP:
            return CleanMedia(MediaType.MP4, self._clean_clip(content))
        if kind is FileKind.CREDENTIAL and is_document(content):
            return CleanMedia(MediaType.PDF, clean_document(content))
        return CleanMedia(MediaType.JPEG, clean_picture(content, _LONGEST_SIDE[kind]))
