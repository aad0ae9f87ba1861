"""Finds colours and sizes that a page writes down itself instead of taking them from the design's tokens."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

SIZED = re.compile(
    r"^(set(Fixed|Minimum|Maximum|Base|Icon|Grid)(Width|Height|Size)|setContentsMargins|set(Horizontal|Vertical)?Spacing"
    r"|addSpacing|addStrut|resize|setPixelSize|setPointSizeF?|setMinimumSectionSize|setDefaultSectionSize|setIndent"
    r"|setMargin|setTextMargins|QMargins)$"
)
COLOURED = re.compile(r"^(QColor|fromRgb|fromRgbF|fromHsv|fromHsl|setRgb|setNamedColor)$")
WRITTEN = re.compile(r"#[0-9a-fA-F]{3,8}\b|\brgba?\(|\bhsla?\(|\d+p[xt]\b")


def raw_looks(path: Path) -> Iterator[str]:
    """Tell each raw colour and each raw number of pixels in a file, with its line."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        where = f"{path.parent.name}/{path.name}:{getattr(node, 'lineno', 0)}"
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            if WRITTEN.search(node.value):
                yield f"{where} {node.value!r}"
        elif isinstance(node, ast.Attribute) and ast.unparse(node).startswith(("Qt.GlobalColor.", "Qt.color")):
            yield f"{where} {ast.unparse(node)}"
        elif isinstance(node, ast.Call):
            yield from (f"{where} {told}" for told in _raw_call(node))


def _raw_call(node: ast.Call) -> Iterator[str]:
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    values = [*node.args, *(keyword.value for keyword in node.keywords)]
    numbers = [each.value for value in values for each in [_plain(value)] if each is not None]
    words = [each for each in values if isinstance(each, ast.Constant) and isinstance(each.value, str)]
    if (
        name == "setStyleSheet"
        or (SIZED.match(name) and any(number != 0 for number in numbers))
        or (COLOURED.match(name) and (numbers or words))
        or (name in ("QSize", "QFont") and any(number > 1 for number in numbers))
    ):
        yield ast.unparse(node)


def _plain(value: ast.expr) -> ast.Constant | None:
    """Return a number that is written down, also with a sign before it."""
    inner = value.operand if isinstance(value, ast.UnaryOp) else value
    is_number = isinstance(inner, ast.Constant) and type(inner.value) in (int, float)
    return inner if is_number and isinstance(inner, ast.Constant) else None
