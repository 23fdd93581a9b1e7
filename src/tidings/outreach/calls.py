"""Calls that the company's own switch makes about an outreach: told before they ring, on record, and signed.

Row first: from then on *is it you?* answers that we are on the phone with that number. Then the `Identity` headers.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import uuid4

from django.db import connection, transaction

from tidings.outreach.call_signing import NOT_OURS, is_ours, sign
from tidings.outreach.call_words import mend_for, says_for
from tidings.outreach.finding import row_of
from tidings.outreach.may_call import MayCall, may_call
from tidings.outreach.models import Call, Outreach
from tidings.outreach.told import record_contact

TURN = 7_410_022  # an advisory lock's first half; the customer is the second


class OtherCall(ValueError):
    """The switch used the same id for another call."""


@dataclass(frozen=True, kw_only=True)
class ToldCall:
    """What a switch says of a call before it rings: its own `key`, about which outreach, from and to which number (E.164).

    `speaks`: live (a person), prerecorded, ai, or "" where it is not known.
    """

    key: str
    outreach_id: int
    called: str
    shown: str
    speaks: str = ""


@dataclass(frozen=True, kw_only=True)
class CallAnswer:
    """`signed` bears `identity`, the values of the headers; `unsigned` and `refused` say why, and the mend."""

    state: Literal["signed", "unsigned", "refused"]
    identity: tuple[str, ...] = ()
    attest: str = ""
    reasons: tuple[str, ...] = ()
    says: str = ""
    mend: str = ""
    until: datetime | None = None


def begin_call(*, told: ToldCall, source: str, now: datetime) -> CallAnswer:
    """The call is about to ring. Told again under the same key it is answered alike. Raises `NoSuchOutreach`, `OtherCall`."""
    call = kept(told, source, now)
    if (call.outreach_id, call.called, call.shown) != (told.outreach_id, told.called, told.shown):
        raise OtherCall(f"{told.key} is the id of another call")
    return refused(call) if call.reasons else signed(call)


def end_call(*, key: str, source: str, now: datetime) -> bool:
    """The call is over; False where none of this key is under way."""
    mine = Call.objects.filter(key=named(source, key), finished_at=None, reasons=[])
    return bool(mine.update(finished_at=now))


def kept(told: ToldCall, source: str, now: datetime) -> Call:
    """The call's row, committed; a call that may be made counts against the caps from now on."""
    if known := Call.objects.filter(key=named(source, told.key)).select_related("outreach").first():
        return known
    row = row_of(told.outreach_id)
    with transaction.atomic():
        take_turn(row.customer_id)
        verdict = judged(row, told, now)
        call, new = Call.objects.get_or_create(
            key=named(source, told.key),
            defaults={
                "outreach": row,
                "line": verdict.line,
                "called": told.called,
                "shown": told.shown,
                "started_at": now,
                "reasons": list(verdict.reasons),
                "until": verdict.until,
                "origid": uuid4(),
            },
        )
        if new and not call.reasons:
            count(call)
    return call


def take_turn(customer_id: int) -> None:
    """Of two calls to one customer at once the second one counts the first."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [TURN, customer_id % 2**31])


def named(source: str, key: str) -> str:
    return f"{source}|{key}"


def judged(row: Outreach, told: ToldCall, now: datetime) -> MayCall:
    """What may not be shown is not called with, whomever."""
    if not is_ours(told.shown):
        return MayCall(reasons=(NOT_OURS,))
    return may_call(row, called=told.called, speaks=told.speaks, now=now)


def count(call: Call) -> None:
    row = call.outreach
    record_contact(
        customer_id=row.customer_id,
        channel=call.line,
        purpose=row.purpose,
        topic=row.topic,
        source="calls",
        key=call.key,
        at=call.started_at,
    )


def refused(call: Call) -> CallAnswer:
    return CallAnswer(
        state="refused",
        reasons=tuple(call.reasons),
        says=says_for(call.reasons),
        mend=mend_for(call.reasons, later=call.until is not None),
        until=call.until,
    )


def signed(call: Call) -> CallAnswer:
    """Its headers, and on record how far we answered for the number."""
    made = sign(call)
    if made.because:
        because = (made.because,)
        return CallAnswer(
            state="unsigned", reasons=because, says=says_for(because), mend=mend_for(because, later=False)
        )
    if call.attest != made.attest:
        Call.objects.filter(id=call.id).update(attest=made.attest)
    return CallAnswer(state="signed", identity=made.identity, attest=made.attest)
