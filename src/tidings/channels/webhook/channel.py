"""A system of the company's own, as a channel: a signed POST of the whole notice, and signed requests back."""

from collections.abc import Mapping, Sequence

from tidings.channels.contract import (
    Answer,
    Channel,
    Declaration,
    Drawing,
    Finding,
    Heard,
    Message,
    NotGenuine,
    Ports,
    Raw,
    Sender,
    Setting,
)
from tidings.channels.http import base_url
from tidings.channels.webhook.body import MOST_OCTETS, compose, readable
from tidings.channels.webhook.hearing import heard
from tidings.channels.webhook.sending import PostSender
from tidings.core import webhooks

URL, SECRET = "TIDINGS_WEBHOOK_CHANNEL_URL", "TIDINGS_WEBHOOK_CHANNEL_SECRET"
CA, TIMEOUT = "TIDINGS_WEBHOOK_CHANNEL_CA", "TIDINGS_WEBHOOK_CHANNEL_TIMEOUT"


class Webhook(Channel):
    """Anything else the company has: an app, a letter-box of its own, a loudspeaker. Standard Webhooks, both ways."""

    declaration = Declaration(
        name="webhook",
        says="A signed POST of the whole notice to a system of the company's own, which sends receipts and replies back",
        address_kind="webhook",
        abilities=frozenset({"links", "replies", "receipts", "seen", "expiry", "same_id_again"}),
        receipts=("accepted", "delivered", "seen", "transient", "failed", "expired"),
        settings=(
            Setting(name=URL, says="Where notices are posted, https://host/path", required=True),
            Setting(
                name=SECRET,
                says="What both sides sign with (Standard Webhooks): whsec_ and the base64 of 24 to 64 bytes",
                secret=True,
                required=True,
                pattern=r"whsec_[A-Za-z0-9+/=]+",
            ),
            Setting(name=CA, says="A file of certificates to trust instead of the machine's own"),
            Setting(
                name=TIMEOUT,
                says="Seconds to wait for a system that says nothing",
                default="15",
                pattern=r"\d{1,3}(\.\d+)?",
            ),
        ),
        limits={"body_octets": MOST_OCTETS, "address_characters": 200},
    )

    def open(self, settings: Mapping[str, str], ports: Ports) -> Sender:
        webhooks.key_of(settings[SECRET])
        return PostSender(
            url=base_url(URL, settings[URL]),
            secret=settings[SECRET],
            patience_s=float(settings.get(TIMEOUT) or 15),
            ca=settings.get(CA, ""),
        )

    def draw(self, message: Message) -> Drawing:
        body = compose(message)
        return Drawing(text=readable(body), notes=(f"{len(body)} octets",))

    def answer(self, raw: Raw, settings: Mapping[str, str]) -> Answer:
        if raw.method != "POST":
            raise NotGenuine("only POST is taken here")
        try:
            webhooks.verify(secret=settings[SECRET], headers=raw.headers, body=raw.body, now=raw.at)
        except webhooks.NotGenuine as refused:
            raise NotGenuine(refused.reason) from refused
        return Answer()

    def read(self, raw: Raw, settings: Mapping[str, str]) -> Sequence[Heard]:
        return heard(raw)

    def check(self, settings: Mapping[str, str]) -> Sequence[Finding]:
        try:
            base_url(URL, settings[URL])
            webhooks.key_of(settings[SECRET])
        except ValueError as wrong:
            mend = f"state {URL} as https://host/path, and {SECRET} as the system's whsec_ secret"
            return (Finding(well=False, says=str(wrong), mend=mend),)
        return (Finding(well=True, says="The address and the secret are of the right form"),)


CHANNEL = Webhook()
