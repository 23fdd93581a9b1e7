"""Which accounts of channels may be written to, with their settings, read again every few seconds."""

import time
from collections.abc import Mapping
from dataclasses import dataclass

from asgiref.sync import sync_to_async
from django.conf import settings
from django.db import connection

from tidings.api.problems import Refusal
from tidings.channels import discover
from tidings.ground.channel_settings import accounts, settings_for
from tidings.staff.public import company

REMEMBERED_FOR = 3.0  # seconds; a changed secret counts after that


@dataclass(frozen=True)
class Stated:
    """The settings of an account, and the public address of this installation (no slash at its end)."""

    values: Mapping[str, str]
    home: str


class Accounts:
    """What is known of the channels that were asked for lately."""

    def __init__(self) -> None:
        self.known: dict[str, tuple[float, Mapping[str, Stated]]] = {}

    async def settings(self, channel: str, account: str) -> Stated:
        """Of an account that is ready; raises `Refusal` (404)."""
        until, found = self.known.get(channel, (0.0, {}))
        if time.monotonic() > until:
            found = await look_up(channel)
            self.known[channel] = (time.monotonic() + REMEMBERED_FOR, found)
        if account not in found:
            raise Refusal(404, "There is no such address.")
        return found[account]


@sync_to_async(thread_sensitive=False)
def look_up(channel: str) -> Mapping[str, Stated]:
    declaration = discover()[channel].declaration
    try:
        home = (company().public_url or settings.PUBLIC_URL).rstrip("/")
        return {name: Stated(settings_for(declaration, name), home) for name in accounts(declaration)}
    finally:
        connection.close()
