"""The channel itself tells us that somebody wants no more: a complaint, a block, an unsubscription. It counts at once."""

from datetime import datetime

from tidings.channels import discover
from tidings.channels.contract import Stopped
from tidings.conversations.applied import Applied
from tidings.conversations.choosing import stop, stop_address
from tidings.conversations.entries import from_outreach, tell_answer
from tidings.conversations.who_wrote import address_of
from tidings.outreach import public as outreach
from tidings.people import public as people


def object_to(*, channel: str, account: str, said: Stopped, now: datetime) -> Applied:
    """Stop in the caller's transaction what they object to; the same objection again changes nothing."""
    found = (
        outreach.attempt_for(channel=channel, message_id=said.message_id, provider_id=said.provider_id)
        if said.message_id or said.provider_id
        else None
    )
    kind = discover()[channel].declaration.address_kind
    address = address_of(kind, said.address) if said.address else (found.address if found else "")
    if not found and not address:
        return Applied(state="waiting", says="it speaks of a message we do not know yet")
    customers = (found.customer_id,) if found else people.whose(kind=kind, address=address)
    scope, by = scope_of(said, found), f"{'complaint' if said.complaint else 'unsubscribed'}:{channel}"
    for customer_id in customers:
        stop(
            customer_id=customer_id,
            scope=scope,
            channel="" if scope == "purpose:marketing" or scope.startswith("topic:") else channel,
            outreach_id=found.outreach_id if found else None,
            by=by,
            now=now,
        )
    if address and (not customers or scope == "all"):
        stop_address(channel=channel, address=address, scope=scope, by=by, now=now)
    if found and said.complaint:
        complained(found.outreach_id, channel, account, said, now)
    return Applied(says=f"stopped {scope}", about=customers)


def scope_of(said: Stopped, found: outreach.AttemptFor | None) -> str:
    """What it was about, where the channel does not say how far it goes: doubt counts for the person.

    A complaint ends the purpose of the message, an unsubscription the advertising or else its topic.
    """
    if said.scope:
        return said.scope
    if found is None:
        return "purpose:marketing" if said.complaint else "all"
    if said.complaint or found.purpose == "marketing":
        return f"purpose:{found.purpose}"
    return f"topic:{found.topic}"


def complained(outreach_id: int, channel: str, account: str, said: Stopped, now: datetime) -> None:
    card = outreach.outreach(id=outreach_id)
    key = f"complained:{channel}:{account}:{said.key}"
    if from_outreach(
        card, kind="complained", key=key, says=said.says, reason="complaint", channel=channel, now=now
    ):
        tell_answer(card, key=key, now=now, kind="complaint", says=said.says)
