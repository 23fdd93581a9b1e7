"""Somebody who stopped us by writing wants to hear from us again: their own later act, a consent with its prompt."""

from collections.abc import Collection
from datetime import datetime

from tidings.conversations.choosing import restart
from tidings.conversations.models import Saying
from tidings.conversations.who_wrote import Writer
from tidings.people import public as people


def start_again(who: Writer, *, key: str, text: str, at: datetime, now: datetime) -> bool:
    """Lifts what was stopped by writing on this channel, and nothing else; False when nothing was."""
    by, lifted = f"reply:{who.channel}", 0
    if who.customer_id is not None:
        for scope in stopped_by(who.customer_id, {by, f"unsubscribed:{who.channel}"}):
            restart(customer_id=who.customer_id, scope=scope, by=by, now=now)
            granted(who, who.customer_id, scope, key=key, text=text, at=at, now=now)
            lifted += 1
    evidence = {"by": by, "words": text[:100]}
    if not who.elsewhere:
        lifted += people.lift_address(channel=who.channel, address=who.address, evidence=evidence, now=now)
    return bool(lifted)


def stopped_by(customer_id: int, by: Collection[str]) -> list[str]:
    """The scopes in force that they stopped in these ways: by writing to us, or to a provider who heard it first."""
    stops = people.person(customer_id=customer_id).suppressions
    theirs = [stop.scope for stop in stops if stop.lifted_at is None and stop.evidence.get("by") in by]
    return list(dict.fromkeys(theirs))


def granted(
    who: Writer, customer_id: int, scope: str, *, key: str, text: str, at: datetime, now: datetime
) -> None:
    purpose = scope.removeprefix("purpose:") if scope.startswith("purpose:") else "service"
    people.record_consent(
        customer_id=customer_id,
        granted=True,
        purpose=purpose,
        channel=who.channel,
        address=who.address,
        evidence={"words": text[:100], "prompt": prompt(who)},
        source=f"reply:{who.channel}",
        at=at,
        now=now,
        key=f"{key}:{scope}",
    )


def prompt(who: Writer) -> str:
    """What we had said last to this address that tells how to come back."""
    said = Saying.objects.filter(channel=who.channel, address=who.address).order_by("-created_at", "-id")
    return said.values_list("text", flat=True).first() or "START, by itself"
