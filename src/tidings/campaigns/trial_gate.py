"""No launch without a trial that passed, where one is needed."""

from datetime import datetime

from django.db.models import Q

from tidings.campaigns.findings import CampaignRefused, read_to_save
from tidings.campaigns.models import Topic, Trial, TrialWaiver
from tidings.campaigns.trial_closing import settle
from tidings.campaigns.trial_words import fingerprint
from tidings.core.campaign_files.findings import Finding
from tidings.core.trials import needs_trial, read_limits
from tidings.staff import public as staff

SAYS = {
    "none": "these words have not been shown to a panel yet",
    "open": "the trial of these words is still open",
    "failed": "these words did not pass their trial",
}
MEND = "start a trial (`tidings trial start FILE`, or Trials on the campaign's page), or let an approver launch it without one"
WHY = "the company wants notices to be understood by a panel before customers get them (docs/explanation/trials.md)"


def must_be_tried(*, campaign: str, text: str, now: datetime) -> None:
    """Raises `CampaignRefused` when this text needs a trial and has neither passed one nor been let go without."""
    standing = trial_standing(campaign=campaign, text=text, now=now)
    if standing in SAYS:
        finding = Finding(
            severity="block", kind="trial", where="trial", says=SAYS[standing], mend=MEND, why=WHY
        )
        raise CampaignRefused((finding,))


def trial_standing(*, campaign: str, text: str, now: datetime) -> str:
    """How a text stands: `not needed`, `passed`, `waived`, or what is missing: `none`, `open`, `failed`.

    The newest trial of these words counts.
    """
    file, words = read_to_save(text), fingerprint(text)
    purpose = Topic.objects.values_list("purpose", flat=True).get(name=file.topic)
    if not needs_trial(read_limits(staff.company().trial), purpose=purpose, asked=file.trial):
        return "not needed"
    if TrialWaiver.objects.filter(campaign__name=campaign, words=words).exists():
        return "waived"
    settle(campaign=campaign, now=now)
    return trial_outcome(campaign, words)


def trial_outcome(campaign: str, words: str) -> str:
    said = Q(words=words) | Q(against_words=words)
    rows = Trial.objects.filter(said, campaign__name=campaign)
    closed = rows.exclude(closed_at=None).order_by("-closed_at", "-id").first()
    if closed is None:
        return "open" if rows.exists() else "none"
    passed = closed.passed if closed.words == words else closed.against_passed
    return "passed" if passed else "failed"
