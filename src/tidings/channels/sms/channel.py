"""Text messages, as a channel: what it can do, and its two ways, SMPP and a provider's HTTP API."""

from collections.abc import Mapping, Sequence

from tidings.channels.contract import (
    Answer,
    Channel,
    Declaration,
    Drawing,
    Finding,
    Heard,
    Listener,
    Message,
    NotGenuine,
    Ports,
    Raw,
    Receipt,
    Sender,
)
from tidings.channels.sms.as_held import faces
from tidings.channels.sms.senders import Senders, country_of, judged
from tidings.channels.sms.settings import SETTINGS
from tidings.channels.sms.smpp import asking as smpp_asking
from tidings.channels.sms.smpp.listening import SmppListener
from tidings.channels.sms.smpp.reading import heard as heard_by_smpp
from tidings.channels.sms.smpp.receiving import DELIVERED, PART
from tidings.channels.sms.smpp.sending import SmppSender
from tidings.channels.sms.text import draw
from tidings.channels.sms.twilio import asking as twilio_asking
from tidings.channels.sms.twilio import callbacks
from tidings.channels.sms.twilio.sending import BLOCK, TwilioSender
from tidings.channels.sms.way import Way, Writing
from tidings.core.genuine.faces import Face


class Sms(Channel):
    """Text messages of a few segments: who and what, where to read on, how to check it, how to stop it."""

    declaration = Declaration(
        name="sms",
        says="Text messages by SMPP 3.4 or a Twilio-style HTTP API, in segments counted as carriers count them",
        address_kind="mobile",
        abilities=frozenset({"links", "replies", "receipts", "expiry", "asks"}),
        settings=SETTINGS,
        receipts=("accepted", "delivered", "failed", "expired"),
        limits={"characters_in_one_segment": 160, "characters_beyond_gsm7": 70, "segments": 255},
        cost=0.05,
        cost_unit="segment",
    )

    def open(self, settings: Mapping[str, str], ports: Ports) -> Sender:
        way, senders = self._read(settings)
        sender = SmppSender if way.scheme in ("smpp", "smpps") else TwilioSender
        return sender(way, senders, ports)

    def destination(self, address: str) -> str:
        """The country of the number."""
        return country_of(address)

    def draw(self, message: Message) -> Drawing | None:
        """As a sender that hears replies would write it, within the usual number of segments."""
        text = draw(message, Writing(), replies=True)
        count, units = text.layout.count, text.layout.units
        notes = [f"{count} segment{'s' if count > 1 else ''}, {units} characters in {text.layout.encoding}"]
        notes += [f"{change.was!r} is written {change.became!r}" for change in text.changes]
        return Drawing(text=text.text, notes=tuple(notes))

    def faces(self, message: Message, settings: Mapping[str, str]) -> Sequence[Face]:
        way, senders = self._read(settings)
        return faces(message, senders, way.writing)

    def answer(self, raw: Raw, settings: Mapping[str, str]) -> Answer:
        way, _ = self._read(settings)
        if way.scheme in ("smpp", "smpps"):
            raise NotGenuine("this account's texts go by SMPP; nothing of it comes by HTTP")
        return callbacks.answer(raw, way)

    def read(self, raw: Raw, settings: Mapping[str, str]) -> Sequence[Heard]:
        if raw.kind in (DELIVERED, PART):
            way, _ = self._read(settings)
            return heard_by_smpp(raw, receipt_ids=way.receipt_ids, zone=way.zone)
        return [callbacks.block(raw)] if raw.kind == BLOCK else callbacks.heard(raw)

    def listen(self, settings: Mapping[str, str], ports: Ports) -> Listener | None:
        way, _ = self._read(settings)
        return SmppListener(way, ports) if way.scheme in ("smpp", "smpps") else None

    def ask(self, message_id: str, provider_id: str, settings: Mapping[str, str]) -> Receipt | None:
        way, senders = self._read(settings)
        if way.scheme in ("smpp", "smpps"):
            return smpp_asking.ask(provider_id, way, senders)
        return twilio_asking.ask(provider_id, way)

    def check(self, settings: Mapping[str, str]) -> Sequence[Finding]:
        try:
            way, senders = self._read(settings)
        except ValueError as error:
            return [Finding(well=False, says=str(error), mend="set it as docs/how-to/send-texts.md shows")]
        reached = smpp_asking.check(way) if way.scheme in ("smpp", "smpps") else twilio_asking.check(way)
        return [reached, *judged(senders)]

    def _read(self, settings: Mapping[str, str]) -> tuple[Way, Senders]:
        values = self.declaration.stated(settings)
        return Way.read(values), Senders.read(values["TIDINGS_SMS_SENDERS"])


CHANNEL = Sms()
