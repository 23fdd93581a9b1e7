"""Receipts of our own short answers: noted with them, and not looked for among the outreaches."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Q

from tidings.channels.contract import Receipt
from tidings.conversations.models import Saying


def without_ours(channel: str, receipts: Sequence[Receipt], now: datetime) -> list[Receipt]:
    """Those that do not speak of an answer of ours."""
    if not receipts:
        return []
    ids = {name for one in receipts if (name := one.message_id)}
    names = {one.provider_id for one in receipts if one.provider_id}
    ours = Saying.objects.filter(Q(message_id__in=ids) | Q(provider_id__in=names, channel=channel))
    by_name = {name: row for row in ours for name in (row.message_id, row.provider_id) if name}
    rest = []
    for one in receipts:
        row = by_name.get(one.message_id) or by_name.get(one.provider_id)
        if row is None:
            rest.append(one)
        else:
            end(row, one, now)
    return rest


def end(row: Saying, receipt: Receipt, now: datetime) -> None:
    """What a receipt says of an answer; one whose outcome nobody knew was said after all."""
    said = receipt.state in ("accepted", "delivered", "seen")
    state = "said" if said else "failed" if receipt.state in ("failed", "expired") else row.state
    Saying.objects.filter(id=row.id).update(
        state=state,
        says=f"{receipt.state} {receipt.says}".replace("\0", "").strip()[:500],
        finished_at=now,
        lease_until=None,
    )
