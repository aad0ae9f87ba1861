"""What is what in an archive with a person's data, in words."""

from collections.abc import Mapping, Sequence

from physiocheck_desktop.config.words import Words
from physiocheck_desktop.domain.stored_file import StoredFile
from physiocheck_desktop.services.personal_data_ports import PersonContents


def readme_of(
    contents: PersonContents,
    rows: Mapping[str, int],
    files: Sequence[tuple[str, StoredFile]],
    missing: Sequence[StoredFile],
    words: Words,
) -> str:
    """Return the text.

    Args:
        contents: What is in the archive.
        rows: How many rows it has of each table.
        files: The names of the person's files in it.
        missing: The files that were not in their store.
        words: The language that it is written in; the sections are in it already.
    """
    translate = words.translate
    head = translate("PersonArchive", "All that PhysioCheck keeps about {name}")
    read = translate("PersonArchive", "read on {moment} UTC")
    members = {
        "summary.html": translate("PersonArchive", "the most important, to be read in a browser"),
        "sessions.csv": translate("PersonArchive", "one line for each session, for a spreadsheet (patients alone)"),
        "repetitions.csv": translate("PersonArchive", "one line for each repetition (patients alone)"),
        "data/": translate("PersonArchive", "everything, one JSON file for each table, with what every field is"),
        "files/": translate("PersonArchive", "pictures, documents and clips that were brought"),
    }
    lines = [
        head.format(name=words.own(contents.person.display_name)),
        read.format(moment=words.moment(contents.made_at)),
        "",
        *(f"{name:<16} {told}" for name, told in members.items()),
        "",
        *_to_mind(words),
    ]
    of_rows = translate("PersonArchive", "{file}: {title}, {number} rows")
    left_out = translate("PersonArchive", "not in here: {name} ({told})")
    for section in contents.sections:
        file = f"data/{section.name}.json"
        lines += ["", of_rows.format(file=file, title=section.title, number=rows[section.name])]
        lines += [f"  {name}: {told}" for name, told in section.fields.items()]
        lines += [f"  {left_out.format(name=name, told=told)}" for name, told in section.withheld.items()]
    lines += ["", translate("PersonArchive", "Files")] if files or missing else []
    brought = translate("PersonArchive", "{name}: brought {moment} UTC, {number} bytes")
    gone = translate("PersonArchive", "missing: {file}, which is not in its store any more")
    for name, file_of in files:
        told = brought.format(name=name, moment=words.moment(file_of.created_at), number=file_of.size)
        lines.append(f"  {told}")
    lines += [f"  {gone.format(file=f'{each.kind.value} {each.id}')}" for each in missing]
    return "\n".join(lines) + "\n"


def _to_mind(words: Words) -> tuple[str, ...]:
    return (
        words.translate(
            "PersonArchive",
            "The files are UTF-8. Times in them are ISO 8601 in UTC. In CSV files a text that a spreadsheet would take "
            "for a formula begins with an apostrophe.",
        ),
        words.translate(
            "PersonArchive",
            "No picture of the camera was ever kept. Names are those of the person and of physicians; nothing is in "
            "here about other patients.",
        ),
        words.translate(
            "PersonArchive", "Handle this archive with care: it is not encrypted, and has health data in it."
        ),
    )
