"""What is seen before anybody is known, before the camera of `scripts/screenshots.py`."""

from __future__ import annotations

from collections.abc import Callable

from physiocheck_desktop.gui.app import DesktopWindow
from physiocheck_desktop.gui.dialogs.second_factor import SecondFactorDialog
from physiocheck_desktop.gui.pages.account import AccountPage
from physiocheck_desktop.gui.places import PageKey

Take = Callable[..., None]

PHYSICIAN = (
    "Dr. Berta Beispiel",
    "berta@example.org",
    "violet anchor prairie lamp",
    "LIC-4711",
    "Orthopaedics",
)


def take_people(
    desktop: DesktopWindow, take: Take, wait: Callable[[float], None], wait_until: Callable[[Callable[[], bool]], None]
) -> None:
    """Take what is seen before anybody is known, of an account, and of a window that is locked.

    Args:
        desktop: The window.
        take: Takes what is shown, or a dialog over it, by its name.
        wait: Lets the window work for some seconds.
        wait_until: Lets the window work until something holds.
    """
    window, reception = desktop.window, desktop.reception
    front = reception.front
    desktop.show()
    reception.ask()
    take("front-sign-in")
    front.sign_in.sign_up_button.click()
    front.sign_up.physician_button.click()
    wait(0.2)
    take("front-sign-up")
    front.sign_up.email.line.setText("berta at example")
    front.sign_up.send_button.click()
    wait_until(lambda: bool(front.sign_up.email.trouble))
    take("front-sign-up-refused")
    for field, text in zip(front.sign_up.fields.values(), PHYSICIAN, strict=True):
        field.line.setText(text)
    front.sign_up.send_button.click()
    wait_until(lambda: window.somebody_is_there)
    wait(1.0)
    window.toasts.say("The clinic has your document.")
    take("account")
    window.toasts.hush()
    page = window.workspace.page(PageKey.ACCOUNT, AccountPage)
    page.factor_button.click()
    dialog = next(iter(page.findChildren(SecondFactorDialog)))
    dialog.confirm.password.line.setText(PHYSICIAN[2])
    dialog.confirm.send_button.click()
    wait_until(lambda: bool(dialog.enrol.secret.text))
    take("second-factor", dialog)
    dialog.reject()
    reception.lock()
    take("locked")
    reception.sign_out()
    front.sign_in.forgotten_button.click()
    front.ask_for_code.have_button.click()
    take("front-new-password")
    reception.let_in_without_account()
