"""What would have to change for another answer: single facts changed, and the kernel asked again. Nothing is guessed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from tidings.core.cases import Case
from tidings.core.policy import Policy
from tidings.outreach.replaying import answers

Change = Callable[[Case, Policy, datetime], Case]
CONTACTS = ("contact", "later")
MANY = 100  # contacts: more than any cap allows
A_MONTH = timedelta(days=30)


def fresh(case: Case, rules: Policy, at: datetime) -> Case:
    """Every register that any law names, loaded today."""
    named = {rule.registry.name for rule in rules.rules if rule.registry}
    return replace(case, registries=dict.fromkeys(sorted(named), at.date()))


def unrivalled(case: Case) -> Case:
    """The case where no better offer took the place."""
    return replace(case, worth="interrupt", outbid=()) if case.worth == "outbid" else case


ALLOWING: Mapping[str, Change] = {
    "audience": lambda case, *_: replace(case, in_audience=True),
    "relationship": lambda case, *_: replace(case, relationship="customer"),
    "subject_consent": lambda case, *_: replace(case, subject_consent=True, subject_written=True),
    "channel_consent": lambda case, *_: replace(
        case, channel_consent=dict.fromkeys(case.wanted, True), written=case.wanted
    ),
    "no_stop": lambda case, *_: replace(case, suppressed=()),
    "address": lambda case, *_: replace(case, reachable=case.wanted),
    "fewer_contacts": lambda case, *_: replace(unrivalled(case), recent=(0,) * len(case.recent)),
    "no_pause": lambda case, *_: replace(case, paused_until=None),
    "zone_known": lambda case, *_: replace(case, zones=case.zones or ("UTC",)),
    "place_known": lambda case, rules, _: replace(case, places=case.places or (rules.place,)),
    "own_hours": lambda case, *_: replace(case, hours=None),
    "fresher_news": lambda case, *_: replace(case, expires=case.expires + A_MONTH, deadline=None),
    "not_listed": lambda case, *_: replace(case, listed={}),
    "fresh_register": fresh,
    "confirmed": lambda case, *_: replace(case, unconfirmed=()),
    "case_closed": lambda case, *_: replace(case, open_case=False),
    "asked_for_it": lambda case, *_: replace(case, conversation=""),
    "no_digest": lambda case, *_: replace(case, digest=False),
    "worth_it": lambda case, *_: replace(case, worth="interrupt", outbid=()),
    "not_drawn": lambda case, *_: replace(case, holdout_bp=0),
}
FORBIDDING: Mapping[str, Change] = {
    "stop": lambda case, *_: replace(case, suppressed=case.wanted),
    "consent_withdrawn": lambda case, *_: replace(case, subject_consent=False, subject_written=False),
    "pause": lambda case, *_: replace(case, paused_until=case.expires),
    "many_contacts": lambda case, *_: replace(case, recent=(MANY,) * len(case.recent)),
    "older_news": lambda case, _, at: replace(case, expires=at),
}


def what_if(case: Case, rules: Policy, at: datetime, *, verdict: str) -> list[tuple[str, ...]]:
    """The changes, each by itself, that would have given another answer; where no single one would, the fewest found."""
    if verdict in CONTACTS:
        changed = applicable(FORBIDDING, case, rules, at)
        return [(name,) for name, said in asked(changed, rules, at) if said not in CONTACTS]
    changed = applicable(ALLOWING, case, rules, at)
    alone = [(name,) for name, said in asked(changed, rules, at) if said in CONTACTS]
    return alone or fewest([*changed], case, rules, at)


def applicable(changes: Mapping[str, Change], case: Case, rules: Policy, at: datetime) -> dict[str, Case]:
    """The case after each change that changes anything."""
    after = {name: change(case, rules, at) for name, change in changes.items()}
    return {name: changed for name, changed in after.items() if changed != case}


def asked(changed: Mapping[str, Case], rules: Policy, at: datetime) -> list[tuple[str, str]]:
    """What the kernel says to each, all in one go."""
    if not changed:
        return []
    found = answers(list(changed.values()), rules, at)
    return [(name, str(answer["verdict"])) for name, answer in zip(changed, found, strict=True)]


def fewest(names: Sequence[str], case: Case, rules: Policy, at: datetime) -> list[tuple[str, ...]]:
    """All changes together, less every one that is not needed; nothing where even all would not do."""
    if not allows(names, case, rules, at):
        return []
    needed = list(names)
    for name in names:
        without = [each for each in needed if each != name]
        if without and allows(without, case, rules, at):
            needed = without
    return [tuple(needed)]


def allows(names: Sequence[str], case: Case, rules: Policy, at: datetime) -> bool:
    for name in names:
        case = ALLOWING[name](case, rules, at)
    [answer] = answers([case], rules, at)
    return answer["verdict"] in CONTACTS
