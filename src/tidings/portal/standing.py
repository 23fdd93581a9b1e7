"""How things stand between the customer and us, as the preferences page shows it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from tidings.campaigns import public as campaigns
from tidings.core.hours import OwnHours
from tidings.outreach.public import OutreachCard
from tidings.people import public as people
from tidings.portal.showing import channel_title, moment
from tidings.portal.words import Words, words
from tidings.staff.public import company

FOREVER = datetime(9999, 12, 31, tzinfo=UTC)  # a pause "until I end it"
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
RANKS = ("first", "second", "third")


@dataclass(frozen=True, kw_only=True)
class Rank:
    """One place in an order of channels: its field's name and what stands there ("": no preference)."""

    name: str
    chosen: str


@dataclass(frozen=True, kw_only=True)
class Day:
    """The customer's own hours on one weekday ("mon"), as HH:MM; "" for none."""

    name: str
    opens: str
    closes: str


@dataclass(frozen=True, kw_only=True)
class TopicStanding:
    """One topic (name "": all of them): the channels in the customer's order, its own language and digest, its stop."""

    name: str
    title: str
    purpose: str
    ranks: tuple[Rank, ...]
    language: str
    digest: bool
    stopped: bool
    stopped_by: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Standing:
    """Everything the page needs; `paused` is a moment in words, `open_ended` when only the customer ends it.

    `week` has seven days; `each_day` says that they have hours of their own.
    """

    name: str
    channels: tuple[tuple[str, str], ...]
    general: TopicStanding
    topics: tuple[TopicStanding, ...]
    paused: str
    open_ended: bool
    week: tuple[Day, ...]
    each_day: bool
    language: str
    digest: bool
    stopped_marketing: bool
    stopped_all: bool


def chosen_language(card: OutreachCard) -> Words:
    """The language the customer has chosen, else the one they were written to in."""
    general = _by_topic(people.person(customer_id=card.customer_id).preferences).get("")
    return words((general.language if general else "") or card.language)


def standing(card: OutreachCard, *, now: datetime) -> Standing:
    """What people/ knows of the wishes of the outreach's customer, in the language they chose."""
    person = people.person(customer_id=card.customer_id)
    said, spoken = _by_topic(person.preferences), chosen_language(card)
    general = said.get("")
    paused = general.paused_until if general and general.paused_until and general.paused_until > now else None
    stops = {(stop.scope, stop.channel) for stop in person.suppressions if stop.lifted_at is None}
    channels = _channels(person, spoken)
    return Standing(
        name=person.name,
        channels=channels,
        general=_topic("", "", "", said, stops, channels),
        topics=tuple(
            _topic(topic.name, topic.title(spoken.language), topic.purpose, said, stops, channels)
            for topic in campaigns.topics()
        ),
        paused=moment(paused, card=card, company=company(), spoken=spoken)
        if paused and paused < FOREVER
        else "",
        open_ended=bool(paused and paused >= FOREVER),
        week=_week(general.hours if general else None),
        each_day=bool(general and general.hours and len(general.hours) == len(WEEKDAYS)),
        language=spoken.language,
        digest=bool(general and general.digest),
        stopped_marketing=("purpose:marketing", "") in stops,
        stopped_all=("all", "") in stops,
    )


def _week(own: OwnHours | None) -> tuple[Day, ...]:
    """The hours of each weekday; one pair holds every day."""
    week = own if own and len(own) == len(WEEKDAYS) else [own] * len(WEEKDAYS)
    spans = [[f"{at:%H:%M}" for at in span] if span else ["", ""] for span in week]
    return tuple(
        Day(name=name, opens=opens, closes=closes)
        for name, (opens, closes) in zip(WEEKDAYS, spans, strict=True)
    )


def _by_topic(cards: Iterable[people.PreferenceCard]) -> dict[str, people.PreferenceCard]:
    """Their own word counts before what was imported; what they merely showed is no wish they can see here."""
    origins = ("imported", "said")
    return {card.topic: card for origin in origins for card in cards if card.origin == origin}


def _channels(person: people.Person, spoken: Words) -> tuple[tuple[str, str], ...]:
    usable = dict.fromkeys(point.channel for point in person.points if point.state == "usable")
    return tuple((channel, channel_title(channel, spoken=spoken)) for channel in usable)


def _topic(
    name: str,
    title: str,
    purpose: str,
    said: dict[str, people.PreferenceCard],
    stops: set[tuple[str, str]],
    channels: tuple[tuple[str, str], ...],
) -> TopicStanding:
    chosen = said[name].channels if name in said else ()
    places = RANKS[: len(channels)]
    filled = [*chosen, *[""] * len(places)]
    scope = f"topic:{name}"
    return TopicStanding(
        name=name,
        title=title,
        purpose=purpose,
        language=said[name].language if name in said else "",
        digest=name in said and said[name].digest,
        ranks=tuple(Rank(name=place, chosen=filled[nth]) for nth, place in enumerate(places)),
        stopped=(scope, "") in stops,
        stopped_by=tuple(title for channel, title in channels if (scope, channel) in stops),
    )
