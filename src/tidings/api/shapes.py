"""What every call shares: the shape of refusals, pages by cursor, and the answers a call may give."""

from typing import Annotated, Any

from ninja import Path, Query, Schema
from pydantic import Field

LARGEST_ID = 2**63 - 1
Id = Annotated[int, Path(ge=1, le=LARGEST_ID)]
After = Annotated[int | None, Query(ge=1, le=LARGEST_ID, description="The `next` of the page before.")]
Limit = Annotated[int, Query(ge=1, le=200, description="How many at most.")]
Word = Annotated[str | None, Query(max_length=200, pattern=r"^[^\x00]*$")]
# Python's JSON, and with it PostgreSQL, can hold neither U+0000 nor half a character.
Text = Annotated[str, Field(max_length=2_000, pattern=r"^[^\x00]*$")]


class ProblemLine(Schema):
    field: str
    says: str
    mend: str


class ProblemDetails(Schema):
    """RFC 9457."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    problems: list[ProblemLine] = []


def answers(shape: Any, *statuses: int, ok: int = 200) -> dict[int, Any]:
    """The answers of a call: its own, and the refusals that every call or this one may give."""
    return {ok: shape} | dict.fromkeys((400, 401, 403, *statuses), ProblemDetails)
