"""A batch of rows as the messages to be sent, each with its signed record; a poison row has an outcome instead."""

import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import DatabaseError

from tidings.channels import discover
from tidings.channels.contract import Message, Outcome
from tidings.core.genuine.record import sign_record
from tidings.core.impersonation import Watch, imitations, struck
from tidings.core.notice import Composed
from tidings.outreach.compose import Voice, composed_for, message_for, told_in
from tidings.outreach.evidence_borne import Bearing
from tidings.outreach.models import Outreach
from tidings.people import public as people

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Drawn:
    """A message with its record; or the outcome of a row whose words and data do not go together (a poison row)."""

    message: Message | Outcome
    record: str = ""


def draw(rows: Sequence[Outreach], *, voice: Voice, now: datetime) -> dict[int, Drawn]:
    """Every row's message by its id; never raises for a row's own fault, so that one does not hold up the others."""
    heard, evidence = last_heard(rows), Bearing()
    messages = {
        row.id: drawn(row, voice, now, evidence, heard.get((row.channel, row.address))) for row in rows
    }
    evidence.write_down(now=now)
    return messages


def last_heard(rows: Iterable[Outreach]) -> dict[tuple[str, str], datetime]:
    """When the rows' addresses last wrote to us, by channel and address, where the channel has a window for free words."""
    addresses: dict[str, set[str]] = {}
    for row in rows:
        addresses.setdefault(row.channel, set()).add(row.address)
    return {
        (name, address): at
        for name, channel in discover().items()
        if name in addresses and "hours_for_free_words" in channel.declaration.limits
        for address, at in people.heard_on(
            channel=name, kind=channel.declaration.address_kind, addresses=addresses[name]
        ).items()
    }


def drawn(
    row: Outreach, voice: Voice, now: datetime, evidence: Bearing, heard_at: datetime | None = None
) -> Drawn:
    try:
        message = message_for(row, to_name=row.customer_name, voice=voice, now=now, heard_at=heard_at)
        must_not_impersonate(message, voice.watch, voice.own_domains)
        for item in told_in(row) if message.composed.items else ():
            evidence.lead_to(item, composed_for(item, voice=voice), customer=row.customer_external_id)
        # The record is of what was composed: an evidence object by its hash, not by its address.
        return Drawn(evidence.bear(row, message), record_of(row, message, voice))
    except DatabaseError:
        raise
    except Exception as error:
        # The text of the error may hold the customer's data: it goes into the row, not into the log.
        log.error("outreach %s cannot be composed: %s", row.id, type(error).__name__)
        says = f"cannot be composed: {type(error).__name__}: {error}"[:500]
        return Drawn(Outcome(state="permanent", says=says))


def must_not_impersonate(message: Message, watch: Watch, own: Sequence[str]) -> None:
    """Raises `Impersonates` where the data brought in what the company watches for, or a link that only looks like ours.

    What its campaigns say was checked before.
    """
    words = " | ".join(said(message.composed))
    for hit in struck(words, watch):
        raise Impersonates(f"the {hit.kind} {hit.entry} is on the watch list")
    for host in imitations(words, own):
        raise Impersonates(f"{host} looks like our own domain and is not")


class Impersonates(ValueError):
    """A message that says what only a forger would."""


def said(composed: Composed) -> Iterator[str]:
    """Every text of a notice."""
    yield from (composed.subject, composed.what, composed.means, composed.done, composed.if_ignored)
    yield from (text for step in composed.next_steps for text in (step.says, step.does))
    yield from (text for shown in composed.evidence for text in (shown.says, shown.value))
    yield from (text for known in composed.answers for text in (known.question, known.answer))
    yield from (text for item in composed.items for text in (item.title, item.what, item.means))


def record_of(row: Outreach, message: Message, voice: Voice) -> str:
    return sign_record(
        key=voice.record_key(now=message.at),
        code=row.code,
        channel=row.channel,
        sender=message.letterhead.sender_address,
        at=message.at,
        composed=message.composed,
        address=message.to,
    )
