"""Columns of values for one statement, written out at once: a driver's list costs a regular expression for each value."""

import json
from collections.abc import Iterable


def numbers(values: Iterable[int]) -> str:
    """For `unnest(%(name)s::bigint[])`, or `::bool[]`."""
    return f"{{{','.join(map(str, values))}}}"


def texts(values: Iterable[str | None]) -> str:
    """For `json_array_elements_text(%(name)s)`; none may hold a NUL."""
    return json.dumps(list(values))
