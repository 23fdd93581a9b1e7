"""A plain reading of the rules, one person and one channel after the other, that shares nothing with the kernel's tables."""

from dataclasses import dataclass
from datetime import timedelta
from zoneinfo import ZoneInfo

from tidings.core.hours import Hours, last_open, next_open, own_windows
from tidings.core.policy import Level
from tidings.core.rules.binding import bind
from tidings.core.rules.shape import same_channel

INSTANT = timedelta(microseconds=1)
CAP = {
    "household": ("household_cap", "household_cap"),
    "organisation": ("organisation_cap", "organisation_cap"),
}


@dataclass(frozen=True)
class Reading:
    verdict: str
    reasons: frozenset
    channel: str = ""
    fallbacks: tuple = ()
    earliest: object = None
    latest: object = None


class Person:
    """One case under a policy at a moment."""

    def __init__(self, case, policy, now):
        self.case, self.policy, self.now = case, policy, now
        self.caps = policy.counted(now)
        self.today = max([now.astimezone(ZoneInfo(zone)).date() for zone in case.zones] or [now.date()])
        self.rules = {name: self.rule(name) for name in case.wanted}
        self.limit = min(case.expires, case.deadline or case.expires)
        self.urgent = case.urgency == "now" or case.purpose == "emergency"
        pause_binds = bool(self.rules) and next(iter(self.rules.values())).pause
        ends = case.paused_until if pause_binds else None
        self.paused = bool(ends and ends > now)
        self.start = ends if self.paused else now

    def rule(self, channel):
        case = self.case
        return bind(
            self.policy,
            places=case.places,
            purpose=case.purpose,
            urgency=case.urgency,
            technology=case.technology,
            topic=case.topic,
            channel=channel,
            at=self.now,
            today=self.today,
        )

    def recent_enough(self, since):
        bought, asked = self.case.purchased, self.case.inquired
        return bool(since.purchase and bought and bought >= since.purchase) or bool(
            since.inquiry and asked and asked >= since.inquiry
        )

    def too_old(self, since):
        known = (since.purchase and self.case.purchased) or (since.inquiry and self.case.inquired)
        return bool(known) and not self.recent_enough(since)

    def hindrances(self, channel):
        """What stands in the way of one channel, by reason."""
        rule, case = self.rules[channel], self.case
        found = set(self.consent_hindrances(channel))
        if channel in case.suppressed:
            found.add("suppressed")
        if channel in case.unconfirmed and rule.reassigned:
            found.add("number_unconfirmed")
        if case.open_case and rule.open_case:
            found.add("open_case")
        wrote = case.conversation
        asked = any(same_channel(name, channel) for name in case.asked_for)
        if wrote and any(same_channel(name, wrote) for name in rule.barred_after) and not asked:
            found.add("call_unasked")
        return found | self.register_hindrances(channel) | {f"cap {n}" for n in self.reached(channel)}

    def consent_hindrances(self, channel):
        rule, case = self.rules[channel], self.case
        said, written = case.channel_consent.get(channel), channel in case.written
        stands, old = self.recent_enough(rule.stands_in), self.too_old(rule.stands_in)
        if rule.consent >= Level.NOT_REVOKED and said is False:
            yield "channel_consent_revoked"
        elif rule.consent == Level.GRANTED and said is not True and not stands:
            yield "no_channel_consent"
            yield from ["relationship_too_old"] * old
        elif rule.consent == Level.WRITTEN and not written and not stands:
            yield "no_written_consent"
            yield from ["relationship_too_old"] * old
        if rule.subject >= Level.NOT_REVOKED and case.subject_consent is False:
            yield "subject_consent_revoked"
        elif rule.subject == Level.GRANTED and not case.subject_consent and not stands:
            yield "no_subject_consent"
            yield from ["relationship_too_old"] * old
        elif (
            rule.subject == Level.WRITTEN
            and not (case.subject_consent and case.subject_written)
            and not stands
        ):
            yield "no_written_consent"
            yield from ["relationship_too_old"] * old

    def register_hindrances(self, channel):
        found, case = set(), self.case
        agreed = case.channel_consent.get(channel) is not False
        written = agreed and channel in case.written
        granted = agreed and (written or case.channel_consent.get(channel) is True)
        for duty in self.rules[channel].registries:
            lifted = duty.lifted_by is not None and (
                (granted and duty.lifted_by <= Level.GRANTED) or (written and duty.lifted_by <= Level.WRITTEN)
            )
            if self.recent_enough(duty.exempt) or lifted:
                continue
            dated = case.registries.get(duty.registry)
            if dated is None or dated < duty.stale_before:
                found.add("registry_stale")
            if any(same_channel(name, channel) for name in case.listed.get(duty.registry, ())):
                found.add("registry_listed")
        return found

    def reached(self, channel):
        """The numbers of the caps that are reached."""
        outbid = self.case.outbid or (0,) * len(self.case.recent)
        minded = [count - taken for count, taken in zip(self.case.recent, outbid, strict=True)]
        limits = zip(self.rules[channel].limits, minded, strict=True)
        return {n for n, (limit, count) in enumerate(limits) if limit is not None and count >= limit}

    def order(self):
        case = self.case
        answered = [
            name for name in case.wanted if case.conversation and same_channel(case.conversation, name)
        ]
        ranked = [name for name in case.ranked if name in case.wanted]
        return list(dict.fromkeys([*answered, *ranked, *case.wanted]))

    def opens(self, channel, hours=None):
        rule = self.rules[channel]
        hours = rule.hours if hours is None else hours
        own = self.case.hours if rule.own_hours else None
        return next_open(self.start, self.case.zones, hours, own) if hours or own else self.start

    def chosen(self, channel):
        """The first open moment, or that of the hours shown if it comes within a day of it and in time."""
        case, rule, first = self.case, self.rules[channel], self.opens(channel)
        waits = case.urgency not in ("now", "high") and rule.own_hours
        if not case.shown_hours or not waits or case.digest or case.worth != "interrupt":
            return first
        best = self.opens(channel, (*rule.hours, Hours(own_windows(case.shown_hours))))
        return best if best and best < self.limit and best - first < timedelta(days=1) else first

    def latest(self, channel):
        rule = self.rules[channel]
        own = self.case.hours if rule.own_hours else None
        if not rule.hours and not own:
            return self.limit - INSTANT
        return last_open(self.limit, self.case.zones, rule.hours, own)


