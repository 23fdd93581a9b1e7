"""Was it good to be told? One word, once, from the notice's page."""

import pytest
from django.test import Client

from tests.portal.journey import tell
from tidings.conversations import public as conversations
from tidings.conversations.models import FollowUp, Interaction

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("said", "kind"), [("yes", "useful"), ("no", "not_useful")])
def test_one_word_is_kept_once_and_is_no_follow_up(said: str, kind: str) -> None:
    told = tell()
    for _ in range(2):
        assert Client().post(f"/n/{told.notice}/useful", {"useful": said}).status_code == 200
    assert [entry.kind for entry in Interaction.objects.all()] == [kind]
    assert not FollowUp.objects.exists()
    [reacted] = conversations.reaction_times(outreach_ids=[told.outreach_id])
    assert bool(reacted.acted) == (said == "yes") and bool(reacted.resented) == (said == "no")


def test_a_get_and_a_word_nobody_offered_change_nothing() -> None:
    told = tell()
    assert Client().get(f"/n/{told.notice}/useful").status_code == 302
    assert Client().post(f"/n/{told.notice}/useful", {"useful": "perhaps"}).status_code == 302
    assert not Interaction.objects.exists()
