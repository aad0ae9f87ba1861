"""What is what in an archive with a person's data, in words."""

from collections.abc import Mapping, Sequence

from physiocheck_desktop.domain.stored_file import StoredFile
from physiocheck_desktop.services.personal_data_ports import PersonContents


def readme_of(
    contents: PersonContents,
    rows: Mapping[str, int],
    files: Sequence[tuple[str, StoredFile]],
    missing: Sequence[StoredFile],
) -> str:
    """Return the text.

    Args:
        contents: What is in the archive.
        rows: How many rows it has of each table.
        files: The names of the person's files in it.
        missing: The files that were not in their store.
    """
    lines = [
        f"All that PhysioCheck keeps about {contents.person.display_name}",
        f"read on {contents.made_at:%Y-%m-%d %H:%M} UTC",
        "",
        "summary.html     the most important, to be read in a browser",
        "sessions.csv     one line for each session, for a spreadsheet (patients alone)",
        "repetitions.csv  one line for each repetition (patients alone)",
        "data/            everything, one JSON file for each table, with what every field is",
        "files/           pictures, documents and clips that were brought",
        "",
        "The files are UTF-8. Times are ISO 8601 in UTC. In CSV files a text that a spreadsheet would take for a "
        "formula begins with an apostrophe.",
        "No picture of the camera was ever kept. Names are those of the person and of physicians; nothing is in here "
        "about other patients.",
        "Handle this archive with care: it is not encrypted, and has health data in it.",
    ]
    for section in contents.sections:
        lines += ["", f"data/{section.name}.json: {section.title}, {rows[section.name]} rows"]
        lines += [f"  {name}: {told}" for name, told in section.fields.items()]
        lines += [f"  not in here: {name} ({told})" for name, told in section.withheld.items()]
    lines += ["", "Files"] if files or missing else []
    lines += [f"  {name}: brought {file.created_at:%Y-%m-%d %H:%M} UTC, {file.size} bytes" for name, file in files]
    lines += [f"  missing: {file.kind.value} {file.id}, which is not in its store any more" for file in missing]
    return "\n".join(lines) + "\n"
