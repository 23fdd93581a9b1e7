"""The `Identity` header of a SIP request (RFC 8224 section 4), written and read."""

import re
from dataclasses import dataclass

from tidings.channels.voice.passport import Passport, read
from tidings.channels.voice.refusal import NotVerified

TOKEN = re.compile(r"(?:[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+|\.)\.[A-Za-z0-9_-]+")
PARAMETER = re.compile(r'\s*;\s*([A-Za-z0-9.!%*_+`\'~-]+)(?:\s*=\s*(<[^<>\s]*>|"[^"\\]*"|[^\s;,<>"]+))?')
MOST = 16_000  # characters


@dataclass(frozen=True, kw_only=True)
class Identity:
    """A header as it was read: the token (compact: begins with two dots), where its certificate stands, its extension."""

    token: str
    info: str
    ppt: str = ""


def header_value(token: str) -> str:
    """What follows `Identity:`, for a token in full. Raises `NotVerified`."""
    passport = read(token)
    return token + parameters(passport)


def parameters(passport: Passport) -> str:
    said = f";info=<{passport.x5u}>;alg={passport.alg}"
    return said + (f";ppt={passport.ppt}" if passport.ppt else "")


def read_header(value: str) -> Identity:
    """The header of one PASSporT; raises `NotVerified` ("absent" for none, "unreadable" for anything else)."""
    value = value.strip()
    if not value:
        raise NotVerified("absent", "there is no Identity header")
    found = TOKEN.match(value) if len(value) <= MOST else None
    if not found:
        raise NotVerified("unreadable", "the header begins with no PASSporT")
    said = read_parameters(value[found.end() :])
    if said.get("alg", "ES256") != "ES256":
        raise NotVerified("unsupported", "signed in a way that is not known here")
    info = said.get("info", "")
    if not re.fullmatch(r"<[a-z][a-z0-9+.-]*:[^<>]+>", info, re.IGNORECASE):
        raise NotVerified("unreadable", "info names no certificate")
    identity = Identity(token=found[0], info=info[1:-1], ppt=said.get("ppt", ""))
    return agrees(identity)


def read_parameters(text: str) -> dict[str, str]:
    """By name in lower case; quotation marks are left off."""
    said: dict[str, str] = {}
    place = 0
    while place < len(text):
        found = PARAMETER.match(text, place)
        if not found or found[1].lower() in said:
            raise NotVerified("unreadable", "a parameter cannot be read, or stands twice")
        said[found[1].lower()] = (found[2] or "").strip('"')
        place = found.end()
    return said


def agrees(identity: Identity) -> Identity:
    """What stands beside a token in full says the same as the token."""
    if not identity.token.startswith(".."):
        passport = read(identity.token)
        if (passport.x5u, passport.ppt) != (identity.info, identity.ppt or passport.ppt):
            raise NotVerified("unreadable", "the header says another certificate or extension than its token")
    return identity
