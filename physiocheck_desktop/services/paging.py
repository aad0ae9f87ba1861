"""How much of a long list is read at once."""

from typing import Final

from physiocheck_desktop.domain.errors import BugError

MAX_PAGE: Final = 500


def demand_page(of: str, limit: int, offset: int) -> None:
    """Refuse a page that no list has.

    Args:
        of: What the list is of, such as `sessions`.
        limit: How many at most, 1 to `MAX_PAGE`.
        offset: How many to leave out, 0 or more.

    Raises:
        BugError: The page is empty, too long, or begins before the list.
    """
    if not 1 <= limit <= MAX_PAGE or offset < 0:
        raise BugError(f"A page of {limit} {of} after {offset} was asked for.")


def again_in_pages(shown: int, page: int) -> int:
    """Return how many to ask for so that all that are shown come again: whole pages, of which one not full is the last.

    Args:
        shown: How many are shown.
        page: How many a page has.
    """
    return min(max(1, -(-shown // page)) * page, MAX_PAGE)
