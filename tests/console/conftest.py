"""People who sign in."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.test import Client

from tidings.staff import public as staff

PASSWORD = "a long walk by the sea"
NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


def make_user(*roles: str, email: str = "", zone: str = "") -> staff.UserCard:
    email = email or f"{'-'.join(roles) or 'nobody'}@example.com"
    return staff.create_user(
        email=email,
        name=email.split("@")[0].title(),
        roles=roles,
        password=PASSWORD,
        actor="command",
        now=NOW,
        zone=zone,
    )


@pytest.fixture
def signed_in(db: None) -> Callable[..., Client]:
    """A client signed in as a new user with these roles."""

    def enter(*roles: str) -> Client:
        card = make_user(*roles)
        client = Client()
        answer = client.post("/console/sign-in", {"email": card.email, "password": PASSWORD})
        assert answer.status_code == 302
        return client

    return enter


@pytest.fixture(autouse=True)
def quick_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Argon2PasswordHasher, "time_cost", 1)
    monkeypatch.setattr(Argon2PasswordHasher, "memory_cost", 64)
