"""Rich call data (RFC 9795): the caller's name, logo and reason, and the digests by which what they point to is known.

A digest is "sha256-" and base64 (RFC 9795 section 6): of a value in the token, of its JSON; of what an address leads to, of its octets.
"""

import base64
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tidings.channels.voice.canonical import written
from tidings.channels.voice.refusal import NotVerified

ALGORITHMS = {"sha256": hashlib.sha256, "sha384": hashlib.sha384, "sha512": hashlib.sha512}
BY_ADDRESS = ("icn", "jcl")


@dataclass(frozen=True, kw_only=True)
class Linked:
    """Something that stands elsewhere: its address, and the digest of its octets."""

    address: str
    digest: str


def rich_claims(
    *,
    name: str,
    reason: str = "",
    logo: Linked | None = None,
    card: Linked | Sequence[Any] | None = None,
) -> dict[str, Any]:
    """The claims `rcd`, `rcdi` and `crn`; `card` is a jCard (RFC 7095), or where one stands."""
    rcd: dict[str, Any] = {"nam": name}
    rcdi: dict[str, str] = {}
    for key, linked in (("icn", logo), ("jcl", card)):
        if isinstance(linked, Linked):
            rcd[key], rcdi[f"/{key}"] = linked.address, linked.digest
    if card is not None and not isinstance(card, Linked):
        rcd["jcd"] = list(card)
        rcdi["/jcd"] = digest(written(rcd["jcd"]))
    return {"rcd": rcd} | ({"rcdi": rcdi} if rcdi else {}) | ({"crn": reason} if reason else {})


def digest(octets: bytes, algorithm: str = "sha256") -> str:
    value = base64.b64encode(ALGORITHMS[algorithm](octets).digest()).decode().rstrip("=")
    return f"{algorithm}-{value}"


def check_rich(claims: Mapping[str, Any]) -> None:
    """Raises `NotVerified` unless there is a name, and what stands in the token is as its digests say."""
    rcd, rcdi = claims.get("rcd"), claims.get("rcdi", {})
    if not isinstance(rcd, dict) or not isinstance(rcd.get("nam"), str) or not rcd["nam"]:
        raise NotVerified("invalid", "rcd has no nam")
    if not isinstance(rcdi, dict) or not isinstance(claims.get("crn", ""), str) or {"jcd", "jcl"} <= {*rcd}:
        raise NotVerified("invalid", "rcdi or crn has not its form, or there are two cards")
    if wrong := altered(rcd, rcdi, {}):
        raise NotVerified("invalid", f"rcdi: {wrong[0]} is not what was signed")


def altered(rcd: Mapping[str, Any], rcdi: Mapping[str, Any], fetched: Mapping[str, bytes]) -> list[str]:
    """The pointers (RFC 6901, within `rcd`) whose value is not as digested; `fetched` is what their addresses led to.

    What stands elsewhere and was not fetched is not judged.
    """
    return [pointer for pointer, said in rcdi.items() if not holds(pointer, said, rcd, fetched)]


def holds(pointer: str, said: Any, rcd: Mapping[str, Any], fetched: Mapping[str, bytes]) -> bool:
    algorithm = said.partition("-")[0] if isinstance(said, str) else ""
    if algorithm not in ALGORITHMS:
        return False
    octets = fetched.get(pointer)
    if octets is None:
        try:
            value = pointed(within(pointer, rcd, fetched), pointer)
        except (LookupError, ValueError, TypeError):
            return pointer.startswith("/jcl/") and "/jcl" not in fetched
        if stands_elsewhere(pointer, value):
            return True
        octets = written(value)
    return digest(octets, algorithm) == str(said).rstrip("=")


def within(pointer: str, rcd: Mapping[str, Any], fetched: Mapping[str, bytes]) -> Mapping[str, Any]:
    """Where the pointer is followed: behind `jcl` in the card it leads to."""
    return (
        {**rcd, "jcl": json.loads(fetched["/jcl"])}
        if pointer.startswith("/jcl/") and "/jcl" in fetched
        else rcd
    )


def pointed(value: Any, pointer: str) -> Any:
    """The value at a JSON pointer; raises LookupError, ValueError, TypeError."""
    for step in pointer.split("/")[1:]:
        step = step.replace("~1", "/").replace("~0", "~")
        value = value[int(step)] if isinstance(value, list) else value[step]
    return value


def stands_elsewhere(pointer: str, value: Any) -> bool:
    """Whether the digest is of what an address leads to: the logo, the card, a picture in a card."""
    if pointer.count("/") == 1:
        return pointer[1:] in BY_ADDRESS
    return isinstance(value, str) and value.startswith(("https://", "http://"))
