"""What was said with a check code: composed again from the outreach, and proven by the hash in its signed record.

Nothing of a message is kept but its record and what it was made of. So it is composed again as it was then: the approved
version, its language and data, the company as it spoke, the channel's own drawing. Where the record's hash says that the
words are not those of then (they were erased since, say), nothing is given: better none than others.
"""

import copy
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from django.conf import settings
from django.db import DatabaseError
from django.db.models import Q

from tidings.channels.contract import Channel, Message
from tidings.core.genuine.faces import Face
from tidings.core.genuine.record import NotOurs, Record, notice_hash, read_record
from tidings.ground.channel_settings import settings_for
from tidings.outreach.compose import Voice, message_for
from tidings.outreach.evidence_borne import in_words
from tidings.outreach.models import Attempt, Outreach
from tidings.outreach.record_keys import known_keys
from tidings.outreach.sending import installed
from tidings.staff import public as staff

LATEST = 5  # tries of one outreach that are compared


def faces_with(*, outreach_id: int) -> list[Face]:
    """How every message of this outreach reads, newest first; none where none left us or what was said is not known."""
    tries = (
        Attempt.objects.select_related("outreach__customer")
        .filter(outreach_id=outreach_id)
        .exclude(record="")
    )
    return [face for one in tries.order_by("-number")[:LATEST] for face in faces_of(one)]


def records_of(*, outreach_id: int) -> list[str]:
    """The signed records of an outreach's messages, oldest first (JWS, compact)."""
    tries = Attempt.objects.filter(outreach_id=outreach_id).exclude(record="").order_by("number")
    return list(tries.values_list("record", flat=True))


def faces_of(tried: Attempt) -> Iterator[Face]:
    channel = installed(tried.channel)
    try:
        record = read_record(tried.record, keys=known_keys())
    except NotOurs:
        return
    if channel is not None:
        for message in messages_of(tried, record):
            yield from drawn(channel, message, tried)


def messages_of(tried: Attempt, record: Record) -> Iterator[Message]:
    """The message as it was, once for each secret its links may have been signed with."""
    row = as_then(tried)
    for company in staff.companies_at(record.at):
        if any(same := [proven(row, Voice(company, secret=secret), record) for secret in secrets()]):
            yield from filter(None, same)
            return


def as_then(tried: Attempt) -> Outreach:
    """The outreach as it was when it went this way."""
    row = copy.copy(tried.outreach)
    row.channel, row.address, row.message_id = tried.channel, tried.address, tried.message_id
    return row


def secrets() -> Iterable[str]:
    return dict.fromkeys((settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS))


def proven(row: Outreach, voice: Voice, record: Record) -> Message | None:
    """The message, where it says what the record says was said."""
    try:
        message = message_for(
            row,
            to_name=row.customer.name,
            voice=voice,
            told=told_then(row, record),
            now=record.at,
            heard_at=record.at,
        )
    except DatabaseError:
        raise
    except (
        Exception
    ):  # what cannot be composed any more (erased data, a topic that is gone) cannot be compared
        return None
    same = notice_hash(message.composed) == record.notice
    return in_words(message) if same and message.letterhead.sender_address == record.sender else None


def told_then(row: Outreach, record: Record) -> list[Outreach]:
    """The outreach, and what it carried in a digest when it was sent."""
    if row.carried_by != row.id:
        return [row]
    still = Q(withdrawn_at=None) | Q(withdrawn_at__gt=record.at)
    carried = Outreach.objects.filter(still, carried_by=row.id, digest="carried").exclude(state="expired")
    return [row, *carried.order_by("expires_at", "id")]


def drawn(channel: Channel, message: Message, tried: Attempt) -> Sequence[Face]:
    """The channel's own faces; none where it cannot draw it any more."""
    try:
        stated = (
            settings_for(channel.declaration, tried.account)
            if tried.account
            else settings_for(channel.declaration)
        )
        return channel.faces(replace(message, expires_at=max(message.expires_at, message.at)), stated)
    except Exception:  # an account that is gone, settings that are no longer right
        return ()
