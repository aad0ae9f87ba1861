"""What is seen before anybody is known, of an account and its second factor, and of a window that is locked."""

from __future__ import annotations

import pyotp

from physiocheck_desktop.gui.app import PersonAtStart
from physiocheck_desktop.gui.dialogs.form_dialog import FormDialog
from physiocheck_desktop.gui.dialogs.second_factor import SecondFactorDialog
from physiocheck_desktop.gui.pages.account import AccountPage
from physiocheck_desktop.gui.pages.profile.page import ProfilePage
from physiocheck_desktop.gui.places import PageKey
from pictures.studio import Stage, Studio
from pictures.waiting import wait, wait_until

NAME, EMAIL, PASSWORD = "Dr. Berta Beispiel", "berta@example.org", "violet anchor prairie lamp"
PHYSICIAN = (NAME, EMAIL, PASSWORD, "LIC-4711", "Orthopaedics")


def take_front_door(studio: Studio) -> None:
    """Take all of it."""
    with studio.open(PersonAtStart.ASK) as stage:
        front = stage.desktop.reception.front
        wait_until(lambda: front.form is front.sign_in)
        stage.take("front-sign-in")
        front.sign_in.send_button.click()
        wait_until(lambda: bool(front.sign_in.message))
        stage.take("front-sign-in-refused")
        front.ask()
        front.sign_in.forgotten_button.click()
        stage.take("front-forgotten")
        front.ask_for_code.have_button.click()
        stage.take("front-new-password")
        front.ask()
        _take_sign_up(stage)
        _take_account(stage)
        _take_second_factor(stage)
        stage.desktop.reception.lock()
        stage.take("locked")
        _take_second_sign_in(stage)


def _take_sign_up(stage: Stage) -> None:
    front = stage.desktop.reception.front
    front.sign_in.sign_up_button.click()
    wait(0.2)
    stage.take("front-sign-up-patient")
    front.sign_up.physician_button.click()
    front.sign_up.email.line.setText("berta at example")
    front.sign_up.send_button.click()
    wait_until(lambda: bool(front.sign_up.email.trouble))
    stage.take("front-sign-up-physician-refused")
    for field, text in zip(front.sign_up.fields.values(), PHYSICIAN, strict=True):
        field.line.clear()
        field.line.insert(text)  # as typing does: what was wrong is not said any more
    wait(1.0)
    stage.take("front-sign-up-physician")
    front.sign_up.send_button.click()
    wait_until(lambda: stage.window.somebody_is_there)


def _take_account(stage: Stage) -> None:
    window = stage.window
    stage.flow.go(PageKey.ACCOUNT)
    page = window.workspace.page(PageKey.ACCOUNT, AccountPage)
    wait_until(lambda: bool(page.who))
    window.toasts.hush()
    stage.take("account")
    page.password_button.click()
    dialog = page.findChildren(FormDialog)[-1]
    stage.take("account-password", dialog)
    dialog.reject()
    window.navigation.account_button.click()
    menu = stage.desktop.reception.menu
    if menu is not None:
        stage.take("account-menu", menu)
        menu.close()
    stage.flow.go(PageKey.PROFILE)
    profile = window.workspace.page(PageKey.PROFILE, ProfilePage)
    wait_until(lambda: bool(profile.details.values["name"]))
    stage.take("profile-physician")


def _take_second_factor(stage: Stage) -> None:
    stage.flow.go(PageKey.ACCOUNT)
    page = stage.window.workspace.page(PageKey.ACCOUNT, AccountPage)
    page.factor_button.click()
    dialog = page.findChildren(SecondFactorDialog)[-1]
    dialog.confirm.password.line.setText(PASSWORD)
    stage.take("second-factor-password", dialog)
    dialog.confirm.send_button.click()
    wait_until(lambda: bool(dialog.enrol.secret.text))
    stage.take("second-factor", dialog)
    dialog.enrol.code.line.setText(pyotp.TOTP(dialog.enrol.secret.text.replace(" ", "")).now())
    dialog.enrol.send_button.click()
    wait_until(lambda: bool(dialog.codes.codes))
    stage.take("recovery-codes", dialog)
    dialog.reject()  # as by the Esc key, before they were copied
    stage.take("recovery-codes-held-back", dialog)
    dialog.codes.done_button.click()


def _take_second_sign_in(stage: Stage) -> None:
    reception = stage.desktop.reception
    form, front = reception.front.sign_in, reception.front
    reception.sign_out()
    stage.take("front-signed-out")
    form.email.line.setText(EMAIL)
    form.password.line.setText(PASSWORD)
    form.send_button.click()
    wait_until(lambda: front.form is front.code)
    stage.take("front-code")
