"""What a trial's panel reads in the notice's places: the author's words, a like event's days and amounts, or made up."""

from datetime import timedelta
from typing import Any

import pytest

from tests.campaigns.files import ANN, NOW, TOPICS
from tests.campaigns.trying import ASKED, OTHER, begin
from tidings.campaigns import public as campaigns
from tidings.campaigns.models import Event
from tidings.ground import links
from tidings.staff import public as staff

pytestmark = pytest.mark.django_db
KIND = ASKED.replace("order.id: text\n", "order.id: text\n  order.kind: text\n  order.kind_pt: text\n").replace(
    "Your order {{", "Your {{ order.kind }} order {{"
).replace("Seu pedido {{", "Seu pedido {{ order.kind_pt }} {{")  # fmt: skip


@pytest.fixture(autouse=True)
def company(db: None) -> None:
    campaigns.sync_topics(text=TOPICS, actor=ANN, now=NOW)
    staff.save_company(actor="command", now=NOW, name="Shop", currency="BRL", second_person=False)


def read_by_panel(card: campaigns.TrialCard) -> str:
    id = links.read(campaigns.join(id=card.id, now=NOW), purpose="panellist", now=NOW).id
    notice = campaigns.sheet(id=id, now=NOW).notice
    assert notice
    return f"{notice.what} {notice.means} {notice.done}".replace("\xa0", " ")


def happened(**data: Any) -> None:
    order = {"id": "f99", "short_id": "Ms Silva", "promised": "2018-05-02", "usual_delay": 6} | data
    told = {"freight": {"amount": "7.77", "currency": "BRL"}} | order
    at = NOW - timedelta(days=110)
    Event.objects.create(
        source="/shop", event_id=str(data), type="ordered", time=at, received_at=at, data={"order": told}
    )


@pytest.mark.parametrize(
    ("language", "says"), [("en", "by August 15, 2018"), ("pt", "até 15 de agosto de 2018")]
)
def test_nothing_is_in_brackets_and_what_was_missed_has_gone_by(language: str, says: str) -> None:
    read = read_by_panel(begin(language=language))
    assert "[" not in read and "A-4711" in read and says in read


def test_days_and_amounts_of_a_like_event_and_none_of_its_texts() -> None:
    happened()
    read = read_by_panel(begin())
    assert "R$7.77" in read and "6 days" in read and "by August 15, 2018" in read
    assert "Silva" not in read and "f99" not in read


def test_what_may_tell_of_somebody_is_made_up() -> None:
    happened(usual_delay=912345678, promised="1961-05-02")
    read = read_by_panel(begin())
    assert "3 days" in read and "1961" not in read and "by August 15, 2018" in read


def test_the_panel_reads_the_same_when_another_event_comes() -> None:
    card = begin()
    before = read_by_panel(card)
    happened()
    assert read_by_panel(card) == before


def test_a_text_that_nobody_could_guess_is_asked_for() -> None:
    with pytest.raises(campaigns.TrialRefused) as refused:
        begin(KIND)
    assert refused.value.field == "data.order.kind"
    read = read_by_panel(begin(KIND, data={"order": {"kind": "bicycle", "short_id": "X-1"}}))
    assert "Your bicycle order X-1" in read
    with pytest.raises(campaigns.TrialRefused, match="kind_pt"):
        begin(KIND, language="pt")


def test_both_versions_are_read_with_the_same_values() -> None:
    card = begin(ASKED, OTHER, data={"order": {"short_id": "Z-9"}})
    assert "Z-9" in read_by_panel(card) and "Z-9" in read_by_panel(card)


def test_what_does_not_fit_is_refused_by_its_field() -> None:
    with pytest.raises(campaigns.CampaignRefused) as refused:
        begin(data={"order": {"freight": "much"}})
    assert refused.value.findings[0].where == "event.data.order.freight"
