"""What came in, for people to look at, take up again, or have forgotten."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection
from django.db.models import Sum

from tidings.ground.inbox import WAKE
from tidings.ground.models import Inbound, InboundRefusal
from tidings.ground.notify import notify

STATES = ("pending", "done", "unmatched", "unreadable")
OPEN = ("pending", "unmatched", "unreadable")
MOST = 200


@dataclass(frozen=True, kw_only=True)
class InboundCard:
    """One thing that came in; what it says stands only in `body` and `headers`, which not everybody may see."""

    id: int
    channel: str
    account: str
    kind: str
    state: str
    says: str
    tries: int
    received_at: datetime
    due_at: datetime
    size: int
    method: str = ""
    url: str = ""
    headers: Mapping[str, str] | None = None
    body: str = ""


@dataclass(frozen=True, kw_only=True)
class RefusalCard:
    """Requests of the last week that nothing proved, of one account."""

    channel: str
    account: str
    count: int
    says: str


def came_in(
    *, state: str = "", channel: str = "", before: int | None = None, limit: int = 50
) -> list[InboundCard]:
    """Newest first, those before the id `before`, without their contents."""
    wanted = {"state": state, "channel": channel, "id__lt": before}
    given = {name: value for name, value in wanted.items() if value not in (None, "")}
    rows = Inbound.objects.defer("headers").filter(**given).order_by("-id")
    return [card(row) for row in rows[: min(limit, MOST)]]


def one_that_came_in(*, id: int) -> InboundCard | None:
    """With its contents."""
    row = Inbound.objects.filter(id=id).first()
    if row is None:
        return None
    whole = {"headers": row.headers, "body": bytes(row.body).decode("utf-8", "replace")}
    return card(row, method=row.method, url=row.url, **whole)


def card(row: Inbound, **whole: object) -> InboundCard:
    same = ("channel", "account", "kind", "state", "says", "tries", "received_at", "due_at")
    return InboundCard(
        id=row.pk,
        size=len(row.body),
        **{name: getattr(row, name) for name in same},
        **whole,  # type: ignore[arg-type]
    )


def counts() -> dict[str, int]:
    """How many wait, and how many were set aside; what is done is not counted, for it may be millions."""
    open_ones = [Inbound.objects.filter(state=state).count() for state in OPEN]
    return dict(zip(OPEN, open_ones, strict=True))


def refusals(*, now: datetime) -> list[RefusalCard]:
    """Refused requests of the last seven days by account, the most first."""
    since = (now - timedelta(days=7)).date()
    rows = InboundRefusal.objects.filter(day__gte=since).order_by("last_at")
    says = {(row.channel, row.account): row.says for row in rows}
    summed = rows.order_by().values_list("channel", "account").annotate(count=Sum("count"))
    return [
        RefusalCard(channel=channel, account=account, count=count, says=says[channel, account])
        for channel, account, count in sorted(summed, key=lambda row: -row[2])
    ]


def try_again(*, ids: Collection[int], now: datetime) -> int:
    """Take up again what was set aside; how many."""
    rows = Inbound.objects.filter(id__in=list(ids), state__in=["unmatched", "unreadable"])
    count = rows.update(state="pending", tries=0, due_at=now)
    if count:
        notify(WAKE)
    return count


BLANK = """
UPDATE ground_inbound SET body = '', headers = '{}', url = '', key = 'erased:' || id,
    says = 'erased with the person', about = '{}'
WHERE state <> 'pending' AND (about @> ARRAY[%(customer)s]::bigint[] OR EXISTS (
    SELECT FROM unnest(%(needles)s::bytea[]) AS needle
    WHERE position(needle IN body) > 0 OR position(needle IN convert_to(headers::text, 'UTF8')) > 0))
"""


def forget(*, customer_id: int, addresses: Collection[str]) -> int:
    """Blanks what holds this person's words or names one of their addresses in any usual spelling; how many rows.

    It walks all that is kept, which is some weeks' worth, and nobody is erased often. What is not taken up yet speaks
    of others, too, and goes with its time.
    """
    needles = {form.encode() for address in addresses for form in spellings(address)}
    with connection.cursor() as cursor:
        cursor.execute(BLANK, {"customer": customer_id, "needles": list(needles)})
        return cursor.rowcount


def spellings(address: str) -> set[str]:
    """As it is, as a form sends it, and a number without its plus."""
    forms = {address, address.lower(), address.replace("@", "%40"), address.removeprefix("+")}
    return {form for form in forms if len(form) >= 5}
