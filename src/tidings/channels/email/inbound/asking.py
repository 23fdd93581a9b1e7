"""Mail forwarded to `check@`: is it ours? Answered only to a sender whom our own relay has found aligned (DMARC)."""

import re
from email.message import Message as Mail
from email.utils import getaddresses

from tidings.channels.contract import Asked, Raw
from tidings.channels.email.inbound.parsing import raw_header
from tidings.channels.email.inbound.replies import is_automatic

COMMENT = re.compile(r"\([^()]*\)")
DMARC_PASS = re.compile(r";\s*dmarc\s*=\s*pass\b([^;]*)", re.IGNORECASE)
HEADER_FROM = re.compile(r"\bheader\.from\s*=\s*([^\s;]+)", re.IGNORECASE)


def from_asker(mail: Mail, raw: Raw, authserv: str) -> Asked:
    sender = sole_sender(mail)
    return Asked(
        key="0",
        sender=sender,
        octets=raw.body,
        at=raw.at,
        proven=bool(sender) and aligned_domain(mail, authserv) == sender.rpartition("@")[2].lower(),
        automatic=is_automatic(mail, raw),
    )


def sole_sender(mail: Mail) -> str:
    """The one address of the one From (RFC 5322 3.6); "" where there are more, of which somebody may mean another."""
    heads = [str(said) for name, said in mail.raw_items() if name.lower() == "from"]
    found = [address for _, address in getaddresses(heads)]
    return found[0] if len(heads) == len(found) == 1 and found[0].count("@") == 1 else ""


def aligned_domain(mail: Mail, authserv: str) -> str:
    """The domain that passed DMARC, as the topmost Authentication-Results of our own relay says; "" for none (RFC 8601).

    Lines further down may be anybody's.
    """
    said = COMMENT.sub(" ", raw_header(mail, "Authentication-Results"))
    server = said.partition(";")[0].split()
    passed = DMARC_PASS.search(said)
    if not authserv or not server or server[0].lower() != authserv.lower() or not passed:
        return ""
    domain = HEADER_FROM.search(passed[1])
    return domain[1].strip('"').lower() if domain else ""
