"""Whether an unasked word to somebody would come at a civil hour: the hours of the company and of every law that binds."""

from datetime import datetime

import tidings.people.public as people
import tidings.staff.public as staff
from tidings.core.contact_points import PointRefused, read_number
from tidings.core.hours import next_open
from tidings.core.policy import AHEAD
from tidings.core.rules.binding import bind
from tidings.outreach.rules import policy_of


def civil_hour(*, customer_id: int | None, address: str, channel: str, purpose: str, now: datetime) -> bool:
    """For a customer wherever they may be, or for a stranger by the zones of the number (else the company's own)."""
    company = staff.company()
    asked = [people.Asked(customer_id=customer_id, topic="", purpose=purpose)] if customer_id else []
    known = next(iter(people.facts(asked=asked, now=now)), None) if asked else None
    binds = bind(
        policy_of(company),
        places=known.places if known else (),
        purpose=purpose,
        urgency="normal",
        technology="",
        topic="",
        channel=channel,
        at=now,
        today=(now + AHEAD).date(),
    )
    zones = (known.zones if known else ()) or zones_of(address) or (company.zone,)
    return next_open(now, zones, binds.hours, known.hours if known and binds.own_hours else None) == now


def zones_of(address: str) -> tuple[str, ...]:
    try:
        return read_number(address, region="").zones
    except PointRefused:
        return ()
