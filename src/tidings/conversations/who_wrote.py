"""Who wrote: the contact they answer, or the customers who use that address, or a stranger."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from tidings.channels import discover
from tidings.channels.contract import Reply
from tidings.outreach import public as outreach
from tidings.people import public as people

ANSWERS_WITHIN = timedelta(days=30)  # a word about nothing in particular is about what we told last
NUMBERS = frozenset({"mobile", "landline"})


@dataclass(frozen=True, kw_only=True)
class Writer:
    """Whoever wrote by `channel` from `address`; `card` is what they answer, `customers` who uses that address.

    `elsewhere`: what they answer went to another address, so this one is no more than what a sender's line claims.
    """

    channel: str
    account: str
    address: str
    customers: tuple[int, ...]
    card: outreach.OutreachCard | None
    elsewhere: bool = False

    @property
    def customer_id(self) -> int | None:
        """The one customer this can only be."""
        if self.card:
            return self.card.customer_id
        return self.customers[0] if len(self.customers) == 1 else None

    @property
    def is_sole(self) -> bool:
        """Whether the address belongs to this customer and nobody else."""
        return self.customers == (self.customer_id,)


def writer(*, channel: str, account: str, reply: Reply, now: datetime) -> Writer:
    """By the message that is answered, else the last that went to this address within a month."""
    kind = discover()[channel].declaration.address_kind
    address = address_of(kind, reply.sender)
    customers = people.whose(kind=kind, address=address)
    found = answered(channel, reply)
    return Writer(
        channel=channel,
        account=account,
        address=address,
        customers=customers,
        card=outreach.outreach(id=found.outreach_id) if found else latest(channel, address, customers, now),
        elsewhere=found is not None and found.address.casefold() != address.casefold(),
    )


def address_of(kind: str, sender: str) -> str:
    """As addresses are kept: carriers leave out the + of a number."""
    digits = re.sub(r"\D", "", sender)
    return f"+{digits}" if kind in NUMBERS and len(digits) >= 7 else sender.strip()


def answered(channel: str, reply: Reply) -> outreach.AttemptFor | None:
    if not (reply.message_id or reply.provider_id):
        return None
    return outreach.attempt_for(channel=channel, message_id=reply.message_id, provider_id=reply.provider_id)


def latest(
    channel: str, address: str, customers: tuple[int, ...], now: datetime
) -> outreach.OutreachCard | None:
    since = now - ANSWERS_WITHIN
    return outreach.latest_to(customers=customers, channel=channel, address=address, since=since)


def language_of(who: Writer, fallback: str) -> str:
    """The language to answer in: that of the message, else the customer's, else the company's."""
    if who.card:
        return who.card.language or fallback
    known: Mapping[str, str] = {}
    if who.customer_id is not None:
        known = {"language": people.person(customer_id=who.customer_id).language}
    return known.get("language") or fallback
