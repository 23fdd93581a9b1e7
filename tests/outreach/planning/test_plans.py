"""Plans: rehearsed first, then written whole; what changed in between counts; nothing doubles."""

from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as parquet
import pytest
from django.db import connection

import tidings.people.public as people
from tests.outreach.conftest import deadlined
from tidings.ground.models import WebhookMessage
from tidings.ground.webhooks import add_endpoint
from tidings.outreach import public as outreach
from tidings.outreach.fingerprints import fingerprint
from tidings.outreach.models import Decision, Outreach
from tidings.outreach.planning.models import PlanProblem, PlanRun

FILE = "external_id,order.id\nana,A-1\nben,B-2\nzoe,\nana,A-9\nnobody,N-1\n"


@pytest.fixture
def town(company, tmp_path: Path):
    """Ana and Ben may be written to, Ben has no address, Zoe's row lacks its data."""
    company.campaign("offer", topic="deliveries", trigger="plan")
    for name in ("ana", "zoe"):
        company.customer(name)
    company.customer("ben", email=None)
    company.file = tmp_path / "audience.csv"
    company.file.write_text(FILE)
    return company


def made(town, audience: str = "", campaign: str = "offer"):
    opened = outreach.open_audience(audience or str(town.file))
    card = outreach.make_plan(campaign=campaign, audience=opened, actor="test", now=town.now)
    return outreach.rehearse_plan(id=card.id, now=town.now)


def test_a_rehearsal_says_who_how_when_and_why_not_and_writes_nothing(town) -> None:
    card = made(town)
    assert (card.state, card.rows, card.refused) == ("rehearsed", 2, 3)
    assert card.rehearsal["verdicts"] == {"contact": 1, "refuse": 1}
    assert card.rehearsal["days"] == {"2026-07-01": {"email": 1}}
    assert card.rehearsal["samples"]["refuse:no_address"] == ["ben"]
    assert not Decision.objects.exists()


def test_a_line_that_is_no_part_of_the_plan_is_listed_with_its_mend(town) -> None:
    card = made(town)
    lines = outreach.plan_problems(id=card.id)
    assert [(line.line, line.external_id, line.field) for line in lines] == [
        (3, "zoe", "order.id"),
        (4, "ana", "external_id"),
        (5, "nobody", "external_id"),
    ]
    assert PlanProblem.objects.get(line=5).mend == "import this customer first"


def written(town, card):
    outreach.approve_plan(id=card.id, actor="test", now=town.now)
    outreach.write_plan(id=card.id, clock=town.clock)
    return outreach.plan(id=card.id)


def test_what_is_written_is_a_decision_for_each_and_an_outreach_for_those_contacted(town) -> None:
    card = written(town, made(town))
    assert (card.state, card.written, card.contacts) == ("done", 2, 1)
    row = town.only()
    assert (row.customer.external_id, row.data, row.channel) == ("ana", {"order": {"id": "A-1"}}, "email")
    assert (row.address, row.language, row.thread) == ("ana@example.com", "en", "")
    assert {d.verdict: d.cause for d in Decision.objects.all()} == {
        "contact": f"plan:{card.id}",
        "refuse": f"plan:{card.id}",
    }


def test_the_companys_systems_hear_of_what_a_plan_scheduled(town) -> None:
    add_endpoint(url="https://shop.example/hook", topics=["outreach.scheduled"], now=town.now)
    written(town, made(town))
    [message] = WebhookMessage.objects.all()
    assert (message.payload["data"]["customer"], message.payload["data"]["campaign"]) == ("ana", "offer")


def test_every_decision_of_a_plan_replays(town) -> None:
    written(town, made(town))
    for row in Decision.objects.all():
        assert outreach.replays(outreach.decision(id=row.id))


def test_writing_again_doubles_nothing(town) -> None:
    card = written(town, made(town))
    assert outreach.write_plan(id=card.id, clock=town.clock) == 0
    assert Outreach.objects.count() == 1