def read(case, policy, now):
    """Verdict, reasons, channel, fallbacks and moments."""
    person = Person(case, policy, now)
    stops = {name: person.hindrances(name) for name in case.wanted}
    usable = [name for name in person.order() if name in case.reachable and not stops[name]]
    timely = [name for name in usable if (at := person.opens(name)) and at < person.limit]
    if person.limit <= now or (person.paused and person.start >= person.limit):
        timely = []
    no = for_everyone(person) | standing(person) | whole_caps(person)
    if not usable:
        no |= no_channel(person, stops)
    if not timely:
        no |= no_moment(person, usable)
    if no:
        no |= {"outbid"} if case.worth == "outbid" and not person.urgent else set()
        return Reading("refuse", frozenset(no))
    if case.bucket < case.holdout_bp and person.rules[timely[0]].holdout:
        return Reading("hold_out", frozenset({"held_out"}))
    return told(person, timely)


def for_everyone(person):
    case, policy, found = person.case, person.policy, set()
    rules = person.rules.values()
    closed = policy.unknown_zone[case.purpose] == "refuse"
    if not case.zones and (closed or any(rule.hours or rule.own_hours for rule in rules)):
        found.add("zone_unknown")
        if policy.unknown_zone[case.purpose] == "review":
            found.add("needs_review")
    if any(rule.place_unknown for rule in rules):
        found.add("place_unknown")
    if any(rule.review for rule in rules):
        found.add("needs_review")
    return found


def standing(person):
    case = person.case
    allowed = person.policy.body["relationships"][case.purpose].get(case.relationship, "no")
    found = set() if case.in_audience else {"not_in_audience"}
    if allowed == "no":
        found.add("relationship_not_allowed")
    if allowed == "with_consent" and not case.subject_consent:
        found.add("no_subject_consent" if case.subject_consent is None else "subject_consent_revoked")
    if case.worth == "drop" and not person.urgent:
        found.add("not_worth_it")
    return found


def whole_caps(person):
    """Caps that bar every channel."""
    sets = [person.reached(name) for name in person.case.wanted]
    return (
        {CAP.get(person.caps[n].per, ("too_many_contacts",))[0] for n in set.intersection(*sets)}
        if sets
        else set()
    )


