"""The messenger's world for the conformance suite that every channel passes (tests/channels/test_conformance.py)."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace

from tests.channels.scripted_http import Cut, Late, Planned
from tidings.channels.contract import Message, Raw, Sender, Unplugged
from tidings.channels.messenger.channel import CHANNEL
from tidings.channels.messenger.tests import far_end
from tidings.channels.messenger.tests.examples import MESSAGE, message
from tidings.channels.meta import signature

SECRET = "app-secret"
ANSWERS: Mapping[str, Planned] = {
    "throttled": far_end.fault(613),
    "transient": far_end.fault(1200),
    "refused for good": far_end.fault(10, 2018278),
    "no such address": far_end.fault(551),
    "wrong credentials": far_end.fault(190),
    "taken but not answered": Cut(stage="before the answer", after_s=2),
    "slow": Late(after_s=0.3),
}


class World:
    """A Send API that does once what the suite plans, and tells what it was handed."""

    impossible: Mapping[str, str] = {
        "dies mid-message": "a message fits into one write: from outside, a cut before it was read looks like one "
        "after it was taken, so the outcome is unknown (tests/channels/test_http.py has the cut of a long one)",
    }

    def __init__(self) -> None:
        self.far_end = far_end.FarEnd()

    def settings(self) -> dict[str, str]:
        return {
            "TIDINGS_MESSENGER_URL": f"{self.far_end.url}/v23.0",
            "TIDINGS_MESSENGER_TIMEOUT": "1",
            "TIDINGS_MESSENGER_PAGE_ID": far_end.PAGE,
            "TIDINGS_MESSENGER_TOKEN": far_end.TOKEN,
            "TIDINGS_MESSENGER_APP_SECRET": SECRET,
            "TIDINGS_MESSENGER_VERIFY_TOKEN": "a-word-of-ours",
        }

    def open(self) -> Sender:
        return CHANNEL.open(self.settings(), Unplugged(MESSAGE.at))

    def message(self, id: str) -> Message:
        return message(message_id=f"{id}@shop.example")

    def plan(self, trouble: str) -> None:
        self.far_end.plan(ANSWERS[trouble])

    def vanish(self) -> None:
        self.far_end.close()

    def received(self) -> list[str]:
        """The ids of what was taken, in order."""
        return [body["message"]["metadata"].partition("@")[0] for body in self.far_end.sent.values()]

    def receipt(self, id: str, state: str) -> Raw:
        ours = f"{id}@shop.example"
        sent = self.far_end.sent.items()
        mid = next((mid for mid, body in sent if body["message"]["metadata"] == ours), "m_OTHER")
        what = {
            "accepted": {"message": {"is_echo": True, "mid": mid, "metadata": ours, "text": "x"}},
            "delivered": {"delivery": {"mids": [mid], "watermark": 1458668856253}},
            "seen": {"read": {"mid": mid, "watermark": 1458668856253}},
        }
        return self.raw(far_end.webhook(far_end.event(MESSAGE.to, **what[state])))

    def reply(self, sender: str, text: str) -> Raw:
        said = {"mid": "mid.1457764197618:41d102a3e1ae206a38", "text": text}
        return self.raw(far_end.webhook(far_end.event(sender, message=said)))

    def forged(self, raw: Raw) -> Raw:
        return replace(raw, headers={"x-hub-signature-256": signature(raw.body, "another secret")})

    def close(self) -> None:
        self.far_end.close()

    def raw(self, body: bytes) -> Raw:
        return Raw(
            kind="request",
            key=hashlib.sha256(body).hexdigest(),
            body=body,
            at=MESSAGE.at,
            headers={"x-hub-signature-256": signature(body, SECRET)},
            method="POST",
            url="https://shop.example/in/messenger/main",
        )
