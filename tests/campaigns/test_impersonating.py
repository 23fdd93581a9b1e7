"""A campaign that says what the company watches for is blocked, wherever it says it."""

from dataclasses import replace

import pytest

from tests.campaigns.files import ANN, LATE, NOW, TOPICS
from tidings.campaigns import public as campaigns
from tidings.staff import public as staff

SHOP = staff.CompanyCard(name="Loja Sol", sender_email="oi@loja.example.com")
WATCH = {"domains": ["l0ja.example.com"], "names": ["Loja Sol Segura"], "numbers": ["+1 202 555 0199"]}


def blocked(text: str, watch: dict[str, object]) -> list[tuple[str, str]]:
    found = campaigns.check(text=text, company=replace(SHOP, watch=watch))
    return [(each.where, each.says) for each in found if "watch" in each.says]


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ("We refund", "See https://www.l0ja.example.com/x. We refund", "notice.en.done"),
        ("A transportadora ainda", "A Loja Sol  SEGURA ainda", "notice.pt.answers.0.a"),
        ("does: order.cancel", 'does: "https://l0ja.example.com/cancel"', "notice.en.next_steps.1.does"),
        ("Nothing more to do", "Call (202) 555-0199. Nothing more to do", "notice.en.if_ignored"),
    ],
)
def test_each_place_is_named(old: str, new: str, where: str) -> None:
    text = LATE.replace(old, new, 1)
    assert text != LATE
    found = blocked(text, WATCH)
    assert [place for place, _ in found] == [where]
    assert found[0][1].endswith("is on the company's watch list")


@pytest.mark.parametrize("host", ["l0jasol.com.br", "lojassol.com.br"])
def test_a_link_that_only_looks_like_ours_is_blocked(host: str) -> None:
    company = replace(SHOP, sender_email="oi@lojasol.com.br")
    text = LATE.replace("We refund", f"See https://www.{host}/x. We refund", 1)
    found = [
        each for each in campaigns.check(text=text, company=company) if "looks like your own" in each.says
    ]
    assert [(each.severity, each.where) for each in found] == [("block", "notice.en.done")]


def test_without_a_list_or_with_others_on_it_nothing_is_blocked() -> None:
    assert blocked(LATE, {}) == blocked(LATE, WATCH) == []


def test_a_list_that_cannot_be_read_is_no_open_door() -> None:
    assert [where for where, _ in blocked(LATE, {"domains": "x"})] == ["company.watch"]


@pytest.mark.django_db
def test_it_is_not_launched() -> None:
    campaigns.sync_topics(text=TOPICS, actor=ANN, now=NOW)
    staff.save_company(actor="command", now=NOW, name="Loja Sol", watch=WATCH)
    with pytest.raises(campaigns.CampaignRefused, match="watch list"):
        campaigns.launch(text=LATE.replace("We refund", "l0ja.example.com. We refund", 1), actor=ANN, now=NOW)
