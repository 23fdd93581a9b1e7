"""The keys of programs."""

from datetime import datetime, timedelta

import pytest
from django.db import connection

from tidings.staff import public as staff

pytestmark = pytest.mark.django_db


def make(noon: datetime, *scopes: str) -> tuple[staff.KeyCard, str]:
    return staff.create_key(name="shop", scopes=scopes or ["send.events"], actor="command", now=noon)


def test_the_key_opens_what_its_scopes_say_and_nothing_else(noon: datetime) -> None:
    made, raw = make(noon, "send.events")
    card = staff.key_for(raw=raw, now=noon)
    assert card.actor == made.actor == f"key:{made.prefix}"
    assert [scope for scope in staff.CAPABILITY_SAYS if card.can(scope)] == ["send.events"]


def test_the_key_itself_is_kept_nowhere(noon: datetime) -> None:
    made, raw = make(noon)
    secret = raw.removeprefix(f"tdg_{made.prefix}_")
    assert len(secret) >= 43  # 256 bits in base64
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (SELECT string_agg(k::text, '') FROM staff_apikey k) || (SELECT string_agg(a::text, '') FROM staff_auditentry a)"
        )
        assert secret not in cursor.fetchone()[0]


def test_anything_but_the_key_itself_opens_nothing(noon: datetime) -> None:
    made, raw = make(noon)
    for wrong in (
        "",
        "tdg",
        "tdg_",
        f"tdg_{made.prefix}_",
        raw[:-1],
        raw + "x",
        raw.upper(),
        f"x{raw}",
        f"tdg_00000000_{raw[13:]}",
        "\x00",
        "tdg_é_ü",
        "tdg_\x0000_x",
    ):
        assert staff.key_for(raw=wrong, now=noon) is None


def test_a_revoked_key_opens_nothing_and_stays_revoked(noon: datetime) -> None:
    made, raw = make(noon)
    staff.revoke_key(prefix=made.prefix, actor="command", now=noon)
    assert staff.key_for(raw=raw, now=noon) is None
    with pytest.raises(staff.KeyRefused):
        staff.revoke_key(prefix=made.prefix, actor="command", now=noon)
    assert [card.revoked_at for card in staff.keys()] == [noon]  # noqa: SIM118 (the function `keys` of the room)


def test_use_is_noted_once_a_minute(noon: datetime, django_assert_num_queries) -> None:
    _, raw = make(noon)
    with django_assert_num_queries(2):
        staff.key_for(raw=raw, now=noon)
    with django_assert_num_queries(1):
        staff.key_for(raw=raw, now=noon + timedelta(seconds=59))
    staff.key_for(raw=raw, now=noon + timedelta(seconds=61))
    assert staff.keys()[0].last_used_at == noon + timedelta(seconds=61)


def test_a_key_needs_a_name_and_a_scope_that_exists(noon: datetime) -> None:
    with pytest.raises(staff.KeyRefused):
        staff.create_key(name=" ", scopes=["send.events"], actor="command", now=noon)
    with pytest.raises(staff.KeyRefused):
        staff.create_key(name="shop", scopes=[], actor="command", now=noon)
    with pytest.raises(staff.UnknownRole, match=r"No scope do\.anything"):
        staff.create_key(name="shop", scopes=["do.anything"], actor="command", now=noon)
