"""Every call declares its scope, and is refused to whoever has not that very one; the description is kept."""

import re

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, given, settings
from schemathesis.specs.openapi import checks

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
CHECKS = [
    schemathesis.checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
    checks.negative_data_rejection,
]
CALLS = [pytest.param(*call, id=f"{call[1]} {call[0]}") for call in OPERATIONS]


def key(*scopes):
    return staff.create_key(name="test", scopes=scopes, actor="command", now=clock.now())[1]


@pytest.fixture
def connection_kept():
    """The test's transaction is on its connection, which the end of a request would close."""
    for each in (request_started, request_finished):
        each.disconnect(close_old_connections)
    yield
    for each in (request_started, request_finished):
        each.connect(close_old_connections)


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
    assert Client().get("/api/v1/docs").status_code == 404


@pytest.mark.parametrize(("address", "method", "operation"), CALLS)
def test_no_call_breaks_its_description_whatever_it_is_sent(address, method, operation, connection_kept):
    described = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())
    headers = {"Authorization": f"Bearer {key(scope_of(operation))}"}

    @given(case=described[re.sub(r"{\w+:", "{", address)][method].as_strategy())
    @settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    def keeps_it(case):
        answer = case.call(headers=headers)
        case.validate_response(answer, checks=CHECKS)

    keeps_it()
