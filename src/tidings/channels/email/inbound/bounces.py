"""Mail that came back: delivery status notifications (RFC 3464), and what the return path alone says."""

import re
from collections.abc import Iterator, Sequence
from email.message import Message as Mail

from tidings.channels.contract import Receipt, ReceiptState, Unreadable
from tidings.channels.email.answers import DEAD_ADDRESS
from tidings.channels.email.inbound.parsing import header, message_ids, parts, returned_head, words

ACTIONS: dict[str, ReceiptState] = {
    "failed": "failed",
    "delayed": "transient",
    "delivered": "delivered",
    "relayed": "accepted",
    "expanded": "accepted",
}
MOST_RECIPIENTS = 50
STATUS = re.compile(r"(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.])")
DELAYED = re.compile(r"delay|not yet been delivered|will (?:keep|continue|be retried)|warning", re.IGNORECASE)


def from_notification(mail: Mail, message_id: str) -> Sequence[Receipt]:
    """One for each recipient it reports on. Its action decides, not the class of its status: `failed` is final.

    An address is called dead only where the one recipient reported on is the one we wrote to: an alias that leads
    to several people is not dead because one of them is.
    """
    about = message_id or message_id_of(mail)
    blocks = reported(mail)
    if not blocks or not about:
        raise Unreadable("a delivery report that names no recipient or no message of ours")
    return [
        receipt(block, key=str(number), message_id=about, alone=len(blocks) == 1)
        for number, block in enumerate(blocks)
    ]


def reported(mail: Mail) -> list[Mail]:
    return [block for block in recipients(mail) if header(block, "Action")][:MOST_RECIPIENTS]


def receipt(block: Mail, *, key: str, message_id: str, alone: bool) -> Receipt:
    action, said = header(block, "Action").split(" ")[0].lower(), header(block, "Status")
    status = found[1] if (found := STATUS.search(said)) else ""
    state = ACTIONS.get(action)
    if state is None:
        raise Unreadable(f"a delivery report with the action {action[:40]!r}")
    says = " ".join(part for part in (status, header(block, "Diagnostic-Code")) if part)
    return Receipt(
        key=key,
        state=state,
        message_id=message_id,
        says=says[:500],
        address_dead=state == "failed" and alone and status in DEAD_ADDRESS,
    )


def recipients(mail: Mail) -> Iterator[Mail]:
    """The groups of fields after the first, which is about the whole (RFC 3464 2.1)."""
    for part in parts(mail, "message/delivery-status"):
        blocks = part.get_payload()
        yield from (block for block in blocks if isinstance(block, Mail)) if isinstance(blocks, list) else ()


def message_id_of(mail: Mail) -> str:
    """Of our message that is given back with the report."""
    head = returned_head(mail)
    ids = message_ids(head, "Message-ID") if head else []
    return ids[0] if ids else ""


def from_return_path(mail: Mail, message_id: str) -> Receipt:
    """A bounce in words only: which message, its address says; the words may say why, or that it is only late."""
    said = "\n".join([header(mail, "Subject"), *(words(part)[:20_000] for part in parts(mail, "text/plain"))])
    status = found[1] if (found := STATUS.search(said)) else ""
    late = status.startswith("4") or (not status and bool(DELAYED.search(header(mail, "Subject"))))
    return Receipt(
        key="0",
        state="transient" if late else "failed",
        message_id=message_id,
        says=" ".join(part for part in (status, header(mail, "Subject")) if part)[:500],
        address_dead=status in DEAD_ADDRESS,
    )
