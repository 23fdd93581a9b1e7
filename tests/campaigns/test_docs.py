"""What the documents show is true."""

import re
from pathlib import Path

import pytest

from tests.campaigns.files import NOW
from tidings.campaigns import public as campaigns
from tidings.core.campaign_files.campaign import parse
from tidings.core.campaign_files.notice_reading import OPTIONAL, REQUIRED
from tidings.core.campaign_files.topics import parse_topics
from tidings.core.needs import TYPES, sample
from tidings.core.templating import FILTERS

DOCS = Path(__file__).resolve().parents[2] / "docs"
REFERENCE, TUTORIAL = DOCS / "reference" / "campaign-file.md", DOCS / "tutorial" / "first-campaign.md"
README = DOCS.parent / "README.md"


def blocks(path: Path) -> list[str]:
    return re.findall(r"```yaml\n(.*?)```", path.read_text(), re.DOTALL)


@pytest.mark.parametrize("path", [REFERENCE, TUTORIAL], ids=lambda path: path.name)
def test_the_files_shown_have_nothing_to_mend(path: Path) -> None:
    shown = blocks(path)
    [campaign] = [text for text in shown if text.startswith("campaign:")]
    for text in shown:
        part = campaign + text if text.startswith("surfaces:") else text
        findings = parse(part).findings if part.startswith("campaign:") else parse_topics(part)[1]
        assert findings == ()


@pytest.mark.parametrize("path", [README, TUTORIAL], ids=lambda path: path.name)
def test_the_first_files_a_newcomer_sees_are_clear(path: Path) -> None:
    [campaign] = [text for text in blocks(path) if text.startswith("campaign:")]
    assert campaigns.check(text=campaign) == []


def test_every_key_type_filter_and_part_is_described() -> None:
    text = REFERENCE.read_text()
    keys = [
        "campaign",
        "topic",
        "trigger",
        "needs",
        "withdrawn_by",
        "audience",
        "notice",
        "strategy",
        "holdout",
    ]
    for word in [*keys, *TYPES, *FILTERS, *REQUIRED, *OPTIONAL]:
        assert f"`{word}`" in text, word


def test_the_tutorials_mistake_is_found_where_it_says() -> None:
    file = next(text for text in blocks(TUTORIAL) if text.startswith("campaign:"))
    findings = campaigns.check(text=file.replace("means:", "mean:"))
    shown = [
        f"parcel-late.yaml:{each.line}: {each.severity}: {each.says} ({each.where})" for each in findings
    ]
    assert "\n".join(shown) == "\n".join(
        re.findall(r"^parcel-late.yaml:\d.*$", TUTORIAL.read_text(), re.MULTILINE)
    )


def test_the_samples_of_the_reference_compose() -> None:
    from zoneinfo import ZoneInfo

    campaign = parse(blocks(REFERENCE)[0]).campaign
    assert campaign is not None
    composed = campaign.compose("en", sample(campaign.needs, now=NOW), ZoneInfo("UTC"))
    assert composed.subject.startswith("Your order [short id] did not arrive by August 18, 2018")
