"""What the provider's answers and error codes mean for a message (Twilio's error and warning dictionary)."""

import re
from dataclasses import replace
from typing import Any

from tidings.channels.contract import Outcome
from tidings.channels.http import Response
from tidings.channels.http import meaning as by_status

BLOCKED = 21610  # the person answered STOP to this sender
# Invalid number, not a mobile one, a landline, unknown or unassigned, unreachable carrier.
DEAD_ADDRESS = frozenset({21211, 21217, 21401, 21614, 21635, 30005, 30006})
# The sender's or the account's queue is full, too many requests.
SLOW_DOWN = frozenset({14107, 20429, 21611, 30001, 30022, 63018})
EXPIRED = frozenset({30036})
TRY_AGAIN = frozenset({20500, 20503})
PERSONAL = re.compile(r"\+?\d{7,}")


def meaning(response: Response) -> Outcome:
    """What became of the message that was answered so."""
    told: Any = response.json()
    told = told if isinstance(told, dict) else {}
    if 200 <= response.status < 300:
        return taken(told, response)
    code, says = told.get("code"), explained(told, response.status)
    outcome = by_status(response, says=says)
    if code in SLOW_DOWN:
        return replace(outcome, state="transient", throttled=True, unreachable=False)
    if code in TRY_AGAIN:
        return replace(outcome, state="transient")
    return replace(outcome, address_dead=outcome.state == "permanent" and code in DEAD_ADDRESS)


def taken(told: dict[str, Any], response: Response) -> Outcome:
    """With the provider's name for it. An answer cut short is still a yes; receipts find the message by our own id."""
    sid = told.get("sid") if isinstance(told.get("sid"), str) else ""
    segments = str(told.get("num_segments") or "")
    parts = max(1, int(segments)) if segments.isascii() and segments.isdigit() and len(segments) < 4 else 0
    return Outcome(state="accepted", says=f"HTTP {response.status}", provider_id=sid or "", parts=parts)


def explained(told: dict[str, Any], status: int) -> str:
    """The provider's words without anybody's number."""
    said = PERSONAL.sub("…", str(told.get("message") or ""))[:300]
    code = told.get("code")
    return " ".join(filter(None, (f"HTTP {status}", str(code or ""), said)))
