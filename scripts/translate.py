"""Keep the translations: `update` collects the texts, `release` compiles them, `--check` says what lacks.

    python scripts/translate.py update     after texts were changed; then translate what is unfinished in the .ts files
    python scripts/translate.py release    after translating; the compiled files belong to the commit
    python scripts/translate.py --check    fails where a text is not translated, or a file is not up to date

Needs the Python of the project's environment, in which pyside6-lupdate and pyside6-lrelease are.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from translating.exercise_texts import exercise_texts
from translating.sentences import sentences
from translating.told_texts import told_texts
from translating.ts_files import faults, messages
from translating.window_texts import window_texts

PROJECT: Final = Path(__file__).resolve().parent.parent
PACKAGE: Final = PROJECT / "physiocheck_desktop"
FOLDER: Final = PROJECT / "resources" / "i18n"
LANGUAGES: Final = ("de", "es")
"""Languages beside English, which the texts are written in; each has all messages."""
SPEAKING_ROOMS: Final = ("gui", "reports", "vision")
"""Rooms that ask for translations of what is written there."""
SENTENCES: Final = "sentences.json"
_PLURALS: Final = "en"
_STALE: Final = "{} is not what the program says now: run scripts/translate.py update."


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("task", nargs="?", choices=("update", "release"))
    parser.add_argument("--check", action="store_true", help="change nothing, and fail where something lacks")
    chosen = parser.parse_args(arguments)
    if chosen.check:
        found = check()
        print("\n".join(found) or "All texts are translated.")
        return 1 if found else 0
    if chosen.task == "update":
        update(FOLDER)
        open_ones = sum(len(faults(FOLDER / file_name(language))) for language in LANGUAGES)
        print(f"{open_ones} messages are to be looked at." if open_ones else "All texts are translated.")
    elif chosen.task == "release":
        release(FOLDER, FOLDER)
    else:
        parser.error("say update, release or --check")
    return 0


def file_name(language: str, ending: str = "ts") -> str:
    """Return the name of a language's file."""
    return f"physiocheck_{language}.{ending}"


def generated_texts() -> Mapping[str, Sequence[str]]:
    """Return the texts that lupdate does not see, or may not see, by the context they are translated in."""
    return {
        "Errors": sentences(PACKAGE),
        "Exercises": exercise_texts(PROJECT / "resources" / "exercises"),
        **told_texts(),
        **window_texts(*(PACKAGE / room for room in SPEAKING_ROOMS)),
    }


def update(folder: Path) -> None:
    """Bring the files of translations in a folder to what the program says now; translations are kept."""
    generated = generated_texts()
    _write(folder / SENTENCES, json.dumps(generated["Errors"], ensure_ascii=False, indent=1) + "\n")
    with tempfile.TemporaryDirectory() as scratch:
        listed = Path(scratch) / "generated.py"
        lines = [
            f"QT_TRANSLATE_NOOP({json.dumps(context)}, {json.dumps(text, ensure_ascii=False)})"
            for context, texts in generated.items()
            for text in texts
        ]
        _write(listed, "\n".join(lines) + "\n")
        sources = [str(path) for path in sorted((PACKAGE / "gui").rglob("*.py"))]
        for language in (*LANGUAGES, _PLURALS):
            target = folder / file_name(language)
            form = ["-pluralonly"] if language == _PLURALS else []
            _run(
                "pyside6-lupdate",
                *(*sources, str(listed), *form, "-no-obsolete", "-locations", "none"),
                *("-source-language", "en", "-target-language", language, "-ts", str(target)),
            )


def release(folder: Path, into: Path) -> None:
    """Compile the files of translations of a folder into another."""
    for language in (*LANGUAGES, _PLURALS):
        source, target = folder / file_name(language), into / file_name(language, "qm")
        _run("pyside6-lrelease", "-silent", str(source), "-qm", str(target))


def check() -> list[str]:
    """Return what lacks, a line each: a text without translation, a file that is not what its sources give."""
    found: list[str] = []
    with tempfile.TemporaryDirectory() as scratch:
        fresh = Path(scratch)
        for language in (*LANGUAGES, _PLURALS):
            (fresh / file_name(language)).write_bytes((FOLDER / file_name(language)).read_bytes())
        update(fresh)
        for language in LANGUAGES:
            found += faults(fresh / file_name(language))
        for language in (*LANGUAGES, _PLURALS):
            kept = {(message.context, message.source) for message in messages(FOLDER / file_name(language))}
            said = {(message.context, message.source) for message in messages(fresh / file_name(language))}
            if kept != said:
                found.append(_STALE.format(file_name(language)))
        if (fresh / SENTENCES).read_bytes() != (FOLDER / SENTENCES).read_bytes():
            found.append(_STALE.format(SENTENCES))
        release(FOLDER, fresh)
        for language in (*LANGUAGES, _PLURALS):
            name = file_name(language, "qm")
            if not (FOLDER / name).is_file() or (fresh / name).read_bytes() != (FOLDER / name).read_bytes():
                found.append(f"{name} is not made from the .ts beside it: run scripts/translate.py release.")
    return found


def _run(tool: str, *arguments: str) -> None:
    command = Path(sysconfig.get_path("scripts")) / tool
    subprocess.run([str(command), *arguments], check=True, stdout=subprocess.DEVNULL)


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    sys.exit(main())
