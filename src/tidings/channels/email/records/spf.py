"""A Sender Policy Framework record (RFC 7208): what it says, and what it costs whoever checks it."""

import re
from collections.abc import Callable, Iterator

from tidings.channels.contract import Finding

MOST_LOOKUPS = 10  # RFC 7208 4.6.4: more is a permanent error at the receiver
ASKS = ("include", "a", "mx", "ptr", "exists", "redirect")
Records = Callable[[str], list[str]]


def spf_of(records: list[str]) -> list[str]:
    return [record for record in records if record.lower().split(" ")[0] == "v=spf1"]


def terms(record: str) -> Iterator[tuple[str, str, str]]:
    """Each term as sign, name and value, in lower case."""
    for word in record.lower().split()[1:]:
        found = re.fullmatch(r"([+\-~?]?)([a-z0-9_.-]+)(?:[:=]([^/\s]\S*))?(?:/\S*)?", word)
        if found:
            yield found[1] or "+", found[2], found[3] or ""


def lookups(domain: str, records: Records, *, seen: frozenset[str] = frozenset()) -> int:
    """How many questions to the DNS the record of `domain` takes, those it includes counted in; a circle counts as too many."""
    if domain in seen or len(seen) > MOST_LOOKUPS:
        return MOST_LOOKUPS + 1
    found, cost = spf_of(records(domain)), 0
    for _, name, value in terms(found[0]) if found else ():
        cost += name in ASKS
        if name in ("include", "redirect") and value and "%" not in value and cost <= MOST_LOOKUPS:
            cost += lookups(value, records, seen=seen | {domain})
    return cost


def judge(domain: str, records: Records) -> Finding:
    found = spf_of(records(domain))
    if not found:
        return bad(
            f"no record at {domain}", f'Publish at {domain} the TXT record "v=spf1 include:YOUR-RELAY -all"'
        )
    if len(found) > 1:
        return bad(f"{len(found)} records at {domain}: receivers take neither", "Join them into one record")
    everyone = [sign for sign, name, _ in terms(found[0]) if name == "all"]
    if "+" in everyone:
        return bad(f"{domain} lets everyone send (+all)", "End the record with -all or ~all")
    asked = lookups(domain, records)
    if asked > MOST_LOOKUPS:
        return bad(
            f"{domain} takes more than {MOST_LOOKUPS} questions to the DNS, so that receivers give up",
            "Remove includes that no longer send for you",
        )
    return Finding(well=True, says=f"SPF: {domain}, {asked} of {MOST_LOOKUPS} questions")


def bad(says: str, mend: str) -> Finding:
    return Finding(well=False, says=f"SPF: {says}", mend=mend)
