"""A customer chooses how, when and about what we may reach them. A stop takes effect in the same transaction."""

from collections.abc import Mapping
from datetime import datetime, time
from typing import Any

from django.db import transaction

from tidings.conversations.models import Interaction
from tidings.ground import webhooks
from tidings.ground.notify import CHANGED, notify
from tidings.outreach import public as outreach
from tidings.people import public as people

CHANGES = frozenset({"topic", "channels", "hours", "language", "paused_until", "digest"})


def stop(
    *, customer_id: int, scope: str, channel: str = "", outreach_id: int | None = None, by: str, now: datetime
) -> bool:
    """Stop `scope` ("all", "purpose:NAME", "topic:NAME") by `channel` (empty: every one); False when it was stopped.

    What is still waiting to be sent is withdrawn at once. `by` says how it was asked (one-click, page, agent ...).
    """
    with transaction.atomic():
        new = people.stop(
            customer_id=customer_id,
            scope=scope,
            channel=channel,
            reason="stopped",
            source="customer",
            evidence={"by": by, "outreach": outreach_id},
            now=now,
        )
        outreach.stopped(customer_id=customer_id, scope=scope, channel=channel, now=now)
        if new:
            said = {"scope": scope, "channel": channel, "by": by}
            note("stopped", customer_id, outreach_id, said, now)
            tell_chosen("contact.stopped", customer_id, said, now)
    return new


def stop_address(*, channel: str, address: str, scope: str = "all", by: str, now: datetime) -> bool:
    """Use an address no more for `scope`, whoever it belongs to; False when that was so already.

    What is on its way to it is withdrawn at once. `by` says who asked, and how ("reply STOP", "key:...").
    """
    with transaction.atomic():
        new = people.suppress_address(
            channel=channel,
            address=address,
            scope=scope,
            reason="stopped",
            source="customer",
            evidence={"by": by},
            now=now,
        )
        outreach.address_stopped(channel=channel, address=address, scope=scope, now=now)
    return new


def restart(*, customer_id: int, scope: str, outreach_id: int | None = None, by: str, now: datetime) -> bool:
    """The person's own later act: we may contact them about `scope` again; False when nothing was stopped.

    Addresses that are blocked (bounced, on a do-not-call list) stay blocked.
    """
    with transaction.atomic():
        evidence = {"by": by, "outreach": outreach_id}
        lifted = people.lift(customer_id=customer_id, scope=scope, evidence=evidence, now=now)
        if lifted:
            said = {"scope": scope, "by": by, "restarted": True}
            note("restarted", customer_id, outreach_id, said, now)
            tell_chosen("preference.changed", customer_id, said, now)
    return bool(lifted)


def change_preferences(
    *, customer_id: int, changes: Mapping[str, Any], outreach_id: int | None = None, now: datetime
) -> None:
    """What the customer said about a topic (or all): any of topic, channels, hours, language, paused_until, digest."""
    if unknown := set(changes) - CHANGES:
        raise ValueError(f"not a preference: {', '.join(sorted(unknown))}")
    said = {name: _plain(value) for name, value in changes.items()}
    with transaction.atomic():
        people.prefer(customer_id=customer_id, **changes, now=now)
        note("preferred", customer_id, outreach_id, said, now)
        tell_chosen("preference.changed", customer_id, said, now)


def _plain(value: Any) -> Any:
    if isinstance(value, datetime | time):
        return value.isoformat()
    return [_plain(each) for each in value] if isinstance(value, tuple | list) else value


def note(
    kind: str, customer_id: int, outreach_id: int | None, detail: Mapping[str, Any], now: datetime
) -> None:
    Interaction.objects.create(
        customer_id=customer_id, outreach_id=outreach_id, at=now, kind=kind, detail=dict(detail)
    )
    notify(CHANGED, f"customer:{customer_id}")


def tell_chosen(topic: str, customer_id: int, said: Mapping[str, Any], now: datetime) -> None:
    external_id = people.person(customer_id=customer_id).external_id
    webhooks.queue(
        topic=topic,
        payload={"customer": external_id, "at": now.isoformat(), **said},
        key=f"{customer_id}:{now.isoformat()}:{sorted(said.items())}",
        ordering_key=f"customer:{external_id}",
        now=now,
    )
