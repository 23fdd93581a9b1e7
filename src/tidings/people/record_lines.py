"""The fields of a record that hold lines: organisation, consents, preferences."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tidings.channels import names
from tidings.core.consent import soft_opt_in_missing, written_evidence_missing
from tidings.core.contact_points import matching
from tidings.core.hours import OwnHours
from tidings.core.policy import PURPOSES
from tidings.people import values
from tidings.people.problems import FieldRefused

CONSENT_PURPOSES = (*PURPOSES, "all")
MOST = 200  # lines in one field


@dataclass(frozen=True, kw_only=True)
class Membership:
    """A role in an organisation, by the organisation's own id."""

    id: str
    name: str | None = None
    role: str = "member"


@dataclass(frozen=True, kw_only=True)
class ConsentLine:
    """A yes or a no to write into the ledger; `stated_at` is what the record said of when, "" for nothing.

    A yes on the basis "written" whose evidence is not whole counts as a plain one (47 CFR 64.1200(f)(9)).
    """

    granted: bool
    purpose: str
    at: datetime
    stated_at: str = ""
    topic: str = ""
    channel: str = ""
    address: str = ""
    basis: str = "consent"
    evidence: Mapping[str, Any] = field(default_factory=dict)

    @property
    def form(self) -> str:
        """The address as it is compared."""
        return matching(channel=self.channel, address=self.address)

    @property
    def written(self) -> bool:
        """Whether this is a written yes with all that proves one."""
        missing = written_evidence_missing(address=self.address, evidence=self.evidence)
        return self.granted and self.basis == "written" and not missing


@dataclass(frozen=True, kw_only=True)
class PreferenceLine:
    """What the customer said of a topic ("": of all); `said_at` None: nobody knows when, so any later word wins."""

    topic: str = ""
    channels: tuple[str, ...] = ()
    hours: OwnHours | None = None
    language: str = ""
    paused_until: datetime | None = None
    digest: bool = False
    said_at: datetime | None = None


def organisation(value: Any, now: datetime) -> Membership | None:
    stated = {key: part for key, part in values.mapping(value or {}).items() if part not in (None, "")}
    if not stated:
        return None
    only(stated, {"id", "name", "role"})
    if "id" not in stated:
        raise FieldRefused("is missing", "give the id by which you know the organisation", "id")
    return Membership(**{key: values.text(part) for key, part in stated.items()})


def consents(value: Any, now: datetime) -> tuple[ConsentLine, ...]:
    return tuple(each(value, lambda stated: consent(stated, now)))


def consent(stated: Mapping[str, Any], now: datetime) -> ConsentLine:
    only(stated, set(ConsentLine.__dataclass_fields__) - {"stated_at"})
    granted = inside("granted", lambda: values.yes_or_no(stated.get("granted")))
    evidence = stated.get("evidence") or {}
    evidence = {"says": values.text(evidence)} if isinstance(evidence, str) else values.mapping(evidence)
    basis = values.text(stated.get("basis") or "consent")
    if granted and basis == "soft_opt_in" and (missing := soft_opt_in_missing(evidence)):
        raise FieldRefused(
            "lacks what a soft opt-in needs", f"state {', '.join(missing)} as true", "evidence"
        )
    return ConsentLine(
        granted=granted,
        purpose=inside("purpose", lambda: purpose(stated.get("purpose"))),
        at=inside("at", lambda: acted_at(stated.get("at"), granted, now)),
        stated_at=str(stated.get("at") or ""),
        topic=values.text(stated.get("topic") or ""),
        channel=inside("channel", lambda: channel(stated.get("channel") or "")),
        address=values.text(stated.get("address") or ""),
        basis=basis,
        evidence=evidence,
    )


def purpose(value: Any) -> str:
    found = values.text(value or "").lower()
    if found not in CONSENT_PURPOSES:
        raise FieldRefused("is not a purpose", f"use one of {', '.join(CONSENT_PURPOSES)}")
    return found


def channel(value: Any) -> str:
    found = values.text(value).lower()
    if found and found not in names.known():
        raise FieldRefused("is not a channel", f"use one of {', '.join(names.known())}")
    return found


def acted_at(value: Any, granted: bool, now: datetime) -> datetime:
    """When the person acted. Doubt goes against the yes: it needs a moment that is past, a no counts from now at latest."""
    if value in (None, ""):
        if granted:
            raise FieldRefused("is missing", "say when the customer agreed")
        return now
    at = values.moment(value, last_of_day=not granted)
    if granted and at > now:
        raise FieldRefused("lies in the future", "give the moment the customer agreed")
    return min(at, now)


def preferences(value: Any, now: datetime) -> tuple[PreferenceLine, ...]:
    return tuple(each(value, lambda stated: preference(stated)))


def preference(stated: Mapping[str, Any]) -> PreferenceLine:
    only(stated, {"topic", "channels", "hours", "language", "paused_until", "digest", "at"})
    paused, said_at = stated.get("paused_until"), stated.get("at")
    return PreferenceLine(
        topic=values.text(stated.get("topic") or ""),
        channels=inside("channels", lambda: channels(stated.get("channels") or ())),
        hours=inside("hours", lambda: values.own_hours(stated.get("hours"))),
        language=inside("language", lambda: values.language(stated.get("language") or "")),
        paused_until=inside("paused_until", lambda: values.moment(paused)) if paused else None,
        digest=inside("digest", lambda: values.yes_or_no(stated.get("digest") or False)),
        said_at=inside("at", lambda: values.moment(said_at)) if said_at else None,
    )


def channels(value: Any) -> tuple[str, ...]:
    """Channels as ranked: a list, or a text with commas; each once."""
    listed = value.split(",") if isinstance(value, str) else value
    return tuple(dict.fromkeys(channel(one) for one in values.texts(listed)))


def each(value: Any, read: Callable[[Mapping[str, Any]], Any]) -> list[Any]:
    listed = value if isinstance(value, list | tuple) else [value] if value else []
    if len(listed) > MOST:
        raise FieldRefused(f"holds more than {MOST} lines", "split the record")
    return [
        inside(place, lambda stated=stated: read(values.mapping(stated)))
        for place, stated in enumerate(listed)
    ]


def inside(step: object, read: Callable[[], Any]) -> Any:
    try:
        return read()
    except FieldRefused as refused:
        raise refused.inside(step) from None


def only(stated: Mapping[str, Any], known: set[str]) -> None:
    if unknown := sorted(stated.keys() - known):
        raise FieldRefused("is not known here", f"use {', '.join(sorted(known))}", unknown[0][:100])
