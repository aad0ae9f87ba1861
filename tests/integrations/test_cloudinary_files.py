"""Files at Cloudinary: signed as documented, sealed, patient with a disturbed server, and careful with the secret."""

import datetime
import ipaddress
import logging
import ssl
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

import cloudinary_server as server
import pytest
from cloudinary_server import CLOUD, KEY, SECRET, Cloud, documented_signature, running_cloud
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from physiocheck_desktop.domain.errors import PassingStorageError, StorageError
from physiocheck_desktop.integrations.cloudinary_calls import CloudinaryAccount, Patience, signature
from physiocheck_desktop.integrations.cloudinary_files import CloudinaryFileStore
from physiocheck_desktop.services.file_ports import FileMissingError
from physiocheck_desktop.services.keys import KeyRing
from physiocheck_desktop.services.sealed_files import OVERHEAD, SealedFileStore

QUICK = Patience(connect_s=2, silence_s=0.4, answer_s=0.6, attempts=3, pause_s=0.01)


@pytest.fixture
def cloud() -> Iterator[Cloud]:
    with running_cloud() as running:
        yield running


@pytest.fixture
def store(cloud: Cloud) -> CloudinaryFileStore:
    return store_at(cloud.address)


def store_at(address: str, key: str = KEY, secret: str = SECRET, **more: object) -> CloudinaryFileStore:
    return CloudinaryFileStore(CloudinaryAccount(CLOUD, key, secret, address), patience=QUICK, **more)


def test_a_signature_is_the_one_of_the_documentation() -> None:
    documented = {"eager": "w_400,h_300,c_pad|w_260,h_200,c_crop", "public_id": "sample_image"}
    documented["timestamp"] = "1315060510"
    assert documented_signature(documented, "abcd", 40) == "bfd09f95f331f558cbd1320e67aa8d488770583e"
    assert documented_signature({**documented, "file": "x", "api_key": "y"}, "abcd") == signature(documented, "abcd")
    of_the_libraries = {"timestamp": "1568810420", "username": "user@cloudinary.com", "cloud_name": "dn6ot3ged"}
    assert (
        signature(of_the_libraries, "hdcixPpR2iKERPwqvH6sHdK9cyac")
        == "45ddaa4fa01f0c2826f32f669d2e4514faf275fe6df053f1a150e7beae58a3bd"
    )


def test_a_file_is_nobodys_to_see_and_has_no_name_but_its_identifier(cloud: Cloud, store: CloudinaryFileStore) -> None:
    file_id = uuid4()
    store.put(file_id, b"content")
    assert list(cloud.assets) == [("raw", "authenticated", f"physiocheck/{file_id.hex}")]
    (call,) = cloud.calls
    assert call.path == f"/v1_1/{CLOUD}/raw/upload"
    assert (call.parameters["backup"], call.parameters["overwrite"]) == ("false", "true")
    assert b'filename="file"' in call.raw


def test_the_address_of_a_download_is_good_for_a_minute(cloud: Cloud, store: CloudinaryFileStore) -> None:
    file_id = uuid4()
    store.put(file_id, b"content")
    store.get(file_id, 7)
    assert 50 <= int(cloud.calls[-1].parameters["expires_at"]) - time.time() <= 61


def test_the_secret_is_in_no_signed_call(cloud: Cloud, store: CloudinaryFileStore) -> None:
    file_id = uuid4()
    store.put(file_id, b"content")
    store.get(file_id, 7)
    store.delete(file_id)
    assert len(cloud.calls) == 3
    assert SECRET not in repr(cloud.calls)
    assert not any("authorization" in call.headers for call in cloud.calls)


def test_a_list_of_several_pages_is_told_whole_and_without_what_others_have_put_there(
    cloud: Cloud, store: CloudinaryFileStore
) -> None:
    cloud.page = 3
    put = [uuid4() for _ in range(7)]
    for file_id in put:
        store.put(file_id, b"content")
    for name in ("physiocheck/notes", f"physiocheck/old/{uuid4().hex}", f"physiocheck/{uuid4()}", "other/1"):
        cloud.assets["raw", "authenticated", name] = b"not ours"
    cloud.assets["raw", "upload", f"physiocheck/{uuid4().hex}"] = b"not ours"
    assert store.kept() == frozenset(put)


