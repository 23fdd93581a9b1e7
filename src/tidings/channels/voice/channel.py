"""Telephone calls, as a channel: what they will need. The folder stands so that rules, records and forms can name them."""

from collections.abc import Mapping

from tidings.channels.contract import Channel, Declaration, Ports, Sender, Setting


class Voice(Channel):
    """Calls over a switch. Nothing is dialled by this release."""

    declaration = Declaration(
        name="voice",
        says="Telephone calls over the company's own switch; declared only, made by a later release",
        address_kind="mobile",
        abilities=frozenset({"spoken", "replies"}),
        settings=(
            Setting(
                name="TIDINGS_VOICE_SWITCH_URL",
                says="The switch's control interface (this release makes no calls yet)",
                secret=True,
                required=True,
            ),
            Setting(
                name="TIDINGS_VOICE_CALLER_ID",
                says="The number shown to whom we call, one that is answered when they call back",
                required=True,
                pattern=r"\+[0-9]{6,15}",
            ),
        ),
        cost_unit="minute",
    )

    def open(self, settings: Mapping[str, str], ports: Ports) -> Sender:
        raise ValueError("voice is declared only: calls come with a later release")


CHANNEL = Voice()
