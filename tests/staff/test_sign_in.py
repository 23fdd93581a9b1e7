"""Signing in: slow for those who guess, alike for right and wrong accounts."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from django.db import connection

from tidings.staff import public as staff
from tidings.staff.sign_in import MOST_PER_ACCOUNT, MOST_PER_ADDRESS, WINDOW

PASSWORD = "a long walk by the sea"
HERE, THERE = "192.0.2.1", "192.0.2.2"


@pytest.fixture
def ana(db: None, noon: datetime) -> str:
    email = "ana@example.com"
    staff.create_user(email=email, name="Ana", roles=["agent"], password=PASSWORD, actor="command", now=noon)
    return email


def refusal(email: str, password: str, now: datetime, address: str = HERE) -> str:
    """The reason why not, or "" when the door opened."""
    try:
        staff.sign_in(email=email, password=password, address=address, now=now)
    except staff.SignInRefused as refused:
        return refused.reason
    return ""


def test_the_right_password_opens_and_is_noted_on_our_clock(ana: str, noon: datetime) -> None:
    assert staff.sign_in(email=" ANA@example.com", password=PASSWORD, address=HERE, now=noon).email == ana
    assert staff.user(email=ana).last_sign_in == noon
    assert staff.audit()[0].action == "user.signed_in"


def test_a_wrong_password_an_unknown_account_and_a_closed_one_are_told_alike(
    ana: str, noon: datetime
) -> None:
    staff.create_user(email="ex@example.com", name="", roles=[], password=PASSWORD, actor="command", now=noon)
    staff.change_user(email="ex@example.com", active=False, actor="command", now=noon)
    says = set()
    for email, password in [(ana, "wrong"), ("nobody@example.com", PASSWORD), ("ex@example.com", PASSWORD)]:
        with pytest.raises(staff.SignInRefused) as refused:
            staff.sign_in(email=email, password=password, address=HERE, now=noon)
        says.add((str(refused.value), refused.value.reason))
    assert len(says) == 1


@pytest.mark.parametrize("email", ["ana@example.com", "nobody@example.com"])
def test_guessing_at_one_account_stops_for_a_while_from_every_address(
    ana: str, email: str, noon: datetime
) -> None:
    tries = [refusal(email, f"guess {n}", noon, f"192.0.2.{n}") for n in range(MOST_PER_ACCOUNT + 2)]
    assert tries == ["wrong"] * MOST_PER_ACCOUNT + ["too_many"] * 2
    assert refusal(ana, PASSWORD, noon + WINDOW + timedelta(seconds=1)) == ""


def test_guessing_from_one_address_stops_for_all_accounts_but_not_for_others(
    ana: str, noon: datetime
) -> None:
    for number in range(MOST_PER_ADDRESS):
        refusal(f"{number}@example.com", "guess", noon)
    assert refusal(ana, PASSWORD, noon, HERE) == "too_many"
    assert refusal(ana, PASSWORD, noon, THERE) == ""


@pytest.mark.django_db(transaction=True)
def test_guesses_at_the_same_moment_see_one_another(noon: datetime) -> None:
    staff.create_user(
        email="ana@example.com", name="", roles=[], password=PASSWORD, actor="command", now=noon
    )

    def guess(number: int) -> str:
        try:
            return refusal("ana@example.com", f"guess {number}", noon)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        reasons = list(pool.map(guess, range(3 * MOST_PER_ACCOUNT)))
    assert reasons.count("wrong") <= MOST_PER_ACCOUNT
