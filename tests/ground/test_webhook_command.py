"""`tidings webhook` as an operator uses it."""

import pytest
from click.testing import CliRunner, Result

from tidings.ground import clock, webhooks
from tidings.ground.models import WebhookMessage
from tidings.site.commands.webhook import command

pytestmark = pytest.mark.django_db(transaction=True)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(command, arguments)


def test_add_list_and_remove(database_url: str) -> None:
    added = run("add", "https://shop.example/hook", "--topic", "outreach.answered")
    assert added.exit_code == 0 and added.stdout.startswith("whsec_")
    [endpoint] = webhooks.endpoints()
    assert endpoint.topics == ("outreach.answered",)
    listed = run("list").stdout
    assert "shop.example" in listed and endpoint.secret not in listed
    assert run("enable", str(endpoint.id)).exit_code == 0
    assert run("remove", str(endpoint.id)).exit_code == 0
    assert webhooks.endpoints() == []


def test_what_cannot_work_is_refused_with_its_mend(database_url: str) -> None:
    refused = run("add", "ftp://shop.example")
    assert refused.exit_code == 1 and "write the address as https://host/path" in refused.output


def test_messages_are_listed_and_told_again(database_url: str) -> None:
    run("add", "https://shop.example/hook")
    [endpoint] = webhooks.endpoints()
    now = clock.now()
    webhooks.queue(topic="outreach.sent", payload={"customer": "maria"}, key="a", now=now)
    WebhookMessage.objects.update(state="failed", last_status="500")
    listed = run("messages", str(endpoint.id), "--state", "failed").stdout
    assert "failed" in listed and "maria" not in listed
    assert run("replay", str(endpoint.id), "--message", "9" * 20).stdout == "0 told again.\n"
    assert run("replay", str(endpoint.id), "--message", "1x").exit_code == 2
    assert run("replay", str(endpoint.id)).stdout == "1 told again.\n"
    assert WebhookMessage.objects.get().state == "pending"
    assert run("replay", str(endpoint.id), "--since", "2000-01-01").stdout == "0 told again.\n"
