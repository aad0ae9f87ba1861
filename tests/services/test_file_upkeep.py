"""What breaks between the database and a store of files, and what a check and a sweep find."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import cloudinary_server as server
import pytest
from clinic import add_patient, care_for
from cloudinary_server import running_cloud
from file_desks import Desk, content_of, sealed, signed_up, verify
from hostile_files import encoded, picture

from physiocheck_desktop.database.database import Database
from physiocheck_desktop.domain.errors import StorageError
from physiocheck_desktop.integrations.local_files import LocalFileStore
from physiocheck_desktop.services.file_ports import FileMissingError
from physiocheck_desktop.services.file_upkeep import FileFault


class Killed(BaseException):
    """The program ends here."""


def kill(*_: Any) -> None:
    raise Killed


@pytest.mark.parametrize("where", ["put", "after put", "erase"])
def test_whatever_ends_the_program_on_the_way_leaves_one_whole_picture_and_a_sweep_erases_the_rest(
    where: str, desk: Desk, database: Database, given: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    patient = add_patient(database)
    desk.files.set_profile_picture(patient, given(encoded(picture(colour=(255, 0, 0)))))
    first = content_of(desk.files.patient_picture(patient, patient.user_id))
    with monkeypatch.context() as dying:
        if where == "put":
            dying.setattr(desk.stores[0], "put", kill)
        elif where == "after put":
            dying.setattr(desk.vault, "_make_current", kill)
        else:
            dying.setattr(desk.vault, "erase", kill)
        with pytest.raises(Killed):
            desk.files.set_profile_picture(patient, given(encoded(picture(colour=(0, 0, 255)))))
    shown = content_of(desk.files.patient_picture(patient, patient.user_id))
    assert (shown == first) is (where != "erase")
    assert [finding.fault for finding in desk.upkeep.check().findings] == [FileFault.LEFT_OVER]
    assert desk.upkeep.sweep() == 1
    check = desk.upkeep.check()
    assert (check.sound, check.findings, len(desk.held())) == (1, (), 1)
    assert content_of(desk.files.patient_picture(patient, patient.user_id)) == shown


def test_a_store_that_cannot_be_reached_keeps_nobody_from_what_was_there(
    database: Database, tmp_path: Path, given: Callable[..., Path]
) -> None:
    patient, physician = add_patient(database), signed_up(database)
    verify(database, physician)
    care_for(database, patient, physician)
    with running_cloud() as cloud:
        desk = Desk(database, [sealed(database, cloud)], cloud.kept)
        desk.files.set_profile_picture(patient, given(encoded(picture())))
        before = content_of(desk.files.patient_picture(physician, patient.user_id))
        cloud.next = [server.status(503)] * 2
        with pytest.raises(StorageError, match="Cloudinary"):
            desk.files.set_profile_picture(patient, given(encoded(picture(colour=(0, 0, 255)))))
        assert content_of(desk.files.patient_picture(physician, patient.user_id)) == before
        cloud.next = [server.status(503)] * 2
        desk.files.remove_profile_picture(patient)
        assert desk.files.patient_picture(physician, patient.user_id) is None
        assert desk.upkeep.sweep() == 2  # the removed one, and the one that never arrived
        assert cloud.kept() == []


def test_files_are_looked_for_where_they_were_put(
    database: Database, tmp_path: Path, given: Callable[..., Path]
) -> None:
    patient, other = add_patient(database), add_patient(database)
    here = LocalFileStore(tmp_path / "kept")
    with running_cloud() as cloud:
        before = Desk(database, [here], list)
        before.files.set_profile_picture(patient, given(encoded(picture())))
        both = Desk(database, [sealed(database, cloud), here], cloud.kept)
        both.files.set_profile_picture(other, given(encoded(picture())))
        assert (len(both.held()), len(here.kept())) == (1, 1)
        for each in (patient, other):
            assert content_of(both.files.patient_picture(each, each.user_id)).startswith(b"\xff\xd8\xff")
        with pytest.raises(StorageError, match="where this computer does not look") as told:
            before.files.patient_picture(other, other.user_id)
        assert not isinstance(told.value, FileMissingError)
        both.files.set_profile_picture(patient, given(encoded(picture())))
        assert (len(both.held()), len(here.kept())) == (2, 0)


def test_a_check_tells_what_is_gone_changed_or_nobodys(
    desk: Desk, database: Database, given: Callable[..., Path]
) -> None:
    people = [add_patient(database) for _ in range(3)]
    ids = [desk.files.set_profile_picture(each, given(encoded(picture()))).id for each in people]
    store = desk.stores[0]
    stray = UUID(int=7)
    content = store.get(ids[1], 100_000)
    store.put(stray, b"nobody's")
    store.put(ids[1], content[:-1] + b"?")
    store.delete(ids[2])
    check = desk.upkeep.check()
    found = {finding.file_id: finding.fault for finding in check.findings}
    wanted = {ids[1]: FileFault.MISSING, ids[2]: FileFault.MISSING, stray: FileFault.STRAY}
    assert (check.sound, found) == (1, wanted)
    assert desk.upkeep.sweep() == 0


def test_a_probe_leaves_nothing_and_tells_what_does_not_work(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(desk.upkeep.probe()) == len(desk.stores)
    assert desk.held() == []
    with monkeypatch.context() as broken:
        broken.setattr(desk.stores[0], "get", lambda file_id, limit: b"something else")
        with pytest.raises(StorageError, match="came back as something else"):
            desk.upkeep.probe()
    with monkeypatch.context() as broken:
        broken.setattr(desk.stores[0], "delete", lambda file_id: None)
        with pytest.raises(StorageError, match="still there"):
            desk.upkeep.probe()
