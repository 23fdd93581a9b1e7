"""A notice for a system of the company's own, and requests as that system sends them back."""

import json
from functools import partial
from typing import Any

from tests.channels.example_notice import AT, NOTICE, changed
from tidings.channels.contract import Raw
from tidings.channels.webhook.tests.system import SECRET
from tidings.core import webhooks

MESSAGE = changed(NOTICE, next_steps=NOTICE.composed.next_steps[:1])
message = partial(changed, MESSAGE)


def request(kind: str, data: dict[str, Any], *, id: str, secret: str = SECRET) -> Raw:
    """What the company's system would send us."""
    body = json.dumps({"type": kind, "timestamp": AT.isoformat(), "data": data}).encode()
    return Raw(
        kind="http",
        key=id,
        body=body,
        at=AT,
        method="POST",
        url="https://shop.example/in/webhook/main",
        headers=webhooks.headers(secret=secret, message_id=id, at=AT, body=body),
    )
