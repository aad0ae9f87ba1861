"""A copy of the keys says nothing without its passphrase, and comes back whole with it."""

import json

import pytest

from physiocheck_desktop.domain.errors import AccessError, InputError
from physiocheck_desktop.services.key_copy import opened_copy, sealed_copy
from physiocheck_desktop.services.keys import KeyRing

PASSPHRASE = "walnut ferry quiet lamp"  # noqa: S105  # nobody has it


def test_a_copy_comes_back_with_its_passphrase_and_with_no_other() -> None:
    ring = KeyRing.new().with_new_key()
    copy = sealed_copy(ring, PASSPHRASE)
    assert opened_copy(copy, PASSPHRASE) == ring
    assert not [part for part in ring.to_text().split()[1:] if part in copy]
    with pytest.raises(AccessError):
        opened_copy(copy, PASSPHRASE + "!")
    changed = json.loads(copy)
    changed["sealed"] = changed["sealed"][:-6] + "AAAAA="
    with pytest.raises(AccessError):
        opened_copy(json.dumps(changed), PASSPHRASE)


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", "null", '{"kind": "PhysioCheck keys", "format": 2, "salt": "", "sealed": ""}']
)
def test_what_is_no_copy_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="no copy of keys"):
        opened_copy(text, PASSPHRASE)


def test_a_passphrase_that_is_easy_to_guess_makes_no_copy() -> None:
    with pytest.raises(InputError):
        sealed_copy(KeyRing.new(), "password")
