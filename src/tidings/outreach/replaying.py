"""A decision decided again: from what it saw, under the policy and laws of its day, to the same bytes; or as of today."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

import tidings.staff.public as staff
from tidings.core.cases import Case, from_json, lay_out, micros
from tidings.core.deciding import NO_CHANNEL, VERDICTS, decide, fallbacks_of
from tidings.core.policy import Policy, policy
from tidings.core.reasons import codes, words
from tidings.outreach.cards import DecisionCard
from tidings.outreach.fingerprints import answer_of, canonical, fingerprint
from tidings.outreach.models import Pack
from tidings.outreach.rules import policy_of

WEEK = timedelta(days=7)
Answer = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Replay:
    """What a decision answered, and what comes out again; `problems` say what is not as it was kept (empty: all is).

    `checked` is the digest that was kept with the decision, "" for those from before digests were kept.
    """

    then: Answer
    again: Answer
    problems: tuple[str, ...]
    checked: str

    @property
    def same(self) -> bool:
        return not self.problems

    @property
    def bytes_again(self) -> bytes:
        """The answer's canonical JSON: what `checked` is the SHA-256 of."""
        return canonical(self.again)

    @property
    def digest_again(self) -> str:
        return fingerprint(self.again)


def replay(decision: DecisionCard) -> Replay:
    """Decides it again from what was kept, and checks every digest on the way. Raises `NotKept`."""
    rules = rules_of(decision)
    again = answered(case_of(decision), rules, decision.at)
    then = kept(decision)
    return Replay(
        then=then,
        again=again,
        problems=tuple(problems(decision, rules, then, again)),
        checked=decision.answer_digest,
    )


def replays(decision: DecisionCard) -> bool:
    """Whether it comes out the same, byte for byte, and nothing that was kept has been altered."""
    return replay(decision).same


class NotKept(LookupError):
    """What it takes to decide again is not kept here: the policy of its day, or what it saw (erased since)."""


def rules_of(decision: DecisionCard) -> Policy:
    """The company's policy and the laws as they were known then; raises `NotKept`."""
    pack = Pack.objects.filter(version=decision.pack).first()
    if pack is None:
        raise NotKept(f"the policy {decision.pack[:12]} of decision {decision.id} is not kept here")
    return policy(pack.body)


def case_of(decision: DecisionCard) -> Case:
    """What it saw; raises `NotKept`."""
    try:
        return from_json(decision.seen)
    except (KeyError, TypeError, ValueError):
        raise NotKept(f"what decision {decision.id} saw is not kept here") from None


def answered(case: Case, rules: Policy, at: datetime) -> Answer:
    """The kernel's answer for one case, in the form whose digest is kept."""
    [answer] = answers([case], rules, at)
    return answer


def answers(cases: Sequence[Case], rules: Policy, at: datetime) -> list[Answer]:
    """The kernel's answers for some cases of one moment."""
    channels = tuple(sorted({name for case in cases for name in case.wanted}))
    laid = lay_out(cases, policy=rules, channels=channels, now=at)
    return [
        answer_of(
            verdict=VERDICTS[row["verdict"]],
            reasons=codes(row["reasons"]),
            channel="" if row["channel"] == NO_CHANNEL else channels[row["channel"]],
            fallbacks=[channels[place] for place in fallbacks_of(row["fallbacks"])],
            earliest=row["earliest"],
            latest=row["latest"],
            pack=rules.version,
        )
        for row in decide(laid, policy=rules, now=micros(at)).to_pylist()
    ]


def kept(decision: DecisionCard) -> Answer:
    """The answer as the decision's row tells it."""
    return answer_of(
        verdict=decision.verdict,
        reasons=decision.reasons,
        channel=decision.channel,
        fallbacks=decision.seen.get("fallbacks", ()),
        earliest=decision.earliest and micros(decision.earliest),
        latest=decision.latest and micros(decision.latest),
        pack=decision.pack,
    )


