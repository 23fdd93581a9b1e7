"""Several people at the same moment."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from tests.campaigns.files import ANN, BOB, LATE, NOW, OTHER_LATE, TOPICS
from tidings.campaigns import public as campaigns
from tidings.staff import public as staff

pytestmark = pytest.mark.django_db(transaction=True)
PEOPLE = 4


@pytest.fixture(autouse=True)
def topics(transactional_db: None) -> None:
    campaigns.sync_topics(text=TOPICS, actor=ANN, now=NOW)


def together(act: Callable[[int], object]) -> list[object]:
    ready = Barrier(PEOPLE)

    def one(person: int) -> object:
        try:
            ready.wait(60)
            return act(person)
        finally:
            connection.close()

    with ThreadPoolExecutor(PEOPLE) as pool:
        return list(pool.map(one, range(PEOPLE)))


def test_the_same_text_saved_at_once_is_one_version() -> None:
    saved = together(lambda person: campaigns.save_version(text=LATE, actor=f"user:{person}", now=NOW).id)
    assert len(set(saved)) == 1


def test_different_texts_saved_at_once_get_different_numbers() -> None:
    def save(person: int) -> int:
        text = LATE.replace("That is fine", f"Fine {person}")
        return campaigns.save_version(text=text, actor=ANN, now=NOW).number

    assert sorted(together(save)) == [1, 2, 3, 4]


def test_approved_at_once_it_is_approved_once() -> None:
    campaigns.launch(text=LATE, actor=ANN, now=NOW)
    together(
        lambda person: campaigns.approve(campaign="parcel-late", number=1, actor=f"user:{person}", now=NOW)
    )
    acts = [line.action for line in staff.audit(limit=50)]
    assert acts.count("campaign.approved") == acts.count("campaign.launched") == 1


def test_a_launch_while_another_version_is_approved_leaves_both_in_order() -> None:
    campaigns.launch(text=LATE, actor=ANN, now=NOW)

    def act(person: int) -> object:
        if person % 2:
            return campaigns.launch(text=OTHER_LATE, actor=ANN, now=NOW).state
        return campaigns.approve(campaign="parcel-late", number=1, actor=BOB, now=NOW).number

    together(act)
    card = campaigns.campaign(name="parcel-late")
    assert (card.live, card.waiting, card.state) == (1, 2, "live")
