"""A server that answers as Cloudinary documents its upload and administration interface, on this computer.

It has its own idea of how a call is signed, written from the documentation and not from the program: all parameters but
`file`, `cloud_name`, `resource_type` and `api_key`, sorted by name, joined by `&`, with the secret behind them, as
SHA-1 or SHA-256 in hexadecimal digits. A signature is good for an hour.
"""

import base64
import hashlib
import json
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final
from urllib.parse import parse_qsl, urlsplit

CLOUD: Final = "clinic"
KEY: Final = "123456789012345"
SECRET: Final = "plum-SECRET-of-the-account"  # noqa: S105  # nobody has it

_NOT_SIGNED: Final = frozenset({"file", "cloud_name", "resource_type", "api_key", "signature"})
_AN_HOUR: Final = 3600


def documented_signature(parameters: dict[str, str], secret: str, digits: int = 64) -> str:
    """Sign as the documentation says."""
    names = sorted(name for name in parameters if name not in _NOT_SIGNED)
    to_sign = "&".join("=".join((name, parameters[name])) for name in names) + secret
    return (hashlib.sha1 if digits == 40 else hashlib.sha256)(to_sign.encode()).hexdigest()


@dataclass(frozen=True)
class Call:
    """A call as it arrived.

    Attributes:
        method: GET or POST.
        path: Without parameters.
        parameters: Of the address or of the form, without a file.
        headers: In lower case.
        raw: The whole body.
    """

    method: str
    path: str
    parameters: dict[str, str]
    headers: dict[str, str]
    raw: bytes


@dataclass
class Cloud:
    """What the server keeps, and what it is to do next.

    Attributes:
        assets: Content by resource type, delivery type and public ID.
        calls: All that arrived.
        next: What to do with the next calls instead of answering them, one each.
        page: How many assets a page of a list has.
    """

    assets: dict[tuple[str, str, str], bytes] = field(default_factory=dict)
    calls: list[Call] = field(default_factory=list)
    next: list[Callable[["Handler"], None]] = field(default_factory=list)
    page: int = 500
    address: str = ""
    ended: threading.Event = field(default_factory=threading.Event)

    def kept(self) -> list[bytes]:
        """Return the content of all assets."""
        return list(self.assets.values())


