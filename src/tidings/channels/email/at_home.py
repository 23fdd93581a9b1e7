"""A mail's links stay at home: what lies with somebody else is shown on our own page, where the reader sees whose it is."""

from dataclasses import replace
from urllib.parse import urlsplit

from tidings.channels.contract import Links, Message
from tidings.channels.email.html import is_web_address
from tidings.core.notice import Evidence

EVIDENCE = "#evidence"  # its place on the notice's page


def at_home(message: Message) -> Message:
    """The message with every foreign web address of its evidence brought to the notice's page; else as it is."""
    shown = message.composed.evidence
    homes = (host(message.links.check), message.letterhead.sender_address.rpartition("@")[2].lower())
    kept = tuple(each if at(homes, each.value) else brought(each, message.links) for each in shown)
    return message if kept == shown else replace(message, composed=replace(message.composed, evidence=kept))


def at(homes: tuple[str, ...], value: str) -> bool:
    """Whether a value is no web address, or one of ours or below it."""
    if not is_web_address(value):
        return True
    where = host(value)
    return any(home and (where == home or where.endswith(f".{home}")) for home in homes)


def host(address: str) -> str:
    """Lower case; "" of what has none."""
    try:
        return (urlsplit(address).hostname or "").rstrip(".")
    except ValueError:
        return ""


def brought(evidence: Evidence, links: Links) -> Evidence:
    """Without a page of ours the words stand alone."""
    ours = f"{links.notice}{EVIDENCE}" if links.notice else ""
    return replace(evidence, value=ours, says=evidence.says or host(evidence.value))
