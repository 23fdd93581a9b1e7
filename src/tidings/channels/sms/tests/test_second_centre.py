"""The same sender with a message centre of another make (smpp34)."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tidings.channels.sms.channel import CHANNEL
from tidings.channels.sms.tests.conformance import example
from tidings.channels.sms.tests.examples import MESSAGE, SENDERS
from tidings.channels.sms.tests.ports import Kept
from tidings.core.texting.alphabet import alphabet


@pytest.fixture
def centre() -> Iterator[tuple[Any, int]]:
    script = str(Path(__file__).with_name("second_centre.py"))
    with subprocess.Popen(
        [sys.executable, script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        try:
            yield process, json.loads(process.stdout.readline())["port"]
        finally:
            process.kill()


def test_it_takes_our_texts_as_they_were_drawn(centre: tuple[Any, int]) -> None:
    process, port = centre
    settings = {
        "TIDINGS_SMS_URL": f"smpp://any:one@127.0.0.1:{port}",
        "TIDINGS_SMS_SENDERS": SENDERS,
        "TIDINGS_SMS_TIMEOUT": "5",
    }
    sender: Any = CHANNEL.open(settings, Kept(MESSAGE.at))
    outcomes = {
        one.message_id: outcome for one, outcome in sender.send_all(example(f"m{n}") for n in range(40))
    }
    sender.close()
    taken = {told["id"]: told for told in (json.loads(process.stdout.readline()) for _ in range(40))}
    assert {outcome.state for outcome in outcomes.values()} == {"accepted"}
    for number in range(40):
        told = taken[outcomes[f"m{number}@shop.example"].provider_id]
        assert told["to"] == MESSAGE.to.removeprefix("+")
        assert f"/n/m{number}\n" in alphabet().decode(bytes.fromhex(told["text"]))
