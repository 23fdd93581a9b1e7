"""Logs without secrets and personal data: addresses of pages hold signed links, errors quote what they choked on."""

import logging
import traceback
from collections.abc import Iterator
from copy import copy
from types import TracebackType
from typing import Any

Raised = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class Discreet(logging.Formatter):
    """Says which kind of page was asked for, and where an error arose; never the address or the error's own words."""

    def format(self, record: logging.LogRecord) -> str:
        if request := getattr(record, "request", None):
            record = copy(record)
            status = getattr(record, "status_code", "")
            record.msg, record.args = "%s %s %s", (status, request.method, route_of(request))
        if record.exc_info:
            record = copy(record)
            record.exc_text = None  # another handler may have written it out
        return super().format(record)

    def formatException(self, ei: Raised) -> str:
        return "\n".join(places(ei[1])) if ei[1] else ""


def route_of(request: Any) -> str:
    """The address as it is written in the routes: `/n/<token>`."""
    found = getattr(request, "resolver_match", None)
    return f"/{found.route}" if found else "an address that is no page's"


def places(error: BaseException) -> Iterator[str]:
    """Where it was raised, the first cause first."""
    if before := error.__cause__ or error.__context__:
        yield from places(before)
        yield "then"
    yield from (line.rstrip("\n") for line in traceback.format_tb(error.__traceback__))
    yield type(error).__qualname__
