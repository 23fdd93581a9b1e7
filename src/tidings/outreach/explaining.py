"""Why: a decision in plain words, and proof that it comes out the same again."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from tidings.core.cases import from_json, lay_out, micros
from tidings.core.deciding import VERDICTS, decide
from tidings.core.policy import policy
from tidings.core.reasons import Reason, codes, words
from tidings.outreach.cards import DecisionCard
from tidings.outreach.models import Pack

FREQUENCY = {
    "en": "Counted before it: {recent}.",
    "pt": "Contados antes: {recent}.",
}
WHERE = {
    "en": "Where the customer may be: {zones}.",
    "pt": "Onde o cliente pode estar: {zones}.",
}
ASSUMED = {
    "en": "The customer's zone is not known; the company's own stands in.",
    "pt": "O fuso do cliente não é conhecido; vale o da empresa.",
}
ABOUT_TIME = {Reason.WITHIN_HOURS.code, Reason.OUTSIDE_HOURS.code, Reason.NO_COMMON_HOURS.code}


def explain(*, reasons: Iterable[str], seen: Mapping[str, Any], language: str = "en") -> list[str]:
    """The reasons as sentences, with what was seen where that helps; nothing in it is secret to the customer."""
    listed = list(reasons)
    tongue = "pt" if language.split("-")[0] == "pt" else "en"
    lines = [words(plain_code(code), language=tongue) for code in listed]
    if Reason.TOO_MANY_CONTACTS.code in listed and seen.get("recent"):
        lines.append(FREQUENCY[tongue].format(recent=max(seen["recent"])))
    if ABOUT_TIME & set(listed) and seen.get("zones"):
        lines.append(WHERE[tongue].format(zones=", ".join(seen["zones"])))
        lines += [ASSUMED[tongue]] if seen.get("zones_from") == "company" else []
    return lines


def plain_code(code: str) -> str:
    """The code without what follows it ("withdrawn:order.delivered")."""
    return code.partition(":")[0]


def replays(decision: DecisionCard) -> bool:
    """Whether what was seen, decided again under the policy of that day, gives the same verdict and reasons."""
    return decided_again(decision.seen, decision.pack, decision.at) == (
        decision.verdict,
        decision.reasons,
        decision.channel,
        decision.earliest and micros(decision.earliest),
    )


def decided_again(
    seen: Mapping[str, Any], pack: str, at: datetime
) -> tuple[str, tuple[str, ...], str, int | None]:
    rules, case = policy(Pack.objects.get(version=pack).body), from_json(seen)
    channels = tuple(sorted(case.wanted))
    [row] = decide(
        lay_out([case], policy=rules, channels=channels, now=at), policy=rules, now=micros(at)
    ).to_pylist()
    channel = channels[row["channel"]] if row["channel"] >= 0 else ""
    return VERDICTS[row["verdict"]], tuple(codes(row["reasons"])), channel, row["earliest"]
