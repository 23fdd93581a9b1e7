"""What is in a mail that came to an address of ours. Pure: the same mail says the same."""

from collections.abc import Sequence
from email.message import Message as Mail

from tidings.channels.contract import Heard, Raw, Stopped, Unreadable
from tidings.channels.email.inbound.asking import from_asker
from tidings.channels.email.inbound.bounces import from_notification, from_return_path, reported
from tidings.channels.email.inbound.complaints import from_feedback
from tidings.channels.email.inbound.parsing import parsed, report_of
from tidings.channels.email.inbound.replies import from_reply, is_automatic
from tidings.channels.email.return_path import Ours, ReturnPath


def read(raw: Raw, path: ReturnPath, authserv: str = "") -> Sequence[Heard]:
    """Raises `Unreadable`, also for what a hostile mail makes the library stumble over. `authserv` names our own relay."""
    ours = path.read(raw.headers.get("envelope-to", ""))
    if ours is None:
        raise Unreadable("it came to no address of ours")
    try:
        mail = parsed(raw.body)
        return [from_asker(mail, raw, authserv)] if ours.use == "check" else heard(mail, raw, ours, path)
    except Unreadable:
        raise
    except Exception as error:
        raise Unreadable(f"no mail that can be taken apart ({type(error).__name__})") from error


def heard(mail: Mail, raw: Raw, ours: Ours, path: ReturnPath) -> Sequence[Heard]:
    report = report_of(mail)
    if report == "delivery-status" and (reported(mail) or ours.use != "bounce"):
        return from_notification(mail, ours.message_id)
    if report == "feedback-report":
        return from_feedback(mail, ours.message_id, path)
    if ours.use == "complaints":
        raise Unreadable("no feedback report, though it came to the address for them")
    if ours.use == "bounce" and (report or is_returned(mail, raw)):
        return [from_return_path(mail, ours.message_id)]
    if ours.use == "stop" and not is_automatic(mail, raw):
        return [Stopped(key="0", message_id=ours.message_id, says="unsubscribed by mail")]
    return [from_reply(mail, raw, ours)]


def is_returned(mail: Mail, raw: Raw) -> bool:
    """A report in words: from nobody (RFC 5321 4.5.5), and no answering machine's, which say so (RFC 3834 5)."""
    nobody = raw.headers.get("envelope-from", "").strip("<> ") == ""
    return nobody and "auto-replied" not in str(mail.get("Auto-Submitted", "")).lower()
