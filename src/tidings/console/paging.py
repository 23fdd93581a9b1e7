"""A long list, page by page, and the numbers of rows that requests name."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest

PAGE = 50
LARGEST_ID = 2**63 - 1  # the database knows no larger


def after(request: HttpRequest) -> int | None:
    """The row after which the page begins; None for the first page, and for what can be no row."""
    return number_in(request.GET.get("after", ""))


def number_in(text: str) -> int | None:
    """A row's number as an address or a form names it; None for what can be none."""
    return int(text) if text.isdecimal() and len(text) < 19 else None


def further(rows: Sequence[Any], by: str = "id") -> Any:
    """Where the next page begins; `rows` hold one more than `PAGE` where there is a next one, else it is None."""
    return getattr(rows[PAGE - 1], by) if len(rows) > PAGE else None
