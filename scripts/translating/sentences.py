"""Finds the sentences that rooms below the window write and the window shows, as templates with numbered places."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Final

ROOMS: Final = ("domain", "assessment", "services", "database", "vision", "integrations")
"""Rooms whose sentences reach the window; `config` and `cli` speak before there is one, `reports` writes files."""
ONLY_FOR_COMMANDS: Final = (
    "assessment/authoring/",  # teaching an exercise is a command as yet
    "assessment/definition_json.py",
    "assessment/learning/",
    "assessment/suggestions/",
    "assessment/toml_reading.py",
    "database/dump.py",
    "database/grants.py",
    "database/key_upkeep.py",
    "database/migrations/",
    "database/personal_data/",
    "database/restoring.py",
    "database/upkeep.py",
    "domain/audit.py",
    "services/file_upkeep.py",
    "services/key_copy.py",
    "services/mail_desk.py",
    "services/sample_clinic/",  # what made-up people wrote, shown as written
    "vision/landmark_recording.py",
    "vision/video_writer.py",
)
"""Modules whose sentences only `physiocheck …` commands say, which speak English, or that no room says by itself."""
_FOR_DEVELOPERS: Final = {
    *("BugError", "ValueError", "TypeError", "RuntimeError", "AssertionError", "LookupError", "KeyError"),
    *("debug", "info", "warning", "error", "exception", "critical", "log"),
}
_ENDS: Final = (".", "!", "?")


def sentences(package: Path) -> list[str]:
    """Return the templates of all sentences, sorted; `{0}`, `{1}` stand for what is filled in.

    Args:
        package: Folder of the package.
    """
    found: set[str] = set()
    for module in spoken_modules(package):
        found.update(_sentences_of(ast.parse(module.read_text(encoding="utf-8"))))
    return sorted(found)


def spoken_modules(package: Path) -> Iterator[Path]:
    """Return the modules whose sentences reach the window."""
    for room in ROOMS:
        for module in sorted((package / room).rglob("*.py")):
            if not module.relative_to(package).as_posix().startswith(ONLY_FOR_COMMANDS):
                yield module


def template_of(node: ast.expr) -> str | None:
    """Return a text with numbered places for what is filled in, None for what is no text in the code."""
    if isinstance(node, ast.Constant):
        return _numbered(node.value) if isinstance(node.value, str) else None
    if not isinstance(node, ast.JoinedStr):
        return None
    parts: list[str] = []
    places = 0
    for part in node.values:
        if isinstance(part, ast.Constant):
            parts.append(str(part.value))
        else:
            parts.append(f"{{{places}}}")
            places += 1
    return "".join(parts)


def is_sentence(template: str) -> bool:
    """Say whether a text is one that a person reads: it begins and ends as a sentence does, and has two words."""
    return (
        len(template.split()) > 1
        and (template[0].isupper() or template[0] in "“{")
        and template.endswith(_ENDS)
        and "\n" not in template
        and any(letter.islower() for letter in template)
        and not template.startswith(("DELETE ", "UPDATE ", "SELECT ", "INSERT "))
    )


def is_subject(template: str) -> bool:
    """Say whether a text is what a sentence begins with elsewhere, such as `The request`."""
    return (
        len(template.split()) > 1
        and template.startswith(("The ", "This ", "What ", "Camera "))
        and template[-1].isalpha() | (template[-1] in "},”")
        and "\n" not in template
    )


def _numbered(text: str) -> str:
    """Number the named places of a text that `str.format` fills later."""
    parts: list[str] = []
    rest, places = text, 0
    while "{" in rest and "}" in rest:
        before, _, after = rest.partition("{")
        name, _, rest = after.partition("}")
        if not name.isidentifier():
            return text
        parts.append(f"{before}{{{places}}}")
        places += 1
    return "".join([*parts, rest])


def _sentences_of(tree: ast.Module) -> Iterator[str]:
    waiting: list[ast.AST] = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Call) and _name(node.func) in _FOR_DEVELOPERS:
            continue
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            continue  # a docstring
        if isinstance(node, (ast.Constant, ast.JoinedStr)):
            template = template_of(node)
            if template is not None and (is_sentence(template) or is_subject(template)):
                yield template
            continue
        waiting.extend(ast.iter_child_nodes(node))


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""
