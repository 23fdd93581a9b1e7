"""The inbox of the console: what came in and became of it, to whom its words are shown, and taking it up again."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from tests.console.conftest import NOW
from tidings.channels.contract import Raw
from tidings.conversations.models import Interaction
from tidings.ground import inbox
from tidings.ground.clock import SimulatedClock, using
from tidings.ground.models import Inbound, InboundRefusal
from tidings.people import public as people

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]


def came(state: str, says: str = "", words: str = "hello <b>", key: str = "") -> int:
    raw = Raw(kind="http", key=key or state + words, body=words.encode(), at=NOW, headers={"x-a": "<i>"})
    inbox.keep(raw, channel="sms", account="main")
    Inbound.objects.filter(key=raw.key).update(state=state, says=says)
    return Inbound.objects.get(key=raw.key).pk


def shown(client: Client, path: str = "/console/inbox/") -> str:
    with using(SimulatedClock(NOW + timedelta(hours=1))):
        answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode().replace("<wbr>", "")


def test_an_empty_inbox_says_so(signed_in: SignIn) -> None:
    assert "Nothing here" in shown(signed_in("supervisor"))


def test_what_came_in_is_listed_without_its_words(signed_in: SignIn) -> None:
    came("unreadable", "this is no JSON <x>")
    came("done", words="other")
    page = shown(signed_in("supervisor"))
    assert "this is no JSON &lt;x&gt;" in page and "hello" not in page
    assert "other" not in shown(signed_in("auditor"), "/console/inbox/?state=done")


def test_the_words_are_shown_escaped_to_who_may_see_customers(signed_in: SignIn) -> None:
    id = came("unreadable")
    page = shown(signed_in("agent"), f"/console/inbox/{id}/")
    assert "hello &lt;b&gt;" in page and "&lt;i&gt;" in page
    client = signed_in("approver")
    assert client.get(f"/console/inbox/{id}/").status_code == 403
    assert "/console/inbox/" in shown(client) and f'href="/console/inbox/{id}/"' not in shown(client)


def test_what_nobody_understood_is_dated_by_the_law_on_stops(signed_in: SignIn) -> None:
    client = signed_in("agent")
    assert "by 16 Mar 2026" in shown(client, f"/console/inbox/{came('unreadable')}/")
    assert "asks us to stop" not in shown(client, f"/console/inbox/{came('done')}/")


def test_what_was_set_aside_is_taken_up_again(signed_in: SignIn) -> None:
    id = came("unreadable")
    client = signed_in("campaign_owner")
    assert "Taken up again" in client.post(f"/console/inbox/{id}/again", follow=True).content.decode()
    assert Inbound.objects.get(id=id).state == "pending"
    assert "Nothing to take up" in client.post(f"/console/inbox/{id}/again", follow=True).content.decode()


@pytest.mark.parametrize("id", [10**12, 2**64])
def test_what_is_forgotten_is_not_found(signed_in: SignIn, id: int) -> None:
    assert signed_in("agent").get(f"/console/inbox/{id}/").status_code == 404


def test_too_many_complaints_are_said_loudly(signed_in: SignIn) -> None:
    people.save(record={"id": "ana", "email": "ana@example.com"}, now=NOW)
    id = people.find(external_ids=["ana"])["ana"]
    for n in range(3):
        Interaction.objects.create(customer_id=id, at=NOW, channel="email", kind="complained", key=f"c{n}")
    assert "Mail providers stop taking mail at 0.3 %" in shown(signed_in("supervisor"))


def test_refused_requests_are_counted(signed_in: SignIn) -> None:
    refusal: dict[str, Any] = {"says": "the signature does not fit", "last_at": NOW, "day": NOW.date()}
    InboundRefusal.objects.create(channel="sms", account="main", count=12, **refusal)
    page = shown(signed_in("supervisor"))
    assert "/in/sms/main" in page and "12" in page


def test_the_page_costs_the_same_however_much_came(
    signed_in: SignIn, django_assert_max_num_queries: Any
) -> None:
    client = signed_in("supervisor")
    for n in range(30):
        came("done", words=json.dumps(n))
    with django_assert_max_num_queries(14):
        shown(client)
