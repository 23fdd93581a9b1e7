import pytest
from django.db import connection

from tests.outreach.conftest import NOON
from tidings.core.codes import spoken
from tidings.outreach import public as outreach


@pytest.fixture
def told(company):
    for name in ("ana", "bento", "clara"):
        company.customer(name, email=None if name == "clara" else f"{name}@example.com")
        company.happens("shop.order.late", customer=name, order=f"o-{name}")
    company.campaign()
    company.decides()
    return company


def test_outreaches_are_found_by_every_filter(told):
    ids = [card.id for card in outreach.find_outreach()]
    assert ids == sorted(ids, reverse=True)
    assert [card.customer_external_id for card in outreach.find_outreach()] == ["bento", "ana"]
    assert [card.customer_name for card in outreach.find_outreach(words="BEN o-bento")] == ["Bento"]
    assert outreach.find_outreach(words=spoken(outreach.outreach(id=ids[0]).code)) == [
        outreach.outreach(id=ids[0])
    ]
    assert outreach.find_outreach(
        campaign="late", state="pending", channel="email", after=ids[0], limit=5
    ) == [outreach.outreach(id=ids[1])]
    assert outreach.find_outreach(campaign="other") == outreach.find_outreach(words="nobody") == []


def test_a_code_is_found_as_people_type_it_and_nothing_else_is(told):
    card = outreach.find_outreach()[0]
    assert outreach.by_code(code=spoken(card.code).lower().replace("-", " ")) == card
    assert outreach.by_code(code=card.code[:-1]) is None
    assert outreach.by_code(code="") is None


def test_refusals_are_listed_beside_the_rest(told):
    [refusal] = outreach.decisions(verdict="refuse")
    assert (refusal.customer_name, refusal.reasons, refusal.outreach_id) == ("Clara", ("no_address",), None)
    assert outreach.decisions(reason="no_address") == [refusal]
    assert outreach.decision(id=refusal.id) == refusal
    assert len(outreach.decisions(campaign="late")) == 3


def test_the_figures_add_up(told):
    counts = outreach.counts()
    assert counts == outreach.counts(campaign="late")
    assert (counts.verdicts, counts.states) == ({"contact": 2, "refuse": 1}, {"pending": 2})
    assert counts.reasons["no_address"] == 1
    assert outreach.counts(campaign="other").decisions == 0


def test_the_story_tells_what_happened_and_why(told):
    card = outreach.find_outreach(words="ana")[0]
    outreach.withdraw(outreach_id=card.id, because="user:eva@shop.example", now=NOON)
    lines = outreach.story(id=card.id)
    assert [line.kind for line in lines] == ["decided", "ended"]
    assert "no further consent is needed" in lines[0].detail
    assert "user:eva@shop.example" in lines[1].detail


def test_the_story_tells_on_the_customers_clock_how_long_it_waits(company):
    company.customer(zone="America/Manaus")
    company.campaign()
    company.later(hours=11)
    company.happens("shop.order.late")
    company.decides()
    lines = outreach.story(id=company.only().id)
    assert [line.says for line in lines if line.kind == "held"] == ["Held until 2 Jul 2026, 08:00 in Manaus"]


def test_the_notice_comes_with_its_words_and_links(told):
    card = outreach.find_outreach(words="ana")[0]
    view = outreach.notice(id=card.id)
    assert view.composed.what == "Your order o-ana is late."
    assert view.card == card


def test_an_unknown_id_is_named(db):
    for ask in (outreach.outreach, outreach.decision, outreach.story, outreach.notice):
        with pytest.raises(outreach.NoSuchOutreach):
            ask(id=4711)


def test_reasons_are_told_in_both_languages():
    seen = {"zones": ["America/Manaus"], "zones_from": "customer", "recent": [0, 6]}
    english = outreach.explain(reasons=["too_many_contacts", "outside_hours"], seen=seen, language="en")
    assert english[-1] == "Where the customer may be: America/Manaus."
    assert outreach.explain(reasons=["expired"], seen={}, language="pt-BR") == [
        "A notícia é antiga demais para ser contada."
    ]


@pytest.mark.parametrize(
    ("sql", "index"),
    [
        (
            "SELECT id FROM outreach_outreach WHERE customer_id = ANY('{1,2}') AND phase = 'open'",
            "outreach_open_customer",
        ),
        (
            "SELECT id FROM outreach_outreach WHERE customer_id = ANY('{1,2}') AND phase = 'sent' "
            "AND sent_at > '2026-01-01'",
            "outreach_recent",
        ),
        (
            "SELECT id FROM outreach_outreach WHERE campaign_id = 1 AND thread = 'order.id=o1' "
            "AND phase = 'open' AND withdrawn_at IS NULL",
            "outreach_open_thread",
        ),
        (
            "SELECT id FROM outreach_outreach WHERE phase = 'open' AND state = 'pending' AND digest = '' AND due_at <= '2026-01-01' "
            "ORDER BY due_at, id LIMIT 50",
            "outreach_due",
        ),
        (
            "SELECT id FROM outreach_outreach WHERE lower(address) = lower('a7@example.com') "
            "AND phase = 'open'",
            "outreach_open_address",
        ),
    ],
)
def test_hot_queries_go_by_their_index(db, sql, index):
    with connection.cursor() as cursor:
        cursor.execute(MANY_ROWS)
        cursor.execute("ANALYZE outreach_outreach")
        cursor.execute(f"EXPLAIN {sql}")
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert index in plan


# On an empty table every index is as good as another, so the planner is shown a table as it will be. The rows stand
# for nothing (no customer, no decision), which the foreign keys would refuse.
MANY_ROWS = """
SET LOCAL session_replication_role = replica;
INSERT INTO outreach_outreach (decision_id, campaign_id, version_id, customer_id, topic, purpose, thread, data, code,
    channel, address, zones, state, created_at, due_at, expires_at, sent_at)
SELECT n, n % 8, 1, n % 1500, 'deliveries', 'service', 'order.id=o' || n, '{}', 'code' || n, 'email', 'a' || n || '@example.com', '{}',
    CASE WHEN n % 10 = 0 THEN 'pending' ELSE 'sent' END, moment, moment, moment, moment
FROM generate_series(1, 6000) AS n, LATERAL (SELECT timestamptz '2025-12-20' + n * interval '5 minutes' AS moment) AS at
"""
