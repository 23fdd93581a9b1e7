"""A trial from its start to the gate: what the panel says decides what may be launched."""

from datetime import timedelta

import pytest

from tests.campaigns.files import ANN, BOB, LATE, NOW
from tests.campaigns.trying import ASKED, OTHER, STATEMENTS, WRONG, answer, begin
from tidings.campaigns import public as campaigns
from tidings.core.trials import Reply
from tidings.ground import links
from tidings.staff import public as staff

pytestmark = pytest.mark.usefixtures("topics")


@pytest.fixture(autouse=True)
def company(topics: None) -> None:
    staff.save_company(actor="command", now=NOW, name="Shop", second_person=False)


def launch(text: str = ASKED) -> campaigns.Launch:
    return campaigns.launch(text=text, actor=ANN, now=NOW)


def refused(text: str = ASKED) -> str:
    with pytest.raises(campaigns.CampaignRefused) as refusal:
        launch(text)
    [finding] = refusal.value.findings
    assert (finding.kind, finding.severity) == ("trial", "block")
    return finding.says


def trial(card: campaigns.TrialCard) -> campaigns.TrialCard:
    return campaigns.trial(id=card.id, now=NOW)


def test_a_campaign_that_asks_for_a_trial_is_not_launched_without_one() -> None:
    assert "not been shown" in refused()
    card = begin()
    assert "still open" in refused()
    for _ in range(5):
        answer(card)
    assert (trial(card).passed, trial(card).closed_at) == (True, NOW)
    assert launch().state == "live"


@pytest.mark.parametrize(
    ("needed", "state"), [("always", "refused"), ("marketing", "live"), ("never", "live")]
)
def test_the_company_says_which_campaigns_need_one(needed: str, state: str) -> None:
    staff.save_company(actor="command", now=NOW, trial={"needed": needed})
    assert (bool(refused(LATE)) if state == "refused" else launch(LATE).state == "live") is True


def test_words_that_failed_their_trial_stay_where_they_are() -> None:
    card = begin()
    for _ in range(5):
        answer(card, marks={1: WRONG})
    assert trial(card).passed is False
    assert "did not pass" in refused()


def test_the_worse_of_two_is_stopped_and_the_better_one_goes() -> None:
    card = begin(ASKED, OTHER)
    for number in range(5):
        answer(card, marks={2: WRONG if number else ("true", "true", "false", "true")})
    assert (trial(card).passed, trial(card).against_passed) == (True, False)
    assert "did not pass" in refused(OTHER)
    assert launch().state == "live"


def test_a_trial_counts_for_these_words_and_no_others() -> None:
    card = begin()
    for _ in range(5):
        answer(card)
    assert "not been shown" in refused(ASKED.replace("We are sorry", "We are so sorry"))
    assert launch(ASKED.replace("expires: 48h", "expires: 24h").replace("10%", "5%")).state == "live"


def test_what_a_proposal_needs_is_asked_again_when_it_is_approved() -> None:
    campaigns.save_version(text=LATE, actor=ANN, now=NOW)
    campaigns.propose(campaign="parcel-late", number=1, actor=ANN, now=NOW)
    staff.save_company(actor="command", now=NOW, trial={"needed": "always"})
    with pytest.raises(campaigns.CampaignRefused):
        campaigns.approve(campaign="parcel-late", number=1, actor=BOB, now=NOW)


def test_a_named_person_may_let_it_go_and_that_is_on_record() -> None:
    campaigns.save_version(text=ASKED, actor=ANN, now=NOW)
    named = {"campaign": "parcel-late", "number": 1, "now": NOW}
    with pytest.raises(campaigns.NotAllowed, match="say why"):
        campaigns.waive_trial(**named, actor=BOB, why=" ")
    with pytest.raises(campaigns.NotAllowed, match="only a person"):
        campaigns.waive_trial(**named, actor="command", why="It burns.")
    campaigns.waive_trial(**named, actor=BOB, why="The carrier is on strike.")
    assert launch().state == "live"
    line = next(each for each in staff.audit() if each.action == "campaign.trial_waived")
    assert (line.actor, line.detail["why"]) == (BOB, "The carrier is on strike.")


def test_who_wrote_it_cannot_let_it_go_where_two_must_agree() -> None:
    staff.save_company(actor="command", now=NOW, second_person=True)
    campaigns.save_version(text=ASKED, actor=ANN, now=NOW)
    with pytest.raises(campaigns.NotAllowed, match="second person"):
        campaigns.waive_trial(campaign="parcel-late", number=1, actor=ANN, why="I know.", now=NOW)


def test_a_trial_ends_on_its_last_day_and_too_few_pass_nothing() -> None:
    card = begin(days=3)
    answer(card)
    later = NOW + timedelta(days=3)
    with pytest.raises(campaigns.TrialClosed):
        campaigns.join(id=card.id, now=later)
    closed = campaigns.trial(id=card.id, now=later)
    assert (closed.closed_at, closed.passed) == (later, False)
    assert campaigns.trial_verdict(id=card.id).a.reasons == ("few",)


def test_half_of_the_panel_sees_the_other_version_first() -> None:
    card = begin(ASKED, OTHER, panellists=20)
    for _ in range(10):
        answer(card)
    firsts = [line.version for line in campaigns.trial_lines(id=card.id) if line.first]
    assert sorted(firsts) == [1] * 5 + [2] * 5


def test_the_first_answer_counts() -> None:
    card = begin()
    id = answer(card)
    given = Reply(panellist="", step="call", marks=WRONG, genuine="no")
    campaigns.reply(id=id, version=1, given=given, now=NOW)
    [line] = campaigns.trial_lines(id=card.id)
    assert line.heard.understood == 1 and line.reply.step == "keep"


def test_an_answer_that_is_not_whole_is_not_taken() -> None:
    card = begin()
    [token] = campaigns.invite(id=card.id, count=1, now=NOW)
    id = links.read(token, purpose="panellist", now=NOW).id
    given = Reply(panellist="", step="fly", marks=("true", "", "maybe"), genuine="")
    with pytest.raises(campaigns.ReplyRefused) as refusal:
        campaigns.reply(id=id, version=1, given=given, now=NOW)
    assert refusal.value.fields == ("step", "mark-1", "mark-2", "mark-3", "genuine")


def test_the_open_link_takes_no_more_than_three_times_the_panel() -> None:
    card = begin()
    for _ in range(15):
        campaigns.join(id=card.id, now=NOW)
    with pytest.raises(campaigns.TrialClosed):
        campaigns.join(id=card.id, now=NOW)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"language": "de"}, "language"),
        ({"surface": "smoke"}, "surface"),
        ({"statements": STATEMENTS[:2]}, "statements"),
        ({"statements": (STATEMENTS[0],) * 4}, "statements"),
        ({"panellists": 2}, "panellists"),
        ({"against": 1}, "against"),
    ],
)
def test_a_trial_that_cannot_be_says_what_to_change(wrong: dict[str, object], field: str) -> None:
    with pytest.raises(campaigns.TrialRefused) as refusal:
        begin(**wrong)
    assert refusal.value.field == field


def test_closing_by_hand_is_on_record_and_done_once() -> None:
    card = begin()
    for _ in range(2):
        assert campaigns.close_trial(id=card.id, actor=ANN, now=NOW).passed is False
    actions = [line.action for line in staff.audit() if line.object == "parcel-late"]
    assert actions.count("campaign.trial_closed") == 1