def problems(decision: DecisionCard, rules: Policy, then: Answer, again: Answer) -> list[str]:
    """What is not as it was kept, in words."""
    found = []
    if rules.version != decision.pack:
        found.append("The policy that is kept is not the one it was made under.")
    if decision.seen_digest and fingerprint(decision.seen) != decision.seen_digest:
        found.append("What it saw has been altered since.")
    if decision.answer_digest and fingerprint(then) != decision.answer_digest:
        found.append("What it answered has been altered since.")
    if differing := [name for name in compared(decision) if then[name] != again[name]]:
        found.append(f"Decided again, it differs in: {', '.join(differing)}.")
    return found


def compared(decision: DecisionCard) -> tuple[str, ...]:
    """What must come out the same: all of it; decisions from before digests did not know of a latest moment."""
    names = ("verdict", "reasons", "channel", "fallbacks", "earliest")
    return (*names, "latest") if decision.answer_digest else names


@dataclass(frozen=True, kw_only=True)
class Today:
    """What today's policy and laws say of the same case, as if it happened on `at`: the same weekday and hour, lately.

    `uncounted` are windows that today's caps ask about and that nobody counted then (taken as empty).
    """

    answer: Answer
    at: datetime
    uncounted: int


def today(decision: DecisionCard, *, now: datetime) -> Today:
    """The case moved by whole weeks to the last seven days, with all its dates, and decided under what is in force."""
    moved_by = (now - decision.at) // WEEK * WEEK
    rules, then = policy_of(staff.company()), rules_of(decision)
    at, case = decision.at + moved_by, moved(case_of(decision), moved_by)
    was = dict(zip((cap.window for cap in then.counted(decision.at)), case.recent, strict=False))
    windows = [cap.window for cap in rules.counted(at)]
    case = replace(case, recent=tuple(was.get(window, 0) for window in windows))
    if case.outbid:
        taken = dict(zip(was, case.outbid, strict=False))
        case = replace(case, outbid=tuple(taken.get(window, 0) for window in windows))
    return Today(
        answer=answered(case, rules, at), at=at, uncounted=sum(window not in was for window in windows)
    )


def differences(decision: DecisionCard, now: Today) -> list[str]:
    """What today's rules would do otherwise, in plain words; nothing where they would do the same."""
    then, found = kept(decision), []
    if then["verdict"] != now.answer["verdict"]:
        found.append(f"It would be {now.answer['verdict']} instead of {then['verdict']}.")
    if then["channel"] != now.answer["channel"] and now.answer["channel"]:
        found.append(f"It would go by {now.answer['channel']} instead of {then['channel'] or 'no channel'}.")
    for code in now.answer["reasons"]:
        if code not in then["reasons"]:
            found.append(f"New: {words(code)} ({code})")
    for code in then["reasons"]:
        if code not in now.answer["reasons"]:
            found.append(f"No longer: {words(code)} ({code})")
    waited, waits = wait(then, decision.at), wait(now.answer, now.at)
    if None not in (waited, waits) and waited != waits:
        found.append(f"It would wait {waits} instead of {waited}.")
    return found


def wait(answer: Answer, at: datetime) -> timedelta | None:
    """How long after it was decided it may go out."""
    earliest = answer["earliest"]
    return None if earliest is None else timedelta(microseconds=earliest - micros(at))


def moved(case: Case, by: timedelta) -> Case:
    """The same case later: every moment and day in it is moved."""
    named = ("paused_until", "expires", "deadline", "purchased", "inquired")
    registries = {name: dated + by for name, dated in case.registries.items()}
    return replace(case, registries=registries, **{name: later(getattr(case, name), by) for name in named})


def later(at: date | datetime | None, by: timedelta) -> date | datetime | None:
    """The moment (or day) moved; one at the end of all calendars ("until I say so") stays."""
    try:
        return at and at + by
    except OverflowError:
        return at
