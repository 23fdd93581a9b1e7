"""Whether calls signed here can be believed: the certificate where it is published, our numbers, the logo's digest."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import UUID

from tidings.channels import discover
from tidings.channels.voice.believing import believed
from tidings.channels.voice.certificate import Credential, fetch, fetched, read_certificate
from tidings.channels.voice.claims import number
from tidings.channels.voice.refusal import NotVerified
from tidings.channels.voice.rich import digest
from tidings.channels.voice.signing import SignedCall, Signer, read_numbers, read_signer
from tidings.site.doctor.check import Check

NAME = "signed calls"
SOON = timedelta(days=14)
PUBLISH = (
    "Publish the certificate in PEM at TIDINGS_VOICE_PASSPORT_X5U, for everyone to read: carriers fetch it"
)
RENEW = "Renew it, and publish the new one at the same address"
ASK_FOR_NUMBERS = "Have it issued with a TNAuthList that names them, or call from others"


def signed_calls() -> Iterator[Check]:
    """The database is in reach. Nothing is said where nothing is set; the certificate and the logo are fetched."""
    from tidings.ground import channel_settings, clock

    stated = channel_settings.settings_for(discover()["voice"].declaration)
    try:
        read_numbers(stated["TIDINGS_VOICE_NUMBERS"])
        signer = read_signer(stated)
    except ValueError as wrong:
        yield fault(str(wrong), "Mend it under Channels in the console, or in the environment")
        return
    if signer is None:
        if stated.get("TIDINGS_VOICE_PASSPORT_X5U"):
            yield fault("a certificate is named, and no key", "Set TIDINGS_VOICE_PASSPORT_KEY")
        return
    yield from numbers(signer)
    yield from certificate(signer, clock.now())
    yield from logo(signer, stated.get("TIDINGS_VOICE_LOGO_URL", ""))


def fault(says: str, mend: str) -> Check:
    return Check(NAME, False, says, mend)


def numbers(signer: Signer) -> Iterator[Check]:
    """Those we show, and those that *is it you?* knows as ours."""
    from tidings.staff import public as staff

    if not signer.numbers:
        yield fault("no numbers to call from", "State them in TIDINGS_VOICE_NUMBERS, each with its record")
    ours = {number(one) for one in staff.company().calls_from}
    if strange := [one for one in signer.numbers if ours and number(one) not in ours]:
        says = (
            f"{', '.join(strange)}: not among the company's calls_from, so is it you? calls them none of ours"
        )
        yield fault(says, "Add them to the company's page, under Numbers we call from")
    if unproven := [one for one, record in signer.numbers.items() if not record]:
        says = f"{', '.join(unproven)}: no record of your right to it is named, so its calls are attested B"
        yield Check(
            NAME, False, says, "Name the record: +12155550121;record=LOA-2026-14 (attested A)", needed=False
        )


def certificate(signer: Signer, now: datetime) -> Iterator[Check]:
    """Whether the certificate speaks for our key and our numbers today, tried on a call that is never made."""
    try:
        credential = read_certificate(fetch(signer.x5u))
    except NotVerified as refused:
        yield fault(f"the certificate cannot be had: {refused}", PUBLISH)
        return
    found = list(wrong_with(credential, signer, now))
    yield from found or tried(credential, signer, now)


def wrong_with(credential: Credential, signer: Signer, now: datetime) -> Iterator[Check]:
    where, ends = signer.x5u, credential.certificate.not_valid_after_utc
    if credential.public != signer.key.public_key():
        yield fault(
            f"{where} is the certificate of another key", "Publish the one of TIDINGS_VOICE_PASSPORT_KEY"
        )
    if not credential.holds_at(now):
        begins = credential.certificate.not_valid_before_utc
        yield fault(f"the certificate is good from {begins:%Y-%m-%d} to {ends:%Y-%m-%d} only", RENEW)
    if credential.numbers is None:
        yield fault("the certificate names no numbers (RFC 8226: TNAuthList)", ASK_FOR_NUMBERS)
    if lacks := credential.lacks(signer.numbers):
        yield fault(f"the certificate does not speak for {', '.join(lacks)}", ASK_FOR_NUMBERS)


def tried(credential: Credential, signer: Signer, now: datetime) -> Iterator[Check]:
    """A specimen call from each number, from signing to believing."""
    try:
        for shown in signer.numbers:
            for header in signer.headers(specimen(shown, now)):
                believed(header, credential, now=now)
    except NotVerified as refused:
        yield fault(f"a call signed here would be refused with {refused.status}: {refused}", ASK_FOR_NUMBERS)
        return
    ends = credential.certificate.not_valid_after_utc
    yield Check(NAME, ends - now > SOON, f"believed with the certificate, good until {ends:%Y-%m-%d}", RENEW)
    if credential.numbers and credential.numbers.providers:
        codes = ", ".join(credential.numbers.providers)
        says = f"the certificate speaks for the provider {codes}; whether your numbers are its own is not seen here"
        yield Check(NAME, True, says)


def specimen(shown: str, now: datetime) -> SignedCall:
    return SignedCall(shown=shown, called=shown, at=now, origid=UUID(int=0), name="Tidings", reason="a trial")


def logo(signer: Signer, address: str) -> Iterator[Check]:
    if not address:
        return
    try:
        found = digest(fetched(address, "the logo"))
    except NotVerified as refused:
        yield fault(f"the logo cannot be had: {refused}", "Publish it at TIDINGS_VOICE_LOGO_URL")
        return
    if signer.logo is None or signer.logo.digest.rstrip("=") != found:
        mend = f"Set TIDINGS_VOICE_LOGO_DIGEST to {found}"
        yield fault(f"{address} has not the digest that is stated, so no telephone shows it", mend)
