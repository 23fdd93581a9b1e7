"""What `tidings campaign check` finds in files and folders, with what lies beside them: topics.yaml and company.yaml."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import fields
from functools import cache
from pathlib import Path

import click
import yaml

from tidings.campaigns import public as campaigns
from tidings.campaigns.public import Finding, TopicCard
from tidings.core.campaign_files.campaign import parse
from tidings.core.clarity.evidence_weight import Measures, nothing_known
from tidings.core.clarity.looking import FILE
from tidings.site import settings
from tidings.site.campaign_input import read, topics_of
from tidings.staff.public import CompanyCard

# What lies beside campaigns and is none.
OTHERS = frozenset({"topics", "company", "questions"})
OFTEN = 2  # campaigns; an outcome that so many name is no typing mistake


def found_in(
    places: Iterable[Path], *, exercise: bool = False, evidence: Measures = nothing_known
) -> dict[str, list[Finding]]:
    """The findings of each file, by its path as it was named; `exercise`: what trying links and actions found, too.

    `evidence` measures the objects that files name; where no database is at hand nothing is said of them.
    """
    files = campaign_files(places)
    wrong = {file: says for file in files if (says := unreadable(file))}
    named = outcomes(file for file in files if file not in wrong)
    return {
        str(file): [mistake(wrong[file])]
        if file in wrong
        else [*beside(file), *checked(file, named, evidence), *(exercised(file) if exercise else ())]
        for file in files
    }


def unreadable(file: Path) -> str:
    """Why a file cannot be read as text; "" where it can."""
    try:
        read(file)
    except (click.ClickException, OSError) as error:
        return str(error)
    return ""


def mistake(says: str) -> Finding:
    mend = "save it as text in UTF-8, where the check may read it"
    return Finding(severity="block", where="", says=says, mend=mend, why=FILE)


def beside(file: Path) -> Iterator[Finding]:
    """What is wrong with the company.yaml beside a campaign, which is then checked as if there were none."""
    try:
        company_near(file.resolve().parent)
    except click.ClickException as error:
        yield mistake(str(error))


def campaign_files(places: Iterable[Path]) -> list[Path]:
    """The files named, and every campaign in the folders named and below them, each once, by name."""
    found = [each for place in places for each in (inside(place) if place.is_dir() else [place])]
    return list(dict.fromkeys(found))


def inside(folder: Path) -> list[Path]:
    files = sorted(path for ending in ("*.yaml", "*.yml") for path in folder.rglob(ending))
    return [path for path in files if path.stem not in OTHERS and not path.is_dir() and is_campaign(path)]


def is_campaign(path: Path) -> bool:
    """Whether a file has a part that only a campaign has, or cannot be read; one that has none is some other file."""
    return bool(unreadable(path)) or bool(
        re.search(r"^(?:campaign|notice|trigger)\s*:", read(path), re.MULTILINE)
    )


def checked(file: Path, named: Counter[str], evidence: Measures = nothing_known) -> list[Finding]:
    return campaigns.check(
        text=read(file),
        company=company_of(file),
        topics=topics_near(file),
        outcomes=[outcome for outcome, count in named.items() if count >= OFTEN],
        evidence=evidence,
    )


def exercised(file: Path) -> list[Finding]:
    return campaigns.exercise_file(
        text=read(file), company=company_of(file), private=settings.WEBHOOK_PRIVATE
    )


def topics_near(file: Path) -> list[TopicCard]:
    """The topics beside a campaign; none where their file has mistakes, which is found when it is taken in."""
    try:
        return [card for path in topics_of(file) for card in campaigns.read_topics(text=read(path))]
    except (campaigns.CampaignRefused, click.ClickException, OSError):
        return []


def company_of(file: Path) -> CompanyCard | None:
    """The company a campaign is of; None where nothing tells, or nothing that can be read."""
    try:
        return company_near(file.resolve().parent)
    except click.ClickException:
        return None


@cache
def company_near(folder: Path) -> CompanyCard | None:
    """The company.yaml beside a campaign or in the folder above; None where there is none."""
    near = [place / "company.yaml" for place in (folder, folder.parent)]
    found = next((path for path in near if path.is_file()), None)
    if found is None:
        return None
    try:
        said = yaml.safe_load(read(found)) or {}
        known = {each.name for each in fields(CompanyCard)}
        return CompanyCard(
            **{name: value for name, value in said.items() if name in known and value is not None}
        )
    except (yaml.YAMLError, TypeError, AttributeError, ValueError, OSError) as error:
        raise click.ClickException(f"{found} does not describe a company: {error}") from None


def outcomes(files: Iterable[Path]) -> Counter[str]:
    """The outcomes that campaigns name, and how many name each."""
    drafts = (parse(read(file)).draft for file in files)
    return Counter(
        outcome
        for draft in drafts
        if draft
        for outcome in {step.does.source for words in draft.notice.values() for step in words.next_steps}
    )
