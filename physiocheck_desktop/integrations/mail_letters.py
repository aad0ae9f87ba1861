"""Writes what mails say from the templates in `mail_templates`, as text and as HTML."""

import unicodedata
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from physiocheck_desktop.domain.mail import MailKind, WrittenMail

TEMPLATES: Final = Path(__file__).with_name("mail_templates")
ENGLISH: Final = "en"
LONGEST_VALUE: Final = 120
_NO_NAMES: Final[Mapping[str, str]] = MappingProxyType({})
_INVISIBLE: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


class TemplateMailWriter:
    """Writes mails in one language; each language is a folder, and English stands in where one lacks a template."""

    def __init__(self, language: str = ENGLISH, exercise_names: Mapping[str, str] = _NO_NAMES) -> None:
        """Find the templates.

        Args:
            language: Name of a folder.
            exercise_names: What exercises are called in it, by their English names; others are called as they are.
        """
        self._exercise_names = exercise_names
        folders = FileSystemLoader([TEMPLATES / language, TEMPLATES / ENGLISH])
        settings = {"undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
        # What stands in a text is no markup; in HTML everything from outside is escaped.
        self._text = Environment(loader=folders, autoescape=False, **settings)  # type: ignore[arg-type]  # noqa: S701
        self._html = Environment(loader=folders, autoescape=True, **settings)  # type: ignore[arg-type]

    def write(self, kind: MailKind, name: str, parameters: Mapping[str, str]) -> WrittenMail:
        """Return what a mail of a kind says to somebody; see `services.mail_ports.MailWriter`."""
        exercise = parameters.get("exercise", "")
        told = {**parameters, "exercise": self._exercise_names.get(exercise, exercise)} if exercise else parameters
        values = {"name": printable(name), **{key: printable(value) for key, value in told.items()}}
        text = self._text.get_template(f"{kind.value}.txt")
        subject = printable(_block(text, "subject", values))
        html = self._html.get_template(f"{kind.value}.html").render(values, subject=subject)
        return WrittenMail(subject, text.render(values, subject=subject), html)


def languages() -> tuple[str, ...]:
    """Return the languages that there are templates in."""
    return tuple(sorted(folder.name for folder in TEMPLATES.iterdir() if folder.is_dir()))


def printable(text: str) -> str:
    """Return a text on one line without what cannot be seen, such as a turn of the writing direction, cut if long."""
    seen = "".join(" " if unicodedata.category(letter) in _INVISIBLE else letter for letter in text)
    line = " ".join(seen.split())
    return line if len(line) <= LONGEST_VALUE else f"{line[: LONGEST_VALUE - 1]}…"


def _block(template: Template, name: str, values: Mapping[str, str]) -> str:
    return "".join(template.blocks[name](template.new_context(dict(values))))
