"""Signs the calls of the company's own switch: with which key, for which numbers, and how far it answers for each."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from tidings.channels.voice.claims import call_claims, shaken_claims
from tidings.channels.voice.identity import header_value
from tidings.channels.voice.passport import Passport, signed
from tidings.channels.voice.rich import Linked, rich_claims

ENTRY = re.compile(r"(?P<number>\+[1-9][0-9]{5,14})(?:;record=(?P<record>[\w./:-]+))?")


@dataclass(frozen=True, kw_only=True)
class SignedCall:
    """One call: from and to which number (E.164), when it begins, who calls by name, and why, in words for the called."""

    shown: str
    called: str
    at: datetime
    origid: UUID
    name: str
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class Signer:
    """`numbers` are ours, each with the record that shows our right to it ("" for none)."""

    key: EllipticCurvePrivateKey
    x5u: str
    numbers: Mapping[str, str]
    signs_as: str
    logo: Linked | None = None

    def attest(self, shown: str) -> str:
        """A where a record shows our right to the number, B for another of ours; a number of nobody's is never signed."""
        if shown not in self.numbers:
            raise ValueError("this number is not one of ours")
        return "A" if self.numbers[shown] else "B"

    def headers(self, call: SignedCall) -> list[str]:
        """The values of the `Identity` headers."""
        basic = call_claims(orig=call.shown, dest=call.called, at=call.at)
        rich = rich_claims(name=call.name, reason=call.reason, logo=self.logo)
        shaken = shaken_claims(attest=self.attest(call.shown), origid=call.origid)
        plain = Passport(claims=basic, x5u=self.x5u)
        forms = {
            "shaken": [replace(plain, ppt="shaken", claims={**basic, **shaken, **rich})],
            "rcd": [replace(plain, ppt="rcd", claims={**basic, **rich})],
            "both": [
                replace(plain, ppt="shaken", claims={**basic, **shaken}),
                replace(plain, ppt="rcd", claims={**basic, **rich}),
            ],
        }
        return [header_value(signed(one, key=self.key)) for one in forms[self.signs_as]]


def read_signer(settings: Mapping[str, str]) -> Signer | None:
    """None where no key is stated; raises ValueError, with the mend, for settings that cannot be right."""
    pem, x5u = settings.get("TIDINGS_VOICE_PASSPORT_KEY", ""), settings.get("TIDINGS_VOICE_PASSPORT_X5U", "")
    if not pem:
        return None
    if not x5u:
        raise ValueError("state TIDINGS_VOICE_PASSPORT_X5U: where the key's certificate stands")
    address, digest = (
        settings.get(name, "") for name in ("TIDINGS_VOICE_LOGO_URL", "TIDINGS_VOICE_LOGO_DIGEST")
    )
    return Signer(
        key=read_key(pem),
        x5u=x5u,
        numbers=read_numbers(settings.get("TIDINGS_VOICE_NUMBERS", "")),
        signs_as=settings.get("TIDINGS_VOICE_SIGNS_AS", "") or "shaken",
        logo=Linked(address=address, digest=digest) if address and digest else None,
    )


def read_key(pem: str) -> EllipticCurvePrivateKey:
    try:
        key = load_pem_private_key(pem.encode(), None)
    except (ValueError, TypeError):
        key = None
    if not isinstance(key, EllipticCurvePrivateKey) or not isinstance(key.curve, SECP256R1):
        raise ValueError("TIDINGS_VOICE_PASSPORT_KEY must be a P-256 key in PEM, without a password")
    return key


def read_numbers(stated: str) -> dict[str, str]:
    """Our numbers with their records; raises ValueError."""
    found = {}
    for entry in filter(None, (part.strip() for part in stated.split(","))):
        read = ENTRY.fullmatch(entry)
        if not read:
            raise ValueError(f"TIDINGS_VOICE_NUMBERS: {entry} is not like +12155550121;record=LOA-2026-14")
        found[read["number"]] = read["record"] or ""
    return found
