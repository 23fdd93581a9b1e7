"""Whom and what not to contact. It only ever grows, until the person's own later act lifts their own stop."""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import QuerySet
from psycopg.types.json import Jsonb

from tidings.channels import names
from tidings.core.contact_points import matching
from tidings.people.models import Customer, Suppression
from tidings.people.problems import Problem, Refused
from tidings.people.rows import write

SCOPE = re.compile(r"all|purpose:(service|marketing|emergency)|topic:\S{1,200}")
ADD = """
    INSERT INTO people_suppression (customer_id, channel, address, scope, reason, source, evidence, at, lifted_evidence)
    SELECT %(customer_id)s, %(channel)s, %(address)s, %(scope)s, %(reason)s, %(source)s, %(evidence)s, %(now)s, '{}'
    WHERE %(customer_id)s::bigint IS NULL OR EXISTS (SELECT FROM people_customer WHERE id = %(customer_id)s)
    ON CONFLICT DO NOTHING
"""
ADD_MANY = """
    INSERT INTO people_suppression (channel, address, scope, reason, source, evidence, at, lifted_evidence)
    SELECT channel, address, scope, reason, source, '{}', at, '{}' FROM ROWS ON CONFLICT DO NOTHING RETURNING id
"""
MANY_TYPES = {
    "channel": "text",
    "address": "text",
    "scope": "text",
    "reason": "text",
    "source": "text",
    "at": "timestamptz",
}


@transaction.atomic
def stop(
    *,
    customer_id: int,
    scope: str,
    channel: str = "",
    reason: str,
    source: str,
    evidence: Mapping[str, Any],
    now: datetime,
) -> bool:
    """Contact this person no more about `scope` ("all", "purpose:marketing", "topic:NAME") by `channel` ("": any).

    False when they had stopped it already: the first stop stands, with its moment and evidence.
    """
    check(scope, channel)
    new = add(
        customer_id=customer_id,
        channel=channel,
        scope=scope,
        reason=reason,
        source=source,
        evidence=evidence,
        now=now,
    )
    if not new and not Customer.objects.filter(id=customer_id).exists():
        raise Refused([Problem("customer_id", "is nobody we know", "save the customer first")])
    return new


def suppress_address(
    *,
    channel: str,
    address: str,
    scope: str = "all",
    reason: str,
    source: str,
    evidence: Mapping[str, Any],
    now: datetime,
) -> bool:
    """Use this address no more, whoever it belongs to now or later ("" for any channel); False when it is so already."""
    check(scope, channel)
    return add(
        channel=channel,
        address=matching(channel=channel, address=address),
        scope=scope,
        reason=reason,
        source=source,
        evidence=evidence,
        now=now,
    )


def suppress_addresses(
    *, addresses: Iterable[tuple[str, str]], scope: str, reason: str, source: str, now: datetime
) -> int:
    """`suppress_address` for many (channel, address) in one statement; how many of them were news."""
    check_scope(scope)
    same = {"scope": scope, "reason": reason, "source": source, "at": now}
    rows = [
        {"channel": channel, "address": matching(channel=channel, address=address), **same}
        for channel, address in addresses
    ]
    return len(write(ADD_MANY, MANY_TYPES, rows))


@transaction.atomic
def lift(*, customer_id: int, scope: str, evidence: Mapping[str, Any], now: datetime) -> int:
    """The person's own later act ends their own stop of exactly this scope; how many stops that were.

    It needs evidence of the act. Stops of the same moment stay, and so do suppressed addresses.
    """
    check_scope(scope)
    if not evidence:
        raise Refused(
            [Problem("evidence", "is missing", "say what the person did that shows they want this again")]
        )
    return stops_before(customer_id, scope, now).update(lifted_at=now, lifted_evidence=dict(evidence))


def lift_address(*, channel: str, address: str, evidence: Mapping[str, Any], now: datetime) -> int:
    """Whoever writes from an address lifts what was stopped by writing from it; bounces and lists stay. How many."""
    theirs = Suppression.objects.filter(
        customer_id=None,
        channel=channel,
        address=matching(channel=channel, address=address),
        reason="stopped",
        source="customer",
        lifted_at=None,
        at__lt=now,
    )
    return theirs.update(lifted_at=now, lifted_evidence=dict(evidence))


def stops_before(customer_id: int, scope: str, now: datetime) -> QuerySet[Suppression]:
    return Suppression.objects.filter(customer_id=customer_id, scope=scope, lifted_at=None, at__lt=now)


def check(scope: str, channel: str) -> None:
    """A stop of a channel nobody knows would be answered with a yes, and stop nothing."""
    check_scope(scope)
    if channel and channel not in names.known():
        known = ", ".join(names.known())
        raise Refused([Problem("channel", "is none that we know", f'use one of {known}, or "" for all')])


def check_scope(scope: str) -> None:
    if not SCOPE.fullmatch(scope):
        raise Refused([Problem("scope", "is none that we know", "use all, purpose:marketing or topic:NAME")])


def add(
    *,
    customer_id: int | None = None,
    channel: str,
    address: str = "",
    scope: str,
    reason: str,
    source: str,
    evidence: Mapping[str, Any],
    now: datetime,
) -> bool:
    values = {"customer_id": customer_id, "channel": channel, "address": address, "scope": scope, "now": now}
    values |= {"reason": reason, "source": source, "evidence": Jsonb(dict(evidence))}
    with connection.cursor() as cursor:
        cursor.execute(ADD, values)
        return cursor.rowcount == 1
