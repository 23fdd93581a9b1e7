"""The check before sending: a file's own mistakes and what its readers would find unclear."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace

from tidings import channels
from tidings.campaigns.clarity import Around, judged
from tidings.campaigns.exercising import exercised
from tidings.campaigns.findings import CampaignRefused, parsed_here
from tidings.campaigns.likely_questions import LikelyQuestion, likely_questions
from tidings.campaigns.topics import TopicCard, topics
from tidings.core.campaign_files.campaign import Parsed, parse
from tidings.core.campaign_files.findings import Finding, blocks
from tidings.core.clarity.evidence_weight import Measures, nothing_known
from tidings.ground.evidence import evidence_here
from tidings.staff import public as staff
from tidings.staff.public import CompanyCard

AskedBefore = Callable[[str], Mapping[str, int]]


def check(
    *,
    text: str,
    company: CompanyCard | None = None,
    topics: Iterable[TopicCard] = (),
    outcomes: Collection[str] = (),
    evidence: Measures = nothing_known,
) -> list[Finding]:
    """Every finding of a campaign file; needs no database (whether its topic exists shows when it is saved).

    `company` and `topics` are what is known of them, `outcomes` those that the company's other campaigns name; `evidence`
    measures the objects it names (`ground.evidence.evidence_here` where a database is at hand).
    """
    parsed = parse(text, channels=channels.discover(), surfaces=channels.surfaces())
    known = {topic.name: topic for topic in topics}
    return judged(parsed, Around(company=company, topics=known, outcomes=outcomes, evidence=evidence))


def exercise_file(*, text: str, company: CompanyCard | None, private: bool = False) -> list[Finding]:
    """Tries the links and actions of a campaign file; needs no database, asks the company's own pages."""
    parsed = parse(text, channels=channels.discover(), surfaces=channels.surfaces())
    return exercised(parsed, Around(company=company), private=private)


def nobody(campaign: str) -> Mapping[str, int]:
    return {}


def check_here(*, text: str, asked: AskedBefore = nobody) -> list[Finding]:
    """Every finding, the topics and the company of this installation considered too.

    `asked` tells of a campaign how many customers of its earlier runs asked each kind of question.
    """
    parsed = parsed_here(text)
    return judged(parsed, here(parsed, asked))


def questions_here(*, text: str, asked: AskedBefore = nobody) -> tuple[LikelyQuestion, ...]:
    """The questions that will come, likeliest first, and where the notice answers each; `asked` as for `check_here`."""
    parsed = parsed_here(text)
    return likely_questions(parsed, here(parsed, asked))


def here(parsed: Parsed, asked: AskedBefore) -> Around:
    """The company and the topics of this installation; a company that nobody has named yet is not known."""
    company = staff.company()
    named = company if company.name != CompanyCard().name else None
    known = Around(company=named, topics={topic.name: topic for topic in topics()}, evidence=evidence_here)
    return replace(known, asked=asked(parsed.draft.campaign)) if parsed.draft else known


def must_be_clear(text: str) -> None:
    """Raises `CampaignRefused` where a finding blocks a launch."""
    found = [each for each in check_here(text=text) if blocks([each])]
    if found:
        raise CampaignRefused(tuple(found))
