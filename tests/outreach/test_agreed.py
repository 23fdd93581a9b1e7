"""A yes holds for all who are alike, until the minute ends: never longer, and for nobody else."""

from datetime import timedelta
from random import Random

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import tidings.people.public as people
from tests.outreach.conftest import NOON
from tests.people.bulk.test_batches import history
from tidings.outreach.agreed import BY_NAME, WHO, fit_in, likeness
from tidings.outreach.checking import check_again, facts_for, known_again
from tidings.outreach.models import Outreach

MINUTE = timedelta(minutes=1)


def due_rows(company, random, customers=6):
    """Outreaches whose customers have done and said all sorts of things since they were decided."""
    company.campaign()
    for number in range(customers):
        company.customer(f"c-{number}")
        company.happens("shop.order.late", customer=f"c-{number}", order=f"o{number}")
    company.decides()
    for number in range(customers):
        history(Random(random.randint(0, 3)), number)
    near = timedelta(seconds=random.choice([1, 31, 59, 600, 86_400]))
    Outreach.objects.filter(id__in=list(Outreach.objects.values_list("id", flat=True)[:2])).update(
        expires_at=NOON + near
    )
    return list(Outreach.objects.order_by("id"))


@settings(
    max_examples=12, phases=[Phase.generate], suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    seed=st.integers(0, 10**9),
    minute=st.sampled_from([0, 11 * 60 - 1, 11 * 60, 17 * 60 - 1, 17 * 60, 47 * 60 + 59]),
    seconds=st.tuples(st.floats(0, 59.9), st.floats(0, 59.9)).map(sorted),
)
def test_what_was_agreed_in_a_minute_is_what_would_be_answered_anew(company, seed, minute, seconds):
    from django.db import transaction

    with transaction.atomic():
        rows = due_rows(company, Random(seed))
        earlier, later = (NOON + minute * MINUTE + timedelta(seconds=second) for second in seconds)
        fit_in.cache_clear()
        check_again(rows, earlier)
        warm = check_again(rows, later)
        fit_in.cache_clear()
        assert warm == [check_again([row], later)[0] for row in rows]
        transaction.set_rollback(True)


def test_a_yes_ends_with_its_minute(company):
    [row] = due_rows(company, Random(1), customers=1)[:1]
    fit_in.cache_clear()
    check_again([row], NOON)
    kept = len(fit_in(NOON))
    assert kept <= 1 and not fit_in(NOON + MINUTE)


def test_who_somebody_is_makes_no_difference_and_all_else_does(company):
    company.campaign()
    for name in ("ana", "bea", "carl"):
        company.customer(name)
        company.happens("shop.order.late", customer=name, order=name)
    company.decides()
    people.prefer(
        customer_id=Outreach.objects.get(customer__external_id="carl").customer_id, digest=True, now=NOON
    )
    rows = list(Outreach.objects.order_by("customer__external_id"))
    facts, known = facts_for(rows, NOON), known_again(rows, NOON)
    ana, bea, carl = (likeness(row, facts[row.id], known) for row in rows)
    assert ana == bea != carl


def test_what_is_left_out_of_a_likeness_is_named():
    assert {*WHO, *BY_NAME} <= {*people.Facts.__dataclass_fields__}
