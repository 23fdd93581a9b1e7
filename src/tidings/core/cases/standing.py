"""A row's standing: relationship, audience, digest and worth as one small number, and the reasons that come of it."""

from functools import lru_cache
from itertools import product
from typing import Any

import numpy as np

from tidings.core.cases.case import WORTHS
from tidings.core.cases.terms import SUBJECTS
from tidings.core.policy import ALLOWED, RELATIONSHIPS, Level, Policy
from tidings.core.reasons import Reason

Table = np.ndarray[Any, Any]
RELATIONSHIP_PLACES = {name: place for place, name in enumerate(RELATIONSHIPS)}
UNKNOWN_RELATIONSHIP = len(RELATIONSHIPS)
WORTH_PLACES = {name: place for place, name in enumerate(WORTHS)}
LAWFUL = (Reason.RELATIONSHIP_SUFFICES, Reason.CONSENT_GRANTED, Reason.RELATIONSHIP_STANDS_IN)


def standing(relationship: Any, subject: Any, in_audience: Any, digest: Any, worth: Any) -> Any:
    """The number of a standing (of many, when columns are handed in); `subject` and `worth` are places."""
    return (((relationship * len(SUBJECTS) + subject) * 2 + in_audience) * 2 + digest) * len(WORTHS) + worth


@lru_cache(maxsize=256)
def standing_reasons(purpose: str, is_urgent: bool, policy: Policy) -> tuple[int, ...]:
    """The reasons of each standing for such a matter."""
    every = product([*RELATIONSHIPS, ""], SUBJECTS, (False, True), (False, True), WORTHS)
    return tuple(
        relationship_reasons(purpose, relationship, said, policy)
        | (not in_audience) << Reason.NOT_IN_AUDIENCE
        | (0 if is_urgent else worth_reasons(digest, worth))
        for relationship, said, in_audience, digest, worth in every
    )


def relationship_reasons(purpose: str, relationship: str, said: int, policy: Policy) -> int:
    """What the company's own rule about this relationship forbids."""
    allowed = ALLOWED[policy.relationships[purpose].get(relationship, 0)]
    with_consent = allowed == "with_consent"
    return (
        (allowed == "no") << Reason.RELATIONSHIP_NOT_ALLOWED
        | (with_consent and said < 0) << Reason.SUBJECT_CONSENT_REVOKED
        | (with_consent and said == Level.IGNORED) << Reason.NO_SUBJECT_CONSENT
    )


def worth_reasons(digest: bool, worth: str) -> int:
    """What does not earn an interruption joins a digest, or is not told; a digest may be the customer's wish, too."""
    return (
        digest << Reason.DIGEST_CHOSEN
        | (worth == "digest") << Reason.DIGEST_EARNED
        | (worth == "drop") << Reason.NOT_WORTH_IT
        | (worth == "outbid") << Reason.OUTBID
    )


def lawful_reasons(purpose: str) -> list[int]:
    """What makes a contact lawful, by place in LAWFUL; in an emergency it is that."""
    return [1 << (Reason.EMERGENCY if purpose == "emergency" else reason) for reason in LAWFUL]
