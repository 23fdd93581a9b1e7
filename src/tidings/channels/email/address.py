"""Addresses and header values as mail wants them; nothing a caller passes can start another header line."""

import re
import unicodedata
from email.header import Header

import idna

from tidings.channels.contract import CannotCompose

# RFC 5321 4.1.2 dot-string and domain, with RFC 6531's letters; quoted local parts are not worth their dangers.
ATOM = r"[^\s\x00-\x1f\x7f-\x9f()<>\[\]:;@\\,.\"]+"
ADDRESS = re.compile(rf"({ATOM}(?:\.{ATOM})*)@([^\s\x00-\x1f\x7f-\x9f()<>\[\]:;@\\,\"/]+)")
ENCODED_WORD = "=?"
CRLF = "\r\n"


def on_the_wire(address: str) -> str:
    """The address for the envelope and the header: domain in its ASCII form (RFC 5891); raises `CannotCompose`."""
    found = ADDRESS.fullmatch(address if address.isascii() else unicodedata.normalize("NFC", address))
    if not found:
        raise CannotCompose("the address is not one mail can be sent to")
    local, domain = found[1], ascii_domain(found[2])
    if len(local.encode()) > 64 or len(domain) > 255 or len(local.encode()) + len(domain) > 253:
        raise CannotCompose("the address is longer than mail allows (RFC 5321 4.5.3.1)")
    return f"{local}@{domain}"


def ascii_domain(domain: str) -> str:
    if domain.isascii():
        return domain.lower()
    try:
        return idna.encode(domain, uts46=True).decode("ascii")
    except idna.IDNAError as error:
        raise CannotCompose("the address's domain is no internationalised domain name") from error


def one_line(text: str) -> str:
    """Text for a header: control characters and line ends (Unicode's too) become spaces."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    calm = "".join(" " if unicodedata.category(sign) in {"Cc", "Zl", "Zp", "Cs"} else sign for sign in text)
    return " ".join(calm.split())


def unstructured(name: str, text: str) -> str:
    """A folded header line with free text, as RFC 2047 encodes what is not ASCII."""
    calm = one_line(text)
    if calm.isascii() and ENCODED_WORD not in calm and all(len(word) < 70 for word in calm.split()):
        if len(name) + len(calm) < 74:
            return f"{name}: {calm}"
        return f"{name}: {Header(calm, header_name=name).encode(linesep=CRLF)}"
    return f"{name}: {encoded(calm, name)}"


def mailbox(name: str, person: str, address: str) -> str:
    """A header line with one mailbox: display name and address."""
    calm = one_line(person)[:120]
    if not calm:
        return f"{name}: {address}"
    if calm.isascii() and ENCODED_WORD not in calm and len(calm) < 60:
        shown = '"' + calm.replace("\\", "\\\\").replace('"', '\\"') + '"'
    else:
        shown = encoded(calm, name)
    alone = len(shown) + len(address) + len(name) < 70 and CRLF not in shown
    between = " " if alone else CRLF + " "
    return f"{name}: {shown}{between}<{address}>"


def encoded(text: str, name: str) -> str:
    return Header(text, "utf-8", header_name=name).encode(linesep=CRLF)
