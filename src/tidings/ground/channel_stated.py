"""Settings of channels that were stated in the console: one look at the table serves a process for two seconds."""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from math import inf
from time import monotonic

from django.db import transaction
from django.db.models.signals import post_delete, post_save

from tidings.ground.models import ChannelSetting
from tidings.ground.seals import SealBroken, open_seal, seal

LOOK_AGAIN_S = 2.0  # within this, every process follows what the console says
Values = Mapping[str, str]


@dataclass(frozen=True)
class Known:
    """What the table said when we looked, by (channel, account); `broken` are the names whose seal cannot be opened."""

    at: float
    values: Mapping[tuple[str, str], dict[str, str]] = field(default_factory=dict)
    broken: frozenset[tuple[str, str, str]] = frozenset()


_known: Known | None = None
_looking = threading.Lock()


def stated_in_console(channel: str, account: str | None = None) -> Values:
    """By name, for one account; without one, the accounts that have any (each with "")."""
    values = known().values
    if account is None:
        return {name: "" for where, name in values if where == channel}
    return values.get((channel, account), {})


def cannot_be_opened(channel: str, account: str, name: str) -> bool:
    """Whether a secret is there that was sealed under a key we no longer have."""
    return (channel, account, name) in known().broken


def state(*, channel: str, account: str, name: str, value: str, secret: bool, now: datetime) -> None:
    """Write one setting; a secret is sealed. "" is a value too: it hides the default."""
    ChannelSetting.objects.update_or_create(
        channel=channel,
        account=account,
        name=name,
        defaults={"value": seal(value) if secret else value, "sealed": secret, "updated_at": now},
    )


def unstate(*, channel: str, account: str, name: str = "") -> None:
    """Forget one setting, or without a name the whole account."""
    rows = ChannelSetting.objects.filter(channel=channel, account=account)
    for row in rows.filter(name=name) if name else rows:
        row.delete()


def known() -> Known:
    global _known
    found = _known
    if found is None or monotonic() - found.at > LOOK_AGAIN_S:
        with _looking:
            found = _known = looked()
    return found


def forget(**_: object) -> None:
    """The next reader looks at the table."""
    global _known
    _known = None


@contextmanager
def nothing_stated() -> Iterator[None]:
    """Without a database to ask: only the environment speaks."""
    global _known
    _known = Known(at=inf)
    try:
        yield
    finally:
        forget()


def looked() -> Known:
    at, values, broken = monotonic(), dict[tuple[str, str], dict[str, str]](), set()
    for row in ChannelSetting.objects.order_by("id"):
        mine = values.setdefault((row.channel, row.account), {})
        try:
            mine[row.name] = open_seal(row.value) if row.sealed else row.value
        except SealBroken:
            broken.add((row.channel, row.account, row.name))
    return Known(at, values, frozenset(broken))


def changed(**_: object) -> None:
    forget()
    transaction.on_commit(forget)  # who looked between the change and its commit saw the old values


post_save.connect(changed, sender=ChannelSetting, dispatch_uid="channel settings stated")
post_delete.connect(changed, sender=ChannelSetting, dispatch_uid="channel settings unstated")
