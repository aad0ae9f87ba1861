"""The ring of keys: told apart by what they are, kept as one line, and the base of fingerprints."""

import pytest

from physiocheck_desktop.services.keys import KeyRing


def test_a_ring_comes_back_from_its_text_with_every_key_in_order() -> None:
    ring = KeyRing.new().with_new_key()
    assert KeyRing.from_text(ring.to_text()) == ring
    assert KeyRing.from_text(ring.to_text()).current == ring.keys[1]


def test_two_new_rings_share_nothing() -> None:
    first, second = KeyRing.new(), KeyRing.new()
    assert first.current.id != second.current.id
    assert first.index != second.index


def test_a_new_key_is_written_with_and_the_old_one_still_found() -> None:
    before = KeyRing.new()
    after = before.with_new_key()
    assert after.current != before.current
    assert after.find(before.current.id) == before.current
    assert before.find(after.current.id) is None


def test_a_fingerprint_depends_on_content_purpose_and_ring_and_outlives_a_new_key() -> None:
    ring = KeyRing.new()
    made = ring.fingerprint("credentials.email", b"pat@clinic.example")
    assert ring.with_new_key().fingerprint("credentials.email", b"pat@clinic.example") == made
    others = {
        ring.fingerprint("credentials.email", b"pit@clinic.example"),
        ring.fingerprint("users.phone", b"pat@clinic.example"),
        KeyRing.new().fingerprint("credentials.email", b"pat@clinic.example"),
    }
    assert len(others | {made}) == 4


def test_no_secret_is_in_what_a_ring_shows_of_itself() -> None:
    ring = KeyRing.new()
    shown = repr(ring)
    assert str(ring.current.secret) not in shown
    assert str(ring.index) not in shown


@pytest.mark.parametrize(
    "text", ["", " ", "1", "1 QUJD", "1 QUJD QUJD", "2 {index} {key}", "1 {index} {key}A", "1 {index} {half}"]
)
def test_what_is_no_whole_ring_is_refused(text: str) -> None:
    _, index, key = KeyRing.new().to_text().split()
    with pytest.raises(ValueError, match="key ring"):
        KeyRing.from_text(text.format(index=index, key=key, half=key[:20]))
