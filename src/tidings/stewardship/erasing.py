"""One person is erased in all rooms; what stays is that something happened, and the hashed stop the law wants kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from tidings.campaigns import public as campaigns
from tidings.conversations import public as conversations
from tidings.ground import stewarding as ground
from tidings.insight import public as insight
from tidings.outreach import public as outreach
from tidings.people import public as people
from tidings.staff import public as staff
from tidings.stewardship.requests import done

LONGEST_BECAUSE = 500


class BecauseRefused(ValueError):
    """A reason that cannot be kept, because it is empty, too long, or names the person it is about."""


@dataclass(frozen=True)
class Erased:
    """What was taken out, by room and kind of row."""

    counts: Mapping[str, Mapping[str, int]]


@transaction.atomic
def erase(*, customer_id: int, because: str, actor: str, now: datetime) -> Erased:
    """Erases the person everywhere at once, or nowhere. Raises `BecauseRefused` and `people.UnknownCustomer`.

    What waits to be sent is withdrawn. The stops stay as keyed hashes, so that the person imported again stays stopped.
    """
    person = people.person(customer_id=customer_id)
    because = checked(because, person)
    evidence = ground.evidence_about(customer=person.external_id)
    evidence |= campaigns.evidence_named(customer=person.external_id)
    counts = {
        "outreach": outreach.erase(customer_id=customer_id, customer=person.external_id, now=now),
        "insight": insight.erase(customer_id=customer_id),
        "conversations": conversations.erase(customer_id=customer_id, now=now),
        "campaigns": campaigns.erase(customer=person.external_id, now=now),
        "ground": ground.forget(
            customer=person.external_id, evidence=campaigns.named_by_nobody(ids=evidence)
        ),
        "people": people.erase(customer_id=customer_id, now=now, evidence={"because": because, "by": actor}),
    }
    done(customer_id=customer_id, kind="erase", by=actor, now=now)
    staff.record(
        actor=actor,
        action="person.erased",
        object=f"customer:{customer_id}",
        detail={"because": because, "counts": counts},
        now=now,
    )
    return Erased(counts)


def checked(because: str, person: people.Person) -> str:
    """The reason, which the audit trail keeps for good and which therefore must not name anybody."""
    because = " ".join(because.split())
    if not because:
        raise BecauseRefused("Say why: who asked, and how (for example: asked by letter of 3 March).")
    if len(because) > LONGEST_BECAUSE:
        raise BecauseRefused(f"Say why in at most {LONGEST_BECAUSE} characters.")
    for name in (person.external_id, person.name, *(point.address for point in person.points)):
        if name and name.casefold() in because.casefold():
            raise BecauseRefused(
                "The reason is kept for good: leave out the person's name, id and addresses."
            )
    return because