def no_channel(person, stops):
    """A channel's hindrances are told if it has an address; where none has, only what bars them all."""
    case, found = person.case, set()
    addressed = [name for name in case.wanted if name in case.reachable]
    if not addressed:
        found.add("no_address")
    of = addressed or list(case.wanted)
    for one in ("suppressed", "subject_consent_revoked", "registry_listed", "registry_stale", "number_unconfirmed",
                "open_case", "call_unasked"):  # fmt: skip
        hit = [one in stops[name] for name in of]
        if any(hit) and (addressed or all(hit)):
            found.add(one)
    return found | no_consent(person, of, bool(addressed)) | part_caps(person, stops)


def no_consent(person, of, addressed):
    """The channel's consent and the subject's apart, each with what is missing."""
    found = set()
    for part in ("channel", "subject"):
        missing = [consent_of(person, name, part) for name in of]
        if any(missing) and (addressed or all(missing)):
            found |= set().union(*missing)
    return found - {"subject_consent_revoked"}


def consent_of(person, channel, part):
    rule, case = person.rules[channel], person.case
    level = rule.consent if part == "channel" else rule.subject
    said = case.channel_consent.get(channel) if part == "channel" else case.subject_consent
    written = channel in case.written if part == "channel" else bool(said and case.subject_written)
    revoked, none = f"{part}_consent_revoked", f"no_{part}_consent"
    if level >= Level.NOT_REVOKED and said is False:
        return {revoked} if part == "channel" else set()
    lacks = (level == Level.GRANTED and not said) or (level == Level.WRITTEN and not written)
    if not lacks or person.recent_enough(rule.stands_in):
        return set()
    old = {"relationship_too_old"} if person.too_old(rule.stands_in) else set()
    return {none if level == Level.GRANTED else "no_written_consent"} | old


def part_caps(person, stops):
    sets = [person.reached(name) for name in person.case.wanted]
    some = set().union(*sets) - (set.intersection(*sets) if sets else set())
    return {CAP.get(person.caps[n].per, ("", "channel_cap"))[1] for n in some}


def no_moment(person, usable):
    if person.limit <= person.now:
        return {"expired"}
    if person.paused and person.start >= person.limit:
        return {"paused"}
    if not usable:
        return set()
    never = all(person.opens(name) is None for name in usable)
    return {"no_common_hours" if never else "expired_before_hours"}


def told(person, timely):
    case, channel = person.case, timely[0]
    rule, at, chosen_at = person.rules[channel], person.opens(channel), person.chosen(channel)
    reasons = {lawful(person, rule, channel), chosen(person, channel)} | moment(person, rule, channel, at)
    reasons |= {"shown_hours"} if chosen_at > at else set()
    verdict = "later" if chosen_at > person.now else "contact"
    if not person.urgent and (case.digest or case.worth in ("digest", "outbid")):
        verdict = "digest"
        reasons |= {"digest_chosen"} if case.digest else set()
        reasons |= {"digest_earned"} if case.worth == "digest" else set()
        reasons |= {"outbid"} if case.worth == "outbid" else set()
    return Reading(verdict, frozenset(reasons), channel, tuple(timely[1:]), chosen_at, person.latest(channel))


def lawful(person, rule, channel):
    case = person.case
    if case.purpose == "emergency":
        return "emergency"
    if person.recent_enough(rule.stands_in) and (
        (rule.consent == Level.GRANTED and case.channel_consent.get(channel) is not True)
        or (rule.consent == Level.WRITTEN and channel not in case.written)
        or (rule.subject == Level.GRANTED and not case.subject_consent)
        or (rule.subject == Level.WRITTEN and not (case.subject_consent and case.subject_written))
    ):
        return "relationship_stands_in"
    return "consent_granted" if case.subject_consent else "relationship_suffices"


def chosen(person, channel):
    case = person.case
    if case.conversation and same_channel(case.conversation, channel):
        return "answered_where_they_wrote"
    if channel in case.ranked:
        return {"shown": "channel_shown", "like_them": "channel_like_them"}.get(case.origin, "channel_chosen")
    return "channel_usual"


def moment(person, rule, channel, at):
    found = {"pause_ends_first"} if person.paused else set()
    if not rule.own_hours:
        found.add("urgent")
    if at == person.start:
        return found | ({"within_hours"} if rule.own_hours else set())
    ours = (Hours(person.policy.windows(person.case.purpose, channel)),) if rule.own_hours else ()
    workdays = tuple(Hours(hours.windows) for hours in rule.hours)
    found |= {"outside_hours"}
    found |= {"law_hours"} if (soon := person.opens(channel, ours)) and soon < at else set()
    return found | ({"holiday"} if (soon := person.opens(channel, workdays)) and soon < at else set())