def test_a_stop_between_rehearsal_and_writing_is_obeyed(town) -> None:
    card = made(town)
    ana = people.find(external_ids=["ana"])["ana"]
    people.stop(
        customer_id=ana, scope="all", reason="asked", source="test", evidence={"said": "stop"}, now=town.now
    )
    assert written(town, card).contacts == 0


def snapshot(town, folder: Path) -> str:
    """Everyone's facts as of now, with the data the campaign needs."""
    town.later(minutes=1)
    file = folder / "facts.parquet"
    assert outreach.write_snapshot(topic="deliveries", purpose="service", path=file, now=town.now) == 3
    facts = parquet.read_table(file)
    orders = pa.array([f"A-{name}" for name in facts.column("external_id").to_pylist()])
    parquet.write_table(facts.append_column("order.id", orders), file)
    return str(file)


def test_a_snapshot_answers_as_the_database_does(town, tmp_path: Path) -> None:
    card = made(town, snapshot(town, tmp_path))
    assert card.facts_at == town.now
    assert card.rehearsal["verdicts"] == {"contact": 2, "refuse": 1}


def test_a_stop_after_a_snapshot_is_obeyed_and_counted(town, tmp_path: Path) -> None:
    file = snapshot(town, tmp_path)
    town.later(minutes=5)
    ana = people.find(external_ids=["ana"])["ana"]
    people.stop(
        customer_id=ana, scope="all", reason="asked", source="test", evidence={"said": "stop"}, now=town.now
    )
    card = written(town, made(town, file))
    assert [row.customer.external_id for row in Outreach.objects.all()] == ["zoe"]
    assert card.outcome["read_again"] == 1


def test_an_address_blocked_after_a_snapshot_is_not_written_to(town, tmp_path: Path) -> None:
    file = snapshot(town, tmp_path)
    town.later(minutes=5)
    people.suppress_address(
        channel="email", address="ZOE@example.com", reason="bounce", source="test", evidence={}, now=town.now
    )
    written(town, made(town, file))
    assert [row.customer.external_id for row in Outreach.objects.all()] == ["ana"]


def test_a_snapshot_without_the_notices_data_is_refused(town, tmp_path: Path) -> None:
    file = tmp_path / "facts.parquet"
    outreach.write_snapshot(topic="deliveries", purpose="service", path=file, now=town.now)
    with pytest.raises(outreach.AudienceRefused, match=r"order\.id"):
        made(town, str(file))


def test_a_plan_sees_what_an_event_would_see(town) -> None:
    """The case kept in bulk is the case the event path keeps, but for what only one of them has."""
    town.campaign("late", trigger="{event: shop.order.late, per: order.id}")
    town.happens("shop.order.late", order="A-1")
    [by_event] = town.decides()
    Outreach.objects.all().delete()
    written(town, made(town))
    by_plan = Decision.objects.get(customer=by_event.customer, campaign__name="offer")
    own = {"happened", "bucket", "expires"}
    assert {k: v for k, v in by_plan.seen.items() if k not in own} == {
        k: v for k, v in by_event.seen.items() if k not in own
    }
    assert by_plan.seen_digest == fingerprint(by_plan.seen)
    assert (by_plan.verdict, by_plan.reasons, by_plan.channel) == (
        by_event.verdict,
        by_event.reasons,
        by_event.channel,
    )


def test_a_plan_that_was_not_rehearsed_is_not_written(town) -> None:
    opened = outreach.open_audience(str(town.file))
    card = outreach.make_plan(campaign="offer", audience=opened, actor="test", now=town.now)
    with pytest.raises(outreach.PlanRefused, match="rehearsed"):
        outreach.approve_plan(id=card.id, actor="test", now=town.now)


