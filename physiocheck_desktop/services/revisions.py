"""What is told to the second of two people who change the same record at once."""

from physiocheck_desktop.domain.errors import ConflictError


def demand_newest(what: str, seen: int, newest: int) -> None:
    """Refuse a change of a record that was made on an older state of it than the newest.

    Args:
        what: The record, as the sentence names it, such as `this plan`.
        seen: The number of the state that the change was made on.
        newest: The number of the state that is kept.

    Raises:
        ConflictError: They differ.
    """
    if seen != newest:
        raise ConflictError(
            f"Somebody else has changed {what} since you opened it.",
            kept="Their change is kept, and yours was not saved.",
            remedy="Open it again and make your change there.",
        )
