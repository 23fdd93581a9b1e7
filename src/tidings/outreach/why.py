"""Why, in plain words: rules and facts, the channel, the moment, the other channels, what was counted, what would change it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from babel.dates import format_timedelta

import tidings.staff.public as staff
from tidings.core import speaking
from tidings.core.cases import Case
from tidings.core.hours import OwnHours
from tidings.core.policy import Policy
from tidings.core.reasons import words
from tidings.core.rules.binding import Binding, bind
from tidings.outreach.cards import DecisionCard
from tidings.outreach.law_words import law_title
from tidings.outreach.replaying import answers, case_of, rules_of
from tidings.outreach.what_if import CONTACTS, what_if
from tidings.outreach.why_words import PHRASES, say

ORIGINS = {"said": "channel_said", "imported": "channel_imported"}
BY_REASON = {
    "answered_where_they_wrote": "channel_conversation",
    "channel_shown": "channel_shown",
    "channel_like_them": "channel_like_them",
    "channel_usual": "channel_usual",
}
NEVER = 10**9


@dataclass(frozen=True, kw_only=True)
class RuleSaid:
    """A rule that bound the decision: where it holds, what it is called, its source and how sure we are of it."""

    id: str
    place: str
    title: str
    source: str
    status: str


@dataclass(frozen=True, kw_only=True)
class Why:
    """A decision in plain words, part by part; every part may be empty but `verdict`.

    `because` are its reasons (code, words); `others` the channels not chosen and why not; `changes` what would have
    led to another answer.
    """

    verdict: str
    because: tuple[tuple[str, str], ...]
    channel: tuple[str, ...]
    moment: tuple[str, ...]
    others: tuple[str, ...]
    counted: tuple[str, ...]
    rules: tuple[RuleSaid, ...]
    changes: tuple[str, ...]


def why(decision: DecisionCard, *, language: str = "en", to_them: bool = False) -> Why:
    """All that led to a decision, from what it saw and the rules of its day alone. Raises `replaying.NotKept`.

    `to_them`: the customer reads it, so what others of their household or organisation got is not counted out.
    """
    case, rules = case_of(decision), rules_of(decision)
    bound = bindings(case, rules, decision)
    zone = staff.company().zone
    return Why(
        verdict=say(decision.verdict, language, customer=named(decision), channel=decision.channel),
        because=tuple((code, words(code, language=language)) for code in decision.reasons),
        channel=tuple(channel_lines(decision, case, language)),
        moment=tuple(moment_lines(decision, case, zone, language)),
        others=tuple(other_lines(decision, case, rules, language)),
        counted=tuple(counted_lines(case, rules, decision.at, bound, language, to_them)),
        rules=tuple(rules_said(rules, bound, language)),
        changes=tuple(change_lines(decision, case, rules, language)),
    )


def named(decision: DecisionCard) -> str:
    return decision.customer_name or decision.customer_external_id


def bindings(case: Case, rules: Policy, decision: DecisionCard) -> list[Binding]:
    """What bound the channel that was chosen, or every channel where none was."""
    return [
        bind(
            rules,
            places=case.places,
            purpose=case.purpose,
            urgency=case.urgency,
            technology=case.technology,
            topic=case.topic,
            channel=channel,
            at=decision.at,
            today=latest_day(case, decision.at),
        )
        for channel in ((decision.channel,) if decision.channel else case.wanted)
    ]


def latest_day(case: Case, at: datetime) -> date:
    """The latest date on the customer's clocks."""
    return max(
        (at.astimezone(ZoneInfo(zone)).date() for zone in case.zones), default=at.astimezone(UTC).date()
    )


def channel_lines(decision: DecisionCard, case: Case, language: str) -> Iterator[str]:
    if not decision.channel:
        return
    key = next((BY_REASON[code] for code in decision.reasons if code in BY_REASON), "")
    yield say(key or ORIGINS.get(case.origin, "channel_said"), language, channel=decision.channel)
    yield say("never_cost", language)


