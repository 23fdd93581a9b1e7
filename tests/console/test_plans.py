"""Plans in the console: rehearse for a file or a segment, look, approve, pause, cancel."""

import gzip
from datetime import timedelta
from typing import Any

import pyarrow as pa
import pyarrow.parquet as parquet
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.console.conftest import NOW
from tidings.campaigns import public as campaigns
from tidings.console import plans
from tidings.ground.clock import SimulatedClock, using
from tidings.outreach import public as outreach
from tidings.people import public as people
from tidings.staff import public as staff

pytestmark = pytest.mark.django_db
TOPICS = "offers: {purpose: service, urgency: normal, channels: [email], title: {en: Offers}}"
CAMPAIGN = """
campaign: spring
topic: offers
trigger: plan
notice:
  en:
    what: "A plan fits you better."
    means: "You would pay less."
    done: "We kept a place for you."
    next_steps: [{id: yes, says: "Change it", does: confirm}]
    if_ignored: "Nothing changes."
strategy: {channels: [email], expires: 7d}
"""


@pytest.fixture(autouse=True)
def shop(db: None) -> Any:
    """Two customers in Lisbon who can be written to, one in Porto without an address; noon."""
    noon = NOW.replace(hour=12)
    staff.save_company(
        actor="command", now=NOW, name="Shop", zone="UTC", sender_email="a@shop.example", second_person=False
    )
    campaigns.sync_topics(text=TOPICS, actor="command", now=NOW)
    campaigns.launch(text=CAMPAIGN, actor="command", now=NOW)
    for name, city in (("ana", "Lisbon"), ("ben", "Lisbon"), ("eva", "Porto")):
        record = {"id": name, "country": "PT", "region": city, "zone": "Europe/Lisbon", "name": name.title()}
        address = {} if name == "eva" else {"email": f"{name}@example.com"}
        people.save(record=record | address, now=NOW - timedelta(days=1))
    with using(SimulatedClock(noon)) as clock:
        yield clock


def text(answer: Any) -> str:
    """The page without the places where a long name may break."""
    return answer.content.decode().replace("<wbr>", "")


def rehearse(client: Any, **form: Any) -> Any:
    return client.post("/console/campaigns/spring/rehearse", form, follow=True)


def test_a_rehearsal_of_a_file_shows_who_would_be_contacted_and_why_not(signed_in: Any) -> None:
    client = signed_in("campaign_owner")
    file = SimpleUploadedFile("who.csv", b"external_id\nana\neva\nnobody\n")
    page = text(rehearse(client, file=file))
    assert "spring for who.csv" in page
    assert "Contacted at once" in page and "Not contacted: why" in page
    assert "nobody" in page and "import this customer first" in page
    assert 'class="columns"' in page


def test_the_samples_lead_to_why(signed_in: Any) -> None:
    client = signed_in("campaign_owner")
    rehearse(client, file=SimpleUploadedFile("who.csv", b"external_id\nana\neva\n"))
    run = outreach.plans()[0].id
    page = client.get(f"/console/plans/{run}/who?customer=eva").content.decode()
    assert "Not contacted" in page
    assert client.get(f"/console/plans/{run}/who?customer=nobody").status_code == 404


def test_a_segment_is_defined_counted_and_rehearsed(signed_in: Any) -> None:
    client = signed_in("campaign_owner")
    rules = {"name": "lisbon", "country": "pt", "region": "Lisbon", "relationship": "customer"}
    assert (
        "These rules mean 2 customers now"
        in client.post("/console/segments/new", rules | {"count": "1"}).content.decode()
    )
    client.post("/console/segments/new", rules | {"save": "1"})
    page = text(rehearse(client, segment="lisbon"))
    assert "segment:lisbon" in page
    assert outreach.plans()[0].rows == 2


