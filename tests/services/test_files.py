"""Files that people bring, from the one they choose to the one that others see, on every store."""

import io
from collections.abc import Callable
from functools import partial
from pathlib import Path

import hostile_files
import pytest
from clinic import add_patient
from file_desks import Desk, administrator_of, content_of, signed_up, verify
from hostile_files import CLIP, active_documents, document, encoded, picture
from PIL import Image

from physiocheck_desktop.config.exercise_files import ready_made_exercises
from physiocheck_desktop.database.database import Database
from physiocheck_desktop.domain.errors import AccessError, InputError
from physiocheck_desktop.domain.stored_file import FileContent, FileKind, MediaType
from physiocheck_desktop.services.exercise_library import ExerciseLibraryService
from physiocheck_desktop.services.exercises import ExerciseCatalogue

READY = ExerciseCatalogue(ready_made_exercises())


def test_a_physicians_document_is_read_by_who_verifies_and_by_nobody_else(
    desk: Desk, database: Database, given: Callable[..., Path]
) -> None:
    vera, egon, patient = signed_up(database), signed_up(database, "egon"), add_patient(database)
    administrator = administrator_of(database)
    kept = desk.files.set_credential(vera, given(document(2), "diploma.pdf"))
    assert (kept.media_type, kept.kind) == (MediaType.PDF, FileKind.CREDENTIAL)
    read = content_of(desk.files.credential_of(administrator, vera.user_id))
    assert read.startswith(b"%PDF-")
    assert content_of(desk.files.credential(vera)) == read
    assert desk.files.credential(egon) is None
    for other in (patient, egon, vera):
        with pytest.raises(AccessError):
            desk.files.credential_of(other, vera.user_id)
    for other in (patient, administrator):
        with pytest.raises(AccessError):
            desk.files.credential(other)
        with pytest.raises(AccessError):
            desk.files.set_credential(other, given(document(2), "diploma.pdf"))
    verify(database, vera)
    with pytest.raises(InputError, match="verified"):
        desk.files.set_credential(vera, given(document(), "another.pdf"))
    with pytest.raises(InputError, match="verified"):
        desk.files.remove_credential(vera)
    assert content_of(desk.files.credential_of(administrator, vera.user_id)) == read


def test_a_new_picture_takes_the_place_of_the_one_before_and_of_a_removed_one_nothing_is_left(
    desk: Desk, database: Database, given: Callable[..., Path]
) -> None:
    patient = add_patient(database)
    for colour in ((255, 0, 0), (0, 0, 255)):
        desk.files.set_profile_picture(patient, given(encoded(picture(colour=colour))))
    shown = content_of(desk.files.patient_picture(patient, patient.user_id))
    red, _, blue = Image.open(io.BytesIO(shown)).convert("RGB").getpixel((5, 5))
    assert (red < 20, blue > 235, len(desk.held())) == (True, True, 1)
    desk.files.remove_profile_picture(patient)
    assert (desk.files.patient_picture(patient, patient.user_id), desk.held()) == (None, [])


def hostile_pictures() -> dict[str, bytes]:
    return {
        "archive": hostile_files.png_that_is_an_archive(),
        "script": encoded(picture(), "GIF") + b"*/=1;alert('SECRET SCRIPT')//",
        "metadata": hostile_files.photo_on_its_side(),
        "page": encoded(picture(), "JPEG") + b"<html><script>SECRET</script></html>",
        "document behind": encoded(picture()) + document(),
    }


@pytest.mark.parametrize("what", hostile_pictures())
@pytest.mark.parametrize("kind", [FileKind.PROFILE_PICTURE, FileKind.CREDENTIAL, FileKind.EXERCISE_PICTURE])
def test_of_a_picture_that_is_something_else_too_the_picture_alone_is_kept(
    kind: FileKind, what: str, desk: Desk, database: Database, given: Callable[..., Path]
) -> None:
    path = given(hostile_pictures()[what], "../SECRET.html".replace("/", "_"))
    shown = content_of(bring_and_read(desk, database, kind, path))
    assert Image.open(io.BytesIO(shown), formats=["JPEG"]).format == "JPEG"
    assert not [each for each in (shown, *desk.held()) if b"SECRET" in each or b"PK\x03\x04" in each or b"%PDF" in each]


@pytest.mark.parametrize("kind", list(FileKind))
@pytest.mark.parametrize(
    "content",
    [
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"<html><img src=x onerror=alert(1)></html>",
        active_documents()["link by a reference"],
        hostile_files.png_of(60_000, 60_000),
        b"#EXTM3U\nfile:///etc/passwd\n",
        b"MZ" + bytes(1000),
    ],
    ids=["svg", "html", "document that acts", "bomb", "playlist", "program"],
)
def test_what_is_refused_leaves_nothing_and_what_was_there_stays(
    kind: FileKind, content: bytes, desk: Desk, database: Database, given: Callable[..., Path]
) -> None:
    bring, read = use_of(desk, database, kind)
    good = CLIP if kind is FileKind.REFERENCE_CLIP else given(encoded(picture()))
    bring(good)
    before = (content_of(read()), desk.held())
    with pytest.raises(InputError):
        bring(given(content, "innocent.mp4"))
    assert (content_of(read()), desk.held()) == before
    assert desk.upkeep.check().findings == ()


def test_a_clip_is_kept_without_what_travels_in_it(desk: Desk, database: Database, given: Callable[..., Path]) -> None:
    clip = CLIP.read_bytes() + b"\x00\x00\x00\x10udtaSECRET!!"
    shown = content_of(bring_and_read(desk, database, FileKind.REFERENCE_CLIP, given(clip, "clip.mp4")))
    assert (shown[4:8], b"SECRET" in shown, len(desk.held())) == (b"ftyp", False, 1)


def use_of(
    desk: Desk, database: Database, kind: FileKind
) -> tuple[Callable[[Path], object], Callable[[], FileContent | None]]:
    """Return how a file of a kind is brought and read by whoever may."""
    files, physician, patient = desk.files, signed_up(database), add_patient(database)
    if kind is FileKind.CREDENTIAL:
        return partial(files.set_credential, physician), partial(files.credential, physician)
    if kind is FileKind.PROFILE_PICTURE:
        return partial(files.set_profile_picture, patient), partial(files.patient_picture, patient, patient.user_id)
    verify(database, physician)
    key = ExerciseLibraryService(database.unit_of_work, READY).add(physician, READY.find("squat")).definition.key
    return partial(files.set_exercise_file, physician, key, kind), partial(files.exercise_file, physician, key, kind)


def bring_and_read(desk: Desk, database: Database, kind: FileKind, path: Path) -> FileContent | None:
    bring, read = use_of(desk, database, kind)
    bring(path)
    return read()
