"""The closed list of reasons: every yes and every no bears some of them, and each can be read in plain words."""

from enum import IntEnum
from functools import lru_cache
from types import MappingProxyType

from tidings.core import reason_words
from tidings.core.reason_words import Words

__all__ = ["BY_CODE", "CAP_REASONS", "REFUSALS", "WORDS", "Reason", "Words", "codes", "words"]


class Reason(IntEnum):
    """A reason's value is its bit in a decision; new ones are added at the end, none is ever renumbered."""

    NOT_IN_AUDIENCE = 0
    RELATIONSHIP_NOT_ALLOWED = 1
    NO_SUBJECT_CONSENT = 2
    SUBJECT_CONSENT_REVOKED = 3
    NO_CHANNEL_CONSENT = 4
    CHANNEL_CONSENT_REVOKED = 5
    SUPPRESSED = 6
    NO_ADDRESS = 7
    TOO_MANY_CONTACTS = 8
    PAUSED = 9
    ZONE_UNKNOWN = 10
    NO_COMMON_HOURS = 11
    EXPIRED_BEFORE_HOURS = 12
    EXPIRED = 13
    HELD_OUT = 14
    RELATIONSHIP_SUFFICES = 15
    CONSENT_GRANTED = 16
    EMERGENCY = 17
    WITHIN_HOURS = 18
    OUTSIDE_HOURS = 19
    URGENT = 20
    PAUSE_ENDS_FIRST = 21
    CHANNEL_CHOSEN = 22
    CHANNEL_USUAL = 23
    WITHDRAWN = 24
    CAMPAIGN_PAUSED = 25
    STOPPED = 26
    CUSTOMER_GONE = 27
    ADDRESS_DEAD = 28
    NOT_DELIVERABLE = 29
    OUTCOME_UNKNOWN = 30
    NO_WRITTEN_CONSENT = 31
    RELATIONSHIP_STANDS_IN = 32
    RELATIONSHIP_TOO_OLD = 33
    REGISTRY_LISTED = 34
    REGISTRY_STALE = 35
    NUMBER_UNCONFIRMED = 36
    PLACE_UNKNOWN = 37
    NEEDS_REVIEW = 38
    OPEN_CASE = 39
    CHANNEL_CAP = 40
    HOUSEHOLD_CAP = 41
    ORGANISATION_CAP = 42
    ANSWERED_WHERE_THEY_WROTE = 43
    CALL_UNASKED = 44
    DIGEST_CHOSEN = 45
    DIGEST_EARNED = 46
    NOT_WORTH_IT = 47
    OUTBID = 48
    LAW_HOURS = 49
    HOLIDAY = 50
    CHANNEL_SHOWN = 51
    CHANNEL_LIKE_THEM = 52
    SUPPRESSED_AT_SEND = 53
    SHOWN_HOURS = 54

    @property
    def code(self) -> str:
        """The name used in rows, reports and the API: `no_subject_consent`."""
        return self.name.lower()


REFUSALS = frozenset(
    {
        Reason.NOT_IN_AUDIENCE,
        Reason.RELATIONSHIP_NOT_ALLOWED,
        Reason.NO_SUBJECT_CONSENT,
        Reason.SUBJECT_CONSENT_REVOKED,
        Reason.NO_CHANNEL_CONSENT,
        Reason.CHANNEL_CONSENT_REVOKED,
        Reason.SUPPRESSED,
        Reason.NO_ADDRESS,
        Reason.TOO_MANY_CONTACTS,
        Reason.PAUSED,
        Reason.ZONE_UNKNOWN,
        Reason.NO_COMMON_HOURS,
        Reason.EXPIRED_BEFORE_HOURS,
        Reason.EXPIRED,
        Reason.NO_WRITTEN_CONSENT,
        Reason.RELATIONSHIP_TOO_OLD,
        Reason.REGISTRY_LISTED,
        Reason.REGISTRY_STALE,
        Reason.NUMBER_UNCONFIRMED,
        Reason.PLACE_UNKNOWN,
        Reason.NEEDS_REVIEW,
        Reason.OPEN_CASE,
        Reason.CHANNEL_CAP,
        Reason.HOUSEHOLD_CAP,
        Reason.ORGANISATION_CAP,
        Reason.CALL_UNASKED,
        Reason.NOT_WORTH_IT,
    }
)
CAP_REASONS = frozenset(
    {Reason.TOO_MANY_CONTACTS, Reason.CHANNEL_CAP, Reason.HOUSEHOLD_CAP, Reason.ORGANISATION_CAP}
)
WORDS = MappingProxyType({reason: reason_words.BY_CODE[reason.code] for reason in Reason})
BY_CODE = MappingProxyType({reason.code: reason for reason in Reason})


def codes(bits: int) -> list[str]:
    """The codes of the reasons whose bits are set, in the list's order."""
    return list(named(bits))


@lru_cache(maxsize=4096)
def named(bits: int) -> tuple[str, ...]:
    return tuple(reason.code for reason in Reason if bits >> reason & 1)


def words(code: str, *, language: str = "en") -> str:
    """The reason in plain words; a code nobody knows (from a newer version) stands for itself."""
    reason = BY_CODE.get(code)
    return WORDS[reason].among(language) if reason is not None else code
