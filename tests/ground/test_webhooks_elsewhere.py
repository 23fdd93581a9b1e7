"""Our webhooks as the specification's own library for JavaScript reads them, and its messages as we do."""

import json
import subprocess
from datetime import UTC, datetime
from typing import Any

import pytest

from tests.ground.receiver import receiving
from tests.programs import node, node_environment
from tidings.core import webhooks as standard
from tidings.ground import webhooks
from tidings.ground.clock import SimulatedClock
from tidings.ground.loops import run_until

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"  # golden vector G-12
VERIFIES = """
const { Webhook } = require("standardwebhooks");
const given = JSON.parse(require("fs").readFileSync(0, "utf8"));
for (const one of given.messages) {
  try { new Webhook(given.secret).verify(one.body, one.headers); console.log("genuine"); }
  catch (refused) { console.log(refused.message); }
}
"""
SIGNS = """
const { Webhook } = require("standardwebhooks");
const given = JSON.parse(require("fs").readFileSync(0, "utf8"));
console.log(new Webhook(given.secret).sign(given.id, new Date(given.at * 1000), given.body));
"""


def javascript(script: str, given: dict[str, Any]) -> list[str]:
    ran = subprocess.run(
        [node(), "-e", script],
        env=node_environment(),
        input=json.dumps(given),
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return ran.stdout.splitlines()


@pytest.mark.django_db(transaction=True)
def test_what_we_post_is_genuine_there_and_nothing_altered_is(settings: Any) -> None:
    settings.WEBHOOK_PRIVATE = True
    now = datetime.now(UTC)  # the library compares with the machine's clock
    with receiving() as receiver:
        endpoint = webhooks.add_endpoint(url=receiver.url, now=now)
        webhooks.queue(topic="outreach.sent", payload={"says": "Olá, “já” \u2028 🎈"}, key="a", now=now)
        run_until([webhooks.loop()], SimulatedClock(now), now)
        [(headers, body)] = receiver.got
    wanted = {name: headers[name] for name in headers if name.startswith("webhook-")}
    other_id = wanted | {"webhook-id": "msg_other"}
    older = wanted | {"webhook-timestamp": str(int(wanted["webhook-timestamp"]) - 400)}
    only_v2 = wanted | {"webhook-signature": wanted["webhook-signature"].replace("v1,", "v2,")}
    rotated = wanted | {"webhook-signature": f"v1,AAAA {wanted['webhook-signature']}"}
    text = body.decode()
    said = javascript(
        VERIFIES,
        {
            "secret": endpoint.secret,
            "messages": [
                {"headers": wanted, "body": text},
                {"headers": rotated, "body": text},
                {"headers": wanted, "body": text + " "},
                {"headers": other_id, "body": text},
                {"headers": older, "body": text},
                {"headers": only_v2, "body": text},
            ],
        },
    )
    assert said[:2] == ["genuine", "genuine"]
    assert "genuine" not in said[2:] and len(said) == 6


def test_what_they_sign_we_take_for_genuine() -> None:
    at, body = 1614265330, '{"test": 2432232314}'
    [signature] = javascript(
        SIGNS, {"secret": SECRET, "id": "msg_p5jXN8AQM9LWM0D4loKWxJek", "at": at, "body": body}
    )
    assert signature == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
    headers = {
        "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
        "webhook-timestamp": str(at),
        "webhook-signature": signature,
    }
    now = datetime.fromtimestamp(at, UTC)
    standard.verify(secret=SECRET, headers=headers, body=body.encode(), now=now)
    with pytest.raises(standard.NotGenuine):
        standard.verify(secret=SECRET, headers=headers, body=body.replace(" ", "").encode(), now=now)
