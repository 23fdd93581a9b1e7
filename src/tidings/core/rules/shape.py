"""What a rule of law is: whom it binds, since when, and what it demands. Values only; read by `reading`."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import IntEnum

from tidings.core.hours import Windows

PERSON, HOUSEHOLD, ORGANISATION = PER = ("person", "household", "organisation")
ALL, PURPOSE, TOPIC = ABOUT = ("all", "purpose", "topic")


class Level(IntEnum):
    """How much consent a contact takes, or how much somebody gave."""

    IGNORED = 0
    NOT_REVOKED = 1
    GRANTED = 2
    WRITTEN = 3


@dataclass(frozen=True)
class Ages:
    """How old a relationship may be, in months, since the last purchase and since the last inquiry; None: does not count."""

    purchase: int | None = None
    inquiry: int | None = None


@dataclass(frozen=True)
class ConsentNeed:
    """The consent for the subject and for the channel, and the relationship that stands in where it takes a grant."""

    subject: Level = Level.IGNORED
    channel: Level = Level.IGNORED
    stands_in: Ages = Ages()


@dataclass(frozen=True)
class RegistryNeed:
    """A list that must be looked up in a version at most `max_age` days old; who stands on it is left alone.

    Unless the relationship is young enough (`exempt`) or they gave consent of the level `lifted_by` (None: no consent does).
    """

    name: str
    max_age: int
    exempt: Ages = Ages()
    lifted_by: Level | None = None


@dataclass(frozen=True)
class Cap:
    """At most `contacts` in any `within`, counted per person, household or organisation.

    `purposes` and `channels` say which contacts count (empty: all); `about` narrows them to the purpose or the topic
    of the contact in question.
    """

    purposes: tuple[str, ...]
    contacts: int
    within: timedelta
    channels: tuple[str, ...] = ()
    about: str = ALL
    per: str = PERSON

    @property
    def window(self) -> "Cap":
        """What is counted, whatever the limit: caps that differ in nothing else share one count."""
        return Cap(self.purposes, 0, self.within, self.channels, self.about, self.per)

    def counts(self, *, purpose: str, channel: str, topic: str, asked: tuple[str, str]) -> bool:
        """Whether a contact of this purpose, channel and topic counts for one whose (purpose, topic) is `asked`."""
        return (
            (not self.purposes or purpose in self.purposes)
            and (not self.channels or any(same_channel(name, channel) for name in self.channels))
            and (self.about != PURPOSE or purpose == asked[0])
            and (self.about != TOPIC or topic == asked[1])
        )


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One rule: whom, what and since when it binds (empty: everyone, everything, ever), and what it demands.

    `valid_to` is exclusive. `topics` are the law's own words; a company says in its policy which of its topics they are.
    `kept` tells how Tidings keeps what is not for a single decision to judge.
    """

    id: str
    jurisdiction: str
    title: str
    source: str
    status: str
    valid_from: date | None = None
    valid_to: date | None = None
    purposes: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    technologies: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    except_topics: tuple[str, ...] = ()
    except_places: tuple[str, ...] = ()
    hours: Windows = ()
    closed: str = ""
    consent: ConsentNeed | None = None
    registry: RegistryNeed | None = None
    reassigned: bool = False
    caps: tuple[Cap, ...] = ()
    not_after: tuple[str, ...] = ()
    open_case: bool = False
    stops: str = ""
    kept: str = ""

    @property
    def judges(self) -> bool:
        """Whether it demands anything of a single decision."""
        return bool(
            self.hours
            or self.consent
            or self.registry
            or self.reassigned
            or self.caps
            or self.not_after
            or self.open_case
        )

    def stands(self, earliest: date, latest: date) -> bool:
        """Whether it is in force on any day between two."""
        return (self.valid_from is None or self.valid_from <= latest) and (
            self.valid_to is None or earliest < self.valid_to
        )


@dataclass(frozen=True)
class Pack:
    """The rules of one jurisdiction; `members` are the countries a name such as `eu` stands for."""

    name: str
    title: str
    rules: tuple[Rule, ...] = ()
    members: dict[str, frozenset[str]] = field(default_factory=dict)


def same_channel(named: str, channel: str) -> bool:
    """Whether a rule's `voice` or `voice:mobile` means the channel; where the line is not known both lines are meant."""
    folder, _, line = named.partition(":")
    other, _, its = channel.partition(":")
    return folder == other and (not line or not its or line == its)


def lies_in(place: str, jurisdiction: str) -> bool:
    """Whether a place (`us-fl`) lies in a jurisdiction (`us-fl`, `us`)."""
    return place == jurisdiction or place.startswith(f"{jurisdiction}-")
