"""Looking for words in a column, whatever their case, alike on either database."""

from sqlalchemy import ColumnElement, or_
from sqlalchemy.orm import InstrumentedAttribute


def mentions(column: InstrumentedAttribute[str], words: str) -> ColumnElement[bool]:
    """Return the condition under which a column has these words in it."""
    # SQLite knows upper and lower case of ASCII alone; so other letters are asked for in each case that names have.
    spellings = {words, words.lower(), words.upper(), words.capitalize(), words.title()}
    return or_(*(column.icontains(each, autoescape=True) for each in sorted(spellings)))
