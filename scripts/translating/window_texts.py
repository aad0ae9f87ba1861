"""Finds the texts that a translation is asked for; lupdate reads Python by guess, and misses a few of them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path


def window_texts(*folders: Path) -> dict[str, list[str]]:
    """Return all texts of the modules in some folders, by context.

    Raises:
        ValueError: One is not written where it is asked for, so that nobody could translate it.
    """
    found: dict[str, set[str]] = {}
    for path in (path for folder in folders for path in sorted(folder.rglob("*.py"))):
        for context, text in _asked_for(ast.parse(path.read_text(encoding="utf-8")), ""):
            if text is None:
                raise ValueError(f"{path.name} asks for a translation of what is not written there ({context}).")
            found.setdefault(context, set()).add(text)
    return {context: sorted(texts) for context, texts in found.items()}


def _asked_for(node: ast.AST, owner: str) -> Iterator[tuple[str, str | None]]:
    """Return context and text of each call, the context of `tr` being the class that it is in."""
    for child in ast.iter_child_nodes(node):
        yield from _asked_for(child, child.name if isinstance(child, ast.ClassDef) else owner)
    if not isinstance(node, ast.Call):
        return
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    given = [_text(argument) for argument in node.args]
    if name == "tr" and owner and given:
        yield owner, given[0]
    elif name == "translate" and len(given) > 1 and given[0] is not None:
        yield given[0], given[1]


def _text(argument: ast.expr) -> str | None:
    return argument.value if isinstance(argument, ast.Constant) and isinstance(argument.value, str) else None
