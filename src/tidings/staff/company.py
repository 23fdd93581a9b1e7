"""The company this installation speaks for."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import available_timezones

from django.db import connection, transaction
from email_validator import EmailNotValidError, validate_email

from tidings.core.impersonation import WatchRefused, read_watch, struck
from tidings.core.policy import PolicyRefused
from tidings.core.trials import LimitsRefused, read_limits
from tidings.staff.audit import record
from tidings.staff.models import Company, CompanyPast

ONLY_ROW = 1
LATEST_BATCH = timedelta(minutes=10)
MOST_AT_ONCE = 10
OURS = ("name", "sender_name", "sender_email", "help_line", "public_url")
ONE_LINE = r"[^\x00-\x1f\x7f]+"  # what stands in a mail's header has no room for a line break
SHAPES = {
    "name": (ONE_LINE, "write it in one line"),
    "sender_name": (ONE_LINE, "write it in one line"),
    "country": (r"[A-Z]{2}", "use the two capital letters of ISO 3166, for example DE"),
    "currency": (r"[A-Z]{3}", "use the three capital letters of ISO 4217, for example EUR"),
    "language": (r"[a-z]{2,3}([-_][A-Za-z0-9]{2,8})*", "use a language tag, for example en or pt-BR"),
}
_policy_readers: list[Callable[[Mapping[str, Any]], object]] = []


class CompanyRefused(ValueError):
    """A field of the company that cannot be saved; `field` names it, the text says how to mend it."""

    def __init__(self, field: str, says: str) -> None:
        super().__init__(f"{field}: {says}")
        self.field, self.says = field, says


@dataclass(frozen=True)
class CompanyCard:
    """What every room may know of the company; `policy` is its own rules, `trial` what it asks of trials, `watch` what only a
    forger would say, `actions` what its systems carry out, `calls_from` the numbers its calls show (docs/reference/settings.md)."""

    name: str = "Your company"
    zone: str = "UTC"
    country: str = ""
    language: str = "en"
    currency: str = ""
    sender_name: str = ""
    sender_email: str = ""
    postal_address: str = ""
    help_line: str = ""
    public_url: str = ""
    second_person: bool = True
    policy: Mapping[str, Any] = field(default_factory=dict)
    trial: Mapping[str, Any] = field(default_factory=dict)
    watch: Mapping[str, Any] = field(default_factory=dict)
    actions: Sequence[str] = ()
    calls_from: Sequence[str] = ()
    demonstration: bool = False


LISTS = ("actions", "calls_from")
NAMES = tuple(each.name for each in fields(CompanyCard))
READ = f"SELECT {', '.join(NAMES)} FROM staff_company WHERE id = %s"  # noqa: S608 (our own names)


def company() -> CompanyCard:
    """The company as it is now: one query by primary key, so read it once a batch and hand it on."""
    with connection.cursor() as cursor:  # not the ORM: every event and every message asks this
        cursor.execute(READ, [ONLY_ROW])
        row = cursor.fetchone()
    return card(row) if row else CompanyCard()


def card(row: tuple[Any, ...]) -> CompanyCard:
    """The card of a row in the order of NAMES; Django hands JSON columns of raw statements out as text."""
    values = dict(zip(NAMES, row, strict=True))
    read = {name: json.loads(values[name]) for name in ("policy", "trial", "watch")}
    return CompanyCard(**values | read | {name: tuple(json.loads(values[name])) for name in LISTS})


def companies_at(moment: datetime) -> list[CompanyCard]:
    """The company as it spoke at a moment, most likely first: a batch that was under way still spoke as before a change."""
    past = CompanyPast.objects.filter(until__gt=moment - LATEST_BATCH).order_by("until")[:MOST_AT_ONCE]
    cards = [(row.until, CompanyCard(**known(row.card))) for row in past]
    after = [card for until, card in cards if until > moment]
    before = [card for until, card in cards if until <= moment]
    return [*after[:1], *([] if after else [company()]), *reversed(before)]


def known(values: Mapping[str, Any]) -> dict[str, Any]:
    """Of a card that was kept, the fields that cards still have."""
    return {name: values[name] for name in NAMES if name in values}


@transaction.atomic
def save_company(*, actor: str, now: datetime, **changes: Any) -> CompanyCard:
    """Change some fields of the company; raises `CompanyRefused`. The audit trail says which ones changed."""
    before = asdict(company())
    if unknown := sorted(set(changes) - set(NAMES)):
        raise CompanyRefused(unknown[0], "there is no such field")
    after = before | changes
    check(after)
    after |= {name: tuple(after[name]) for name in LISTS}
    changed = sorted(name for name in NAMES if before[name] != after[name])
    Company.objects.update_or_create(id=ONLY_ROW, defaults=after)
    if changed:
        CompanyPast.objects.create(until=now, card=before)
        record(actor=actor, action="company.changed", object="company", detail={"fields": changed}, now=now)
    return CompanyCard(**after)


def check(values: Mapping[str, Any]) -> None:
    if not values["name"].strip():
        raise CompanyRefused("name", "a company has a name")
    if values["zone"] not in available_timezones():
        raise CompanyRefused("zone", "use a name of the IANA list, for example Europe/Berlin")
    if values["public_url"] and not values["public_url"].startswith(("https://", "http://")):
        raise CompanyRefused("public_url", "begin with https://")
    for name, (shape, mend) in SHAPES.items():
        if values[name] and not re.fullmatch(shape, values[name]):
            raise CompanyRefused(name, mend)
    check_sender(values["sender_email"])
    check_policy(values["policy"])
    check_trial(values["trial"])
    check_watch(values)
    check_actions(values["actions"])
    check_numbers(values["calls_from"])


def check_sender(address: str) -> None:
    try:
        if address:
            validate_email(address, check_deliverability=False, test_environment=True)
    except EmailNotValidError as wrong:
        raise CompanyRefused("sender_email", f"use an address like news@example.com ({wrong})") from wrong


def check_trial(trial: Mapping[str, Any]) -> None:
    try:
        read_limits(trial)
    except LimitsRefused as refused:
        raise CompanyRefused("trial", str(refused)) from refused


def check_watch(values: Mapping[str, Any]) -> None:
    """What the company says of itself cannot be on its own list: no message could leave."""
    try:
        watch = read_watch(values["watch"])
    except WatchRefused as refused:
        raise CompanyRefused("watch", str(refused)) from refused
    for name in OURS:
        for hit in struck(values[name], watch):
            raise CompanyRefused("watch", f"{hit.entry} is your own {name}; take it off the list")


def check_actions(actions: Any) -> None:
    """Names as campaigns write them under `does`."""
    if not isinstance(actions, list | tuple):
        raise CompanyRefused("actions", "use a list, for example [order.cancel]")
    for name in actions:
        if not isinstance(name, str) or not re.fullmatch(r"[a-z][a-z0-9_.]{0,79}", name):
            raise CompanyRefused("actions", f"{name} is no name of an action; write it like order.cancel")


def check_numbers(numbers: Any) -> None:
    """Telephone numbers with + and their country code, as a called person's telephone shows them."""
    if not isinstance(numbers, list | tuple):
        raise CompanyRefused("calls_from", 'use a list, for example ["+49 30 901820"]')
    for number in numbers:
        if not isinstance(number, str) or not re.fullmatch(r"\+[1-9][\d ().-]{4,30}", number):
            raise CompanyRefused("calls_from", f"{number} is no number with + and its country code")


def check_policy(policy: Any) -> None:
    if not isinstance(policy, Mapping):
        raise CompanyRefused("policy", "use an object, for example {}")
    for read in _policy_readers:
        try:
            read(policy)
        except PolicyRefused as refused:
            raise CompanyRefused("policy", str(refused)) from refused
        except (AttributeError, KeyError, TypeError, ValueError) as wrong:
            raise CompanyRefused("policy", "has another shape than the default policy") from wrong


def policy_is_read_by(read: Callable[[Mapping[str, Any]], object]) -> None:
    """Whoever decides by the policy names its reader here, so that what it could not read is never saved."""
    if read not in _policy_readers:
        _policy_readers.append(read)
