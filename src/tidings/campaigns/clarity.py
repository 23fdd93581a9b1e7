"""Reads a campaign as its readers will and looks for what is unclear; needs no database."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from zoneinfo import ZoneInfo

from tidings.campaigns.impersonating import impersonating
from tidings.campaigns.preview import SAMPLE_MOMENT, by_channel
from tidings.campaigns.sample_message import Sampled
from tidings.campaigns.topics import TopicCard
from tidings.core.campaign_files.campaign import Parsed
from tidings.core.campaign_files.findings import Finding
from tidings.core.campaign_files.shape import CampaignFile
from tidings.core.campaign_files.yaml_document import Document
from tidings.core.clarity.composing import Composer, composed, composer, notice
from tidings.core.clarity.evidence_weight import Measures, ill_shown, nothing_known
from tidings.core.clarity.looking import explained, look, settled
from tidings.core.clarity.reading import Notice, Reading, Sender, Surface
from tidings.core.clarity.spoken import seconds, spoken
from tidings.core.evidence.pointing import pointed
from tidings.core.notice import Composed
from tidings.core.plain import page_text
from tidings.staff.public import CompanyCard

PREVIEW_LINE = 110  # characters of the body that mail programs show beside the subject
LONG_LETTER = 3_000  # characters; shorter ones fill no second page, and drawing one takes its time
DRAWN = ("sms", "push")


@dataclass(frozen=True, kw_only=True)
class Around:
    """What is known beside the file: the company (None: nothing), its topics, and the outcomes its other campaigns name.

    `asked` is how often customers of earlier runs asked each kind of question; `evidence` measures the objects it names.
    """

    company: CompanyCard | None = None
    topics: Mapping[str, TopicCard] = field(default_factory=dict)
    outcomes: Collection[str] = ()
    asked: Mapping[str, int] = field(default_factory=dict)
    evidence: Measures = nothing_known


def judged(parsed: Parsed, around: Around) -> list[Finding]:
    """The file's own mistakes and everything unclear, by line; what its author accepted is a note."""
    draft, document = parsed.draft, parsed.document
    if draft is None or document is None:
        return list(explained(parsed.findings))
    mistakes = {(each.kind, each.language) for each in parsed.findings if each.severity == "block"}
    read = reading(draft, document, around)
    unclear = [each for each in look(read) if not said_already(each, mistakes)]
    watched = impersonating(read, around.company.watch if around.company else {})
    ill = ill_shown(read, around.evidence)
    every = settled(explained([*parsed.findings, *unclear, *watched, *ill]), draft.accepted)
    return sorted(every, key=lambda each: (each.line, each.where, each.kind))


def said_already(finding: Finding, mistakes: set[tuple[str, str]]) -> bool:
    """Whether the reading of the file has found the same missing part."""
    return finding.severity == "block" and (finding.kind, finding.language) in mistakes


def reading(draft: CampaignFile, document: Document, around: Around) -> Reading:
    """A campaign with every surface drawn, its values made up."""
    company = around.company or CompanyCard(name="")
    topic = around.topics.get(draft.topic, TopicCard(name=draft.topic))
    fills = filling(draft, document, around)
    notices = tuple(notice(words, fills) for words in draft.notice.values())
    # Drawn by itself alone: nothing of a channel's own words may hide the notice's.
    plain = replace(draft, surfaces={})
    sampled = Sampled(campaign=plain, topic=topic, company=company, now=SAMPLE_MOMENT)
    return Reading(
        campaign=draft.campaign,
        topic=topic_title(draft, around),
        purpose=topic.purpose if draft.topic in around.topics else "",
        needs=fills.needs,
        notices=notices,
        surfaces=tuple(surface for each in notices for surface in surfaces(each, sampled)),
        sender=sender(around.company),
        own=tuple(own_words(draft)),
        asked=around.asked,
        outcomes=frozenset(around.outcomes),
    )


def filling(draft: CampaignFile, document: Document, around: Around) -> Composer:
    """What fills in the campaign's templates, in the zone and currency of the company."""
    company = around.company or CompanyCard(name="")
    return composer(
        draft, document.lines, now=SAMPLE_MOMENT, zone=ZoneInfo(company.zone), currency=company.currency
    )


def topic_title(draft: CampaignFile, around: Around) -> str:
    """The topic in English words; its name where it is not known."""
    topic = around.topics.get(draft.topic, TopicCard(name=draft.topic))
    return topic.title("en") or draft.topic


def surfaces(notice: Notice, sampled: Sampled) -> Iterator[Surface]:
    """The notice on each surface; one that a channel cannot draw from this draft is left out."""
    said, language = pointed(composed(notice), page=""), notice.language
    whole = page_text(said)
    yield Surface(name="subject", language=language, title=said.subject, text=said.subject)
    yield Surface(name="preview", language=language, title="", text=said.what[:PREVIEW_LINE])
    yield Surface(name="email", language=language, title=said.subject, text=whole)
    yield Surface(name="page", language=language, title=said.subject, text=whole)
    prompt = spoken(said)
    yield Surface(name="spoken", language=language, title="", text=prompt, size=seconds(prompt))
    yield Surface(name="letter", language=language, title="", text=whole, size=pages(said, whole, sampled))
    for channel in DRAWN:
        if said.what and (drawn := by_channel(channel, sampled.message(said, channel=channel))):
            yield Surface(name=NAMES[channel], language=language, title=drawn.title, text=drawn.text)


NAMES = {"sms": "text", "push": "push"}


def pages(said: Composed, whole: str, sampled: Sampled) -> int:
    if len(whole) < LONG_LETTER or not said.what:
        return 1
    drawn = by_channel("letter", sampled.message(said, channel="letter"))
    count = drawn.notes[0].split()[0] if drawn and drawn.notes else "1"
    return int(count) if count.isdigit() else 1


def own_words(draft: CampaignFile) -> Iterator[tuple[str, str, str]]:
    """What is said for one channel alone: its place, the channel, the words."""
    for channel, said in draft.surfaces.items():
        for where, text in texts(said):
            yield f"surfaces.{channel}{where}", channel, text


def texts(value: object) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield "", value
    items = (
        value.items() if isinstance(value, Mapping) else enumerate(value) if isinstance(value, list) else ()
    )
    for key, inner in items:
        yield from ((f".{key}{where}", text) for where, text in texts(inner))


def sender(company: CompanyCard | None) -> Sender:
    if company is None:
        return Sender()
    domains = {company.sender_email.rpartition("@")[2].lower(), host(company.public_url)} - {""}
    return Sender(
        name=company.name,
        sender_name=company.sender_name,
        address=company.sender_email,
        help_line=company.help_line,
        domains=frozenset(domains),
        known=True,
    )


def host(url: str) -> str:
    return url.partition("://")[2].partition("/")[0].partition(":")[0].lower()
