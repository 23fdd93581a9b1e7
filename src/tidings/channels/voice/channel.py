"""Telephone calls, as a channel: what they will need, and what signs those that the company's own switch makes today."""

from collections.abc import Mapping

from tidings.channels.contract import Channel, Declaration, Ports, Sender
from tidings.channels.voice.settings import SETTINGS


class Voice(Channel):
    """Calls over a switch. Nothing is dialled by this release; calls of the company's own switch are signed (`signing`)."""

    declaration = Declaration(
        name="voice",
        says="Telephone calls over the company's own switch; its calls are signed, and made by a later release",
        address_kind="mobile",
        abilities=frozenset({"spoken", "replies"}),
        settings=SETTINGS,
        cost_unit="minute",
    )

    def open(self, settings: Mapping[str, str], ports: Ports) -> Sender:
        raise ValueError("voice is declared only: calls come with a later release")


CHANNEL = Voice()
