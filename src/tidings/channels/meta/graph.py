"""Calls to the Graph API, and how its errors are to be read."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from tidings.channels.contract import Finding, Outcome
from tidings.channels.http import Client, Lost, Response, base_url, meaning
from tidings.channels.meta.calling_us import text_in

LONG_NUMBER = re.compile(r"\d{7,}")


@dataclass(frozen=True, kw_only=True)
class Fault:
    """An error as the Graph API states it."""

    code: int
    subcode: int = 0
    says: str = ""

    @classmethod
    def read(cls, error: Mapping[str, Any]) -> "Fault":
        """From an `error` object, without any number that could be somebody's."""
        details = text_in(error, "error_data", "details")
        said = ": ".join(
            dict.fromkeys(
                part for part in (text_in(error, "message") or text_in(error, "title"), details) if part
            )
        )
        code, subcode = text_in(error, "code"), text_in(error, "error_subcode")
        return cls(
            code=int(code) if code.isdecimal() else -1,
            subcode=int(subcode) if subcode.isdecimal() else 0,
            says=f"{code or 'no code'} {LONG_NUMBER.sub('…', said)}"[:300],
        )


def fault_in(response: Response) -> Fault | None:
    """What is wrong, in the other side's words; None when it states no error."""
    said = response.json()
    error = said.get("error") if isinstance(said, dict) else None
    return Fault.read(error) if isinstance(error, dict) else None


@dataclass(frozen=True, kw_only=True)
class Faults:
    """How the errors of one API are to be read: by code, or by code and subcode. What is in no set is refused for good."""

    throttled: frozenset[int]
    way: frozenset[int]
    transient: frozenset[int]
    dead: frozenset[int | tuple[int, int]]
    refused: frozenset[int | tuple[int, int]] = frozenset()

    def outcome(self, fault: Fault, *, retry_after_s: float | None = None) -> Outcome:
        """What an error means for the message it answers."""
        names = {fault.code, (fault.code, fault.subcode)}
        outcome = Outcome(state="transient", says=fault.says)
        if names & self.dead:
            return replace(outcome, state="permanent", address_dead=True)
        if names & self.refused:
            return replace(outcome, state="permanent")
        if fault.code in self.throttled:
            return replace(outcome, throttled=True, retry_after_s=retry_after_s)
        if fault.code in self.way or 200 <= fault.code <= 299:
            return replace(outcome, unreachable=True)
        return outcome if fault.code in self.transient else replace(outcome, state="permanent")


class Graph:
    """Calls to the Graph API on a kept-open connection, by one access token."""

    def __init__(self, *, url: str, setting: str, token: str, patience_s: float) -> None:
        self.setting = setting
        self.url = base_url(setting, url)
        if not (token.isascii() and token.isprintable()):
            raise ValueError("the access token must be printable ASCII: was it copied whole?")
        self.token = token
        self.client = Client(patience_s=patience_s)

    def post(self, path: str, body: Mapping[str, Any]) -> Response:
        """Raises `Lost`."""
        headers = {"authorization": f"Bearer {self.token}", "content-type": "application/json"}
        return self.client.call("POST", f"{self.url}/{path}", body=json.dumps(body).encode(), headers=headers)

    def get(self, path: str) -> Response:
        """Raises `Lost`."""
        return self.client.call(
            "GET", f"{self.url}/{path}", headers={"authorization": f"Bearer {self.token}"}
        )

    def card(self, path: str, *, refused: str) -> Any:
        """What stands at a path, asked for once; a `Finding` where it cannot be had (`refused`: its mend)."""
        try:
            response = self.get(path)
        except Lost as lost:
            mend = f"see {self.setting} and whether this machine may call out"
            return Finding(well=False, says=str(lost), mend=mend)
        finally:
            self.close()
        fault = fault_in(response)
        return Finding(well=False, says=fault.says, mend=refused) if fault else response.json()

    def hand_over(self, path: str, body: Mapping[str, Any], faults: Faults) -> "Handed":
        """One message, sent at most once."""
        try:
            response = self.post(path, body)
        except Lost as lost:
            return Handed(outcome=lost.outcome)
        fault = fault_in(response)
        if fault and 400 <= response.status < 600:
            return Handed(outcome=faults.outcome(fault, retry_after_s=response.retry_after_s), fault=fault)
        return Handed(outcome=meaning(response), said=response.json())

    def close(self) -> None:
        self.client.close()


@dataclass(frozen=True, kw_only=True)
class Handed:
    """What came of handing a message over: the outcome, and the error or the body it was read from."""

    outcome: Outcome
    fault: Fault | None = None
    said: Any = None

    def named(self, provider_id: str) -> Outcome:
        """The outcome with the other side's name for the message; an acceptance without one cannot be believed."""
        if self.outcome.state != "accepted":
            return self.outcome
        if not provider_id:
            return Outcome(state="unknown", says="the answer does not name the message")
        return replace(self.outcome, provider_id=provider_id)


def patience(setting: str, said: str) -> float:
    """Seconds; raises ValueError with the setting's name."""
    try:
        seconds = float(said)
    except ValueError:
        seconds = 0
    if not 0 < seconds <= 600:
        raise ValueError(f"{setting} must be a number of seconds up to 600, like 30")
    return seconds
