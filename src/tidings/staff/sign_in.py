"""Signing in: slow for those who guess, alike for right and wrong accounts."""

from datetime import datetime, timedelta

from django.contrib.auth.hashers import make_password
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Count, Q

from tidings.staff.audit import record
from tidings.staff.models import SignInTry, User

WINDOW = timedelta(minutes=15)
MOST_PER_ACCOUNT = 10
MOST_PER_ADDRESS = 50
KEPT = timedelta(days=30)


class SignInRefused(Exception):
    """The same words for an unknown account, a wrong password and one that was sent away."""

    def __init__(self, says: str, *, reason: str) -> None:
        super().__init__(says)
        self.reason = reason


def sign_in(*, email: str, password: str, address: str, now: datetime) -> User:
    """The user with this address and password; raises `SignInRefused`.

    Tries are counted in the database, by account and by network address, whether or not the account exists.
    """
    tried = SignInTry.objects.create(account=email.strip().lower()[:254], address=address, at=now)
    if too_many(tried, now):
        SignInTry.objects.filter(id=tried.id).update(outcome="refused")
        raise SignInRefused("Too many tries. Wait a quarter of an hour, then try again.", reason="too_many")
    user = check_password(email=tried.account, password=password)
    if user is None:
        SignInTry.objects.filter(id=tried.id).update(outcome="failed")
        raise SignInRefused("The address or the password is wrong.", reason="wrong")
    passed(tried, user, now)
    return user


def too_many(tried: SignInTry, now: datetime) -> bool:
    # The try's own row is already counted, so that a thousand at the same moment see one another.
    recent = SignInTry.objects.filter(at__gt=now - WINDOW, outcome__in=["open", "failed"])
    counts = recent.aggregate(
        account=Count("id", filter=Q(account=tried.account)),
        address=Count("id", filter=Q(address=tried.address)),
    )
    return counts["account"] > MOST_PER_ACCOUNT or counts["address"] > MOST_PER_ADDRESS


def check_password(*, email: str, password: str) -> User | None:
    """The active user whose password this is; takes as long when there is no such user."""
    user = User.objects.filter(email=email.strip().lower(), is_active=True).first()
    if user is None:
        make_password(password)
        return None
    return user if user.check_password(password) else None


@transaction.atomic
def passed(tried: SignInTry, user: User, now: datetime) -> None:
    SignInTry.objects.filter(id=tried.id).update(outcome="passed")
    SignInTry.objects.filter(at__lt=now - KEPT).delete()
    Session.objects.filter(expire_date__lt=now).delete()
    User.objects.filter(id=user.id).update(last_login=now)
    record(actor=f"user:{user.email}", action="user.signed_in", object=f"user:{user.email}", now=now)
