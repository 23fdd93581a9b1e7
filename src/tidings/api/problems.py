"""Refusals as `application/problem+json` (RFC 9457): what went wrong, where, and how to mend it; no internals."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from tidings.core.problem import Problem

MEDIA_TYPE = "application/problem+json"


class Refusal(Exception):
    """A request that is answered by a refusal; `extra` headers go with it."""

    def __init__(
        self,
        status: int,
        detail: str,
        *,
        problems: Sequence[Problem] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(detail)
        self.status, self.detail, self.problems = status, detail, tuple(problems)
        self.headers = dict(headers or {})


def body_of(refusal: Refusal) -> dict[str, Any]:
    """The problem details as a JSON object."""
    body: dict[str, Any] = {
        "type": "about:blank",
        "title": HTTPStatus(refusal.status).phrase,
        "status": refusal.status,
        "detail": refusal.detail,
    }
    if refusal.problems:
        body["problems"] = [said(problem) for problem in refusal.problems]
    return body


def said(problem: Problem) -> dict[str, str]:
    return {"field": problem.field, "says": problem.says, "mend": problem.mend}
