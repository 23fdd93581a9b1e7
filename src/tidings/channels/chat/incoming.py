"""What the chat page keeps of its reader: their words, and what they have seen. One thing each."""

import json
from collections.abc import Sequence

from tidings.channels.contract import Heard, Raw, Receipt, Reply, Unreadable

KIND = "request"
WORDS = "words"  # the key of the reply within what was kept


def wrote(*, address: str, text: str, message_id: str = "") -> bytes:
    """Their words, and the notice of ours that they answer (the latest in the thread; "" for none)."""
    return json.dumps({"from": address, "text": text, "answers": message_id}).encode()


def saw(*, message_id: str) -> bytes:
    return json.dumps({"seen": message_id}).encode()


def text_of(raw: Raw) -> str:
    """The words in what was kept; "" where there are none."""
    return next((one.text for one in read(raw) if isinstance(one, Reply)), "")


def read(raw: Raw) -> Sequence[Heard]:
    """The one reply or receipt in it; raises `Unreadable`."""
    try:
        said = json.loads(raw.body)
        if "seen" in said:
            return [Receipt(key="seen", state="seen", message_id=text(said, "seen"), at=raw.at)]
        return [
            Reply(
                key=WORDS,
                sender=text(said, "from"),
                text=text(said, "text"),
                message_id=text(said, "answers"),
                at=raw.at,
            )
        ]
    except (ValueError, KeyError, TypeError, RecursionError) as wrong:
        raise Unreadable("not what our own chat page keeps") from wrong


def text(said: dict[str, str], name: str) -> str:
    if not isinstance(said[name], str):
        raise TypeError(name)
    return said[name]
