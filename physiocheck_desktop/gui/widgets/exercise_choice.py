"""An exercise as a large button among others."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout

from physiocheck_desktop.domain.exercise import ExerciseDefinition
from physiocheck_desktop.gui.models.wording import body_part_words
from physiocheck_desktop.gui.theme.active import design
from physiocheck_desktop.gui.theme.icons import Icon
from physiocheck_desktop.gui.widgets.buttons import ActionButton
from physiocheck_desktop.gui.widgets.picture import Picture
from physiocheck_desktop.gui.widgets.text import Text

_POSITIONS = {"lying": Icon.LYING, "prone": Icon.ARM}
_BODY_PARTS = {"shoulder": Icon.ARMS_UP, "elbow": Icon.ARM, "hip": Icon.LEGS, "knee": Icon.LEGS}


class ExerciseChoice(ActionButton):
    """Shows an exercise's name and what it is for; checked where it is the chosen one."""

    def __init__(self, definition: ExerciseDefinition) -> None:
        super().__init__("", "choice")
        tokens = design()
        self.definition = definition
        parts = ", ".join(body_part_words(part) for part in definition.body_parts)
        self.setCheckable(True)
        self.setAccessibleName(definition.name)
        self.setAccessibleDescription(parts)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(tokens.shape.card_height)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(tokens.space.large, tokens.space.small, tokens.space.large, tokens.space.small)
        layout.setSpacing(tokens.space.large)
        layout.addWidget(Picture(_symbol(definition), tokens.shape.icon_large * 3 // 2))
        words = QVBoxLayout()
        words.setSpacing(tokens.space.tiny)
        words.addStretch(1)
        words.addWidget(Text(definition.name, "strong", wraps=True))
        words.addWidget(Text(parts, "caption"))
        words.addStretch(1)
        layout.addLayout(words, 1)

    def sizeHint(self) -> QSize:
        """Return the least size of a card."""
        return QSize(design().shape.card_least, design().shape.card_height)

    def minimumSizeHint(self) -> QSize:
        """Return the least size of a card."""
        return self.sizeHint()


def _symbol(definition: ExerciseDefinition) -> Icon:
    """Return the icon of the position, where it is a particular one, else of the body part that matters most."""
    by_part = _BODY_PARTS.get(definition.body_parts[0] if definition.body_parts else "", Icon.STANDING)
    return _POSITIONS.get(definition.position, by_part)
