"""Every call declares its scope, and is refused to whoever has not that very one; the description is kept."""

import json
import re

import pytest
import schemathesis
from django.test import Client
from hypothesis import HealthCheck, settings

import tidings.staff.public as staff
from tidings.api.door import api
from tidings.api.scopes import NeedsScope
from tidings.ground import clock

pytestmark = pytest.mark.django_db
OPERATIONS = [
    (f"/api/v1{prefix}{path}", method, operation)
    for prefix, router in api._routers
    for path, view in router.path_operations.items()
    for operation in view.operations
    for method in operation.methods
]
CALLS = [pytest.param(*call, id=f"{call[1]} {call[0]}") for call in OPERATIONS]


def key(*scopes):
    return staff.create_key(name="test", scopes=scopes, actor="command", now=clock.now())[1]


def call(address, method, raw=None):
    headers = {"Authorization": f"Bearer {raw}"} if raw else {}
    fitting = re.sub(r"{(\w+:)?\w*id}", "1", address)
    return Client().generic(
        method, re.sub(r"{[^}]+}", "x", fitting), "{}", "application/json", headers=headers
    )


def scope_of(operation):
    [guard] = operation.auth_callbacks
    assert isinstance(guard, NeedsScope)
    return guard.scope


def test_there_are_calls():
    assert len(CALLS) > 10


@pytest.mark.parametrize(("address", "method", "operation"), CALLS)
def test_a_call_declares_one_scope_and_opens_to_no_other(address, method, operation):
    scope = scope_of(operation)
    others = [each for each in staff.CAPABILITY_SAYS if each != scope]
    assert call(address, method).status_code == 401
    assert call(address, method, "tdg_no_such").status_code == 401
    refused = call(address, method, key(*others))
    assert refused.status_code == 403 and scope in refused.json()["detail"]
    assert refused.headers["content-type"] == "application/problem+json"
    assert call(address, method, key(scope)).status_code not in (401, 403, 500)


def test_a_session_opens_no_call():
    staff.create_user(
        email="a@example.com",
        name="A",
        roles=list(staff.ROLES),
        password="a long enough one 1",
        actor="command",
        now=clock.now(),
    )
    client = Client()
    assert (
        client.post(
            "/console/sign-in", {"email": "a@example.com", "password": "a long enough one 1"}
        ).status_code
        == 302
    )
    assert client.get("/api/v1/outreaches").status_code == 401


@pytest.mark.parametrize("address", ["/api/v1/nothing", "/api/v2/outreaches", "/api/"])
def test_a_wrong_address_is_told_as_a_problem(address):
    answer = Client().get(address)
    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")


def test_the_description_is_there_without_a_page_of_somebody_elses():
    answer = Client().get("/api/v1/openapi.json")
    assert answer.status_code == 200
    assert "http" not in json.dumps(answer.json()).replace("https://", "")
    assert Client().get("/api/v1/docs").status_code == 404


@pytest.fixture
def described(transactional_db):
    from django.core.wsgi import get_wsgi_application

    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())


lazy = schemathesis.pytest.from_fixture("described")


@lazy.parametrize()
@settings(max_examples=15, suppress_health_check=list(HealthCheck), deadline=None)
def test_no_call_breaks_its_description(case):
    headers = {"Authorization": f"Bearer {key(*staff.CAPABILITY_SAYS)}"}
    answer = case.call(headers=headers)
    case.validate_response(
        answer,
        excluded_checks=[schemathesis.checks.unsupported_method]
        if hasattr(schemathesis.checks, "unsupported_method")
        else [],
    )
