"""Files that people bring are read by what is in them, and nothing but what can be seen is left of them."""

import io
import os
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import hostile_files
import pytest
from hostile_files import active_documents, document, encoded, picture, png_of
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from pypdf import PdfReader

from physiocheck_desktop.domain.errors import InputError
from physiocheck_desktop.domain.stored_file import CleanMedia, FileKind, MediaType
from physiocheck_desktop.integrations.documents import MAX_PAGES, clean_document
from physiocheck_desktop.integrations.media_intake import MAX_BYTES, MediaFileIntake
from physiocheck_desktop.integrations.pictures import clean_picture

Take = Callable[..., CleanMedia]


@pytest.fixture
def take(tmp_path: Path) -> Take:
    """Return a function that takes in a file of some content, under some name."""

    def run(content: bytes, kind: FileKind = FileKind.PROFILE_PICTURE, name: str = "picture.png") -> CleanMedia:
        (tmp_path / name).write_bytes(content)
        return MediaFileIntake(lambda content: content).take(tmp_path / name, kind)

    return run


def shown(media: CleanMedia) -> Image.Image:
    assert media.media_type is MediaType.JPEG
    image = Image.open(io.BytesIO(media.content), formats=["JPEG"])
    image.load()
    return image


def near(found: Any, wanted: tuple[int, int, int]) -> bool:
    return all(abs(one - other) <= 12 for one, other in zip(found, wanted, strict=True))


def test_a_photo_is_turned_upright_and_tells_nothing_but_what_it_shows(take: Take) -> None:
    given = hostile_files.photo_on_its_side()
    assert b"SECRET" in given
    media = take(given)
    image = shown(media)
    assert image.size == (32, 64)
    assert near(image.getpixel((16, 8)), (255, 0, 0))
    assert near(image.getpixel((16, 56)), (0, 0, 255))
    assert dict(image.getexif()) == {}
    assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert b"SECRET" not in media.content


@pytest.mark.parametrize(
    ("image", "kind", "wanted"),
    [
        (picture(), "PNG", (200, 30, 30)),
        (picture(), "WEBP", (200, 30, 30)),
        (picture((64, 48), "CMYK", (0, 255, 255, 0)), "JPEG", (254, 0, 0)),
        (picture((64, 48), "L", 90), "JPEG", (90, 90, 90)),
        (picture((64, 48), "I;16", 0x8000), "PNG", (127, 127, 127)),
        (picture((64, 48), "1", 1), "PNG", (255, 255, 255)),
        (picture((64, 48), "RGBA", (0, 0, 0, 0)), "PNG", (255, 255, 255)),
        (picture((64, 48), "LA", (0, 0)), "PNG", (255, 255, 255)),
    ],
)
def test_pictures_of_every_depth_and_colour_space_come_out_as_they_looked(
    image: Image.Image, kind: str, wanted: tuple[int, int, int], take: Take
) -> None:
    found = shown(take(encoded(image, kind)))
    assert found.mode == "RGB"
    assert near(found.getpixel((20, 20)), wanted)


def test_of_a_moving_picture_the_first_one_stays(take: Take) -> None:
    frames = [picture(colour=colour) for colour in ((255, 0, 0), (0, 255, 0), (0, 0, 255))]
    content = encoded(frames[0], "GIF", save_all=True, append_images=frames[1:])
    assert Image.open(io.BytesIO(content)).n_frames == 3
    assert near(shown(take(content)).getpixel((5, 5)), (255, 0, 0))


def test_a_picture_gets_no_larger_than_it_is_needed(take: Take) -> None:
    assert shown(take(encoded(picture((3000, 1500)), "JPEG"))).size == (640, 320)
    assert shown(take(encoded(picture((3000, 1500)), "JPEG"), FileKind.CREDENTIAL)).size == (3000, 1500)


def test_of_a_picture_that_is_a_script_too_the_script_is_gone(take: Take) -> None:
    given = hostile_files.gif_that_is_a_script()
    with pytest.raises(InputError):  # 10 799 × 1 pixels
        take(given)
    plain = encoded(picture(), "GIF") + b"*/=1;alert('SECRET SCRIPT')//"
    media = take(plain, name="innocent.gif")
    assert b"SECRET" not in media.content
    assert media.content.startswith(b"\xff\xd8\xff")


def test_of_a_picture_that_is_an_archive_too_the_archive_is_gone(take: Take) -> None:
    given = hostile_files.png_that_is_an_archive()
    assert zipfile.is_zipfile(io.BytesIO(given))
    media = take(given)
    assert not zipfile.is_zipfile(io.BytesIO(media.content))
    assert b"SECRET" not in media.content


@pytest.mark.parametrize(
    "content",
    [
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"<html><img src=x onerror=alert(1)></html>",
        b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n",
        b"\xff\xd8\xff\xe0",
        b"\x89PNG\r\n\x1a\n",
        encoded(picture((400, 300)), "JPEG")[:-400],
        encoded(picture(), "TIFF"),
        encoded(picture(), "BMP"),
        document(),
        bytes(2000),
    ],
    ids=["svg", "html", "postscript", "jpeg head", "png head", "cut jpeg", "tiff", "bmp", "pdf", "zeros"],
)
def test_what_is_no_picture_is_refused_whatever_its_name_says(content: bytes, take: Take) -> None:
    with pytest.raises(InputError, match="not a picture"):
        take(content, name="portrait.png")


