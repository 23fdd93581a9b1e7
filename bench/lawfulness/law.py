"""The rules page as one reads it aloud: what each place demands of a contact. Row numbers are the page's."""

from datetime import date, timedelta
from functools import lru_cache

from .demands import (
    GRANTED,
    NOT_REVOKED,
    WRITTEN,
    AtMost,
    Confirmed,
    Consent,
    Demand,
    Hours,
    Relationship,
    Unlisted,
    every_day,
    weekly,
)

VOICE = ("voice:mobile", "voice:landline")
PHONE = (*VOICE, "sms")
MESSAGES = ("email", "sms")
MACHINES = ("prerecorded", "ai")
ALWAYS = date(2000, 1, 1)
EU = ("fr", "de")

# A.3: hours of marketing calls and texts, and since when.
STATES: dict[str, tuple[Hours, date]] = {
    "us-fl": (every_day("08:00", "20:00"), ALWAYS),
    "us-ok": (every_day("08:00", "20:00"), date(2022, 11, 1)),
    "us-md": (every_day("08:00", "20:00"), date(2024, 1, 1)),
    "us-wa": (every_day("08:00", "20:00"), date(2022, 6, 9)),
    "us-or": (every_day("08:00", "20:00"), date(2026, 1, 1)),
    "us-va": (every_day("08:00", "21:00"), ALWAYS),
    "us-tx": (weekly("09:00-21:00", "09:00-21:00", "12:00-21:00"), ALWAYS),
    "us-ct": (every_day("09:00", "20:00"), ALWAYS),
    "us-nv": (every_day("09:00", "20:00"), ALWAYS),
    "us-al": (weekly("08:00-20:00", "08:00-20:00", holidays="US-AL"), ALWAYS),
    "us-la": (weekly("08:00-20:00", "08:00-20:00", holidays="US-LA"), ALWAYS),
    "us-ms": (weekly("08:00-20:00", "08:00-20:00"), ALWAYS),
    "us-ky": (every_day("10:00", "21:00"), ALWAYS),
    "us-mi": (every_day("09:00", "21:00"), ALWAYS),
    "us-mn": (every_day("09:00", "21:00"), ALWAYS),
    "us-nm": (every_day("09:00", "21:00"), ALWAYS),
    "us-ma": (every_day("08:00", "20:00"), ALWAYS),
    "us-ri": (weekly("09:00-18:00"), ALWAYS),
}
THREE_A_DAY = {
    "us-fl": ALWAYS,
    "us-ok": date(2022, 11, 1),
    "us-md": date(2024, 1, 1),
    "us-or": date(2026, 1, 1),
}
FRENCH_HOURS = weekly("10:00-13:00 14:00-20:00", holidays="FR")
CANADIAN_HOURS = weekly("09:00-21:30", "10:00-18:00", "10:00-18:00")
AUSTRALIAN_HOURS = weekly("09:00-20:00", "09:00-17:00", holidays="AU")


@lru_cache(maxsize=65_536)
def demands(
    places: tuple[str, ...], purpose: str, technology: str, channel: str, day: date
) -> tuple[Demand, ...]:
    """All that the laws of all the places together demand of one contact on a day; an emergency is exempt."""
    if purpose == "emergency":
        return ()
    marketing = purpose == "marketing"
    machine = technology in MACHINES and channel in VOICE
    found: list[Demand] = []
    if any(place.partition("-")[0] == "us" for place in places):
        found += american_marketing(channel, machine) if marketing else american_service(channel, machine)
    for place in places:
        if marketing:
            found += state(place, channel, day) + marketing_abroad(place, channel, machine, day)
    return tuple(found)


def american_marketing(channel: str, machine: bool) -> list[Demand]:
    """A-02, A-03, A-20, A-21, A-23, A-24, A-34."""
    if channel not in PHONE:
        return [Consent(NOT_REVOKED)]
    registry = Unlisted("us-national-dnc", 31, Relationship(18, 3), WRITTEN)
    found: list[Demand] = [every_day("08:00", "21:00"), registry, Consent(NOT_REVOKED)]
    if machine or channel == "sms":
        found += [Consent(WRITTEN), Confirmed()]
    return found


def american_service(channel: str, machine: bool) -> list[Demand]:
    """A-02 (wireless), A-03 (three recorded calls to a landline in 30 days), A-24."""
    if channel == "sms" or (machine and channel == "voice:mobile"):
        return [Consent(GRANTED), Confirmed()]
    if machine:
        return [AtMost(3, 30 * 24, ("voice:landline",), ("service",))]
    return []


def state(place: str, channel: str, day: date) -> list[Demand]:
    """A.3."""
    found: list[Demand] = []
    if channel not in PHONE:
        return found
    hours, since = STATES.get(place, (None, ALWAYS))
    if hours and in_force(since, day):
        found.append(hours)
    if place in THREE_A_DAY and in_force(THREE_A_DAY[place], day):
        unless = Relationship(purchase=18) if place == "us-or" else Relationship()
        found.append(AtMost(3, 24, PHONE, ("marketing",), same_topic=True, unless=unless))
    return found


def marketing_abroad(place: str, channel: str, machine: bool, day: date) -> list[Demand]:
    """B-07 to B-09, B-17, B-19 to B-22, B-25 to B-29."""
    country = place.partition("-")[0]
    if country in EU:
        return european(country, channel, machine, day)
    if country == "gb" and channel in VOICE:
        return (
            [Consent(GRANTED)]
            if machine
            else [Unlisted(name, 28, lifted_by=GRANTED) for name in ("gb-tps", "gb-ctps")]
        )
    if country == "gb" and channel in MESSAGES:
        return [Consent(GRANTED)]
    if country == "ca":
        return canadian(channel, machine)
    if country == "au" and channel in VOICE:
        return [AUSTRALIAN_HOURS, Unlisted("au-dncr", 30, lifted_by=GRANTED)]
    if country == "au" and channel in MESSAGES:
        return [Consent(GRANTED)]
    return []


def european(country: str, channel: str, machine: bool, day: date) -> list[Demand]:
    found: list[Demand] = []
    if channel in (*MESSAGES, "push") or machine:
        found.append(Consent(GRANTED))
    if country == "de" and channel in VOICE:
        found.append(Consent(GRANTED))
    if country == "fr" and channel in VOICE:
        found += [FRENCH_HOURS, AtMost(4, 30 * 24, VOICE, ("marketing",))]
        if in_force(date(2026, 8, 11), day):
            found.append(Consent(GRANTED))
    return found


def canadian(channel: str, machine: bool) -> list[Demand]:
    if channel in MESSAGES:
        return [Consent(GRANTED, Relationship(24, 6))]
    if channel not in VOICE:
        return []
    listed = Unlisted("ca-dncl", 31, Relationship(18, 6), GRANTED)
    return [CANADIAN_HOURS, *([Consent(GRANTED)] if machine else []), listed]


def in_force(since: date, day: date) -> bool:
    """Certainly in force wherever the day is reckoned: a law that begins today is judged from tomorrow."""
    return since < day - timedelta(days=1) or since == ALWAYS
