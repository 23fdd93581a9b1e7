"""Links and actions are tried, not only read: by the command, in the console, and again before every launch."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from tests.campaigns.files import ANN, BOB, LATE, NOW, TOPICS
from tests.ground.pages import Pages, serving
from tidings.campaigns import public as campaigns
from tidings.ground import webhooks
from tidings.site.commands.campaign import command
from tidings.staff import public as staff

SHOP = staff.CompanyCard(name="Loja Sol", country="BR")


@pytest.fixture
def pages() -> Iterator[Pages]:
    with serving() as pages:
        yield pages


def leading(to: str) -> str:
    """The campaign, its second step a link in both languages."""
    return LATE.replace("does: order.cancel", f'does: "{to}"')


def naming(to: str) -> str:
    """The campaign, the link in its words (a step's must be https)."""
    return LATE.replace("We refund", f"See {to} for more. We refund", 1)


def tried(text: str, pages: Pages, **company: Any) -> list[tuple[str, str, str]]:
    """What was found at which step, and how grave it is."""
    card = replace(SHOP, public_url=pages.url, **company)
    found = campaigns.exercise_file(text=text, company=card, private=True)
    assert {each.kind for each in found} <= {"dead-action"} and all(each.why and each.mend for each in found)
    return [(each.severity, each.where, each.says) for each in found]


def test_a_link_that_works_is_no_finding_and_one_that_is_gone_blocks(pages: Pages) -> None:
    assert tried(leading(f"{pages.url}/pay"), pages) == []
    gone = tried(leading(f"{pages.url}/gone"), pages)
    assert [(severity, where) for severity, where, _ in gone] == [
        ("block", "notice.en.next_steps.1.does"),
        ("block", "notice.pt.next_steps.1.does"),
    ]
    assert gone[0][2] == f"{pages.url}/gone: nothing is there (404)"


def test_what_may_be_for_a_while_is_a_warning(pages: Pages) -> None:
    assert {severity for severity, _, _ in tried(leading(f"{pages.url}/broken"), pages)} == {"warn"}


def test_a_page_that_comes_later_can_be_accepted_with_a_reason(pages: Pages) -> None:
    text = leading(f"{pages.url}/gone") + "accepted: [{kind: dead-action, why: The page opens on Monday}]\n"
    assert {severity for severity, _, _ in tried(text, pages)} == {"note"}


def test_nobody_elses_page_is_asked(pages: Pages) -> None:
    elsewhere = leading(pages.url.replace("127.0.0.1", "127.0.0.2") + "/gone")
    assert tried(elsewhere, pages) == []
    assert pages.asked == ["GET /is-it-you"]


def test_values_of_an_event_are_left_out(pages: Pages) -> None:
    assert tried(leading(f"{pages.url}/pay?order={{{{ order.id }}}}"), pages) == []
    assert tried(leading(f"{pages.url}/gone/{{{{ order.id }}}}"), pages) == []
    assert {*pages.asked} == {"GET /is-it-you", "GET /pay", "GET /"}


def test_links_and_numbers_in_the_words_are_tried_too(pages: Pages) -> None:
    text = LATE.replace("We refund", f"See {pages.url}/gone or call +44 20 7946 0958 99. We refund", 1)
    found = tried(text, pages, help_line="0800 123 4567")
    assert [(severity, where) for severity, where, _ in found] == [
        ("block", "notice.en.done"),
        ("warn", "notice.en.done"),
    ]


def test_an_action_is_looked_up_among_the_companys_own(pages: Pages) -> None:
    assert tried(LATE, pages, actions=("order.cancel",)) == []
    found = tried(LATE, pages, actions=("order.refund",))
    assert {severity for severity, _, _ in found} == {"block"}
    assert "it is none of the company's actions (order.refund)" in found[0][2]


def test_the_command_asks_only_when_told_to(pages: Pages, tmp_path: Path, settings: Any) -> None:
    (tmp_path / "company.yaml").write_text(f"name: Loja Sol\npublic_url: {pages.url}\n")
    (tmp_path / "late.yaml").write_text(leading(f"{pages.url}/pay"))

    def run(*more: str) -> list[str]:
        done = CliRunner().invoke(command, ["check", str(tmp_path / "late.yaml"), "--json", *more])
        return [each["says"] for each in json.loads(done.output)[str(tmp_path / "late.yaml")]]

    assert not any("private network" in says for says in run()) and not pages.asked
    assert sum("private network" in says for says in run("--exercise")) == 3


@pytest.fixture
def shop(db: None, pages: Pages, settings: Any) -> Pages:
    settings.WEBHOOK_PRIVATE = True
    campaigns.sync_topics(text=TOPICS, actor=ANN, now=NOW)
    staff.save_company(actor="command", now=NOW, name="Loja Sol", public_url=pages.url)
    return pages


def test_nothing_dead_is_launched_or_approved_and_what_came_of_trying_is_kept(shop: Pages) -> None:
    with pytest.raises(campaigns.CampaignRefused, match="nothing is there"):
        campaigns.launch(text=naming(f"{shop.url}/gone"), actor=ANN, now=NOW)
    campaigns.launch(text=naming(f"{shop.url}/broken"), actor=ANN, now=NOW)
    kept = campaigns.exercise_of(campaign="parcel-late", number=1)
    assert kept and kept.at == NOW and {each.severity for each in kept.findings} == {"warn"}
    shop.shutdown()
    shop.server_close()
    campaigns.approve(campaign="parcel-late", number=1, actor=BOB, now=NOW)
    kept = campaigns.exercise_of(campaign="parcel-late", number=1)
    assert kept and any("it did not answer" in each.says for each in kept.findings)


def test_an_action_that_no_system_hears_of_is_doubted(shop: Pages) -> None:
    assert [each.severity for each in campaigns.exercise(text=LATE)] == ["warn", "warn"]
    webhooks.add_endpoint(url="https://loja.example/hears", topics=("outreach.answered",), now=NOW)
    assert campaigns.exercise(text=LATE) == []


def test_what_is_live_already_is_not_refused_for_a_page_that_went_away(shop: Pages) -> None:
    staff.save_company(actor="command", now=NOW, second_person=False)
    text = naming(f"{shop.url}/pay")
    campaigns.launch(text=text, actor=ANN, now=NOW)
    shop.shutdown()
    shop.server_close()
    assert campaigns.launch(text=text, actor=ANN, now=NOW).state == "live"
