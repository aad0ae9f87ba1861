"""Another theme is worn while widgets that nobody has any more are still to be collected."""

import subprocess
import sys
import textwrap

PROGRAM = """
    import gc

    from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

    from physiocheck_desktop.gui.theme.keeper import ThemeKeeper
    from physiocheck_desktop.services.theme import Theme

    class Talkative(QWidget):
        def __init__(self):
            super().__init__()
            self.itself = self
            column = QVBoxLayout(self)
            for number in range(5):
                column.addWidget(QLabel(str(number)))

        def changeEvent(self, event):
            self.said = [[each] for each in range(1000)]
            super().changeEvent(event)

    application = QApplication([])
    keeper = ThemeKeeper(application, Theme.LIGHT)
    held = [Talkative() for _ in range(20)]
    for widget in held:
        widget.show()
    for theme in (Theme.DARK, Theme.LIGHT) * 3:
        gc.disable()
        for _ in range(50):
            Talkative()
        gc.enable()
        keeper.choose(theme)
    gc.collect()
    print(len(application.topLevelWidgets()))
"""


def test_a_theme_is_changed_while_windows_without_an_owner_wait_for_the_collector() -> None:
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(PROGRAM)], capture_output=True, text=True, timeout=120, check=False
    )
    assert (done.returncode, done.stdout) == (0, "20\n"), done.stderr
