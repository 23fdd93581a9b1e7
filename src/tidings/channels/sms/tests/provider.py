"""A provider with Twilio's HTTP API for messages, that does once what a test plans.

Twilio's own client library talks to it in test_twilio_sending.py, and its own validator signs what it calls us with.
"""

import json
from base64 import b64decode
from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import parse_qsl, urlencode

from twilio.request_validator import RequestValidator

from tests.channels.scripted_http import Asked, Cut, Late, Planned, Said, ScriptedHttp
from tidings.channels.contract import Raw
from tidings.channels.sms.channel import CHANNEL
from tidings.channels.sms.tests.examples import MESSAGE

SID, TOKEN = "AC" + "0" * 32, "12345"
CALLBACK = "https://shop.example/in/sms/main"


def refusal(status: int, code: int, message: str) -> Said:
    """An error as the API words it."""
    body = {
        "code": code,
        "message": message,
        "more_info": f"https://provider.example/errors/{code}",
        "status": status,
    }
    return Said(status=status, body=json.dumps(body).encode(), headers={"Content-Type": "application/json"})


TROUBLES: Mapping[str, Planned] = {
    "throttled": refusal(429, 20429, "Too Many Requests"),
    "transient": refusal(503, 20503, "Service unavailable"),
    "refused for good": refusal(400, 21408, "Permission to send an SMS has not been enabled for the region"),
    "no such address": refusal(400, 21211, "The 'To' number +447700900123 is not a valid phone number."),
    "wrong credentials": refusal(401, 20003, "Authenticate"),
    "blocked": refusal(400, 21610, "Attempt to send to unsubscribed recipient"),
    "taken but not answered": Cut(stage="before the answer", after_s=2),
    "slow": Late(after_s=0.3),
}


class Provider:
    """`taken` are the requests it took, by the SID it gave them."""

    def __init__(self) -> None:
        self.taken: dict[str, dict[str, str]] = {}
        self.server = ScriptedHttp(self._answer)

    def settings(self) -> dict[str, str]:
        address = self.server.url.removeprefix("http://")
        return {
            "TIDINGS_SMS_URL": f"twilio+http://{SID}:{TOKEN}@{address}",
            "TIDINGS_SMS_CALLBACK": CALLBACK,
        }

    def plan(self, trouble: str) -> None:
        self.server.plan(TROUBLES[trouble])

    def calls(self, url: str, form: Mapping[str, str]) -> Raw:
        """What it calls an address of ours with, named as our door names it."""
        raw = Raw(
            kind="http",
            key="",
            method="POST",
            url=url,
            body=urlencode(form).encode(),
            at=MESSAGE.at,
            headers={
                "content-type": "application/x-www-form-urlencoded",
                "x-twilio-signature": RequestValidator(TOKEN).compute_signature(url, dict(form)),
            },
        )
        return replace(raw, key=CHANNEL.key(raw))

    def close(self) -> None:
        self.server.close()

    def _answer(self, asked: Asked) -> Said:
        known = asked.headers.get("authorization", "").removeprefix("Basic ")
        if b64decode(known).decode() != f"{SID}:{TOKEN}":
            return refusal(401, 20003, "Authenticate")
        place = asked.path.removeprefix(f"/2010-04-01/Accounts/{SID}")
        if asked.method == "POST" and place == "/Messages.json":
            return self._take(dict(parse_qsl(asked.body.decode())))
        sid = place.removeprefix("/Messages/").removesuffix(".json")
        if sid in self.taken:
            return shown({"sid": sid, "status": "delivered", "num_segments": "1"})
        return (
            shown({"sid": SID})
            if place == ".json"
            else refusal(404, 20404, "The requested resource was not found")
        )

    def _take(self, form: dict[str, str]) -> Said:
        if "To" not in form or not ("From" in form or "MessagingServiceSid" in form):
            return refusal(400, 21603, "A 'From' phone number is required")
        sid = f"SM{len(self.taken):032x}"
        self.taken[sid] = form
        return shown({"sid": sid, "status": "queued", "num_segments": "1", "error_code": None}, status=201)


def shown(told: Mapping[str, object], *, status: int = 200) -> Said:
    return Said(status=status, body=json.dumps(told).encode(), headers={"Content-Type": "application/json"})