@pytest.mark.parametrize(
    "fault",
    [server.status(code) for code in (420, 429, 500, 502, 503, 504)] + [server.cut, server.hang, server.done_and_cut],
)
def test_what_passes_is_tried_again_with_a_new_signature(
    cloud: Cloud, store: CloudinaryFileStore, fault: server.Callable[[server.Handler], None]
) -> None:
    file_id = uuid4()
    cloud.next = [fault, fault]
    store.put(file_id, b"content")
    assert (cloud.kept(), len(cloud.calls)) == ([b"content"], 3)


@pytest.mark.parametrize(
    "fault",
    [server.status(503), server.cut, server.hang, server.cut_half_way, server.trickle],
    ids=["503", "cut", "hang", "cut_half_way", "trickle"],
)
def test_what_does_not_pass_is_told_in_a_sentence_after_some_attempts(
    cloud: Cloud, store: CloudinaryFileStore, fault: server.Callable[[server.Handler], None]
) -> None:
    file_id = uuid4()
    store.put(file_id, b"content")
    cloud.next = [fault] * 3
    begun = time.monotonic()
    with pytest.raises(StorageError, match="Cloudinary") as told:
        store.get(file_id, 1_000_000)
    assert not isinstance(told.value, FileMissingError | PassingStorageError)
    assert told.value.kept
    assert told.value.remedy
    assert len(cloud.calls) == 4
    assert time.monotonic() - begun < 8
    assert store.get(file_id, 7) == b"content"


def test_nobody_there_is_told_in_a_sentence() -> None:
    with running_cloud() as gone:
        address = gone.address
    with pytest.raises(StorageError, match="cannot be reached"):
        store_at(address).put(uuid4(), b"content")


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        (server.status(400, "File size too large. Got 20000000. Maximum is 10485760."), "of this size"),
        (server.status(400, "Invalid parameter"), "refused"),
        (server.status(401, f"Invalid Signature of {SECRET}"), "account in the settings"),
        (server.status(403), "account in the settings"),
        (server.saying(200, b"<html>Sign in to the network</html>"), "cannot be understood"),
        (server.saying(200, b"[" * 100_000), "cannot be understood"),
        (server.saying(200, b"[]"), "cannot be understood"),
        (server.saying(200, {"public_id": "another", "type": "authenticated"}), "cannot be understood"),
        (server.saying(200, bytes(5_000_000)), "cannot be understood"),
    ],
)
def test_what_is_refused_for_good_is_told_at_once(
    cloud: Cloud, store: CloudinaryFileStore, fault: server.Callable[[server.Handler], None], told: str
) -> None:
    cloud.next = [fault]
    with pytest.raises(StorageError, match=told) as refused:
        store.put(uuid4(), b"content")
    assert (len(cloud.calls), SECRET in str(refused.value)) == (1, False)


def test_a_file_that_everybody_could_see_is_not_taken_for_kept(cloud: Cloud, store: CloudinaryFileStore) -> None:
    file_id = uuid4()
    public = {"public_id": f"physiocheck/{file_id.hex}", "resource_type": "raw", "type": "upload", "bytes": 7}
    cloud.next = [server.saying(200, public)]
    with pytest.raises(StorageError, match="cannot be understood"):
        store.put(file_id, b"content")


def test_a_wrong_secret_or_key_is_told_and_neither_is_repeated(cloud: Cloud, caplog: pytest.LogCaptureFixture) -> None:
    for wrong in (store_at(cloud.address, secret=f"wrong-{SECRET}"), store_at(cloud.address, key="999WRONGKEY")):
        with caplog.at_level(logging.DEBUG), pytest.raises(StorageError, match="settings") as refused:
            wrong.put(uuid4(), b"content")
        assert "SECRET" not in repr(refused.value) + repr(refused.value.__dict__) + caplog.text
        assert "999WRONGKEY" not in str(refused.value) + caplog.text
    assert cloud.kept() == []


@pytest.mark.parametrize("ago", [-7200, 7200])
def test_a_clock_that_is_wrong_by_hours_is_told(cloud: Cloud, ago: int) -> None:
    with pytest.raises(StorageError, match="clock"):
        store_at(cloud.address, now=lambda: time.time() - ago).put(uuid4(), b"content")
    assert cloud.kept() == []


