"""Signs a call that was told: which numbers are ours to show, how far we answer for them, and the headers."""

from dataclasses import dataclass

import tidings.campaigns.public as campaigns
import tidings.staff.public as staff
from tidings.channels import discover
from tidings.channels.voice.claims import number
from tidings.channels.voice.signing import SignedCall, read_numbers, read_signer
from tidings.ground.channel_settings import settings_for
from tidings.outreach.models import Call

NOT_OURS, NOT_SET_UP, NOT_RIGHT = "not_our_number", "no_signing_key", "signing_settings_wrong"


@dataclass(frozen=True, kw_only=True)
class Signed:
    """The values of the headers, and the attestation; `because` where there are none."""

    identity: tuple[str, ...] = ()
    attest: str = ""
    because: str = ""


def sign(call: Call) -> Signed:
    """The same call is signed alike however often it is told: its moment is the one when it was first."""
    try:
        signer = read_signer(stated())
        if signer is None:
            return Signed(because=NOT_SET_UP)
        headers = signer.headers(as_said(call))
    except ValueError:
        return Signed(because=NOT_RIGHT)
    return Signed(identity=tuple(headers), attest=signer.attest(call.shown))


def as_said(call: Call) -> SignedCall:
    """Why we call is the topic's title: words that anybody who sees the telephone may read."""
    row = call.outreach
    return SignedCall(
        shown=call.shown,
        called=call.called,
        at=call.started_at,
        origid=call.origid,
        name=staff.company().name,
        reason=campaigns.live_version(version_id=row.version_id).topic.title(row.language),
    )


def is_ours(shown: str) -> bool:
    """Whether the company has said that it calls from this number, wherever it says from which it does.

    One that *is it you?* would call none of ours is never shown (`calls_from`); one without a word of either is nobody's.
    """
    try:
        signs_for = {number(one) for one in read_numbers(stated().get("TIDINGS_VOICE_NUMBERS", ""))}
    except ValueError:
        return False
    calls_from = {number(one) for one in staff.company().calls_from}
    lists = [one for one in (signs_for, calls_from) if one]
    return bool(lists) and all(number(shown) in one for one in lists)


def stated() -> dict[str, str]:
    return settings_for(discover()["voice"].declaration)
