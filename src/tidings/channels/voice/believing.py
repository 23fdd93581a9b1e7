"""Whether an `Identity` header is believed: its token, its age, and what its certificate lets it claim."""

from datetime import datetime

from tidings.channels.voice.certificate import Credential
from tidings.channels.voice.identity import read_header
from tidings.channels.voice.passport import Passport, verified, whole
from tidings.channels.voice.refusal import NotVerified


def believed(
    value: str, credential: Credential, *, now: datetime, signalled: Passport | None = None
) -> Passport:
    """What the header truly says; raises `NotVerified` with RFC 8224's response.

    `credential` is what was fetched from the header's `info`; `signalled` what the call's signalling says, for the compact form.
    """
    identity = read_header(value)
    if identity.token.startswith("..") and signalled is None:
        raise NotVerified("unreadable", "a compact PASSporT says nothing without the call's signalling")
    token = whole(identity.token, signalled) if signalled else identity.token
    passport = verified(token, public=credential.public, now=now)
    if not credential.holds_at(now):
        raise NotVerified("not_trusted", "the certificate is not in date")
    check_covered(passport, credential)
    return passport


def check_covered(passport: Passport, credential: Credential) -> None:
    caller = passport.claims["orig"].get("tn", "")
    if caller and credential.lacks([caller]):
        raise NotVerified("not_trusted", "the certificate does not speak for this number")
    if wrong := credential.forbids(passport.claims):
        raise NotVerified("not_trusted", f"the certificate does not let this be claimed: {wrong}")
