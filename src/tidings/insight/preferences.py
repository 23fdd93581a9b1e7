"""What we believe of our customers' preferences against what they say and what they do, by topic and relationship."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from tidings.campaigns import public as campaigns
from tidings.core.inference import shares
from tidings.core.inference.intervals import Estimate
from tidings.core.inference.segments import Segment
from tidings.core.inference.shares import Stratum
from tidings.core.policy import RELATIONSHIPS
from tidings.insight.beliefs import BeliefCard, beliefs
from tidings.insight.doing import reached_by_channel
from tidings.insight.report import Group, Line, PreferenceReport
from tidings.outreach import public as outreach
from tidings.people import public as people

WISHED_WITHIN = timedelta(days=365)


def preference_report(*, now: datetime) -> PreferenceReport:
    """The report as of `now`: a group for each topic ("": all together) and relationship of which anything is known."""
    known = people.people_by_segment(now=now)
    stated = beliefs()
    wished = outreach.wished_first(since=now - WISHED_WITHIN)
    groups = [
        group
        for topic in ("", *sorted(topic.name for topic in campaigns.topics()))
        for group in groups_of(topic, known, stated, wished, now)
    ]
    return PreferenceReport(at=now, groups=tuple(groups))


def groups_of(
    topic: str,
    known: Mapping[Segment, int],
    stated: Sequence[BeliefCard],
    wished: Sequence[outreach.WishCount],
    now: datetime,
) -> list[Group]:
    """The groups of one topic, existing customers first."""
    heard = people.said_first(topic=topic, now=now)
    reached = reached_by_channel(topic=topic)
    groups = []
    for relationship in RELATIONSHIPS:
        own = [one for one in stated if (one.topic, one.relationship) == (topic, relationship)]
        believed = told_beliefs(own) or acted_beliefs(topic, relationship, wished)
        said = said_shares(relationship, known, heard)
        done = shares.done(reached.get(relationship, {}))
        group = Group(
            topic=topic,
            relationship=relationship,
            people=sum(count for segment, count in known.items() if segment.relationship == relationship),
            heard=sum(one.people for one in heard if one.segment.relationship == relationship),
            believed_from=", ".join(sorted({one.told_by for one in own}))
            or ("campaigns" if believed else ""),
            lines=lines(believed, said, done, told=bool(own)),
        )
        if group.lines:
            groups.append(group)
    return groups


def lines(
    believed: Mapping[str, Estimate],
    said: Mapping[str, Estimate],
    done: Mapping[str, Estimate],
    *,
    told: bool,
) -> tuple[Line, ...]:
    """A line a channel, what most say first. What nobody said or wished for is 0; what colleagues left out is unknown."""
    nobody_said = nothing_of(said)
    nobody_wished = None if told else nothing_of(believed)
    found = [
        Line(
            channel=name,
            believed=believed.get(name, nobody_wished),
            said=said.get(name, nobody_said),
            done=done.get(name),
        )
        for name in {*believed, *said, *done}
    ]
    return tuple(sorted(found, key=lambda line: (-(line.said.share if line.said else 0), line.channel)))


def nothing_of(shares: Mapping[str, Estimate]) -> Estimate | None:
    """The share of a channel nobody chose among these, borne by as many as the others; None where nobody was asked."""
    return Estimate(0.0, max(one.borne_by for one in shares.values())) if shares else None


def told_beliefs(stated: Sequence[BeliefCard]) -> dict[str, Estimate]:
    """What the company says it believes: known to the point, or a poll of so many colleagues."""
    return {one.channel: Estimate(one.percent / 100, one.asked or float("inf")) for one in stated}


def acted_beliefs(topic: str, relationship: str, wished: Sequence[outreach.WishCount]) -> dict[str, Estimate]:
    """What its campaigns wish for, before any customer's preference is asked."""
    counts: Counter[str] = Counter()
    for one in wished:
        if one.relationship == relationship and topic in ("", one.topic):
            counts[one.channel] += one.people
    return shares.wished(counts) if counts else {}


def said_shares(
    relationship: str, known: Mapping[Segment, int], heard: Sequence[people.SaidCount]
) -> dict[str, Estimate]:
    """What they say they want first, weighed so that those who answer more often do not speak for the others."""
    answered: Counter[Segment] = Counter()
    chose: Counter[tuple[Segment, str]] = Counter()
    for one in heard:
        if one.segment.relationship == relationship:
            answered[one.segment] += one.people
            chose[one.segment, one.channel] += one.people
    return {
        channel: shares.said(
            Stratum(people=known[segment], answered=count, chose=chose[segment, channel])
            for segment, count in answered.items()
        )
        for channel in sorted({channel for _, channel in chose})
    }
