"""The mailbox pages: what our mail server kept, with a stranger's HTML locked in a frame."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.outreach import delivering
from tidings.channels.email.compose import compose
from tidings.channels.email.sink import Keeper
from tidings.channels.email.tests.examples import message

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]


@pytest.fixture
def keeper(tmp_path: Path, settings: Any) -> Keeper:
    settings.MAILBOX = tmp_path
    return Keeper(tmp_path)


def keep(keeper: Keeper, number: int, **changes: Any) -> str:
    octets = compose(message(message_id=f"{number}@shop.example", **changes)).octets
    return keeper.keep(octets).removesuffix(".eml")


def test_an_empty_mailbox_says_what_would_be_here(signed_in: SignIn, keeper: Keeper) -> None:
    assert b"No mail yet" in signed_in("auditor").get("/console/mailbox/").content


def test_mails_are_listed_newest_first_and_found_by_words(signed_in: SignIn, keeper: Keeper) -> None:
    keep(keeper, 1, subject="An older one")
    keep(keeper, 2, subject="A <b>newer</b> one", to="rui@example.com")
    client = signed_in("auditor")
    page = client.get("/console/mailbox/").content.decode()
    assert page.index("A &lt;b&gt;newer&lt;/b&gt; one") < page.index("An older one")
    assert "An older one" not in client.get("/console/mailbox/?words=rui@example.com").content.decode()
    assert "No such mail" in client.get("/console/mailbox/?words=nobody").content.decode()


def test_long_lists_have_pages(signed_in: SignIn, keeper: Keeper) -> None:
    for number in range(55):
        keep(keeper, number, subject=f"Mail {number:02d}")
    client = signed_in("auditor")
    first = client.get("/console/mailbox/").content.decode()
    after = first.partition("?after=")[2].partition('"')[0]
    second = client.get("/console/mailbox/", {"after": after}).content.decode()
    assert [f"Mail {number:02d}" in first for number in (54, 5, 4)] == [True, True, False]
    assert [f"Mail {number:02d}" in second for number in (54, 5, 4, 0)] == [False, False, True, True]


@pytest.mark.parametrize(
    ("view", "says"),
    [
        ("html", "<iframe"),
        ("text", "Read and answer on our page:"),
        ("headers", "List-Unsubscribe-Post"),
        ("raw", "multipart/alternative"),
    ],
)
def test_one_mail_can_be_read_in_four_ways(signed_in: SignIn, keeper: Keeper, view: str, says: str) -> None:
    id = keep(keeper, 1)
    assert says in signed_in("auditor").get(f"/console/mailbox/{id}/?view={view}").content.decode()


def test_a_mail_of_ours_leads_to_why_it_was_sent(signed_in: SignIn, keeper: Keeper) -> None:
    delivering.found_company()
    [outreach] = delivering.make_due("ana")
    id = keep(keeper, 1, code=outreach.code)
    page = signed_in("auditor").get(f"/console/mailbox/{id}/").content.decode()
    assert f'href="/console/outreaches/{outreach.id}/"' in page


def test_the_frame_runs_nothing_and_loads_nothing(signed_in: SignIn, keeper: Keeper) -> None:
    id = keep(keeper, 1)
    answer = signed_in("auditor").get(f"/console/mailbox/{id}/html")
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "allow-scripts" not in policy
    assert "sandbox" in policy
    assert answer.content.startswith(b"<!DOCTYPE html>")


@pytest.mark.parametrize("id", ["00000009-none", "..", "x"])
def test_a_mail_that_is_not_there_is_not_found(signed_in: SignIn, keeper: Keeper, id: str) -> None:
    client = signed_in("auditor")
    assert client.get(f"/console/mailbox/{id}/").status_code == 404
    assert client.get(f"/console/mailbox/{id}/html").status_code == 404
