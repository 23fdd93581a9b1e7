"""Complaints by abuse feedback report (RFC 5965): somebody called our message unwanted."""

from collections.abc import Sequence
from email.message import Message as Mail
from email.parser import HeaderParser

from tidings.channels.contract import Stopped, Unreadable
from tidings.channels.email.inbound.parsing import header, message_ids, parts, returned_head, words
from tidings.channels.email.return_path import ReturnPath

UNSUBSCRIBES = {"opt-out", "opt-out-list"}  # types of RFC 5965's drafts that some still send
NO_COMPLAINT = {"not-spam", "virus", "auth-failure", "dmarc"}
MAY_NAME_US = ("Return-Path", "Reply-To", "List-Unsubscribe", "X-Original-Return-Path")


def from_feedback(mail: Mail, message_id: str, path: ReturnPath) -> Sequence[Stopped]:
    """The stop of whoever got our message; nothing where the report is of another kind.

    An address alone is not believed: anybody could have anybody's mail stopped by it.
    """
    fields = feedback(mail)
    kind = header(fields, "Feedback-Type").lower()
    if kind in NO_COMPLAINT:
        return ()
    about = message_id or ours_in(mail, path)
    if not kind or not about:
        raise Unreadable("a feedback report that names no message of ours")
    says = f"{kind}: {header(fields, 'User-Agent')}"[:500]
    return [Stopped(key="0", message_id=about, complaint=kind not in UNSUBSCRIBES, says=says)]


def feedback(mail: Mail) -> Mail:
    for part in parts(mail, "message/feedback-report"):
        inner = part.get_payload()
        whole = inner[0] if isinstance(inner, list) and inner else None
        return whole if isinstance(whole, Mail) else HeaderParser().parsestr(words(part))
    raise Unreadable("a feedback report without its report")


def ours_in(mail: Mail, path: ReturnPath) -> str:
    """The message that comes with it: by an address that only we can make, else by its Message-ID."""
    head = returned_head(mail)
    if head is None:
        return ""
    for name in MAY_NAME_US:
        for said in str(head.get(name, "")).replace("mailto:", " ").replace("?", " ").split():
            if (found := path.read(said.strip("<>,"))) and found.message_id:
                return found.message_id
    ids = message_ids(head, "Message-ID")
    return ids[0] if ids else ""
