"""Which sender a text to a country carries, and whether that country allows it at all.

The company states its senders in `TIDINGS_SMS_SENDERS`: one a country, with the id of its registration where the country
wants one. What countries want is data (`countries.json`).
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, cast

import phonenumbers

from tidings.channels.contract import Finding
from tidings.channels.sms.way import BadWay

ANYWHERE = "*"
ENTRY = re.compile(
    r"(?P<country>[A-Z]{2}|\*)=(?P<sender>[^;=]+)(?:;registration=(?P<registration>[\w.:-]+))?"
)
KINDS = {
    "number": re.compile(r"\+[1-9]\d{6,14}"),
    "short code": re.compile(r"\d{3,8}"),
    "service": re.compile(r"MG[0-9a-f]{32}"),
    "name": re.compile(r"(?=.*[A-Za-z])[A-Za-z0-9 &._+-]{1,11}"),
}
REGISTER = "register it, or name another sender for the country in TIDINGS_SMS_SENDERS"
MEND = "name a sender for it in TIDINGS_SMS_SENDERS"


class NoSender(ValueError):
    """No text may go to this country from us; says why and the mend."""


@dataclass(frozen=True, kw_only=True)
class SenderId:
    """What a telephone shows as the sender: a number, a short code, a name, or a provider's pool of numbers."""

    address: str
    kind: str
    registration: str = ""

    @property
    def hears(self) -> bool:
        """Whether a reply to it reaches us; a name cannot be replied to."""
        return self.kind != "name"


@dataclass(frozen=True, kw_only=True)
class Want:
    """What a country wants of a kind of sender, since a day."""

    says: str
    allowed: bool
    registration: bool
    shortest: int
    since: date


@dataclass(frozen=True)
class Senders:
    """The company's senders by country."""

    by_country: Mapping[str, SenderId]

    @classmethod
    def read(cls, text: str) -> "Senders":
        """From a setting like `US=+15550001111;registration=C1ABCD2, AU=Example, *=+447700900000`; raises `BadWay`."""
        found = {}
        for entry in filter(None, (each.strip() for each in re.split(r"[,\n]", text))):
            read = ENTRY.fullmatch(entry)
            if read is None:
                raise BadWay(
                    f"TIDINGS_SMS_SENDERS: {entry[:40]!r} must be like US=+15550001111;registration=ID"
                )
            found[read["country"]] = sender_id(read["sender"].strip(), read["registration"] or "")
        return cls(found)

    def to(self, country: str, at: date) -> SenderId:
        """The sender of texts to a country on a day; raises `NoSender`."""
        sender = self.by_country.get(country) or self.by_country.get(ANYWHERE)
        if sender is None:
            raise NoSender(f"no sender for texts to {country}: {MEND}")
        if says := objection(sender, country, at):
            raise NoSender(f"texts to {country}: {says}")
        return sender


def sender_id(address: str, registration: str) -> SenderId:
    for kind, pattern in KINDS.items():
        if pattern.fullmatch(address):
            return SenderId(address=address, kind=kind, registration=registration)
    raise BadWay(f"TIDINGS_SMS_SENDERS: {address[:40]!r} is no number, short code or name of 1 to 11 letters")


def objection(sender: SenderId, country: str, at: date) -> str:
    """Why a country does not allow the sender on that day; "" when it does."""
    want = wants().get((country, sender.kind))
    if want is None or at < want.since:
        return ""
    if not want.allowed:
        return f"a {sender.kind} is not allowed as the sender ({want.says}); {MEND}"
    if len(sender.address) < want.shortest:
        return f"a {sender.kind} must have at least {want.shortest} characters ({want.says})"
    if want.registration and not sender.registration:
        return f"a {sender.kind} must be registered ({want.says}); add ;registration=ID to it in TIDINGS_SMS_SENDERS"
    return ""


def judged(senders: Senders) -> Iterator[Finding]:
    """Each country's sender by name: what that country does not allow, or lets nobody use unregistered, and what is in order."""
    for country, sender in senders.by_country.items():
        if country == ANYWHERE:
            yield Finding(well=True, says=f"sender elsewhere: {named(sender)}{not_to(sender, senders)}")
        elif says := objection(sender, country, date.max):
            yield Finding(well=False, says=f"sender to {country}, {named(sender)}: {says}", mend=REGISTER)
        else:
            yield Finding(well=True, says=f"sender to {country}: {named(sender)}")


def named(sender: SenderId) -> str:
    registered = f"registered as {sender.registration}" if sender.registration else "not registered"
    return f"{sender.address} ({sender.kind}, {registered})"


def not_to(sender: SenderId, senders: Senders) -> str:
    """Countries without a sender of their own to which this one may not send; laws that are yet to come count."""
    refused = [
        country
        for country in countries()
        if country not in senders.by_country and objection(sender, country, date.max)
    ]
    return f"; no texts to {', '.join(refused)}" if refused else ""


@cache
def wants() -> Mapping[tuple[str, str], Want]:
    """What each country wants of each kind of sender."""
    return {
        (country, kind): Want(
            says=want["says"],
            allowed=want.get("allowed", True),
            registration=want.get("registration", False),
            shortest=want.get("shortest", 1),
            since=date.fromisoformat(want.get("since", "2000-01-01")),
        )
        for country, told in countries().items()
        for kind, want in told.get("senders", {}).items()
    }


def owes_stop(country: str) -> bool:
    """Whether every text there must say how to stop it, whatever it is about."""
    return bool(countries().get(country, {}).get("stop"))


@cache
def countries() -> dict[str, Any]:
    text = files("tidings.channels.sms").joinpath("countries.json").read_text(encoding="utf-8")
    return cast(dict[str, Any], json.loads(text)["countries"])


def country_of(address: str) -> str:
    """The country (ISO 3166) of a number as E.164; "" for what is no number."""
    for digits in (address[1:2], address[1:3], address[1:4]):
        regions = phonenumbers.COUNTRY_CODE_TO_REGION_CODE.get(int(digits)) if digits.isdecimal() else None
        if regions and address[0] == "+":
            return regions[0] if len(regions) == 1 else one_of_several(typical(address))
    return ""


def typical(address: str) -> str:
    """One number for all that differ in their last three digits: no numbering plan tells countries apart by these."""
    return f"{address[:-3]}555" if len(address) > 10 and address[-3:].isdecimal() else address


@lru_cache(65_536)
def one_of_several(address: str) -> str:
    """The country of a number whose calling code several share."""
    try:
        number = phonenumbers.parse(address, None)
    except phonenumbers.NumberParseException:
        return ""
    exact = phonenumbers.region_code_for_number(number)
    return exact or phonenumbers.region_code_for_country_code(number.country_code or 0)
