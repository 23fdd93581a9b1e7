"""Asking the provider: what became of a message, and whether the account is known."""

import re

from tidings.channels.contract import Finding, Receipt
from tidings.channels.http import Lost
from tidings.channels.sms.twilio.callbacks import STATES
from tidings.channels.sms.twilio.sending import call, client
from tidings.channels.sms.way import Way

SID = re.compile(r"\w{10,64}")


def ask(provider_id: str, way: Way) -> Receipt | None:
    """What the provider knows of its message; raises `Lost`. It cannot be asked by our own id."""
    if not SID.fullmatch(provider_id):
        return None
    caller = client(way)
    try:
        told = call(caller, way, "GET", f"Messages/{provider_id}.json").json()
    finally:
        caller.close()
    status = told.get("status") if isinstance(told, dict) else None
    if not isinstance(status, str) or status not in STATES:
        return None
    return Receipt(
        key=f"asked {provider_id} {status}", state=STATES[status], provider_id=provider_id, says=status
    )


def check(way: Way) -> Finding:
    """Reads the account."""
    caller = client(way)
    try:
        response = call(caller, way, "GET", ".json")
    except Lost as lost:
        return Finding(well=False, says=f"{way.host}: {lost}", mend="look at the host in TIDINGS_SMS_URL")
    finally:
        caller.close()
    if response.status == 200:
        return Finding(well=True, says=f"{way.host} knows the account")
    return Finding(
        well=False,
        says=f"{way.host} answers HTTP {response.status}",
        mend="look at the account's SID and token in TIDINGS_SMS_URL",
    )
