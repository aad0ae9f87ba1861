"""Texts that no `tr` says, such as an exercise's steps or what an error tells, in the language of the window."""

from PySide6.QtCore import QCoreApplication

from physiocheck_desktop.config.own_words import own_words_by


def own_words(text: str) -> str:
    """Return a text of the exercise library or of a room below the window in the window's language.

    What is no such text is returned as it is: a person's own exercise, a sentence that nobody has translated.

    Args:
        text: As it is written in English, with its values filled in.
    """
    return own_words_by(QCoreApplication.translate, text)
