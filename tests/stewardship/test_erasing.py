"""A person erased is in no column of no table any more, and what they stopped stays stopped."""

from datetime import timedelta

import pytest
from django.db import connection

from tests.core.evidence import files
from tests.portal.journey import Told
from tests.stewardship.conftest import NOW, RECORD
from tidings.campaigns.models import Event
from tidings.ground.evidence import standing
from tidings.ground.evidence_taking import take_evidence
from tidings.insight import public as insight
from tidings.outreach.models import Decision, Outreach
from tidings.people import public as people
from tidings.staff import public as staff
from tidings.stewardship import public as stewardship

NAMES = ("maria", "961234567", "40010-000", "salvador", "cancels", "where is it", "f346")
BECAUSE = "asked by letter of 3 March"


def erase(told: Told, because: str = BECAUSE) -> stewardship.Erased:
    return stewardship.erase(customer_id=told.customer_id, because=because, actor="command", now=NOW)


def named() -> dict[str, set[str]]:
    """Which of the names stand in which column, of every text, JSON or array column there is, and of packed bytes."""
    found: dict[str, set[str]] = {}
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT table_name, column_name FROM information_schema.columns
            WHERE table_schema = 'public' AND data_type IN ('text', 'character varying', 'jsonb', 'json', 'ARRAY', 'bytea')"""
        )
        for table, column in cursor.fetchall():
            cursor.execute(
                f'SELECT DISTINCT lower("{column}"::text) FROM "{table}" WHERE "{column}" IS NOT NULL'
            )
            held = "\n".join(value for (value,) in cursor.fetchall())
            if names := {name for name in NAMES if name in held}:
                found[f"{table}.{column}"] = names
    return found


def test_before_she_is_in_many_columns(maria: Told) -> None:
    rooms = {column.partition("_")[0] for column in named()}
    assert rooms >= {"people", "campaigns", "outreach", "conversations"}


def test_after_no_column_anywhere_names_her(maria: Told) -> None:
    Outreach.objects.filter(customer__external_id="bento").update(data={}, thread="")
    Decision.objects.filter(customer__external_id="bento").update(thread="")
    from tidings.campaigns.models import Event
    from tidings.people.models import ContactPoint

    Event.objects.filter(customer="bento").update(data={})
    ContactPoint.objects.filter(customer__external_id="bento", channel="mobile").delete()
    erase(maria)
    assert named() == {}


def test_bento_is_left_as_he_was(maria: Told) -> None:
    bento = people.find(external_ids=["bento"])["bento"]
    before = stewardship.export(customer_id=bento, actor="command", now=NOW)
    erase(maria)
    assert stewardship.export(customer_id=bento, actor="command", now=NOW) == before


def test_what_happened_still_counts(maria: Told) -> None:
    before = insight.campaign_figures("parcel-late")
    erase(maria)
    assert insight.campaign_figures("parcel-late") == before


def test_imported_again_she_is_still_stopped(maria: Told) -> None:
    erase(maria)
    again = people.save(record=RECORD, now=NOW + timedelta(days=1)).customer_id
    assert again != maria.customer_id
    asked = people.Asked(customer_id=again, topic="offers", purpose="marketing")
    [facts] = people.facts(asked=[asked], now=NOW + timedelta(days=1))
    assert {"email"} <= facts.suppressed


def test_what_was_waiting_is_withdrawn(maria: Told) -> None:
    Outreach.objects.filter(id=maria.outreach_id).update(state="pending", sent_at=None)
    erased = erase(maria)
    row = Outreach.objects.get(id=maria.outreach_id)
    assert (row.state, row.reason, row.address) == ("withdrawn", "customer_gone", "")
    assert erased.counts["outreach"]["withdrawn"] == 1


def test_the_audit_trail_says_that_and_why_but_not_who(maria: Told) -> None:
    erase(maria)
    [line] = [line for line in staff.audit() if line.action == "person.erased"]
    assert (line.object, line.detail["because"]) == (f"customer:{maria.customer_id}", BECAUSE)


@pytest.mark.parametrize("because", ["", "  ", "Maria asked", "maria@example.org wrote", "x" * 501])
def test_a_reason_that_may_not_be_kept_erases_nothing(maria: Told, because: str) -> None:
    before = named()
    with pytest.raises(stewardship.BecauseRefused):
        erase(maria, because)
    assert named() == before


def test_who_is_erased_cannot_be_erased_again(maria: Told) -> None:
    erase(maria)
    with pytest.raises(people.UnknownCustomer):
        erase(maria)


def test_an_erased_person_is_not_among_the_audiences(maria: Told) -> None:
    import pyarrow as pa

    from tidings.campaigns.models import Campaign
    from tidings.outreach.planning.models import PlanPart, PlanProblem, PlanRun
    from tidings.outreach.planning.parts import packed, unpacked

    campaign = Campaign.objects.get(name="parcel-late")
    run = PlanRun.objects.create(
        campaign=campaign, version=campaign.live, audience="a.csv", actor="command", created_at=NOW,
        rehearsal={"samples": {"contact:within_hours": ["bento", "maria"]}},
    )  # fmt: skip
    part = pa.RecordBatch.from_pydict({"customer_id": [1, 2], "external_id": ["bento", "maria"]})
    PlanPart.objects.create(
        run=run, number=1, rows=2, body=packed(part), tally={"samples": {"refuse:x": ["maria"]}}
    )
    PlanProblem.objects.create(run=run, line=3, external_id="maria", field="x", says="y", mend="z")
    erase(maria)
    kept = PlanPart.objects.get()
    assert unpacked(kept.body).column("external_id").to_pylist() == ["bento"] and kept.rows == 1
    assert kept.tally == {"samples": {"refuse:x": []}} and not PlanProblem.objects.exists()
    assert PlanRun.objects.get().rehearsal == {"samples": {"contact:within_hours": ["bento"]}}


def test_what_shows_only_them_goes_with_them(maria: Told) -> None:
    about, named, campaigns_own = (
        take_evidence(octets=files.photo(400 + n, 300), kind="photo", customer=customer, now=NOW).id
        for n, customer in enumerate(["maria", "", ""])
    )
    Event.objects.filter(customer="maria").update(data={"photos": [named, campaigns_own]})
    Event.objects.filter(customer="bento").update(data={"photo": campaigns_own})
    assert erase(maria).counts["ground"]["evidence"] == 2
    assert standing(ids=[about, named, campaigns_own]) == {
        about: "missing",
        named: "missing",
        campaigns_own: "whole",
    }