class Handler(BaseHTTPRequestHandler):
    """Answers one connection."""

    protocol_version = "HTTP/1.1"
    timeout = 3  # seconds without a word, so that no test waits for a connection that was left open
    server: "Server"

    def do_GET(self) -> None:  # the library's name
        """Answer a download or a list."""
        address = urlsplit(self.path)
        self._take(address.path, dict(parse_qsl(address.query, keep_blank_values=True)), b"", b"")

    def do_POST(self) -> None:  # the library's name
        """Answer an upload or an erasure."""
        raw = self.rfile.read(int(self.headers["Content-Length"]))
        kind = self.headers["Content-Type"]
        if kind.startswith("multipart/form-data"):
            parameters, content = _form(raw, kind.partition("boundary=")[2].encode())
        else:
            parameters, content = dict(parse_qsl(raw.decode(), keep_blank_values=True)), b""
        self._take(urlsplit(self.path).path, parameters, content, raw)

    def say(self, status: int, body: bytes | dict[str, Any], **headers: str) -> None:
        """Send an answer."""
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.send_response(status)
        for name, value in {"Content-Length": str(len(content)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(content)

    def refuse(self, status: int, message: str) -> None:
        """Send an error as it is documented."""
        self.say(status, {"error": {"message": message}})

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the library's name
        """Keep quiet."""

    def _take(self, path: str, parameters: dict[str, str], content: bytes, raw: bytes) -> None:
        cloud = self.server.cloud
        headers = {name.lower(): value for name, value in self.headers.items()}
        cloud.calls.append(Call(self.command, path, parameters, headers, raw))
        if cloud.next:
            cloud.next.pop(0)(self)
            return
        _, version, name, *action = path.split("/")
        if (version, name) != ("v1_1", CLOUD):
            self.refuse(401, "cloud_name mismatch")
        elif self.command == "GET" and action[0] == "resources":
            self._list(action[1], action[2], parameters)
        elif self._is_signed(parameters):
            answers = {"upload": self._upload, "destroy": self._destroy, "download": self._download}
            answers[action[1]](action[0], parameters, content)

    def _is_signed(self, parameters: dict[str, str]) -> bool:
        given = parameters.get("signature", "")
        stamp = parameters.get("timestamp", "")
        if parameters.get("api_key") != KEY:
            self.refuse(401, f"Unknown API key {parameters.get('api_key', '')}")
        elif given != documented_signature(parameters, SECRET, len(given)):
            text = "&".join(f"{name}={value}" for name, value in sorted(parameters.items()) if name not in _NOT_SIGNED)
            self.refuse(401, f"Invalid Signature {given}. String to sign - '{text}'.")
        elif not stamp.isdigit() or abs(time.time() - int(stamp)) > _AN_HOUR:
            self.refuse(400, f"Stale request - reported time is {stamp} which is more than 1 hour ago")
        else:
            return True
        return False

    def _upload(self, resource: str, parameters: dict[str, str], content: bytes) -> None:
        kind, name = parameters.get("type", "upload"), parameters["public_id"]
        if not content:
            self.refuse(400, "Missing required parameter - file")
            return
        self.server.cloud.assets[resource, kind, name] = content
        told = {"public_id": name, "version": 1, "resource_type": resource, "type": kind, "bytes": len(content)}
        self.say(200, {**told, "signature": documented_signature({"public_id": name, "version": "1"}, SECRET)})

    def _destroy(self, resource: str, parameters: dict[str, str], _: bytes) -> None:
        found = self.server.cloud.assets.pop(
            (resource, parameters.get("type", "upload"), parameters["public_id"]), None
        )
        self.say(200, {"result": "not found" if found is None else "ok"})

    def _download(self, resource: str, parameters: dict[str, str], _: bytes) -> None:
        name = parameters["public_id"]
        found = self.server.cloud.assets.get((resource, parameters.get("type", "upload"), name))
        if int(parameters["expires_at"]) < time.time():
            self.refuse(401, "The address has expired")
        elif found is None:
            self.refuse(404, f"Resource not found - {name}")
        else:
            self.say(200, found, Content_Type="application/octet-stream")

    def _list(self, resource: str, kind: str, parameters: dict[str, str]) -> None:
        wanted = "Basic " + base64.b64encode(f"{KEY}:{SECRET}".encode()).decode()
        if self.headers.get("Authorization") != wanted:
            self.refuse(401, "Invalid credentials")
            return
        cloud = self.server.cloud
        prefix, begin = parameters.get("prefix", ""), int(parameters.get("next_cursor", "0"))
        end = begin + min(cloud.page, int(parameters["max_results"]))
        named = sorted(key[2] for key in cloud.assets if key[:2] == (resource, kind) and key[2].startswith(prefix))
        answer: dict[str, Any] = {"resources": [{"public_id": name, "type": kind} for name in named[begin:end]]}
        self.say(200, {**answer, "next_cursor": str(end)} if end < len(named) else answer)


class Server(ThreadingHTTPServer):
    """Listens on this computer alone."""

    daemon_threads = False
    block_on_close = True

    def __init__(self, cloud: Cloud) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.cloud = cloud

    def handle_error(self, request: object, client_address: object) -> None:
        """Keep quiet about connections that were cut, which tests do on purpose."""


@contextmanager
def running_cloud(tls: ssl.SSLContext | None = None) -> Iterator[Cloud]:
    """Give a server that answers until the block is left."""
    cloud = Cloud()
    server = Server(cloud)
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    scheme = "http" if tls is None else "https"
    cloud.address = f"{scheme}://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), name="cloud")
    thread.start()
    try:
        yield cloud
    finally:
        cloud.ended.set()
        server.shutdown()
        thread.join()
        server.server_close()


def status(code: int, message: str = "General Error") -> Callable[[Handler], None]:
    """Answer with an error."""
    return lambda handler: handler.refuse(code, message)


def saying(code: int, body: bytes | dict[str, Any], **headers: str) -> Callable[[Handler], None]:
    """Answer with something else."""
    return lambda handler: handler.say(code, body, **headers)


def hang(handler: Handler) -> None:
    """Say nothing until the server ends."""
    handler.server.cloud.ended.wait(10)
    handler.close_connection = True


def cut(handler: Handler) -> None:
    """End the connection without a word."""
    handler.connection.shutdown(socket.SHUT_RDWR)
    handler.close_connection = True


def cut_half_way(handler: Handler) -> None:
    """End the connection within the answer."""
    handler.send_response(200)
    handler.send_header("Content-Length", "1000000")
    handler.end_headers()
    handler.wfile.write(bytes(1000))
    cut(handler)


def trickle(handler: Handler) -> None:
    """Send an answer without an end, a few bytes at a time."""
    handler.send_response(200)
    handler.send_header("Content-Length", "1000000")
    handler.end_headers()
    while not handler.server.cloud.ended.wait(0.05):
        handler.wfile.write(b"abc")


def flood(handler: Handler) -> None:
    """Send an answer that does not end."""
    handler.send_response(200)
    handler.send_header("Connection", "close")
    handler.end_headers()
    handler.close_connection = True
    while not handler.server.cloud.ended.is_set():
        handler.wfile.write(bytes(1 << 16))


def done_and_cut(handler: Handler) -> None:
    """Do what was asked for, and end the connection before that is said."""
    call = handler.server.cloud.calls[-1]
    content = _form(call.raw, handler.headers["Content-Type"].partition("boundary=")[2].encode())[1]
    handler.server.cloud.assets["raw", call.parameters["type"], call.parameters["public_id"]] = content
    cut(handler)


def _form(raw: bytes, boundary: bytes) -> tuple[dict[str, str], bytes]:
    """Return the fields of a form, and the file in it."""
    fields, content = {}, b""
    for part in raw.split(b"--" + boundary)[1:-1]:
        head, _, value = part[2:-2].partition(b"\r\n\r\n")
        name = head.partition(b'name="')[2].partition(b'"')[0].decode()
        if name == "file":
            content = value
        else:
            fields[name] = value.decode()
    return fields, content
