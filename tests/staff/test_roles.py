"""Roles and capabilities."""

import pytest
from django.contrib.auth.models import AnonymousUser

from tidings.staff import public as staff
from tidings.staff.models import User
from tidings.staff.roles import known_roles


def test_every_capability_is_explained_and_some_role_has_it() -> None:
    assert frozenset().union(*staff.CAPABILITIES.values()) == frozenset(staff.CAPABILITY_SAYS)
    assert tuple(staff.CAPABILITIES) == staff.ROLES


def test_who_writes_a_campaign_does_not_approve_by_the_same_role() -> None:
    assert not any(
        {"edit.campaigns", "approve.campaigns"} <= allowed for allowed in staff.CAPABILITIES.values()
    )


def test_an_auditor_changes_nothing() -> None:
    assert {capability.split(".")[0] for capability in staff.CAPABILITIES["auditor"]} == {"see"}


@pytest.mark.parametrize("role", staff.ROLES)
def test_a_user_can_what_the_role_says_and_no_more(role: str) -> None:
    user = User(email="a@example.com", roles=[role])
    allowed = {capability for capability in staff.CAPABILITY_SAYS if staff.can(user, capability)}
    assert allowed == staff.CAPABILITIES[role]


def test_nobody_can_anything_without_a_role_an_open_account_or_a_sign_in() -> None:
    away = User(email="a@example.com", roles=list(staff.ROLES), is_active=False)
    odd = User(email="b@example.com", roles=["emperor"])
    for capability in staff.CAPABILITY_SAYS:
        assert not staff.can(away, capability)
        assert not staff.can(odd, capability)
        assert not staff.can(AnonymousUser(), capability)
    assert not staff.can(away, staff.OWN_ACCOUNT)


def test_unknown_roles_are_named_with_the_known_ones() -> None:
    with pytest.raises(staff.UnknownRole, match=r"No role emperor\. Choose from: administrator, "):
        known_roles(["agent", "emperor"])


def test_a_view_cannot_ask_for_a_capability_that_is_not_there() -> None:
    with pytest.raises(staff.UnknownRole):
        staff.needs("see.everything")
