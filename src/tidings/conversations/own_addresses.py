"""A customer changes where we write to them: what they add takes a code first, and the address we knew hears of it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from tidings.channels import discover
from tidings.conversations.choosing import note, tell_chosen
from tidings.conversations.sayings import say
from tidings.ground.channel_settings import accounts, ready
from tidings.outreach.public import OutreachCard
from tidings.people import public as people

CODES_BY: Mapping[str, str] = {"email": "email", "mobile": "sms"}


def kinds_to_add() -> tuple[str, ...]:
    """The kinds of address to which we can send a code now."""
    there = ready()
    return tuple(kind for kind, channel in CODES_BY.items() if channel in there)


@transaction.atomic
def add_address(
    *, card: OutreachCard, kind: str, stated: str, language: str, now: datetime
) -> people.OwnAddress:
    """An address the customer gave on the page of this outreach, and a code on its way there; raises `people.Refused`."""
    if kind not in kinds_to_add():
        raise people.Refused([people.Problem("address", "cannot take a code here", "choose another kind")])
    added = people.add_address(customer_id=card.customer_id, kind=kind, stated=stated)
    if added.state == "unverified":
        send_code(card=card, address_id=added.id, language=language, now=now)
    return added


@transaction.atomic
def send_code(*, card: OutreachCard, address_id: int, language: str, now: datetime) -> bool:
    """A fresh code to an address that waits for one; False when there were too many today."""
    mine = {one.id: one for one in people.own_addresses(customer_id=card.customer_id)}
    code = people.new_code(customer_id=card.customer_id, address_id=address_id, now=now)
    if code is None or mine[address_id].kind not in kinds_to_add():
        return False
    channel = CODES_BY[mine[address_id].kind]
    return say(
        "code",
        key=f"code:{address_id}:{now.isoformat()}",
        customer_id=card.customer_id,
        outreach_id=card.id,
        channel=channel,
        account=accounts(discover()[channel].declaration)[0],
        address=mine[address_id].address,
        language=language,
        code=code,
        now=now,
    )


@transaction.atomic
def prove_address(
    *, card: OutreachCard, address_id: int, code: str, shown: str, now: datetime
) -> people.Proof:
    """The code makes the address usable; the one we wrote to before hears of it (as `shown`, not whole)."""
    proof = people.prove_address(customer_id=card.customer_id, address_id=address_id, code=code, now=now)
    if proof == "confirmed":
        changed(card, {"address": "added", "id": address_id}, now)
        warn_the_old_one(card, address_id, shown, now)
    return proof


def warn_the_old_one(card: OutreachCard, address_id: int, shown: str, now: datetime) -> None:
    """A link proves no identity: whoever had it, the person hears what was done with it."""
    channel = card.channel if card.channel in ready() else ""
    if channel and card.address:
        say(
            "address_added",
            key=f"address-added:{address_id}:{now.isoformat()}",
            customer_id=card.customer_id,
            outreach_id=card.id,
            channel=channel,
            account=accounts(discover()[channel].declaration)[0],
            address=card.address,
            language=card.language,
            code=shown,
            now=now,
        )


@transaction.atomic
def put_first(*, card: OutreachCard, address_id: int, now: datetime) -> bool:
    """This address before the others of its kind."""
    done = people.put_first(customer_id=card.customer_id, address_id=address_id)
    if done:
        changed(card, {"address": "first", "id": address_id}, now)
    return done


@transaction.atomic
def remove_address(*, card: OutreachCard, address_id: int, now: datetime) -> bool:
    """Not used any more, whatever the company's records state later."""
    gone = people.remove_address(customer_id=card.customer_id, address_id=address_id)
    if gone:
        changed(card, {"address": "removed", "id": address_id, "kind": gone.kind}, now)
    return gone is not None


def changed(card: OutreachCard, said: Mapping[str, Any], now: datetime) -> None:
    note("preferred", card.customer_id, card.id, said, now)
    tell_chosen("preference.changed", card.customer_id, said, now)
