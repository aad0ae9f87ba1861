"""What a text that a person has written must be, to be kept as it is."""

from physiocheck_desktop.domain.errors import InputError


def demand_text(what: str, text: str, longest: int, *, shortest: int = 0) -> None:
    """Refuse a text that cannot be kept letter by letter; everything else is kept exactly as it is.

    Args:
        what: What it is, as the sentence names it, such as `The request`.
        text: What was written.
        longest: How many characters it may have.
        shortest: How many it must have, blanks at its ends not counted.

    Raises:
        InputError: It is too short or too long, or holds a zero character or half of a character.
    """
    if len(text) > longest or len(text.strip()) < shortest:
        allowed = f"at most {longest}" if shortest == 0 else f"{shortest} to {longest}"
        raise InputError(f"{what} has {len(text)} characters.", remedy=f"Write {allowed} characters.")
    if "\0" in text or any("\ud800" <= letter <= "\udfff" for letter in text):
        raise InputError(f"{what} has a character that cannot be kept.", remedy="Write it anew, without pasting.")
