"""Calls of Cloudinary's HTTP interface: signed as it documents, over TLS, within limits, again where that may help."""

import hashlib
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from time import monotonic
from typing import Any, Final, TypeVar

import requests
from requests.auth import HTTPBasicAuth
from requests.exceptions import RequestException, SSLError, Timeout
from tenacity import Retrying, retry_if_exception_type, stop_after_attempt, wait_random_exponential
from urllib3.exceptions import HTTPError

from physiocheck_desktop.integrations.cloudinary_answers import (
    PassingFileStoreError,
    demand_done,
    fault,
    missing,
    not_trusted,
    passing,
    read_answer,
)

logger = logging.getLogger(__name__)
logging.getLogger("urllib3").setLevel(logging.INFO)  # below that it writes down addresses, and with them signatures

R = TypeVar("R")

_CHUNK: Final = 1 << 16
_LARGEST_ANSWER: Final = 4_000_000
"""Bytes of an answer that is not a file; a page of 500 assets has some 200 000."""

_BREAKS: Final = (requests.exceptions.ConnectionError, HTTPError)


@dataclass(frozen=True, slots=True)
class CloudinaryAccount:
    """Whose files they are.

    Attributes:
        cloud_name: Which cloud.
        api_key: Which key signs.
        api_secret: What it signs with.
        address: Of the interface, without a slash at its end.
    """

    cloud_name: str
    api_key: str
    api_secret: str = field(repr=False)
    address: str = "https://api.cloudinary.com"


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a call may take.

    Attributes:
        connect_s: Seconds until there is a connection.
        silence_s: Seconds without a byte.
        answer_s: Seconds for a whole answer.
        attempts: How often it is tried.
        pause_s: Seconds before the second try, at most; each further pause may be twice as long.
    """

    connect_s: float = 10.0
    silence_s: float = 30.0
    answer_s: float = 300.0
    attempts: int = 4
    pause_s: float = 1.0


def signature(parameters: Mapping[str, str], secret: str) -> str:
    """Return the signature of a call: SHA-256 of its sorted parameters and the secret.

    Args:
        parameters: All but `file`, `cloud_name`, `resource_type` and `api_key`, which are never signed. No value may
            have a `&` or `=` in it, of which older and newer rules make different texts.
        secret: Of the account.
    """
    signed = "&".join(f"{name}={value}" for name, value in sorted(parameters.items()))
    return hashlib.sha256(f"{signed}{secret}".encode()).hexdigest()


class CloudinaryCalls:
    """Calls of one account; may be used from any thread.

    No redirect is followed. What goes wrong is raised as a `StorageError`, and as a `FileMissingError` where what is
    asked for is not there.
    """

    def __init__(self, account: CloudinaryAccount, now: Callable[[], float], patience: Patience) -> None:
        """Make one.

        Args:
            account: Whose.
            now: Seconds since 1970.
            patience: How long a call may take.
        """
        self._account = account
        self._now = now
        self._patience = patience

    def post(self, action: str, parameters: Mapping[str, str], content: bytes | None = None) -> dict[str, Any]:
        """Return the answer to a signed call of the upload interface.

        Args:
            action: The end of its address, after the cloud.
            parameters: What is signed, without the time.
            content: A file to send along.
        """
        files = None if content is None else {"file": ("file", content, "application/octet-stream")}
        return read_answer(
            self._tried(lambda: self._call("POST", action, _LARGEST_ANSWER, data=self._signed(parameters), files=files))
        )

    def download(self, action: str, parameters: Mapping[str, str], limit: int, lifetime_s: int) -> bytes:
        """Return the file that a signed address has, which is good for some seconds.

        Raises:
            FileMissingError: It is not there, or has more bytes than `limit`.
        """

        def fetch() -> bytes:
            until = {"expires_at": str(int(self._now()) + lifetime_s)}
            return self._call("GET", action, limit, params=self._signed({**parameters, **until}))

        content = self._tried(fetch)
        if len(content) > limit:
            raise missing()
        return content

    def list_page(self, action: str, parameters: Mapping[str, str]) -> dict[str, Any]:
        """Return a page of a list of the administration interface, which takes key and secret as they are."""
        sender = HTTPBasicAuth(self._account.api_key, self._account.api_secret)
        return read_answer(
            self._tried(lambda: self._call("GET", action, _LARGEST_ANSWER, params=parameters, auth=sender))
        )

    def _signed(self, parameters: Mapping[str, str]) -> dict[str, str]:
        timed = {**parameters, "timestamp": str(int(self._now()))}
        made = signature(timed, self._account.api_secret)
        return {**timed, "api_key": self._account.api_key, "signature": made}

    def _tried(self, call: Callable[[], R]) -> R:
        return Retrying(
            retry=retry_if_exception_type(PassingFileStoreError),
            stop=stop_after_attempt(self._patience.attempts),
            wait=wait_random_exponential(multiplier=self._patience.pause_s, max=8 * self._patience.pause_s),
            reraise=True,
        )(call)

    def _call(self, method: str, action: str, limit: int, **parts: Any) -> bytes:
        """Return what is answered; where that is more than `limit`, no more than a piece of it."""
        parts.setdefault("auth", _as_it_is)
        try:
            # A session and a connection for each call: no thread shares one, and none stays open.
            with (
                requests.Session() as session,
                session.request(
                    method,
                    f"{self._account.address}/v1_1/{self._account.cloud_name}/{action}",
                    timeout=(self._patience.connect_s, self._patience.silence_s),
                    allow_redirects=False,
                    stream=True,
                    headers={"Accept-Encoding": "identity", "Connection": "close"},
                    **parts,
                ) as answer,
            ):
                status, body = answer.status_code, self._body(answer, limit)
        # The errors' own words have the whole address, and with it a signature: they go no further.
        except SSLError:
            raise not_trusted() from None
        except Timeout:
            raise passing("did not answer in time") from None
        except _BREAKS:
            raise passing("cannot be reached, or broke off") from None
        except RequestException as error:
            raise fault(f"cannot be asked ({type(error).__name__})", "Correct the settings under files.") from None
        if not answer.ok or answer.is_redirect:
            logger.warning("Cloudinary answered %s with status %d.", action, status)
        demand_done(status, body)
        return body

    def _body(self, answer: requests.Response, limit: int) -> bytes:
        until = monotonic() + self._patience.answer_s
        most = limit if answer.status_code == requests.codes.ok else _LARGEST_ANSWER
        parts, size = [], 0
        # As much as there is, and not as much as was asked for: else a slow server decides how long that takes.
        while part := answer.raw.read1(_CHUNK):
            parts.append(part)
            size += len(part)
            if size > most:
                break
            if monotonic() > until:
                raise Timeout
        return b"".join(parts)


def _as_it_is(request: requests.PreparedRequest) -> requests.PreparedRequest:
    """Add nothing to a request; without this one, passwords of a `.netrc` file would be sent along."""
    return request
