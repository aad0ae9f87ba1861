"""What is asked of every store of files, asked of each there is."""

import secrets
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from cloudinary_server import CLOUD, KEY, SECRET, Cloud, running_cloud

from physiocheck_desktop.integrations.cloudinary_calls import CloudinaryAccount, Patience
from physiocheck_desktop.integrations.cloudinary_files import CloudinaryFileStore
from physiocheck_desktop.integrations.local_files import LocalFileStore
from physiocheck_desktop.services.file_ports import FileMissingError, FileStore
from physiocheck_desktop.services.keys import KeyRing
from physiocheck_desktop.services.sealed_files import SealedFileStore

RING = KeyRing.new()
QUICK = Patience(connect_s=2, silence_s=2, answer_s=5, attempts=3, pause_s=0.01)


def at_cloudinary(cloud: Cloud) -> CloudinaryFileStore:
    return CloudinaryFileStore(CloudinaryAccount(CLOUD, KEY, SECRET, cloud.address), patience=QUICK)


def local(folder: Path, stack: ExitStack) -> FileStore:
    return LocalFileStore(folder / "files")


def cloudinary(folder: Path, stack: ExitStack) -> FileStore:
    return at_cloudinary(stack.enter_context(running_cloud()))


def sealed_local(folder: Path, stack: ExitStack) -> FileStore:
    return SealedFileStore(local(folder, stack), lambda ids: RING)


def sealed_cloudinary(folder: Path, stack: ExitStack) -> FileStore:
    return SealedFileStore(cloudinary(folder, stack), lambda ids: RING)


@pytest.fixture(params=[local, cloudinary, sealed_local, sealed_cloudinary])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[FileStore]:
    make: Callable[[Path, ExitStack], FileStore] = request.param
    with ExitStack() as stack:
        yield make(tmp_path, stack)


@pytest.mark.parametrize("size", [1, 2, 100_000, 3_000_000])
def test_what_was_put_is_got_byte_by_byte(store: FileStore, size: int) -> None:
    file_id, content = uuid4(), secrets.token_bytes(size)
    store.put(file_id, content)
    assert store.get(file_id, size) == content


@pytest.mark.parametrize("content", [b"\r\n--", b"--\r\n\r\n\r\n", b"\n", b"\x00", b'name="file"\r\n\r\n', b"&=+%00"])
def test_nothing_in_a_file_is_taken_for_anything_else(store: FileStore, content: bytes) -> None:
    file_id = uuid4()
    store.put(file_id, content)
    assert store.get(file_id, len(content)) == content


def test_to_put_the_same_again_is_no_harm_and_the_later_one_counts(store: FileStore) -> None:
    file_id = uuid4()
    for content in (b"first", b"first", b"second"):
        store.put(file_id, content)
    assert (store.get(file_id, 6), store.kept()) == (b"second", {file_id})


def test_what_is_not_there_is_missing(store: FileStore) -> None:
    with pytest.raises(FileMissingError):
        store.get(uuid4(), 10)


def test_what_is_larger_than_it_was_is_missing(store: FileStore) -> None:
    file_id = uuid4()
    store.put(file_id, b"12345678")
    with pytest.raises(FileMissingError):
        store.get(file_id, 7)


def test_what_is_deleted_is_gone_and_may_be_deleted_again(store: FileStore) -> None:
    file_id, other = uuid4(), uuid4()
    store.put(file_id, b"content")
    store.put(other, b"another")
    store.delete(file_id)
    store.delete(file_id)
    store.delete(uuid4())
    with pytest.raises(FileMissingError):
        store.get(file_id, 7)
    assert (store.get(other, 7), store.kept()) == (b"another", {other})


def test_all_that_is_kept_is_told(store: FileStore) -> None:
    assert store.kept() == frozenset()
    put = [uuid4() for _ in range(7)]
    for file_id in put:
        store.put(file_id, b"content")
    assert store.kept() == frozenset(put)


def test_many_at_once_do_not_disturb_one_another(store: FileStore) -> None:
    def in_and_out(file_id: UUID) -> bool:
        content = file_id.bytes * 1000
        store.put(file_id, content)
        return store.get(file_id, len(content)) == content

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(in_and_out, [uuid4() for _ in range(24)]))


def test_a_store_is_told_from_others_and_can_be_named(store: FileStore) -> None:
    assert 0 < len(store.place) <= 120
    assert store.place == store.place
    assert store.told
    assert SECRET not in store.told + store.place + repr(store)
