"""Exercise definitions as JSON text: the content of TOML, read with the same errors, written without loss."""

import json
import re
from typing import Final, NoReturn

from physiocheck_desktop.assessment.definition_toml import definition_content, read_definition
from physiocheck_desktop.assessment.toml_reading import DEPTHS, Document
from physiocheck_desktop.domain.errors import InputError
from physiocheck_desktop.domain.exercise import ExerciseDefinition

_TOKEN: Final = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:\n]|[^\s{}\[\],:"]+')


def parse_definition_json(text: str, name: str = "The exercise file") -> ExerciseDefinition:
    """Return the exercise that a JSON text defines.

    Args:
        text: The whole file.
        name: What to call it in errors, such as the file's name.

    Raises:
        InputError: It is not JSON, is of a later schema, lacks something, or has something wrong or unknown; the
        sentence names line and key.
    """

    def once(pairs: list[tuple[str, object]]) -> dict[str, object]:
        content = dict(pairs)
        if len(content) < len(pairs):
            twice = next(key for place, (key, _) in enumerate(pairs) if key in dict(pairs[:place]))
            _refuse(name, f"{twice} is there twice")
        return content

    try:
        content = json.loads(
            text, object_pairs_hook=once, parse_constant=lambda word: _refuse(name, f"{word} is no number")
        )
    except json.JSONDecodeError as error:
        _refuse(name, f"line {error.lineno}, column {error.colno}: {error.msg}")
    except (ValueError, RecursionError) as error:
        raise InputError(
            f"{name} holds what no exercise has: {DEPTHS}.", remedy="Take that out and try again."
        ) from error
    if not isinstance(content, dict):
        _refuse(name, "it must be an object in braces")
    return read_definition(Document(name, content, _line_numbers(text)))


def write_definition_json(definition: ExerciseDefinition) -> str:
    """Return the JSON text of an exercise; reading it gives the same exercise again."""
    return json.dumps(definition_content(definition), ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def _refuse(name: str, problem: str) -> NoReturn:
    raise InputError(f"{name} is not valid JSON: {problem}.", remedy="Correct that place and try again.")


def _line_numbers(text: str) -> dict[tuple[str, str], int]:
    """Return the line of every object, as `(path, "")`, and key, as `(path, key)`, of a valid JSON text."""
    lines: dict[tuple[str, str], int] = {}
    path: list[tuple[str, str | int]] = []  # of each open bracket its own path, and the key or place within it
    line = 1
    for sign in _TOKEN.findall(text):
        if sign == "\n":
            line += 1
        elif sign in "{[":
            own = _within(path)
            lines.setdefault((own, ""), line)
            path.append((own, "" if sign == "{" else 0))
        elif sign in "}]":
            path.pop()
        elif sign == "," and isinstance(path[-1][1], int):
            path[-1] = (path[-1][0], path[-1][1] + 1)
        elif sign == ",":
            path[-1] = (path[-1][0], "")
        elif sign.startswith('"') and path and path[-1][1] == "":
            key = str(json.loads(sign))
            path[-1] = (path[-1][0], key)
            lines.setdefault((path[-1][0], key), line)
    return lines


def _within(path: list[tuple[str, str | int]]) -> str:
    """Return the path of what begins now, such as `rules[2]` or `templates.peak`."""
    if not path:
        return ""
    outer, place = path[-1]
    if isinstance(place, int):
        return f"{outer}[{place}]"
    return f"{outer}.{place}" if outer else place
