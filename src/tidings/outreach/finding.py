"""Finding outreaches and decisions: lists with filters, newest first, and single ones."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import DatabaseError, connection
from django.db.models import Q

from tidings.core.codes import is_whole, normalised
from tidings.core.notice import Composed
from tidings.outreach.cards import (
    DecisionCard,
    NoSuchOutreach,
    NoticeView,
    OutreachCard,
    decision_card,
    decision_rows,
    outreach_card,
    outreach_rows,
)
from tidings.outreach.compose import Voice, composed_for, links_for
from tidings.outreach.models import Outreach

MOST = 500


class NoWords(Exception):
    """An outreach whose words cannot be made of its data (it will never be sent); says why, without the data."""


def find_outreach(
    *,
    campaign: str | None = None,
    state: str | None = None,
    customer_id: int | None = None,
    channel: str | None = None,
    words: str = "",
    after: int | None = None,
    limit: int = 50,
) -> list[OutreachCard]:
    """Outreaches, newest first, those before id `after`; `words` are found in customers, threads and check codes."""
    wanted = {
        "campaign__name": campaign,
        "state": state,
        "customer_id": customer_id,
        "channel": channel,
        "id__lt": after,
    }
    rows = outreach_rows().filter(about(words), **given(wanted)).order_by("-id")
    return [outreach_card(row) for row in rows[: min(limit, MOST)]]


def outreach(*, id: int) -> OutreachCard:
    """One outreach; raises `NoSuchOutreach`."""
    return outreach_card(row_of(id))


def by_code(*, code: str) -> OutreachCard | None:
    """The outreach whose check code was typed, spaces and look-alikes forgiven; None for any other text."""
    plain = normalised(code)
    row = outreach_rows().filter(code=plain).first() if is_whole(plain) else None
    return outreach_card(row) if row else None


def with_code(*, code: str) -> int | None:
    """The id of the outreach that has this normalised check code: one probe of an index, and nothing else."""
    return next(iter(with_codes(codes=[code]).values()), None)


def with_codes(*, codes: Sequence[str]) -> dict[str, int]:
    """The outreaches' ids by those of these normalised check codes that are ours."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT code, id FROM outreach_outreach WHERE code = ANY(%s)", [list(codes)])
        return dict(cursor.fetchall())


def notice(*, id: int) -> NoticeView:
    """An outreach with its words as they were approved; raises `NoSuchOutreach`, `NoWords`."""
    row, speaks = row_of(id), Voice()
    return NoticeView(
        card=outreach_card(row),
        composed=composed(row, speaks),
        letterhead=speaks.letterhead,
        links=links_for(row, voice=speaks),
    )


def composed(row: Outreach, speaks: Voice) -> Composed:
    try:
        return composed_for(row, voice=speaks)
    except DatabaseError:
        raise
    except Exception as error:
        raise NoWords(type(error).__name__) from error


def decisions(
    *,
    customer_id: int | None = None,
    campaign: str | None = None,
    verdict: str | None = None,
    reason: str | None = None,
    after: int | None = None,
    limit: int = 50,
) -> list[DecisionCard]:
    """Decisions, newest first, those before id `after`; the refusals too."""
    wanted = {
        "customer_id": customer_id,
        "campaign__name": campaign,
        "verdict": verdict,
        "reasons__contains": [reason] if reason else None,
        "id__lt": after,
    }
    rows = decision_rows().filter(**given(wanted)).order_by("-id")
    return [decision_card(row) for row in rows[: min(limit, MOST)]]


def decision(*, id: int) -> DecisionCard:
    """One decision; raises `NoSuchOutreach`."""
    row = decision_rows().filter(id=id).first()
    if row is None:
        raise NoSuchOutreach(f"there is no decision {id}")
    return decision_card(row)


def row_of(id: int) -> Outreach:
    row = outreach_rows().filter(id=id).first()
    if row is None:
        raise NoSuchOutreach(f"there is no outreach {id}")
    return row


def given(wanted: Mapping[str, Any]) -> dict[str, Any]:
    """The filters that were named."""
    return {name: value for name, value in wanted.items() if value not in (None, "")}


def about(words: str) -> Q:
    found = Q()
    for word in words.split():
        found &= (
            Q(customer__name__icontains=word)
            | Q(customer__external_id__icontains=word)
            | Q(thread__icontains=word)
            | Q(code=normalised(word))
        )
    return found
