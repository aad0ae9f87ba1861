"""What stands in place of today's exercises where none is due."""

from physiocheck_desktop.gui.models.todays_list import Today, waiting_words
from physiocheck_desktop.gui.theme.icons import Icon
from physiocheck_desktop.gui.widgets.empty_state import EmptyState


class NothingDue(EmptyState):
    """Says why nothing is due, and leads to a physician, who writes plans, or to all exercises.

    Attributes:
        choose_button: Leads to all exercises.
    """

    def __init__(self) -> None:
        super().__init__(Icon.TODAY, "", "", self.tr("Find a physician"), Icon.SEARCH)
        self.choose_button = self.add_second(self.tr("Choose an exercise"), Icon.EXERCISE)

    def say_why(self, today: Today) -> None:
        """Say why nothing is due today; a physician is looked for only where none has been asked."""
        self.button.setVisible(not today.has_plan and not today.care)
        if today.has_plan:
            self.set_words(
                self.tr("Nothing is due today"),
                self.tr("Your plan goes on another day. Rest, or choose an exercise by yourself."),
            )
        else:
            self.set_words(*waiting_words(today.care))
