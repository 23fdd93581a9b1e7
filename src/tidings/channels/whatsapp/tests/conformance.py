"""WhatsApp's world for the conformance suite that every channel passes (tests/channels/test_conformance.py)."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace

from tests.channels.scripted_http import Cut, Late, Planned
from tidings.channels.contract import Message, Raw, Sender, Unplugged
from tidings.channels.meta import signature
from tidings.channels.whatsapp.channel import CHANNEL
from tidings.channels.whatsapp.tests import far_end
from tidings.channels.whatsapp.tests.examples import MESSAGE, message

SECRET = "app-secret"
ANSWERS: Mapping[str, Planned] = {
    "throttled": far_end.fault(130429),
    "transient": far_end.fault(131000),
    "refused for good": far_end.fault(132001),
    "no such address": far_end.fault(131026),
    "wrong credentials": far_end.fault(190),
    "taken but not answered": Cut(stage="before the answer", after_s=2),
    "slow": Late(after_s=0.3),
}
STATES = {
    "accepted": "sent",
    "delivered": "delivered",
    "seen": "read",
    "failed": "failed",
    "transient": "failed",
}


class World:
    """A Cloud API that does once what the suite plans, and tells what it was handed."""

    impossible: Mapping[str, str] = {
        "dies mid-message": "a message fits into one write: from outside, a cut before it was read looks like one "
        "after it was taken, so the outcome is unknown (tests/channels/test_http.py has the cut of a long one)",
    }

    def __init__(self) -> None:
        self.far_end = far_end.FarEnd()

    def settings(self) -> dict[str, str]:
        return {
            "TIDINGS_WHATSAPP_URL": f"{self.far_end.url}/v23.0",
            "TIDINGS_WHATSAPP_TIMEOUT": "1",
            "TIDINGS_WHATSAPP_NUMBER_ID": far_end.NUMBER_ID,
            "TIDINGS_WHATSAPP_TOKEN": far_end.TOKEN,
            "TIDINGS_WHATSAPP_APP_SECRET": SECRET,
            "TIDINGS_WHATSAPP_VERIFY_TOKEN": "a-word-of-ours",
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
        return [body["biz_opaque_callback_data"].partition("@")[0] for body in self.far_end.sent.values()]

    def receipt(self, id: str, state: str) -> Raw:
        ours = f"{id}@shop.example"
        code = {"failed": 131026, "transient": 130429}.get(state, 0)
        status = far_end.status(self._wamid(ours), STATES[state], ours=ours, to=MESSAGE.to, code=code)
        return self.raw(far_end.webhook({"statuses": [status]}))

    def reply(self, sender: str, text: str) -> Raw:
        return self.raw(far_end.webhook(far_end.text(sender, text)))

    def stopped(self, address: str) -> Raw:
        preference = {
            "wa_id": address.lstrip("+"),
            "detail": "User requested to stop marketing messages",
            "category": "marketing_messages",
            "value": "stop",
            "timestamp": 1739321024,
        }
        return self.raw(far_end.webhook({"user_preferences": [preference]}, field="user_preferences"))

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
            url="https://shop.example/in/whatsapp/main",
        )

    def _wamid(self, ours: str) -> str:
        sent = self.far_end.sent.items()
        return next((id for id, body in sent if body["biz_opaque_callback_data"] == ours), "wamid.OTHER")
