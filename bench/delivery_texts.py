"""Texts: our whole path over SMPP against a bare windowed loop of smpplib, both into a server of the npm package `smpp`.

Both are counted in PDUs (submit_sm): a text of ours that is longer than one goes in parts, the bare loop's are as long.
"""

import os
import shutil
import statistics
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import delivery_shop as shop
from delivery_workers import emptied_by, our_worker

TOOLS = Path(__file__).resolve().parents[1] / ".tools"
WINDOW = 50
WORDS = b"Your order did not arrive today as we promised. It is on its way and needs a day more."


@dataclass
class Centre:
    """A running message centre; it counts what it takes."""

    process: "subprocess.Popen[str]"
    port: int

    def taken(self) -> int:
        assert self.process.stdin and self.process.stdout
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        return int(self.process.stdout.readline())


@contextmanager
def centre() -> Iterator[Centre]:
    node = shutil.which("node") or str(TOOLS / "node" / "bin" / "node")
    environment = os.environ | {"NODE_PATH": str(TOOLS / "peers" / "node_modules")}
    script = str(Path(__file__).with_name("sms_centre.js"))
    process = subprocess.Popen(
        [node, script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
    )
    try:
        assert process.stdout
        port = process.stdout.readline().strip()
        if not port:
            raise SystemExit("the message centre does not start: run ./test once, which installs it")
        yield Centre(process, int(port))
    finally:
        process.kill()
        process.wait()


def measured(url: str, options: dict[str, str]) -> dict[str, Any]:
    """In turns, `texts` (4,000) of ours and as many PDUs of the bare loop, `rounds` (3) times."""
    texts, workers = int(options.get("texts", 4_000)), int(options.get("workers", 2))
    turns: list[tuple[float, float]] = []
    with centre() as far:
        settings = {
            "TIDINGS_SMS_URL": f"smpp://tidings:secret@127.0.0.1:{far.port}",
            "TIDINGS_SMS_SENDERS": "*=+447700900000",
            "TIDINGS_SMPP_WINDOW": str(WINDOW),
        }
        for _ in range(int(options.get("rounds", 3))):
            shop.emptied(url)
            shop.make_due(url, texts, cause="text", campaign="late-text", channel="sms")
            shop.tidied(url)
            before = far.taken()
            rate = emptied_by(our_worker, url, settings, processes=workers, count=texts)
            parts = (far.taken() - before) / texts
            assert parts >= 1 and parts == int(parts), f"{parts} PDUs a text arrived"
            turns.append((rate * parts, bare(far, texts)))
    return {
        "ratio": {"sms_to_bare_client": round(statistics.median(ours / theirs for ours, theirs in turns), 3)},
        "pdus_a_text": parts,
        "per_s": {
            "ours": round(statistics.median(ours for ours, _ in turns)),
            "smpplib": round(statistics.median(theirs for _, theirs in turns)),
        },
    }


def bare(far: Centre, count: int) -> float:
    """PDUs a second of smpplib alone, with as large a window, answers read as they come."""
    import smpplib.client
    import smpplib.consts

    answered = 0

    def heard(**_: Any) -> None:
        nonlocal answered
        answered += 1

    client = smpplib.client.Client("127.0.0.1", far.port, allow_unknown_opt_params=True)
    client.set_message_sent_handler(heard)
    client.connect()
    client.bind_transmitter(system_id="tidings", password="secret")
    began = time.perf_counter()
    for number in range(count):
        client.send_message(
            source_addr="447700900000",
            destination_addr=f"4479{number:08}",
            short_message=WORDS,
            registered_delivery=True,
        )
        while number + 1 - answered >= WINDOW:
            client.read_once()
    while answered < count:
        client.read_once()
    seconds = time.perf_counter() - began
    client.unbind()
    client.disconnect()
    return count / seconds
