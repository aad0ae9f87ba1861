"""What an archive with a person's data says of tables, fields and values, in that person's language."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from enum import Enum
from typing import Final

from physiocheck_desktop.config.words import Words
from physiocheck_desktop.domain.exercise import Side
from physiocheck_desktop.domain.people import Role, Verification
from physiocheck_desktop.domain.session import SessionState
from physiocheck_desktop.domain.stored_file import FileKind
from physiocheck_desktop.domain.subscription import SubscriptionState
from physiocheck_desktop.services.personal_data_ports import NAME_OF, WITHHELD, Section

SHOWN_KINDS: Final[tuple[type[Enum], ...]] = (Role, Verification, SubscriptionState, SessionState, Side, FileKind)
"""What a value on the page may be one of; `scripts/translate.py` has them translated."""

_FIELDS: Final = "PersonFields"
_VALUES: Final = "PersonValues"
_BEFORE, _, _AFTER = NAME_OF.partition("{told}")
_BETWEEN: Final = WITHHELD.format(told="", reason="")


def sample_words(words: Words) -> str:
    """Return that all of it is made up."""
    return words.translate("PersonArchive", "Sample data: everybody and everything here is made up.")


def section_words(section: Section, words: Words) -> Section:
    """Return a section whose title and explanations are in the language; names of fields are for programs, and stay."""
    return replace(
        section,
        title=words.known(_FIELDS, section.title),
        fields={name: _field_words(told, words) for name, told in section.fields.items()},
        withheld=_withheld_words(section.withheld, words),
    )


def plain_words(value: Enum) -> str:
    """Return the English word of a value that is one of a few."""
    return str(value.value).replace("_", " ")


def value_words(value: object, words: Words) -> str:
    """Return a value as people read it; a text is what somebody wrote."""
    match value:
        case None:
            told = ""
        case bool():
            told = words.translate("PersonArchive", "yes") if value else words.translate("PersonArchive", "no")
        case datetime():
            told = words.moment(value)
        case date():
            told = words.day(value)
        case Enum():
            told = words.known(_VALUES, plain_words(value))
        case float():
            told = words.number(value, 1)
        case _:
            told = str(value)
    return told


def _field_words(told: str, words: Words) -> str:
    if told.startswith(_BEFORE) and told.endswith(_AFTER):
        whose = told.removeprefix(_BEFORE).removesuffix(_AFTER)
        return words.known(_FIELDS, NAME_OF).format(told=words.known(_FIELDS, whose))
    return words.known(_FIELDS, told)


def _withheld_words(withheld: Mapping[str, str], words: Words) -> dict[str, str]:
    translated = {}
    for name, told in withheld.items():
        what, _, reason = told.rpartition(_BETWEEN)
        translated[name] = WITHHELD.format(told=words.known(_FIELDS, what), reason=words.known(_FIELDS, reason))
    return translated
