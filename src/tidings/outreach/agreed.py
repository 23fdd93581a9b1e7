"""Who may be written to, judged once a minute for all who are alike: hours, days and laws turn on whole minutes, so that
a yes to one is a yes to the others until the minute ends. Anything but a yes is thought through anew each time.
"""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from functools import lru_cache
from operator import attrgetter

import tidings.campaigns.public as campaigns
import tidings.people.public as people
from tidings.core.deciding import CONTACT
from tidings.outreach.models import Outreach
from tidings.outreach.seeing import Known, addresses, in_audience, zones_of

# Who somebody is and where they are reached decides nothing; that there is an address does.
WHO = ("customer_id", "external_id", "name", "household", "organisations", "addresses", "channel_addresses")
BY_NAME = ("channel_consent", "listed")
of_them = attrgetter(*(one.name for one in fields(people.Facts) if one.name not in (*WHO, *BY_NAME)))
of_the_matter = attrgetter("channel", "topic", "purpose", "urgency", "expires_at")


@dataclass(frozen=True)
class Judged:
    """The answer for one case: its verdict, the codes of its reasons, the first moment it may go out and by what."""

    verdict: int
    reasons: list[str]
    earliest: datetime | None
    channel: str = ""


YES = Judged(CONTACT, [], None)
Judge = Callable[[Sequence[Outreach]], Sequence[Judged]]


def agreed(
    rows: Sequence[Outreach],
    facts: Mapping[int, people.Facts],
    known: Known,
    *,
    judge: Judge,
    now: datetime,
) -> dict[int, Judged]:
    """The answer for each row by its id, `judge` being asked about those that are like none judged fit this minute."""
    fit, company = fit_in(now.replace(second=0, microsecond=0)), of_company(known)
    alike = {row.id: (company, likeness(row, facts[row.id], known)) for row in rows}
    answers = {id: YES for id, like in alike.items() if like in fit}
    asked = [row for row in rows if row.id not in answers]
    for row, answer in zip(asked, judge(asked) if asked else (), strict=True):
        answers[row.id] = answer
        if answer.verdict == CONTACT:
            fit.add(alike[row.id])
    return answers


@lru_cache(maxsize=2)
def fit_in(minute: datetime) -> set[Hashable]:
    """Those judged fit in that minute so far, by this process."""
    return set()


def of_company(known: Known) -> Hashable:
    return known.rules.version, tuple(sorted(known.registries.items()))


def likeness(row: Outreach, facts: people.Facts, known: Known) -> Hashable:
    """All that the judgment of a row depends on."""
    lately, customer = known.lately, facts.customer_id
    return (
        of_the_matter(row),
        of_them(facts),
        tuple(facts.channel_consent.items()),
        tuple(facts.listed.items()),
        bool(addresses(facts, row.channel)),
        zones_of(facts, row.purpose, known.rules, known.company),
        in_audience(campaigns.live_version(version_id=row.version_id), facts),
        lately.counts(customer, purpose=row.purpose, topic=row.topic, before=row.id),
        lately.talk(customer),
        lately.open_case(customer, row.topic),
    )
