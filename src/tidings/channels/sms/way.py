"""The way out: which message centre or provider, and how it wants its texts."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, cast
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo

from tidings.core.texting.alphabet import LANGUAGES
from tidings.core.texting.transliterate import Extent

SCHEMES = {"smpp": 2775, "smpps": 3550, "twilio+https": 443, "twilio+http": 80}
LONG = ("parts", "parts-16", "payload")
RECEIPT_IDS = ("same", "decimal", "hex")
EXTENTS = ("no", "signs", "letters")


class BadWay(ValueError):
    """A setting that cannot be right; says which, and the mend."""


@dataclass(frozen=True, kw_only=True)
class Writing:
    """How texts are written: at most so many `segments`, with what stand-ins, in the tables of which languages."""

    segments: int = 3
    extent: Extent = "signs"
    languages: tuple[str, ...] = ()
    reference_bits: int = 8


@dataclass(frozen=True, kw_only=True)
class Way:
    """Where texts go. `patience_s` bounds the wait for an answer; `window` is how many may be unanswered."""

    scheme: str
    host: str
    port: int
    user: str
    password: str
    writing: Writing = Writing()
    ca: str = ""
    patience_s: float = 10
    window: int = 50
    bind: Literal["transmitter", "transceiver"] = "transmitter"
    system_type: str = ""
    payload: bool = False
    receipt_ids: str = "same"
    zone: str = "UTC"
    callback: str = ""

    @property
    def protected(self) -> bool:
        return self.scheme in ("smpps", "twilio+https")

    @property
    def base(self) -> str:
        """The address of an HTTP provider."""
        shown = f"[{self.host}]" if ":" in self.host else self.host
        usual = SCHEMES[self.scheme] == self.port
        return f"{self.scheme.removeprefix('twilio+')}://{shown}" + ("" if usual else f":{self.port}")

    @classmethod
    def read(cls, settings: Mapping[str, str]) -> "Way":
        """From the channel's settings; raises `BadWay`."""
        parts = urlsplit(settings["TIDINGS_SMS_URL"])
        if parts.scheme not in SCHEMES or not parts.hostname or not parts.username:
            raise BadWay(
                "TIDINGS_SMS_URL must be like smpp://user:password@host:2775, smpps://... or twilio+https://SID:token@host"
            )
        if parts.scheme == "twilio+http" and not on_this_machine(parts.hostname):
            raise BadWay("TIDINGS_SMS_URL: the token would cross the network in clear; use twilio+https://")
        return cls(
            scheme=parts.scheme,
            host=parts.hostname,
            port=parts.port or SCHEMES[parts.scheme],
            user=unquote(parts.username),
            password=unquote(parts.password or ""),
            writing=writing(settings),
            ca=settings.get("TIDINGS_SMS_CA", ""),
            patience_s=number(settings, "TIDINGS_SMS_TIMEOUT", 10),
            window=int(number(settings, "TIDINGS_SMPP_WINDOW", 50)),
            bind="transceiver" if settings.get("TIDINGS_SMPP_BIND") == "transceiver" else "transmitter",
            system_type=settings.get("TIDINGS_SMPP_SYSTEM_TYPE", ""),
            payload=chosen(settings, "TIDINGS_SMS_LONG", LONG) == "payload",
            receipt_ids=chosen(settings, "TIDINGS_SMPP_RECEIPT_IDS", RECEIPT_IDS),
            zone=known_zone(settings.get("TIDINGS_SMPP_ZONE") or "UTC"),
            callback=settings.get("TIDINGS_SMS_CALLBACK", ""),
        )


def writing(settings: Mapping[str, str]) -> Writing:
    languages = tuple(settings.get("TIDINGS_SMS_SHIFT", "").replace(",", " ").split())
    if unknown := set(languages) - set(LANGUAGES):
        raise BadWay(
            f"TIDINGS_SMS_SHIFT: no table for {', '.join(sorted(unknown))}; there are {', '.join(LANGUAGES)}"
        )
    return Writing(
        segments=int(number(settings, "TIDINGS_SMS_SEGMENTS", 3)),
        extent=cast(Extent, chosen(settings, "TIDINGS_SMS_STAND_INS", EXTENTS, "signs")),
        languages=languages,
        reference_bits=16 if settings.get("TIDINGS_SMS_LONG") == "parts-16" else 8,
    )


def number(settings: Mapping[str, str], name: str, usual: float) -> float:
    """A setting that is a number greater than 0."""
    try:
        found = float(settings.get(name) or usual)
    except ValueError:
        found = 0
    if not 0 < found < 100_000:
        raise BadWay(f"{name} must be a number greater than 0")
    return found


def chosen(settings: Mapping[str, str], name: str, choices: tuple[str, ...], usual: str = "") -> str:
    found = settings.get(name) or usual or choices[0]
    if found not in choices:
        raise BadWay(f"{name} must be one of {', '.join(choices)}")
    return found


def known_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ValueError, KeyError, OSError):
        raise BadWay("TIDINGS_SMPP_ZONE must be a time zone like Europe/Lisbon") from None
    return name


def on_this_machine(host: str) -> bool:
    return host in ("localhost", "::1") or host.startswith("127.")
