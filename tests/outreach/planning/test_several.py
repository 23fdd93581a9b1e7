"""Several plans, and everything else that is decided meanwhile, share the caps of a person and of a household."""

from pathlib import Path
from typing import Any

import pytest

from tests.outreach.conftest import Company
from tests.outreach.test_worth_order import granted, worth
from tests.policies import STANDS_IN
from tidings.outreach import public as outreach
from tidings.outreach.models import Decision
from tidings.outreach.planning import audience
from tidings.outreach.planning.models import PlanPart
from tidings.outreach.planning.writing import prepare, put
from tidings.staff import public as staff

pytestmark = pytest.mark.django_db
ONE_A_WEEK = {"purpose": "marketing", "contacts": 1, "within": "7d"}
ONE_A_HOUSEHOLD = ONE_A_WEEK | {"per": "household"}
CITY = {"postal_code": "01310-100", "city": "Sao Paulo"}


@pytest.fixture
def shop(company: Company, tmp_path: Path) -> Company:
    """Ana and Ben at one address, Eva elsewhere; three campaigns of different worth to them."""
    yes = [granted("marketing", "offers"), granted("marketing", channel="email")]
    for name, street in (("ana", "Rua A 1"), ("ben", "Rua A 1"), ("eva", "Rua B 2")):
        company.customer(name, consents=yes, post={"name": name, "line1": street, **CITY}, country="BR")
    for name, value in (("small", 0.01), ("middling", 0.05), ("large", 0.4)):
        company.campaign(name, "offers", trigger="plan")
        worth(name, value, company.now)
    company.file = tmp_path / "who.csv"
    company.file.write_text("id,order.id\nana,1\nben,2\neva,3\n")
    return company


def policy(company: Company, *caps: dict[str, Any], **digest: object) -> None:
    own = STANDS_IN | {"caps": list(caps)} | ({"digest": digest} if digest else {})
    about = {
        "name": "Shop",
        "zone": "America/Sao_Paulo",
        "language": "en",
        "sender_email": "news@shop.example",
    }
    staff.save_company(actor="test", now=company.now, second_person=False, policy=own, **about)


def rehearsed(company: Company, *names: str, file: Path | None = None) -> list[outreach.PlanCard]:
    """The plans rehearsed one after the other, as the command does it."""
    offers, cards = outreach.Offers(), []
    for name in outreach.by_worth(names):
        opened = outreach.open_audience(str(file or company.file))
        card = outreach.make_plan(campaign=name, audience=opened, actor="test", now=company.now)
        cards.append(outreach.rehearse_plan(id=card.id, now=company.now, offers=offers))
    return cards


def written(company: Company, cards: list[outreach.PlanCard]) -> list[outreach.PlanCard]:
    for card in cards:
        outreach.approve_plan(id=card.id, actor="test", now=company.now)
        outreach.write_plan(id=card.id, clock=company.clock)
    return [outreach.plan(id=card.id) for card in cards]


def test_a_rehearsal_counts_what_a_better_plan_would_send(shop: Company) -> None:
    policy(shop, ONE_A_WEEK | {"contacts": 2})
    large, middling, small = rehearsed(shop, "small", "large", "middling")
    assert [card.campaign for card in (large, middling, small)] == ["large", "middling", "small"]
    assert large.rehearsal["verdicts"] == middling.rehearsal["verdicts"] == {"contact": 3}
    assert small.rehearsal["verdicts"] == {"refuse": 3}
    assert small.rehearsal["reasons"]["refuse"] == {"too_many_contacts": 3, "outbid": 3}


def test_what_is_written_is_what_was_rehearsed_and_replays(shop: Company) -> None:
    policy(shop, ONE_A_WEEK, ONE_A_HOUSEHOLD)
    cards = rehearsed(shop, "small", "large")
    for before, after in zip(cards, written(shop, cards), strict=True):
        assert after.outcome["verdicts"] == before.rehearsal["verdicts"]
        assert after.outcome["reasons"] == before.rehearsal["reasons"]
    assert all(outreach.replays(outreach.decision(id=one.id)) for one in Decision.objects.all())


def test_what_was_outbid_joins_a_digest_that_comes_in_time(shop: Company) -> None:
    policy(shop, ONE_A_WEEK, every="day")
    _, small = written(shop, rehearsed(shop, "small", "large"))
    assert small.outcome["verdicts"] == {"digest": 3}
    found = Decision.objects.filter(campaign__name="small", customer__external_id="ana").get()
    assert "outbid" in found.reasons and "too_many_contacts" not in found.reasons
    assert found.seen["outbid"] == found.seen["recent"] and found.seen["outbid"][0] == 1
    assert found.outreach.digest == "waiting"
    assert outreach.replays(outreach.decision(id=found.id))


def test_a_better_plan_for_one_outbids_another_for_their_household(shop: Company, tmp_path: Path) -> None:
    policy(shop, ONE_A_HOUSEHOLD)
    ana, ben = tmp_path / "ana.csv", tmp_path / "ben.csv"
    ana.write_text("id,order.id\nana,1\n")
    ben.write_text("id,order.id\nben,2\neva,3\n")
    offers = outreach.Offers()
    cards = []
    for name, file in (("large", ana), ("small", ben)):
        opened = outreach.open_audience(str(file))
        card = outreach.make_plan(campaign=name, audience=opened, actor="test", now=shop.now)
        cards.append(outreach.rehearse_plan(id=card.id, now=shop.now, offers=offers))
    assert cards[1].rehearsal["samples"]["refuse:outbid"] == ["ben"]
    assert cards[1].rehearsal["samples"]["refuse:household_cap"] == ["ben"]
    assert cards[1].rehearsal["verdicts"] == {"contact": 1, "refuse": 1}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("portion", [1, 2, 100])
def test_a_household_is_told_once_however_the_audience_is_parted(
    shop: Company, portion: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(audience, "PORTION", portion)
    policy(shop, ONE_A_HOUSEHOLD)
    [card] = rehearsed(shop, "large")
    [done] = written(shop, [card])
    assert card.rehearsal["verdicts"] == done.outcome["verdicts"] == {"contact": 2, "refuse": 1}
    assert done.outcome["samples"]["refuse:household_cap"] == ["ben"]
    assert "outbid" not in done.outcome["reasons"]["refuse"]  # nobody was worth more


def test_what_is_decided_after_a_part_was_prepared_counts_when_it_is_written(shop: Company) -> None:
    policy(shop, ONE_A_WEEK)
    shop.campaign("event", "offers", trigger="{event: shop.offer, per: order.id}")
    [card] = rehearsed(shop, "large")
    outreach.approve_plan(id=card.id, actor="test", now=shop.now)
    prepared = prepare(PlanPart.objects.get(run_id=card.id).id, shop.clock)
    shop.happens("shop.offer", "ana")
    assert [one.verdict for one in shop.decides()] == ["contact"]
    assert put(prepared, shop.clock)
    assert outreach.plan(id=card.id).outcome["verdicts"] == {"contact": 2, "refuse": 1}
    ana = Decision.objects.filter(campaign__name="large", customer__external_id="ana").get()
    assert (ana.verdict, ana.reasons) == ("refuse", ["too_many_contacts"])