@pytest.mark.parametrize("code", [301, 302, 303, 307, 308])
def test_nothing_follows_a_redirect(cloud: Cloud, store: CloudinaryFileStore, code: int) -> None:
    file_id = uuid4()
    store.put(file_id, b"content")
    with running_cloud() as elsewhere:
        elsewhere.assets.update(cloud.assets)
        away = server.saying(code, b"", Location=f"{elsewhere.address}/v1_1/{CLOUD}/raw/download")
        for call in (lambda: store.put(file_id, b"content"), lambda: store.get(file_id, 7), store.kept):
            cloud.next = [away]
            with pytest.raises(StorageError, match="another address"):
                call()
        assert elsewhere.calls == []


def test_a_file_without_an_end_is_not_read_to_its_end(cloud: Cloud, store: CloudinaryFileStore) -> None:
    cloud.next = [server.flood]
    with pytest.raises(FileMissingError):
        store.get(uuid4(), 100_000)
    cloud.next = [server.flood]
    with pytest.raises(StorageError):
        store.kept()


def test_a_list_that_goes_round_in_circles_is_given_up(cloud: Cloud, store: CloudinaryFileStore) -> None:
    cloud.next = [server.saying(200, {"resources": [], "next_cursor": "1"})] * 50
    with pytest.raises(StorageError, match="cannot be understood"):
        store.kept()
    assert len(cloud.calls) == 2


def test_nothing_that_others_could_use_is_written_into_the_log(
    cloud: Cloud, store: CloudinaryFileStore, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        file_id = uuid4()
        store.put(file_id, b"content")
        store.get(file_id, 7)
        store.kept()
        cloud.next = [server.cut] * 3 + [server.status(404, f"Resource not found - {file_id.hex}")]
        for _ in range(2):
            with suppress(StorageError):
                store.get(file_id, 7)
    signed = [call.parameters["signature"] for call in cloud.calls if "signature" in call.parameters]
    assert len(signed) == 6
    assert not [each for each in (SECRET, KEY, file_id.hex, *signed) if each in caplog.text]


def test_passwords_of_other_programs_are_not_sent_along(
    cloud: Cloud, store: CloudinaryFileStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login somebody password other-SECRET\n")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    store.put(uuid4(), b"content")
    assert "authorization" not in cloud.calls[0].headers


def identity(folder: Path) -> tuple[ssl.SSLContext, Path]:
    """Return what a server of this computer proves itself with, and the file of whoever vouches for it: itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.datetime.now(datetime.UTC)
    address = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(address, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    certificate, private = folder / "certificate.pem", folder / "key.pem"
    certificate.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    private.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, private)
    return context, certificate


def test_a_server_that_does_not_prove_who_it_is_is_sent_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context, certificate = identity(tmp_path)
    with running_cloud(context) as cloud:
        with pytest.raises(StorageError, match="certificate"):
            store_at(cloud.address).put(uuid4(), b"content")
        assert cloud.calls == []
        monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(certificate))  # as clinics with an authority of their own have it
        file_id = uuid4()
        store_at(cloud.address).put(file_id, b"content")
        assert store_at(cloud.address).get(file_id, 7) == b"content"


def test_what_is_sealed_cannot_be_looked_at_changed_or_exchanged(cloud: Cloud, store: CloudinaryFileStore) -> None:
    ring = KeyRing.new()
    sealed = SealedFileStore(store, lambda ids: ring)
    one, other = uuid4(), uuid4()
    content = b"%PDF-1.7 Dr. Vera Fied is a physician" * 100
    for file_id in (one, other):
        sealed.put(file_id, content)
    first, second = cloud.kept()
    assert b"Vera" not in first + second
    assert first[12:] != second[12:]  # the same file does not look the same
    assert len(first) == len(content) + OVERHEAD
    names = list(cloud.assets)
    for changed in (second, first[:-1], first[:-1] + b"?", b"?" + first[1:], content, b"", b"PCF1", first[:OVERHEAD]):
        cloud.assets[names[0]] = changed
        with pytest.raises(FileMissingError):
            sealed.get(one, len(content))
    assert sealed.get(other, len(content)) == content


def test_what_is_sealed_is_read_after_the_keys_were_changed(store: CloudinaryFileStore) -> None:
    rings = [KeyRing.new()]
    sealed = SealedFileStore(store, lambda ids: rings[-1])
    before, after = uuid4(), uuid4()
    sealed.put(before, b"before")
    rings.append(rings[-1].with_new_key())
    sealed.put(after, b"after")
    assert (sealed.get(before, 6), sealed.get(after, 5)) == (b"before", b"after")
    rings.append(KeyRing(rings[-1].keys[1:], rings[-1].index))
    with pytest.raises(FileMissingError):
        sealed.get(before, 6)
