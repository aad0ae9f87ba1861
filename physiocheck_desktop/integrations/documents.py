"""Documents that people bring: PDF of pages alone, in which nothing runs, starts or hides."""

import io
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
from typing import Any, Final

from pypdf import PdfReader, PdfWriter, apply_configuration
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject

from physiocheck_desktop.domain.errors import InputError

# It would write parts of documents into the log; its parts have loggers of their own, which take their level from here.
logging.getLogger("pypdf").setLevel(logging.CRITICAL + 1)

MAX_PAGES: Final = 50
_MAX_OBJECTS: Final = 100_000
_MAX_SECONDS: Final = 20.0
_MAX_UNPACKED: Final = 4_000_000
"""Bytes of a packed stream of objects, which takes seconds to be read where it is nothing but spaces."""

_LINKS: Final = ("http://", "https://", "mailto:")
"""What a link may lead to; of others a program may start something, or tell a server of its own who looks at it."""

_ACTIVE_KEYS: Final = frozenset({"/AA", "/EF", "/EmbeddedFiles", "/JS", "/JavaScript", "/RichMediaContent", "/XFA"})
"""Entries that do something, or that have a file within the file."""

_ACTIVE_KINDS: Final = frozenset(
    {
        "/3D",
        "/EmbeddedFile",
        "/FileAttachment",
        "/GoToE",
        "/GoToR",
        "/ImportData",
        "/JavaScript",
        "/Launch",
        "/Movie",
        "/Rendition",
        "/RichMedia",
        "/Screen",
        "/Sound",
        "/SubmitForm",
    }
)
"""Actions and annotations that do the same; to follow a link is not among them."""

_DAMAGED: Final = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    OSError,
    PyPdfError,
    RecursionError,
    TypeError,
    ValueError,
)


def is_document(content: bytes) -> bool:
    """Whether a file begins as a PDF does: at its first byte, and not somewhere, as some readers let pass."""
    return content.startswith(b"%PDF-")


def clean_document(content: bytes) -> bytes:
    """Return a document as its pages alone: no metadata, no attachments, nothing that the pages do not refer to.

    Raises:
        InputError: It is damaged, encrypted or too long, or has something in it that runs, starts or is a file.
    """
    with _told_as_sentences():
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted:
            raise InputError(
                "This document is locked with a password.", remedy="Save it without one, and choose it again."
            )
        _demand_passive(reader.trailer)
        if len(reader.pages) == 0:
            raise InputError("This document has no pages.", remedy="Choose another one.")
        if len(reader.pages) > MAX_PAGES:
            raise InputError(
                f"This document has more than {MAX_PAGES} pages.", remedy="Choose one of the pages that matter."
            )
        _demand_passive(reader.trailer)
        writer = PdfWriter()
        for page in reader.pages:
            writer.add_page(page)
        writer.metadata = None
        written = io.BytesIO()
        writer.write(written)
    return written.getvalue()


def _demand_passive(root: DictionaryObject) -> None:
    """Refuse a document in which anything that can be reached from its root is active."""
    waiting: list[Any] = [root]
    seen: set[tuple[int, int]] = set()
    looked_at, until = 0, monotonic() + _MAX_SECONDS
    while waiting:
        found = waiting.pop()
        looked_at += 1
        if looked_at > _MAX_OBJECTS or monotonic() > until:
            raise ValueError("too many objects")
        if isinstance(found, IndirectObject):
            number = (found.idnum, found.generation)
            if number not in seen:
                seen.add(number)
                waiting.append(found.get_object())
        elif isinstance(found, DictionaryObject):
            if _is_active(found):
                raise InputError(
                    "This document can run or start something, or has other files in it.",
                    remedy="Print it into a new PDF, and choose that one.",
                )
            waiting.extend(found.raw_get(key) for key in found)
        elif isinstance(found, ArrayObject):
            waiting.extend(found)


def _is_active(found: DictionaryObject) -> bool:
    if not _ACTIVE_KEYS.isdisjoint(found):
        return True
    # By index and not by `get`, which would not look where a reference leads to.
    kinds = {kind for key in ("/S", "/Subtype", "/Type") if key in found and isinstance(kind := found[key], NameObject)}
    if "/URI" in kinds and not str(found["/URI"]).strip().lower().startswith(_LINKS):
        return True
    return not _ACTIVE_KINDS.isdisjoint(kinds)


@contextmanager
def _told_as_sentences() -> Iterator[None]:
    try:
        with apply_configuration(zlib_maximum_output_length=_MAX_UNPACKED):
            yield
    except _DAMAGED as error:
        raise InputError(
            "This is not a PDF document that can be read, or it is damaged.",
            remedy="Print it into a new PDF, or choose a picture of it.",
        ) from error