def moment_lines(decision: DecisionCard, case: Case, zone: str, language: str) -> Iterator[str]:
    """The first moment on each of the customer's clocks (three at most) and on the company's, and the last one."""
    if decision.earliest is None:
        return
    ours = {"ours": clock(decision.earliest, zone, language), "our_zone": city(zone)}
    for there in case.zones[:3]:
        at = clock(decision.earliest, there, language)
        yield say("first_moment", language, there=at, zone=city(there), **ours)
    if not case.zones:
        yield say("first_moment_ours", language, **ours)
    if "shown_hours" in decision.reasons and case.shown_hours:
        yield from shown_lines(case.shown_hours, language)
    if decision.latest:
        there = (case.zones or (zone,))[0]
        yield say("last_moment", language, there=clock(decision.latest, there, language), zone=city(there))


def shown_lines(hours: OwnHours, language: str) -> Iterator[str]:
    """The hours a customer answers best in; seven pairs (one a weekday) are told by the reason alone."""
    since, until = hours[0], hours[-1]
    if isinstance(since, time) and isinstance(until, time):
        yield say("shown_hours", language, since=f"{since:%H:%M}", until=f"{until:%H:%M}")


def clock(at: datetime, zone: str, language: str) -> str:
    return speaking.moment(at, speaking.locale(tongue(language)), ZoneInfo(zone))


def tongue(language: str) -> str:
    return "pt" if language.split("-")[0] == "pt" else "en"


def city(zone: str) -> str:
    return zone.rpartition("/")[2].replace("_", " ")


def other_lines(decision: DecisionCard, case: Case, rules: Policy, language: str) -> Iterator[str]:
    """Each channel that was not chosen, asked by itself."""
    others = [name for name in case.wanted if name != decision.channel]
    if not others or (len(case.wanted) == 1 and not decision.channel):
        return
    alone = [replace(case, wanted=(name,)) for name in others]
    for name, answer in zip(others, answers(alone, rules, decision.at), strict=True):
        if answer["verdict"] in CONTACTS:
            yield say("other_could" if decision.channel else "other_first", language, channel=name)
        else:
            says = " ".join(words(code, language=language) for code in answer["reasons"])
            yield say("other_not", language, channel=name, says=says)


def counted_lines(
    case: Case, rules: Policy, at: datetime, bound: Sequence[Binding], language: str, to_them: bool
) -> Iterator[str]:
    """Every window with a limit: how many were counted, of how many."""
    limits = [[b.limits[n] for b in bound if b.limits[n] is not None] for n in range(len(rules.counted(at)))]
    outbid = case.outbid or (0,) * len(case.recent)
    for cap, count, taken, found in zip(rules.counted(at), case.recent, outbid, limits, strict=False):
        if found and (cap.per == "person" or not to_them):
            yield say(
                "counted",
                language,
                count=count,
                limit=min(limit for limit in found if limit is not None),
                within=spoken(cap.within, language),
                about=say(f"about_{cap.about}", language) if cap.about != "all" else "",
                per=say(f"per_{cap.per}", language) if cap.per != "person" else "",
            )
            if taken:
                yield say("outbid", language, count=taken)


def spoken(within: timedelta, language: str) -> str:
    whole_days = within % timedelta(days=1) == timedelta() and within > timedelta(days=1)
    unit = "day" if whole_days else "hour" if within >= timedelta(hours=1) else "minute"
    return format_timedelta(within, granularity=unit, threshold=NEVER, locale=tongue(language))


def rules_said(rules: Policy, bound: Sequence[Binding], language: str) -> Iterator[RuleSaid]:
    laws = {rule.id: rule for rule in rules.rules}
    for id in dict.fromkeys(id for each in bound for id in each.rules):
        if law := laws.get(id):
            yield RuleSaid(
                id=id,
                place=law.jurisdiction,
                title=law_title(law, language=language),
                source=law.source,
                status=law.status,
            )
        else:
            title = say(id, language) if id in PHRASES else id
            yield RuleSaid(id=id, place=say("company", language), title=title, source="", status="")


def change_lines(decision: DecisionCard, case: Case, rules: Policy, language: str) -> Iterator[str]:
    found = what_if(case, rules, decision.at, verdict=decision.verdict)
    together = [names for names in found if len(names) > 1]
    for names in together:
        said = listed([say(name, language) for name in names], say("and", language))
        yield say("what_if_together", language, changes=said)
    if alone := [say(name, language) for names in found if len(names) == 1 for name in names]:
        yield say("what_if_not", language, changes=listed(alone, say("or", language)))


def listed(said: Sequence[str], last: str) -> str:
    return said[0] if len(said) == 1 else f"{', '.join(said[:-1])} {last} {said[-1]}"