@pytest.mark.parametrize("size", [(60_000, 60_000), (2**31 - 1, 2**31 - 1), (10_000, 6000), (60_000, 1)])
def test_a_picture_that_would_fill_the_memory_is_refused_before_it_is_decoded(
    size: tuple[int, int], take: Take, monkeypatch: pytest.MonkeyPatch
) -> None:
    decoded: list[Image.Image] = []

    def load(self: Image.Image) -> None:
        decoded.append(self)

    monkeypatch.setattr(Image.Image, "load", load)
    with pytest.raises(InputError):
        take(png_of(*size, rows=bytes(1_000_000)))
    assert decoded == []


def test_a_picture_with_a_bomb_of_text_in_it_is_refused(take: Take) -> None:
    bomb = PngInfo()
    bomb.add_text("note", "a" * 80_000_000, zip=True)
    with pytest.raises(InputError):
        take(encoded(picture(), "PNG", pnginfo=bomb))


@pytest.mark.filterwarnings("ignore::UserWarning")  # Pillow's, of damaged metadata, which is thrown away anyway
@given(st.binary(max_size=300), st.integers(0, 400))
def test_no_damage_gets_past_the_sentences(noise: bytes, at: int) -> None:
    for whole in (encoded(picture((16, 16))), hostile_files.photo_on_its_side()):
        try:
            made = clean_picture(whole[:at] + noise + whole[at + len(noise) :], 64)
        except InputError:
            continue
        Image.open(io.BytesIO(made), formats=["JPEG"]).load()


@given(st.binary(max_size=100), st.integers(8, 700))
def test_no_damage_of_a_document_gets_past_the_sentences(noise: bytes, at: int) -> None:
    whole = document(2)
    try:
        made = clean_document(whole[:at] + noise + whole[at + len(noise) :])
    except InputError:
        return
    assert len(PdfReader(io.BytesIO(made)).pages) > 0


def test_a_document_is_its_pages_alone(take: Take) -> None:
    given = document(3) + b"\n<script>SECRET</script>"
    media = take(given, FileKind.CREDENTIAL, "diploma.pdf")
    assert media.media_type is MediaType.PDF
    assert b"SECRET" in given
    assert b"SECRET" not in media.content
    read = PdfReader(io.BytesIO(media.content))
    assert len(read.pages) == 3
    assert not read.metadata or "/Author" not in read.metadata


@pytest.mark.parametrize("what", active_documents())
def test_a_document_that_does_something_or_has_files_in_it_is_refused(what: str, take: Take) -> None:
    with pytest.raises(InputError, match="can run or start something"):
        take(active_documents()[what], FileKind.CREDENTIAL, "diploma.pdf")


def test_a_locked_document_is_refused(take: Take) -> None:
    with pytest.raises(InputError, match="locked"):
        take(hostile_files.locked_document(), FileKind.CREDENTIAL)


def test_a_document_of_too_many_pages_or_none_is_refused(take: Take) -> None:
    with pytest.raises(InputError, match="more than"):
        take(document(MAX_PAGES + 1), FileKind.CREDENTIAL)
    with pytest.raises(InputError, match="no pages"):
        take(document(0), FileKind.CREDENTIAL)


def test_a_document_that_begins_later_is_none(take: Take) -> None:
    with pytest.raises(InputError, match="not a picture"):
        take(b"GIF89a" + document(), FileKind.CREDENTIAL)


def test_a_document_is_no_profile_picture(take: Take) -> None:
    with pytest.raises(InputError, match="not a picture"):
        take(document(), FileKind.PROFILE_PICTURE)


def test_a_byte_too_many_is_one_too_many(take: Take, tmp_path: Path) -> None:
    whole = encoded(picture())
    limit = MAX_BYTES[FileKind.PROFILE_PICTURE]
    assert take(whole + bytes(limit - len(whole))).media_type is MediaType.JPEG
    with pytest.raises(InputError, match="10 MB"):
        take(whole + bytes(limit + 1 - len(whole)))


@pytest.mark.parametrize(
    "name",
    ["пример 🙂.jpg", "gpj.\u202etxt.png", "a\u0301\u200d.png", "-rf.png", "con.png", "%2e%2e%2fetc.png", "x;`id`.png"],
)
def test_no_name_matters(name: str, take: Take) -> None:
    assert take(encoded(picture()), name=name) == take(encoded(picture()), name="plain.png")


def test_what_is_not_a_file_is_refused_at_once(tmp_path: Path) -> None:
    intake = MediaFileIntake(lambda content: content)
    (tmp_path / "empty").touch()
    for name in ("empty", "nowhere", "", "a\0b", "../" * 40 + "etc"):
        with pytest.raises(InputError):
            intake.take(tmp_path / name, FileKind.PROFILE_PICTURE)
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe")
        with pytest.raises(InputError, match="not a file"):
            intake.take(tmp_path / "pipe", FileKind.PROFILE_PICTURE)
