"""The reasons of a decision as sentences; `why` tells all that led to it."""

from collections.abc import Iterable, Mapping
from typing import Any

from tidings.core.reasons import Reason, words

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
