"""Web Push's world for the conformance suite: a push service, and the browser behind it."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from tests.channels.scripted_http import Asked, Cut, Late, Planned, Said, ScriptedHttp
from tidings.channels.contract import Message, Raw, Sender, Unplugged
from tidings.channels.push.channel import CHANNEL
from tidings.channels.push.keys import Identity
from tidings.channels.push.reading import HEADER
from tidings.channels.push.tests import examples

ANSWERS: Mapping[str, Planned] = {
    "throttled": Said(status=429, headers={"Retry-After": "30"}),
    "transient": Said(status=503),
    "refused for good": Said(status=400),
    "no such address": Said(status=410),
    "wrong credentials": Said(status=403),
    "taken but not answered": Cut(stage="before the answer", after_s=2),
    "slow": Late(after_s=0.3),
}
STATES = {"delivered": "shown", "seen": "opened"}


class World:
    """A push service that does once what the suite plans; what it took is opened with the browser's keys."""

    impossible: Mapping[str, str] = {
        "dies mid-message": "a message fits into one write: from outside, a cut before it was read looks like one "
        "after it was taken, so the outcome is unknown (tests/channels/test_http.py has the cut of a long one)",
    }

    def __init__(self) -> None:
        self.taken: list[Asked] = []
        self.service = ScriptedHttp(self.take)

    def take(self, asked: Asked) -> Said:
        self.taken.append(asked)
        return Said(status=201, headers={"Location": f"{self.service.url}/m/{len(self.taken)}"})

    def settings(self) -> dict[str, str]:
        return examples.settings()

    def open(self) -> Sender:
        return CHANNEL.open(self.settings(), Unplugged(examples.MESSAGE.at))

    def message(self, id: str) -> Message:
        to = examples.BROWSER.address(f"{self.service.url}/browser")
        return examples.message(to=to, message_id=f"{id}@shop.example")

    def plan(self, trouble: str) -> None:
        self.service.plan(ANSWERS[trouble])

    def vanish(self) -> None:
        self.service.close()

    def received(self) -> list[str]:
        return [examples.BROWSER.opened(asked.body)["tag"].partition("@")[0] for asked in self.taken]

    def expiry(self, id: str) -> datetime | None:
        found = dict(zip(self.received(), self.taken, strict=True)).get(id)
        return examples.MESSAGE.at + timedelta(seconds=int(found.headers["ttl"])) if found else None

    def receipt(self, id: str, state: str) -> Raw:
        ours = f"{id}@shop.example"
        return self.raw(ours, STATES[state], Identity.read(self.settings()).token(ours))

    def forged(self, raw: Raw) -> Raw:
        return replace(raw, headers={HEADER: "0" * 32})

    def raw(self, id: str, state: str, token: str) -> Raw:
        body = json.dumps({"id": id, "state": state}).encode()
        return Raw(
            kind="request",
            key=hashlib.sha256(body).hexdigest(),
            body=body,
            at=examples.MESSAGE.at,
            headers={HEADER: token},
            method="POST",
            url="https://shop.example/in/push/main",
        )

    def close(self) -> None:
        self.service.close()
