"""Files that people bring: pictures, documents and clips, and what is known of each."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID


class FileKind(StrEnum):
    """What a file is for; of each there is one at a time for a person or an exercise."""

    PROFILE_PICTURE = "profile_picture"
    CREDENTIAL = "credential"
    EXERCISE_PICTURE = "exercise_picture"
    REFERENCE_CLIP = "reference_clip"

    @property
    def of_exercise(self) -> bool:
        """Whether it belongs to an exercise, and not to a person alone."""
        return self in {FileKind.EXERCISE_PICTURE, FileKind.REFERENCE_CLIP}


class MediaType(StrEnum):
    """What a kept file is, always found out by reading it; there are no others."""

    JPEG = "image/jpeg"
    PDF = "application/pdf"
    MP4 = "video/mp4"


@dataclass(frozen=True, slots=True)
class CleanMedia:
    """A file that was read and written anew, so that nothing is in it but what can be seen.

    Attributes:
        media_type: What it is.
        content: All of it.
    """

    media_type: MediaType
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredFile:
    """What is known of a file that is kept.

    Attributes:
        id: Under which it is kept.
        owner_id: Whose it is.
        kind: What it is for.
        media_type: What it is.
        size: Bytes.
        sha256: Of its content, 64 hexadecimal digits.
        place: Which store has it.
        created_at: UTC.
        exercise_id: Which exercise it belongs to, None where it belongs to a person alone.
    """

    id: UUID
    owner_id: UUID
    kind: FileKind
    media_type: MediaType
    size: int
    sha256: str
    place: str
    created_at: datetime
    exercise_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class FileContent:
    """A kept file with its content, which is the one that was kept.

    Attributes:
        file: What is known of it.
        content: All of it.
    """

    file: StoredFile
    content: bytes = field(repr=False)
