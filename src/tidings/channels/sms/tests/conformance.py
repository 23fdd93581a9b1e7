"""The channel's worlds for the suite that every channel passes: a message centre, and a provider's HTTP API."""

import re
from dataclasses import replace
from datetime import datetime, timedelta
from threading import Thread
from typing import Any

from tidings.channels.contract import Message, Raw, Sender, Unplugged
from tidings.channels.sms.channel import CHANNEL
from tidings.channels.sms.tests.examples import MESSAGE, SENDERS, message
from tidings.channels.sms.tests.ports import Kept
from tidings.channels.sms.tests.provider import CALLBACK, SID, Provider
from tidings.channels.sms.tests.smsc import Smsc

STATES = {
    "accepted": "ACCEPTD",
    "delivered": "DELIVRD",
    "failed": "UNDELIV",
    "expired": "EXPIRED",
}
HTTP_STATES = {
    "accepted": ("sent", ""),
    "delivered": ("delivered", ""),
    "failed": ("undelivered", "30003"),
    "expired": ("failed", "30036"),
}
LINK = re.compile(r"https://shop\.example/n/(\w+)")


def told(text: str) -> str:
    """The id in a text: the last part of the link to the notice's page."""
    found = LINK.search(text)
    return found[1] if found else ""


def example(id: str) -> Message:
    """Of one segment, so that it is either there or not."""
    links = MESSAGE.links
    return message(
        message_id=f"{id}@shop.example",
        what="Your order f346 is late.",
        links=type(links)(
            notice=f"https://shop.example/n/{id}",
            check=links.check,
            preferences=links.preferences,
            stop=links.stop,
        ),
    )


class World:
    """A message centre of the npm package `smpp`."""

    impossible = {"forged": "what a centre delivers comes over a bind that our password opened"}

    def __init__(self) -> None:
        self.smsc = Smsc()
        self.delivered: dict[tuple[str, str], Raw] = {}

    def settings(self) -> dict[str, str]:
        return {
            "TIDINGS_SMS_URL": f"smpp://tidings:secret@127.0.0.1:{self.smsc.port}",
            "TIDINGS_SMS_SENDERS": SENDERS,
            "TIDINGS_SMS_TIMEOUT": "1",
        }

    def open(self) -> Sender:
        return CHANNEL.open(self.settings(), Unplugged(MESSAGE.at))

    def message(self, id: str) -> Message:
        return example(id)

    def plan(self, trouble: str) -> None:
        self.smsc.do("plan", trouble=trouble)

    def vanish(self) -> None:
        self.smsc.do("vanish")

    def received(self) -> list[str]:
        """The ids of what was handed over, in the order their first parts came."""
        return [id for id, _ in self._messages()]

    def expiry(self, id: str) -> datetime | None:
        return next(
            MESSAGE.at + timedelta(seconds=parts[0]["life_s"])
            for known, parts in self._messages()
            if known == id
        )

    def receipt(self, id: str, state: str) -> Raw:
        """As a real listener keeps what the centre delivers."""
        if (id, state) not in self.delivered:
            name = next((parts[-1]["id"] for known, parts in self._messages() if known == id), "0")
            text = f"id:{name} sub:001 dlvrd:001 submit date:1808161100 done date:1808161101 stat:{STATES[state]} err:000 text:"
            self.delivered[id, state] = self._delivered(esm_class=4, short_message=text)
        return self.delivered[id, state]

    def reply(self, sender: str, text: str) -> Raw:
        return self._delivered(source=sender.removeprefix("+"), short_message=text)

    def close(self) -> None:
        self.smsc.close()

    def _messages(self) -> list[tuple[str, list[dict[str, Any]]]]:
        whole: dict[str, list[dict[str, Any]]] = {}
        for number, submit in enumerate(self.smsc.submits()):
            head = submit["udh"]
            first = not head or head.endswith("01")
            # Sent again a message has the same reference: each first part begins another.
            key = (
                f"{number}"
                if first
                else next(key for key in reversed(whole) if key and whole[key][0]["udh"][:-2] == head[:-2])
            )
            whole.setdefault(key, []).append(submit)
        found = [(told("".join(part["text"] for part in parts)), parts) for parts in whole.values()]
        return [(id, parts) for id, parts in found if id]

    def _delivered(self, *, source: str = "447700900123", **fields: Any) -> Raw:
        ports = Kept(MESSAGE.at)
        listener = CHANNEL.listen(self.settings(), ports)
        assert listener is not None
        thread = Thread(target=listener.run, daemon=True)
        thread.start()
        common = {
            "source_addr_ton": 1,
            "source_addr_npi": 1,
            "source_addr": source,
            "destination_addr": "447700900000",
        }
        self.smsc.do("deliver", fields={**common, **fields})
        listener.stop()
        thread.join(10)
        return ports.raws[-1]


class HttpWorld:
    """A provider with Twilio's API, whose callbacks Twilio's own library signs."""

    impossible = {
        "dies mid-message": "a request fits into one write: a cut before it was read looks from outside like one after it "
        "was taken, so the outcome is unknown (tests/channels/test_http.py has the cut of a long one)",
    }

    def __init__(self) -> None:
        self.provider = Provider()

    def settings(self) -> dict[str, str]:
        return self.provider.settings() | {"TIDINGS_SMS_SENDERS": SENDERS, "TIDINGS_SMS_TIMEOUT": "1"}

    def open(self) -> Sender:
        return CHANNEL.open(self.settings(), Unplugged(MESSAGE.at))

    def message(self, id: str) -> Message:
        return example(id)

    def plan(self, trouble: str) -> None:
        self.provider.plan(trouble)

    def vanish(self) -> None:
        self.provider.close()

    def received(self) -> list[str]:
        return [told(form["Body"]) for form in self.provider.taken.values()]

    def expiry(self, id: str) -> datetime | None:
        form = next(form for form in self.provider.taken.values() if told(form["Body"]) == id)
        return MESSAGE.at + timedelta(seconds=int(form["ValidityPeriod"]))

    def receipt(self, id: str, state: str) -> Raw:
        status, code = HTTP_STATES[state]
        sid, form = next(
            ((sid, form) for sid, form in self.provider.taken.items() if told(form["Body"]) == id),
            ("SM0", {}),
        )
        news = {"MessageSid": sid, "MessageStatus": status, "To": example(id).to, "AccountSid": SID}
        return self.provider.calls(
            form.get("StatusCallback", CALLBACK), news | ({"ErrorCode": code} if code else {})
        )

    def reply(self, sender: str, text: str) -> Raw:
        return self.provider.calls(
            CALLBACK, {"MessageSid": "SM1", "From": sender, "To": "+447700900000", "Body": text}
        )

    def stopped(self, address: str) -> Raw:
        news = {
            "MessageSid": "SM2",
            "From": address,
            "To": "+447700900000",
            "Body": "stop",
            "OptOutType": "STOP",
        }
        return self.provider.calls(CALLBACK, news)

    def forged(self, raw: Raw) -> Raw:
        return replace(raw, body=raw.body + b"&More=1")

    def close(self) -> None:
        self.provider.close()


WORLDS = {"smpp": World, "http": HttpWorld}
