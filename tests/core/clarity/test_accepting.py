"""An author may leave a finding as it is, with a reason; what blocks stays."""

from tests.core.clarity.notices import COMPANY, GOOD, TOPICS, found, saying
from tidings.campaigns import public as campaigns

VAGUE = saying("done", '"We have ordered a new card for a small fee."')
ACCEPTED = "accepted: [{kind: vague-amount, why: The fee differs by branch, where: notice.en.done}]\n"


def test_an_accepted_finding_is_a_note_with_its_reason() -> None:
    every = campaigns.check(text=f"{VAGUE}\n{ACCEPTED}", company=COMPANY, topics=TOPICS)
    (each,) = [each for each in every if each.kind == "vague-amount"]
    assert each.severity == "note"
    assert each.says.endswith("(accepted: The fee differs by branch)")


def test_it_covers_its_place_alone() -> None:
    elsewhere = ACCEPTED.replace("notice.en.done", "notice.pt")
    assert "vague-amount" in {each.kind for each in found(f"{VAGUE}\n{elsewhere}")}


def test_what_blocks_cannot_be_accepted() -> None:
    text = saying("done", '"Dear [NAME], we have ordered a card."')
    accepted = "accepted: [{kind: empty-placeholder, why: later}]\n"
    assert "block" in {each.severity for each in found(f"{text}\n{accepted}")}


def test_a_reason_is_needed() -> None:
    assert "why is missing" in {each.says for each in found(GOOD + "accepted: [{kind: vague-date}]\n")}
