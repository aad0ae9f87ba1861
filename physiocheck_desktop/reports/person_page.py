"""The most important of a person's data as a page to be read in a browser: no script, nothing from a network."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from enum import Enum
from html import escape
from typing import Any, Final, TextIO

from physiocheck_desktop.services.personal_data_ports import PersonContents, Section

_HEAD: Final = """<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>All that PhysioCheck keeps about you</title>
<style>
body {{ font: 16px/1.5 sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #1d2733 }}
table {{ border-collapse: collapse; width: 100% }}
th, td {{ text-align: left; vertical-align: top; padding: .3rem .8rem .3rem 0; border-bottom: 1px solid #d5dbe1 }}
</style></head><body>
<h1>{name}</h1>
<p>What PhysioCheck kept about this person on {made_at} UTC, in short. README.txt says what else is in this archive.</p>
"""

SAMPLE_WORDS: Final = "Sample data: everybody and everything here is made up."

_ABOUT: Final = ("users", "patients", "physicians", "credentials")
_LISTS: Final[Mapping[str, Mapping[str, str]]] = {
    "subscriptions": {
        "physician_name": "physician",
        "state": "state",
        "asked_at": "asked",
        "answered_at": "answered",
        "ended_at": "ended",
    },
    "rehab_plan_versions": {
        "title": "plan",
        "goal": "goal",
        "starts_on": "from",
        "ends_on": "to",
        "published_by_name": "by",
        "published_at": "since",
    },
    "rehab_plan_exercises": {
        "exercise_name": "exercise",
        "side": "side",
        "sets": "sets",
        "repetitions": "repetitions",
        "hold_s": "hold, s",
        "notes": "notes",
    },
    "exercises": {"name": "exercise", "created_at": "made", "shared_at": "shared"},
    "stored_files": {"kind": "file", "media_type": "kind", "created_at": "brought", "removed_at": "removed"},
    "disclosures": {"at": "given", "reason": "why"},
}
_SESSIONS: Final = {
    "started_at": "begun",
    "exercise_name": "exercise",
    "state": "state",
    "repetition_count": "repetitions",
    "score": "score, 0-100",
}


def write_page(
    file: TextIO,
    contents: PersonContents,
    counts: Mapping[str, int],
    sessions: Iterator[Mapping[str, Any]],
    *,
    is_sample: bool = False,
) -> None:
    """Write the page.

    Args:
        file: An open text file.
        contents: Whose data, and which.
        counts: How many rows there are of each table.
        sessions: Each session with what it came to.
        is_sample: Whether all is made up.
    """
    file.write(_HEAD.format(name=escape(contents.person.display_name), made_at=_told(contents.made_at)))
    if is_sample:
        file.write(f"<p><strong>{SAMPLE_WORDS}</strong></p>\n")
    for section in contents.sections:
        if counts[section.name] == 0:
            continue
        if section.name in _ABOUT:
            _write_facts(file, section)
        elif section.name == "sessions":
            _write_table(file, section.title, _SESSIONS, sessions)
        elif section.name in _LISTS:
            shown = {name: told for name, told in _LISTS[section.name].items() if name in section.fields}
            _write_table(file, section.title, shown, section.rows())
    file.write("<h2>Everything</h2>\n<table>\n<tr><th>what</th><th>rows</th><th>where</th></tr>\n")
    for section in contents.sections:
        _write_row(file, (section.title, counts[section.name], f"data/{section.name}.json"))
    file.write("</table>\n</body></html>\n")


def _write_facts(file: TextIO, section: Section) -> None:
    file.write(f"<h2>{escape(section.title)}</h2>\n<table>\n")
    for row in section.rows():
        for name, value in row.items():
            if value not in (None, ""):
                _write_row(file, (section.fields[name], value))
    file.write("</table>\n")


def _write_table(file: TextIO, title: str, columns: Mapping[str, str], rows: Iterable[Mapping[str, object]]) -> None:
    heads = "".join(f"<th>{escape(told)}</th>" for told in columns.values())
    file.write(f"<h2>{escape(title)}</h2>\n<table>\n<tr>{heads}</tr>\n")
    for row in rows:
        _write_row(file, [row.get(name) for name in columns])
    file.write("</table>\n")


def _write_row(file: TextIO, values: Sequence[object]) -> None:
    file.write("<tr>" + "".join(f"<td>{escape(_told(value))}</td>" for value in values) + "</tr>\n")


def _told(value: object) -> str:
    match value:
        case None:
            return ""
        case datetime():
            return f"{value:%Y-%m-%d %H:%M}"
        case Enum():
            return str(value.value).replace("_", " ")
        case float():
            return f"{value:.1f}"
    return str(value)
