"""The most important of a person's data as a page to be read in a browser: no script, nothing from a network."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from typing import Any, Final, TextIO

from physiocheck_desktop.config.words import Words
from physiocheck_desktop.reports.person_words import sample_words, value_words
from physiocheck_desktop.services.personal_data_ports import PersonContents, Section

_HEAD: Final = """<!doctype html>
<html lang="{language}"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title>
<style>
body {{ font: 16px/1.5 sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #1d2733 }}
table {{ border-collapse: collapse; width: 100% }}
th, td {{ text-align: left; vertical-align: top; padding: .3rem .8rem .3rem 0; border-bottom: 1px solid #d5dbe1 }}
</style></head><body>
<h1>{name}</h1>
<p>{lead}</p>
"""

_ABOUT: Final = ("users", "patients", "physicians", "credentials")
_EXERCISE_NAMES: Final = frozenset({"exercise_name"})
"""Columns whose texts may be of the exercise library; any other text is what somebody wrote."""


def write_page(
    file: TextIO,
    contents: PersonContents,
    counts: Mapping[str, int],
    sessions: Iterator[Mapping[str, Any]],
    words: Words,
    *,
    is_sample: bool = False,
) -> None:
    """Write the page.

    Args:
        file: An open text file.
        contents: Whose data, and which.
        counts: How many rows there are of each table.
        sessions: Each session with what it came to.
        words: The language that it is written in; the sections are in it already.
        is_sample: Whether all is made up.
    """
    translate = words.translate
    lead = translate(
        "PersonArchive",
        "What PhysioCheck kept about this person on {moment} UTC, in short. README.txt says what else is in this "
        "archive.",
    )
    head = _HEAD.format(
        language=words.code,
        title=escape(translate("PersonArchive", "All that PhysioCheck keeps about you")),
        name=escape(words.own(contents.person.display_name)),
        lead=escape(lead.format(moment=words.moment(contents.made_at))),
    )
    file.write(head)
    if is_sample:
        file.write(f"<p><strong>{escape(sample_words(words))}</strong></p>\n")
    page, columns = _Page(file, words), {**_care_columns(words), **_own_columns(words)}
    for section in contents.sections:
        if counts[section.name] == 0:
            continue
        if section.name in _ABOUT:
            page.write_facts(section)
        elif section.name == "sessions":
            page.write_table(section.title, columns["sessions"], sessions)
        elif section.name in columns:
            shown = {name: told for name, told in columns[section.name].items() if name in section.fields}
            page.write_table(section.title, shown, section.rows())
    heads = {
        "what": translate("PersonArchive", "what"),
        "rows": translate("PersonArchive", "rows"),
        "where": translate("PersonArchive", "where"),
    }
    everything = (
        {"what": each.title, "rows": counts[each.name], "where": f"data/{each.name}.json"} for each in contents.sections
    )
    page.write_table(translate("PersonArchive", "Everything"), heads, everything)
    file.write("</body></html>\n")


def _care_columns(words: Words) -> dict[str, Mapping[str, str]]:
    """Return the columns that are shown of what physicians and patients have to do with one another, by table."""
    translate = words.translate
    return {
        "subscriptions": {
            "physician_name": translate("PersonArchive", "physician"),
            "state": translate("PersonArchive", "state"),
            "asked_at": translate("PersonArchive", "asked"),
            "answered_at": translate("PersonArchive", "answered"),
            "ended_at": translate("PersonArchive", "ended"),
        },
        "rehab_plan_versions": {
            "title": translate("PersonArchive", "plan"),
            "goal": translate("PersonArchive", "goal"),
            "starts_on": translate("PersonArchive", "from"),
            "ends_on": translate("PersonArchive", "to"),
            "published_by_name": translate("PersonArchive", "by"),
            "published_at": translate("PersonArchive", "since"),
        },
        "rehab_plan_exercises": {
            "exercise_name": translate("PersonArchive", "exercise"),
            "side": translate("PersonArchive", "side"),
            "sets": translate("PersonArchive", "sets"),
            "repetitions": translate("PersonArchive", "repetitions"),
            "hold_s": translate("PersonArchive", "hold, s"),
            "notes": translate("PersonArchive", "notes"),
        },
        "disclosures": {
            "at": translate("PersonArchive", "given"),
            "reason": translate("PersonArchive", "why"),
        },
    }


def _own_columns(words: Words) -> dict[str, Mapping[str, str]]:
    """Return the columns that are shown of what somebody did, made and brought, by table."""
    translate = words.translate
    return {
        "sessions": {
            "started_at": translate("PersonArchive", "begun"),
            "exercise_name": translate("PersonArchive", "exercise"),
            "state": translate("PersonArchive", "state"),
            "repetition_count": translate("PersonArchive", "repetitions"),
            "score": translate("PersonArchive", "score, 0-100"),
        },
        "exercises": {
            "name": translate("PersonArchive", "exercise"),
            "created_at": translate("PersonArchive", "made"),
            "shared_at": translate("PersonArchive", "shared"),
        },
        "stored_files": {
            "kind": translate("PersonArchive", "file"),
            "media_type": translate("PersonArchive", "kind"),
            "created_at": translate("PersonArchive", "brought"),
            "removed_at": translate("PersonArchive", "removed"),
        },
    }


class _Page:
    """Writes what stands between head and foot."""

    def __init__(self, file: TextIO, words: Words) -> None:
        self._file = file
        self._words = words

    def write_facts(self, section: Section) -> None:
        """Write the fields of a table with a row or few, a line each."""
        self._file.write(f"<h2>{escape(section.title)}</h2>\n<table>\n")
        for row in section.rows():
            for name, value in row.items():
                if value not in (None, ""):
                    self._write_row((section.fields[name], self._told(name, value)))
        self._file.write("</table>\n")

    def write_table(self, title: str, columns: Mapping[str, str], rows: Iterable[Mapping[str, object]]) -> None:
        """Write some columns of a table, a line a row."""
        heads = "".join(f"<th>{escape(told)}</th>" for told in columns.values())
        self._file.write(f"<h2>{escape(title)}</h2>\n<table>\n<tr>{heads}</tr>\n")
        for row in rows:
            self._write_row([self._told(name, row.get(name)) for name in columns])
        self._file.write("</table>\n")

    def _told(self, name: str, value: object) -> str:
        if name in _EXERCISE_NAMES and isinstance(value, str):
            return self._words.own(value)
        return value_words(value, self._words)

    def _write_row(self, values: Sequence[str]) -> None:
        self._file.write("<tr>" + "".join(f"<td>{escape(value)}</td>" for value in values) + "</tr>\n")
