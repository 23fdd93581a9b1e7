"""Texts by the provider's HTTP API, one request each over a connection that stays open."""

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import replace
from json import dumps
from urllib.parse import quote, urlencode

from tidings.channels.contract import Message, Outcome, Ports, Raw
from tidings.channels.http import Client, Lost, Response
from tidings.channels.sms.drawing import drawn
from tidings.channels.sms.senders import NoSender, SenderId, Senders
from tidings.channels.sms.text import Text
from tidings.channels.sms.twilio.answers import BLOCKED, meaning
from tidings.channels.sms.way import Way

BLOCK = "blocked"  # the kind of raw that tells of a person's STOP to this sender
LONGEST_LIFE_S = 36_000


class TwilioSender:
    """Sends by the account in the way's URL; the provider has no id by which a request may be repeated."""

    def __init__(self, way: Way, senders: Senders, ports: Ports) -> None:
        self.way, self.senders, self.ports = way, senders, ports
        self.client = client(way)

    def send(self, message: Message) -> Outcome:
        """One message; raises `CannotCompose` when it cannot be drawn."""
        try:
            text, sender = drawn(message, self.senders, self.way.writing)
        except NoSender as error:
            return Outcome(state="permanent", says=str(error))
        body = urlencode(form(message, text, sender, self.way.callback)).encode()
        try:
            response = call(self.client, self.way, "POST", "Messages.json", body)
        except Lost as lost:
            return lost.outcome
        if refused_as_blocked(response):
            self.ports.keep(blocked(message, self.ports))
        outcome = meaning(response)
        return replace(
            outcome, parts=outcome.parts if outcome.provider_id and outcome.parts else text.layout.count
        )

    def close(self) -> None:
        self.client.close()


def client(way: Way) -> Client:
    return Client(patience_s=way.patience_s, ca=way.ca)


def call(client: Client, way: Way, method: str, place: str, body: bytes = b"") -> Response:
    """A request about the account; raises `Lost`."""
    known = b64encode(f"{way.user}:{way.password}".encode()).decode()
    headers = {"authorization": f"Basic {known}", "accept": "application/json"}
    if body:
        headers["content-type"] = "application/x-www-form-urlencoded"
    account = f"{way.base}/2010-04-01/Accounts/{quote(way.user, safe='')}"
    return client.call(
        method, f"{account}{'/' if place[0] != '.' else ''}{place}", body=body, headers=headers
    )


def form(message: Message, text: Text, sender: SenderId, callback: str) -> Mapping[str, str]:
    """The request's fields. The status callback bears our own id: a receipt may come before the answer, or without it."""
    life = int((message.expires_at - message.at).total_seconds())
    fields = {
        "To": message.to,
        "Body": text.text,
        "MessagingServiceSid" if sender.kind == "service" else "From": sender.address,
        "ValidityPeriod": str(max(1, min(life, LONGEST_LIFE_S))),
        "SmartEncoded": "false",
    }
    if callback:
        joint = "&" if "?" in callback else "?"
        fields["StatusCallback"] = f"{callback}{joint}message={quote(message.message_id, safe='')}"
    return fields


def refused_as_blocked(response: Response) -> bool:
    told = response.json()
    return isinstance(told, dict) and told.get("code") == BLOCKED


def blocked(message: Message, ports: Ports) -> Raw:
    """News that this person stopped our sender at the provider."""
    body = dumps({"address": message.to, "message_id": message.message_id}).encode()
    return Raw(kind=BLOCK, key=f"{BLOCK} {message.message_id}", body=body, at=ports.now())
