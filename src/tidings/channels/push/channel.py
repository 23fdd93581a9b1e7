"""Web Push, as a channel: a few words on the screen of a browser that asked for them."""

import json
from collections.abc import Mapping, Sequence

from tidings.channels.contract import (
    Answer,
    Channel,
    Declaration,
    Drawing,
    Finding,
    Heard,
    Message,
    Pace,
    Ports,
    Raw,
    Sender,
    Setting,
)
from tidings.channels.push import reading
from tidings.channels.push.keys import BadKey, Identity
from tidings.channels.push.payload import BODY, LARGEST, TITLE, first_words, shortened
from tidings.channels.push.sending import PushSender
from tidings.channels.push.subscription import host_of

# Of Chrome and Edge, Firefox, Windows, Safari.
SERVICES = "fcm.googleapis.com .push.services.mozilla.com .notify.windows.com .push.apple.com"


class WebPush(Channel):
    """Sealed for one browser, signed by the company's key, replaced rather than doubled."""

    declaration = Declaration(
        name="push",
        says="Web Push: a few words on the screen of a browser whose owner asked for them, and a link to the notice",
        address_kind="push",
        abilities=frozenset({"links", "receipts", "seen", "expiry", "same_id_again", "far_ends"}),
        receipts=("delivered", "seen"),
        settings=(
            Setting(
                name="TIDINGS_VAPID_KEY",
                says="The private key browsers know us by (`tidings push-key` makes one); a new one loses every subscriber",
                required=True,
                secret=True,
            ),
            Setting(
                name="TIDINGS_VAPID_CONTACT",
                says="Whom a push service may write to about our messages: mailto:SOMEBODY or https://...",
                required=True,
                pattern=r"(mailto:|https://).+",
            ),
            Setting(
                name="TIDINGS_PUSH_SHOWS",
                says="On the lock screen: the notice's first words, or only its topic",
                default="notice",
                choices=("notice", "topic"),
            ),
            Setting(
                name="TIDINGS_PUSH_SERVICES",
                says="The hosts of push services that may be called, or their ends (.push.example)",
                default=SERVICES,
            ),
            Setting(
                name="TIDINGS_PUSH_TIMEOUT",
                says="Seconds to wait for an answer",
                default="20",
                pattern=r"\d+",
            ),
            Setting(
                name="TIDINGS_PUSH_CA", says="A file of certificates to trust instead of the machine's own"
            ),
        ),
        limits={"body_octets": LARGEST, "title_characters": TITLE, "text_characters": BODY, "days_kept": 28},
        paces=(Pace(per="destination", per_s=50, burst=200),),
    )

    def open(self, settings: Mapping[str, str], ports: Ports) -> Sender:
        values = self.declaration.stated(settings)
        return PushSender(
            Identity.read(values),
            services=tuple(values["TIDINGS_PUSH_SERVICES"].split()),
            shows=values["TIDINGS_PUSH_SHOWS"],
            patience_s=float(values["TIDINGS_PUSH_TIMEOUT"]),
            ca=values["TIDINGS_PUSH_CA"],
        )

    def draw(self, message: Message) -> Drawing:
        return Drawing(
            title=shortened(message.letterhead.name, TITLE), text=shortened(first_words(message), BODY)
        )

    def destination(self, address: str) -> str:
        """The push service."""
        try:
            return host_of(json.loads(address)["endpoint"])
        except (ValueError, KeyError, TypeError):
            return ""

    def answer(self, raw: Raw, settings: Mapping[str, str]) -> Answer:
        reading.verified(raw, Identity.read(self.declaration.stated(settings)))
        return Answer()

    def read(self, raw: Raw, settings: Mapping[str, str]) -> Sequence[Heard]:
        return reading.read(raw)

    def check(self, settings: Mapping[str, str]) -> Sequence[Finding]:
        try:
            identity = Identity.read(self.declaration.stated(settings))
        except BadKey as bad:
            return [Finding(well=False, says=str(bad), mend="tidings push-key")]
        return [Finding(well=True, says=f"browsers know us by {identity.public[:12]}...")]


CHANNEL = WebPush()
