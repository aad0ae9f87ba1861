"""Files as people bring them and as attackers make them, written byte by byte or by the libraries that read them."""

import io
import struct
import zipfile
import zlib
from pathlib import Path
from typing import Any

from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject

CLIP = Path(__file__).resolve().parents[2] / "resources" / "demonstrations" / "squat.mp4"
PLACE_TAKEN = 0x8825
"""The EXIF entry that says where a picture was taken."""


def picture(size: tuple[int, int] = (64, 48), mode: str = "RGB", colour: Any = (200, 30, 30)) -> Image.Image:
    return Image.new(mode, size, colour)


def encoded(image: Image.Image, kind: str = "PNG", **options: Any) -> bytes:
    written = io.BytesIO()
    image.save(written, kind, **options)
    return written.getvalue()


def photo_on_its_side() -> bytes:
    """A JPEG with a camera's orientation, the place it was taken at, a comment and a small preview of itself."""
    left_red = picture((64, 32), colour=(0, 0, 255))
    left_red.paste((255, 0, 0), (0, 0, 32, 32))
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned by 90 degrees clockwise
    exif[0x010F] = "SECRET CAMERA"
    exif.get_ifd(PLACE_TAKEN).update({1: "N", 2: (48.0, 8.0, 0.0)})
    return encoded(left_red, "JPEG", exif=exif, comment=b"SECRET COMMENT", quality=95)


def png_of(width: int, height: int, *, rows: bytes = b"") -> bytes:
    """A PNG that says it is so large, whatever is in it."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def gif_that_is_a_script() -> bytes:
    """A GIF whose header, read as JavaScript, is a comment before a statement."""
    gif = bytearray(encoded(picture((0x2A2F, 1), "P", 0), "GIF"))
    assert bytes(gif[:10]) == b"GIF87a/*\x01\x00"
    return bytes(gif) + b"*/=1;alert('SECRET SCRIPT')//"


def png_that_is_an_archive() -> bytes:
    """A PNG with an archive appended, which programs for archives open."""
    packed = io.BytesIO(encoded(picture()))
    with zipfile.ZipFile(packed, "a") as archive:
        archive.writestr("SECRET.html", "<script>alert(1)</script>")
    return packed.getvalue()


def document(pages: int = 1, **more: Any) -> bytes:
    """A PDF with entries of the root added."""
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(200, 200)
    writer.add_metadata({"/Author": "SECRET AUTHOR"})
    for key, value in more.items():
        writer.root_object[NameObject(f"/{key}")] = value
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def action(kind: str, **entries: str) -> DictionaryObject:
    made = DictionaryObject({NameObject("/S"): NameObject(f"/{kind}")})
    made.update({NameObject(f"/{key}"): TextStringObject(value) for key, value in entries.items()})
    return made


def active_documents() -> dict[str, bytes]:
    """PDFs that do something or have files in them, by what it is."""
    script = action("JavaScript", JS="app.alert(1)")
    on_a_page = PdfWriter()
    on_a_page.add_blank_page(200, 200)
    on_a_page.pages[0][NameObject("/AA")] = DictionaryObject({NameObject("/O"): script})
    hidden = with_link(action("Launch", F="calc.exe"))
    launches = hidden.pages[0]["/Annots"][0].get_object()["/A"]
    launches[NameObject("/S")] = hidden._add_object(NameObject("/Launch"))
    attached = PdfWriter()
    attached.add_blank_page(200, 200)
    attached.add_attachment("SECRET.exe", b"MZ")
    scripts = DictionaryObject({NameObject("/Names"): ArrayObject([TextStringObject("first"), script])})
    names = DictionaryObject({NameObject("/JavaScript"): scripts})
    form = DictionaryObject({NameObject("/XFA"): ArrayObject(), NameObject("/Fields"): ArrayObject()})
    found = {
        "when it opens": document(OpenAction=script),
        "script": document(Names=names),
        "form": document(AcroForm=form),
    }
    for name, writer in (
        ("page", on_a_page),
        ("link", with_link(action("Launch", F="calc.exe"))),
        ("link by a reference", hidden),
        ("link to a file", with_link(action("URI", URI="file://elsewhere/share/picture.png"))),
        ("link that is a script", with_link(action("URI", URI=" JavaScript:app.alert(1)"))),
        ("attachment", attached),
    ):
        found[name] = _written(writer)
    found["escaped name"] = found["link"].replace(b"/Launch", b"/L#61unch")
    return found


def with_link(what: DictionaryObject) -> PdfWriter:
    """A PDF with a link that does something."""
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    link = DictionaryObject({NameObject("/Type"): NameObject("/Annot"), NameObject("/Subtype"): NameObject("/Link")})
    link[NameObject("/A")] = what
    writer.pages[0][NameObject("/Annots")] = ArrayObject([writer._add_object(link)])
    return writer


def linking_document(target: str) -> bytes:
    return _written(with_link(action("URI", URI=target)))


def document_of_spaces(count: int) -> bytes:
    """A PDF with a packed stream of objects that is nothing but spaces, which take long to read."""
    packed = zlib.compress(b"5 0 " + b" " * count + b"<<>>", 9)
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R/More 5 0 R>>",
        2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
        4: b"<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>stream\n%b\nendstream" % (len(packed), packed),
    }
    made, rows = b"%PDF-1.5\n", [struct.pack(">BIH", 0, 0, 65535)]
    for number, content in objects.items():
        rows.append(struct.pack(">BIH", 1, len(made), 0))
        made += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    rows += [struct.pack(">BIH", 2, 4, 0), struct.pack(">BIH", 1, len(made), 0)]
    head = b"6 0 obj\n<</Type/XRef/Size 7/W[1 4 2]/Root 1 0 R/Length %d>>stream\n" % len(b"".join(rows))
    return made + head + b"".join(rows) + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF" % len(made)


def jpeg_of_scans(count: int) -> bytes:
    """A small JPEG of a large picture that is gone through as often as it has scans."""
    whole = encoded(picture((1000, 1000)), "JPEG", progressive=True)
    last = whole.rindex(b"\xff\xda")
    return whole[:-2] + whole[last:-2] * (count - whole.count(b"\xff\xda")) + whole[-2:]


def _written(writer: PdfWriter) -> bytes:
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def locked_document() -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.encrypt("open sesame", algorithm="RC4-128")
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def clip_on_its_side() -> bytes:
    """The clip as a telephone writes it that was held upright: the container says how to turn it."""
    content = bytearray(CLIP.read_bytes())
    track = content.index(b"tkhd")
    content[track + 44 : track + 80] = struct.pack(">9i", 0, 0x10000, 0, -0x10000, 0, 0, 320 << 16, 0, 0x40000000)
    return bytes(content)
