"""The people who sign in: made, given roles, given a new password, sent away."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import available_timezones

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from email_validator import EmailNotValidError, validate_email

from tidings.staff.audit import record
from tidings.staff.models import User
from tidings.staff.roles import UnknownRole, known_roles

SHORTEST_PASSWORD = 10


class UserRefused(ValueError):
    """A user that cannot be saved; `field` names what is wrong, the text says how to mend it."""

    def __init__(self, field: str, says: str) -> None:
        super().__init__(f"{field}: {says}")
        self.field, self.says = field, says


@dataclass(frozen=True)
class UserCard:
    """A user as others may know one."""

    id: int
    email: str
    name: str
    roles: tuple[str, ...]
    zone: str
    active: bool
    last_sign_in: datetime | None


@transaction.atomic
def create_user(
    *,
    email: str,
    name: str,
    roles: Iterable[str],
    password: str | None,
    actor: str,
    now: datetime,
    zone: str = "",
) -> UserCard:
    """A new user; raises `UserRefused`. Without a password nobody can sign in as that user yet."""
    email, roles = good_email(email), good_roles(roles)
    good_zone(zone)
    if password is not None:
        good_password(password)
    if User.objects.filter(email=email).exists():
        raise UserRefused("email", "there is already a user with this address")
    user = User.objects.create(
        email=email, password=password, created_at=now, name=name.strip(), roles=roles, zone=zone
    )
    record(actor=actor, action="user.created", object=f"user:{email}", detail={"roles": roles}, now=now)
    return card(user)


@transaction.atomic
def change_user(
    *,
    email: str,
    actor: str,
    now: datetime,
    name: str | None = None,
    roles: Iterable[str] | None = None,
    zone: str | None = None,
    active: bool | None = None,
) -> UserCard:
    """Change what is given of a user; raises `UserRefused`. The last active administrator stays one."""
    user = found(email)
    before = card(user)
    user.name = user.name if name is None else name.strip()
    user.roles = user.roles if roles is None else good_roles(roles)
    user.zone = user.zone if zone is None else good_zone(zone)
    user.is_active = user.is_active if active is None else active
    keep_an_administrator(before, user)
    user.save()
    note_changes(before, card(user), actor, now)
    return card(user)


@transaction.atomic
def set_password(*, email: str, password: str, actor: str, now: datetime) -> None:
    """Give a user another password; every session under the old one ends. Raises `UserRefused`."""
    user = found(email)
    good_password(password)
    user.set_password(password)
    user.save(update_fields=["password"])
    record(actor=actor, action="user.password", object=f"user:{user.email}", now=now)


def users() -> list[UserCard]:
    """Every user, the active ones first, by name."""
    return [card(user) for user in User.objects.order_by("-is_active", "name", "email")]


def user(*, email: str) -> UserCard | None:
    """One user by address, in any case of letters."""
    row = User.objects.filter(email=email.strip().lower()).first()
    return card(row) if row else None


def card(user: User) -> UserCard:
    return UserCard(
        user.id, user.email, user.name, tuple(user.roles), user.zone, user.is_active, user.last_login
    )


def found(email: str) -> User:
    row = User.objects.select_for_update().filter(email=email.strip().lower()).first()
    if row is None:
        raise UserRefused("email", f"there is no user {email}")
    return row


def good_email(email: str) -> str:
    try:
        return validate_email(
            email.strip(), check_deliverability=False, test_environment=True
        ).normalized.lower()
    except EmailNotValidError as wrong:
        raise UserRefused("email", f"use an address like ana@example.com ({wrong})") from wrong


def good_roles(roles: Iterable[str]) -> list[str]:
    try:
        return known_roles(roles)
    except UnknownRole as wrong:
        raise UserRefused("roles", str(wrong)) from wrong


def good_zone(zone: str) -> str:
    if zone and zone not in available_timezones():
        raise UserRefused("zone", "use a name of the IANA list, for example Europe/Berlin, or leave it empty")
    return zone


def good_password(password: str) -> None:
    if len(password) < SHORTEST_PASSWORD:
        raise UserRefused("password", f"use at least {SHORTEST_PASSWORD} characters; a few words are best")
    try:
        validate_password(password)
    except ValidationError as wrong:
        raise UserRefused("password", " ".join(wrong.messages)) from wrong


def keep_an_administrator(before: UserCard, user: User) -> None:
    if "administrator" not in before.roles or not before.active:
        return
    if "administrator" in user.roles and user.is_active:
        return
    # Locking all of them makes two administrators who demote each other wait for one another.
    others = User.objects.select_for_update().filter(roles__contains=["administrator"], is_active=True)
    if not [other for other in others if other.id != user.id]:
        raise UserRefused("roles", "this is the last administrator; make another one first")


def note_changes(before: UserCard, after: UserCard, actor: str, now: datetime) -> None:
    detail = {
        name: [getattr(before, name), getattr(after, name)]
        for name in ("name", "roles", "zone", "active")
        if getattr(before, name) != getattr(after, name)
    }
    if detail:
        record(actor=actor, action="user.changed", object=f"user:{after.email}", detail=detail, now=now)