def test_a_campaign_whose_deadline_stands_in_each_events_data_is_not_planned(town) -> None:
    deadlined(town)
    with pytest.raises(
        outreach.PlanRefused, match=r"deadline \(order\.visit\).*leave strategy\.deadline out"
    ):
        made(town, campaign="visit")
    assert not PlanRun.objects.exists()


def test_a_paused_plan_writes_no_further_part_and_goes_on_when_resumed(town) -> None:
    card = made(town)
    outreach.approve_plan(id=card.id, actor="test", now=town.now)
    outreach.pause_plan(id=card.id, actor="test", now=town.now)
    outreach.write_plan(id=card.id, clock=town.clock)
    assert outreach.plan(id=card.id).written == 0
    outreach.resume_plan(id=card.id, actor="test", now=town.now)
    outreach.write_plan(id=card.id, clock=town.clock)
    assert outreach.plan(id=card.id).state == "done"


def test_a_cancelled_plan_withdraws_what_has_not_gone_out(town) -> None:
    card = written(town, made(town))
    outreach.cancel_plan(id=card.id, actor="test", now=town.now + timedelta(minutes=1))
    row = town.only()
    assert (row.state, row.reason) == ("withdrawn", "withdrawn:plan.cancelled")
    assert outreach.plan(id=card.id).state == "cancelled"


def test_a_snapshot_of_a_moment_to_come_is_refused(town, tmp_path: Path) -> None:
    file = tmp_path / "facts.parquet"
    outreach.write_snapshot(
        topic="deliveries", purpose="service", path=file, now=town.now + timedelta(minutes=1)
    )
    with pytest.raises(outreach.AudienceRefused, match="yet to come"):
        made(town, str(file))


def test_a_column_that_is_named_like_a_fact_is_no_fact(town) -> None:
    town.file.write_text("external_id,order.id,reachable\nben,B-2,255\n")
    assert made(town).rehearsal["verdicts"] == {"refuse": 1}


def test_a_file_that_breaks_further_down_is_refused_whole(town) -> None:
    whole = "".join(f"nobody-{n},A-{n}\n" for n in range(300_000))
    town.file.write_text(f"external_id,order.id\n{whole}ana,A-1,and more\n")
    with pytest.raises(outreach.AudienceRefused, match="cannot be read"):
        made(town)
    assert not PlanProblem.objects.exists()


@pytest.mark.parametrize(
    "query",
    [
        "UPDATE people_customer SET language = 'xx' RETURNING external_id",
        "WITH gone AS (DELETE FROM people_consent RETURNING 1) SELECT 'ana' AS external_id",
        "SELECT nextval('people_customer_id_seq')::text AS external_id",
        "SELECT set_config('transaction_read_only', 'off', false) AS external_id",
        "SELECT 'ana' AS external_id; COMMIT; DELETE FROM people_consent",
        "COPY (SELECT 1) TO PROGRAM 'true'",
        "SELECT query_to_xml('DELETE FROM people_consent', true, true, '')::text AS external_id",
    ],
)
def test_a_query_that_is_more_than_a_question_is_refused(town, query: str) -> None:
    with pytest.raises(outreach.AudienceRefused, match="the query was not answered"):
        made(town, f"sql:{query}")


def test_what_a_query_does_on_the_side_does_not_stay(town) -> None:
    before = large_objects()
    with suppress(outreach.AudienceRefused):
        made(town, "sql:SELECT lo_create(0)::text AS external_id, 'A-1' AS \"order.id\"")
    assert large_objects() == before


def large_objects() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_largeobject_metadata")
        return int(cursor.fetchone()[0])


def test_a_plan_of_words_that_are_live_no_more_is_not_written(town) -> None:
    card = made(town)
    town.campaign("offer", topic="deliveries", trigger="plan", more="holdout: 5%")
    with pytest.raises(outreach.PlanRefused, match="not the one that is live"):
        outreach.approve_plan(id=card.id, actor="test", now=town.now)
    assert outreach.plan(id=card.id).state == "rehearsed"
