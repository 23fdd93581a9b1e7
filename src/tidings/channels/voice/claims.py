"""What a PASSporT claims: who calls (`orig`), who is called (`dest`), when (`iat`), and what its extension adds."""

import math
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from tidings.channels.voice.refusal import NotVerified
from tidings.channels.voice.rich import check_rich

ATTESTATIONS = frozenset("ABC")
NUMBER = re.compile(r"[0-9*#]{1,15}")


def call_claims(*, orig: str, dest: str, at: datetime) -> dict[str, Any]:
    """Of one call from a number to another (E.164); the moment in whole seconds."""
    return {"orig": {"tn": number(orig)}, "dest": {"tn": [number(dest)]}, "iat": int(at.timestamp())}


def shaken_claims(*, attest: str, origid: UUID) -> dict[str, Any]:
    """How far the signer answers for the number: A fully, B for the caller alone, C for the call's way only (RFC 8588)."""
    return {"attest": attest, "origid": str(origid)}


def number(said: str) -> str:
    """A telephone number as it is claimed: country code first, digits alone (RFC 8224 section 8.3)."""
    return re.sub(r"[^0-9*#]", "", said)


def check_claims(claims: Mapping[str, Any], *, ppt: str) -> None:
    """Raises `NotVerified` where a claim is missing or has another form than its RFC says."""
    iat = claims.get("iat")
    if isinstance(iat, bool) or not isinstance(iat, int | float) or not math.isfinite(iat):
        raise NotVerified("invalid", "iat is no number")  # RFC 8588's example wrote a text: erratum 6656
    check_caller(claims.get("orig"))
    check_called(claims.get("dest"))
    if ppt == "shaken":
        check_attestation(claims)
    if ppt == "rcd" or "rcd" in claims:
        check_rich(claims)


def check_caller(orig: Any) -> None:
    if not isinstance(orig, dict) or len(orig) != 1 or not {*orig} <= {"tn", "uri"}:
        raise NotVerified("invalid", "orig names not one caller")
    check_party(orig)


def check_called(dest: Any) -> None:
    if not isinstance(dest, dict) or not dest or not {*dest} <= {"tn", "uri"}:
        raise NotVerified("invalid", "dest names nobody")
    for kind, named in dest.items():
        if not isinstance(named, list) or not named:
            raise NotVerified("invalid", "dest is no list")
        for one in named:
            check_party({kind: one})


def check_party(party: Mapping[str, Any]) -> None:
    [(kind, named)] = party.items()
    if not isinstance(named, str) or not named or (kind == "tn" and not NUMBER.fullmatch(named)):
        raise NotVerified("invalid", f"a {kind} has not its form")


def check_attestation(claims: Mapping[str, Any]) -> None:
    if claims.get("attest") not in ATTESTATIONS:
        raise NotVerified("invalid", "attest is none of A, B and C")
    try:
        UUID(claims.get("origid", ""))
    except (ValueError, AttributeError, TypeError) as wrong:
        raise NotVerified("invalid", "origid is no UUID") from wrong