def test_an_approved_plan_is_written_by_the_worker_and_may_be_cancelled(signed_in: Any, shop: Any) -> None:
    client = signed_in("campaign_owner")
    rehearse(client, file=SimpleUploadedFile("who.csv", b"external_id\nana\neva\n"))
    run = outreach.plans()[0].id
    client.post(f"/console/plans/{run}/approve")
    assert outreach.plan(id=run).state == "writing"
    loop = next(each for each in outreach.loops() if each.name == "plan")
    assert loop.next_due() == shop.now()
    loop.step(shop)
    assert loop.next_due() is None
    assert "2 of 2 decided, 1 to be contacted" in client.get(f"/console/plans/{run}/").content.decode()
    client.post(f"/console/plans/{run}/cancel")
    assert outreach.find_outreach()[0].state == "withdrawn"


def test_what_cannot_be_read_is_told_beside_the_field(signed_in: Any) -> None:
    client = signed_in("campaign_owner")
    page = rehearse(client, file=SimpleUploadedFile("who.csv", b"colour\nred\n")).content.decode()
    assert "name one of them external_id" in page
    assert "Choose a segment or bring a file" in rehearse(client).content.decode()


def test_who_may_only_read_sees_plans_and_cannot_make_them(signed_in: Any) -> None:
    client = signed_in("auditor")
    assert "No plans yet" in client.get("/console/plans/").content.decode()
    assert client.get("/console/campaigns/spring/rehearse").status_code == 403
    assert client.post("/console/segments/new", {"name": "all", "save": "1"}).status_code == 403


@pytest.mark.parametrize("what", ["approve", "pause", "resume", "cancel"])
def test_who_may_not_launch_changes_no_plan(signed_in: Any, what: str) -> None:
    rehearse(signed_in("campaign_owner"), file=SimpleUploadedFile("who.csv", b"external_id\nana\n"))
    run = outreach.plans()[0].id
    assert signed_in("approver").post(f"/console/plans/{run}/{what}").status_code == 403
    assert outreach.plan(id=run).state == "rehearsed"


def test_facts_that_somebody_hands_in_are_not_believed(signed_in: Any, shop: Any, tmp_path: Any) -> None:
    """Eva has no address; a file that says she has one changes nothing."""
    path = tmp_path / "facts.parquet"
    outreach.write_snapshot(topic="offers", purpose="service", path=path, now=shop.now())
    facts = parquet.read_table(path)
    reachable = pa.array([2**16 - 1] * len(facts), pa.uint16())
    forged = facts.set_column(facts.schema.names.index("reachable"), "reachable", reachable)
    parquet.write_table(forged, path)
    rehearse(signed_in("campaign_owner"), file=SimpleUploadedFile("facts.parquet", path.read_bytes()))
    card = outreach.plans()[0]
    assert (card.rows, card.facts_at) == (3, None)
    assert card.rehearsal["reasons"]["refuse"] == {"no_address": 1}


def test_a_file_that_unpacks_to_too_much_is_refused(signed_in: Any, monkeypatch: Any, tmp_path: Any) -> None:
    client = signed_in("campaign_owner")
    path = tmp_path / "who.parquet"
    parquet.write_table(pa.table({"external_id": [f"c-{n}" for n in range(10_000)]}), path)
    monkeypatch.setattr(plans, "LARGEST_UNPACKED", 20_000)
    page = rehearse(client, file=SimpleUploadedFile("who.parquet", path.read_bytes())).content.decode()
    assert "unpacked it is larger than" in page
    packed = SimpleUploadedFile("who.csv.gz", gzip.compress(b"external_id\n" + b"ana\n" * 100_000))
    assert "of no known kind" in rehearse(client, file=packed).content.decode()
    assert outreach.plans() == []


def test_who_defined_a_segment_is_on_the_record(signed_in: Any) -> None:
    signed_in("campaign_owner").post(
        "/console/segments/new", {"name": "lisbon", "country": "pt", "save": "1"}
    )
    [line] = [each for each in staff.audit() if each.action == "segment.saved"]
    assert line.object == "segment:lisbon" and line.detail["country"] == "pt"
