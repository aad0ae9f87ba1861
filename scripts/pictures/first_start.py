"""The assistant of the first start, step by step; nothing is set up."""

from __future__ import annotations

from dataclasses import replace

from physiocheck_desktop.bootstrap import SettingUp, build_motion_tools
from physiocheck_desktop.gui.setup.window import SetupWindow
from physiocheck_desktop.pipeline.source_choice import CameraDevice
from pictures.clips import sample
from pictures.studio import Studio
from pictures.waiting import wait_until

SERVER = {"host": "127.0.0.1", "port": "1", "database": "clinic", "account": "physiocheck"}


def take_first_start(studio: Studio) -> None:
    """Take each step."""
    settings, camera = studio.new_settings(), studio.camera
    tools = build_motion_tools(settings)
    cameras = (CameraDevice(0, "Desk camera"),)
    tools = replace(tools, default_source=sample("squat"), list_cameras=lambda: cameras)
    looks = camera.looks
    setup = SetupWindow(
        SettingUp(settings), tools, looks.themes[0], language=looks.language, text_percent=looks.percent
    )
    assistant = setup.assistant
    setup.show()

    def take(name: str) -> None:
        camera.take(f"setup-{name}", setup.window, setup.theme)

    take("place")
    assistant.place.server_button.click()
    assistant.place.send_button.click()
    for name, text in SERVER.items():
        assistant.server.fields[name].line.setText(text)
    assistant.server.test_button.click()
    wait_until(lambda: bool(assistant.server.message))
    take("server")
    assistant.server.back_button.click()
    assistant.place.here_button.click()
    assistant.place.send_button.click()
    wait_until(lambda: assistant.step is assistant.administrator)
    take("administrator")
    assistant.administrator.alone_button.click()
    assistant.camera.test_button.click()
    wait_until(lambda: assistant.camera.preview.picture is not None)
    take("camera")
    assistant.camera.send_button.click()
    take("ready")
    setup.close()
    setup.window.deleteLater()
