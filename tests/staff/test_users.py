"""The people who sign in."""

from datetime import datetime

import pytest

from tidings.staff import public as staff

pytestmark = pytest.mark.django_db
PASSWORD = "a long walk by the sea"


def make(email: str, noon: datetime, *roles: str, password: str | None = PASSWORD) -> staff.UserCard:
    return staff.create_user(
        email=email, name="Ana", roles=roles, password=password, actor="command", now=noon
    )


def test_an_address_is_one_account_whatever_its_case(noon: datetime) -> None:
    assert make("Ana@Example.com", noon).email == "ana@example.com"
    with pytest.raises(staff.UserRefused, match="already a user") as refused:
        make("ANA@example.com", noon)
    assert refused.value.field == "email"
    assert staff.user(email="aNa@example.com").name == "Ana"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"email": "nonsense"}, "email"),
        ({"roles": ["emperor"]}, "roles"),
        ({"password": "short"}, "password"),
        ({"zone": "Europe/Atlantis"}, "zone"),
    ],
)
def test_what_is_wrong_is_named_by_its_field(changes: dict, field: str, noon: datetime) -> None:
    given = {"email": "a@example.com", "name": "", "roles": [], "password": PASSWORD} | changes
    with pytest.raises(staff.UserRefused) as refused:
        staff.create_user(**given, actor="command", now=noon)
    assert refused.value.field == field


def test_passwords_are_kept_as_argon2_only(noon: datetime) -> None:
    from tidings.staff.models import User

    make("ana@example.com", noon)
    assert User.objects.get().password.startswith("argon2$argon2id$")
    assert staff.check_password(email="ANA@example.com", password=PASSWORD) is not None
    assert staff.check_password(email="ana@example.com", password=PASSWORD + " ") is None


def test_an_account_without_a_password_opens_to_nobody(noon: datetime) -> None:
    make("ana@example.com", noon, password=None)
    for guess in ("", "None", "!"):
        assert staff.check_password(email="ana@example.com", password=guess) is None


def test_changes_are_in_the_audit_trail_with_before_and_after(noon: datetime) -> None:
    make("ana@example.com", noon, "agent")
    staff.change_user(email="ana@example.com", roles=["supervisor"], actor="user:boss@example.com", now=noon)
    staff.change_user(email="ana@example.com", roles=["supervisor"], actor="user:boss@example.com", now=noon)
    newest, created = staff.audit()
    assert (newest.actor, newest.action, newest.object) == (
        "user:boss@example.com",
        "user.changed",
        "user:ana@example.com",
    )
    assert newest.detail == {"roles": [["agent"], ["supervisor"]]}
    assert created.detail == {"roles": ["agent"]}


def test_a_password_never_reaches_the_audit_trail(noon: datetime) -> None:
    make("ana@example.com", noon)
    staff.set_password(email="ana@example.com", password="another fine evening", actor="command", now=noon)
    assert "evening" not in repr(staff.audit())
    assert PASSWORD not in repr(staff.audit())


@pytest.mark.parametrize("change", [{"roles": ["agent"]}, {"active": False}])
def test_the_last_administrator_stays_one(change: dict, noon: datetime) -> None:
    make("ana@example.com", noon, "administrator")
    with pytest.raises(staff.UserRefused, match="last administrator"):
        staff.change_user(email="ana@example.com", **change, actor="command", now=noon)
    make("ben@example.com", noon, "administrator", "agent")
    staff.change_user(email="ana@example.com", **change, actor="command", now=noon)
    assert "administrator" in staff.user(email="ben@example.com").roles
