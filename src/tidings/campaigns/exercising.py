"""Trying what a campaign offers: the company's own pages are opened, actions looked up, numbers read. Only `ground.visiting` asks anyone."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from tidings.campaigns.clarity import Around, filling, sender
from tidings.core.campaign_files.campaign import Parsed
from tidings.core.campaign_files.findings import Finding
from tidings.core.clarity.composing import notice
from tidings.core.clarity.looking import explained, settled
from tidings.core.clarity.reading import Notice
from tidings.core.clarity.rules.dead_action import LINK
from tidings.core.contact_points import PointRefused, read_number
from tidings.core.impersonation import registered
from tidings.ground.visiting import Visit, visited, within

OURS = frozenset({"confirm", "callback", "interested", "complaint", "offer.accept"})
ABROAD = re.compile(r"(?<![\w+])\+[1-9][\d ().\-\u00a0]{5,18}\d")
MEND = {
    "link": "put the page there, or name the one that is; a page that comes later can be accepted with a reason",
    "action": "use one of the company's `actions`, or add it there once your systems carry it out",
    "unheard": "add an endpoint under Webhooks that hears outreach.answered, or read the answers by the API",
    "number": "write it with + and its country code, and ring it once",
}


@dataclass(frozen=True, kw_only=True)
class Offer:
    """Something the reader may do: a `link` to open, an `action` of the company's systems, or a `number` to ring."""

    kind: str
    target: str
    where: str
    line: int
    language: str


def exercised(
    parsed: Parsed, around: Around, *, heard: bool | None = None, private: bool = False
) -> list[Finding]:
    """`dead-action` for whatever of a campaign does not work; what is dead for certain blocks unless its author accepted it.

    `heard` says whether any system of the company hears of answers (None: not known).
    """
    if parsed.draft is None or parsed.document is None or around.company is None:
        return []
    fills = filling(parsed.draft, parsed.document, around)
    notices = [notice(words, fills) for words in parsed.draft.notice.values()]
    offered = [*of_company(around), *(offer for each in notices for offer in offers(each))]
    verdicts = [(offer, tried) for offer, tried in judged(offered, around, heard, private)]
    found = [finding(offer, tried) for offer, tried in verdicts]
    kept = settled(explained(found), parsed.draft.accepted)
    return [
        replace(each, severity="block") if tried.state == "dead" and each.severity == "warn" else each
        for each, (_, tried) in zip(kept, verdicts, strict=True)
    ]


def of_company(around: Around) -> Iterator[Offer]:
    """What stands in every message: the page that says whether it is us, and the help line."""
    company = around.company
    if company and company.public_url and not company.demonstration:
        yield Offer(
            kind="link",
            target=f"{company.public_url.rstrip('/')}/is-it-you",
            where="company.public_url",
            line=0,
            language="",
        )
    if company and company.help_line:
        yield Offer(kind="number", target=company.help_line, where="company.help_line", line=0, language="")


def offers(notice: Notice) -> Iterator[Offer]:
    """Of a notice in one language: its steps, the links of its evidence, links and numbers in its words."""
    for step in notice.steps:
        if step.way in ("link", "outcome"):
            kind = "link" if step.way == "link" else "action"
            yield Offer(
                kind=kind,
                target=step.does,
                where=f"{step.where}.does",
                line=step.says.line,
                language=notice.language,
            )
    shown = (each.value for each in notice.evidence if each.kind not in ("text", "object"))
    for words in (*shown, *notice.every()):
        at = {"where": words.where, "line": words.line, "language": words.language}
        for match in LINK.finditer(words.source):
            yield Offer(kind="link", target=match[0].rstrip(".,;:!?)"), **at)
        for match in ABROAD.finditer(words.own):
            yield Offer(kind="number", target=match[0], **at)


def judged(
    offered: Collection[Offer], around: Around, heard: bool | None, private: bool
) -> Iterator[tuple[Offer, Visit]]:
    """What came of each offer, where it does not work or could not be tried."""
    hosts = own_hosts(around)
    pages = {offer.target: page_of(offer.target) for offer in offered if offer.kind == "link"}
    ours = {page for page in pages.values() if within(urlsplit(page).hostname or "", hosts)}
    visits = visited(sorted(ours), hosts=hosts, private=private)
    for offer in offered:
        if offer.kind == "link":
            page = pages[offer.target]
            tried = visits.get(page, Visit(state="works"))
            tried = there_at_all(tried) if page != offer.target else tried
        else:
            tried = number(offer, around) if offer.kind == "number" else action(offer, around, heard)
        if tried.state != "works":
            yield offer, tried


def own_hosts(around: Around) -> frozenset[str]:
    """The company's domains as they are registered: what is below them is its own, too."""
    own = sender(around.company).domains
    return own | {registered(host) for host in own if not host.replace(".", "").isdigit()}


def page_of(address: str) -> str:
    """What can be opened of an address: without the values of an event; of one in its path only the site."""
    fixed = re.split(r"{[{%]", address, maxsplit=1)[0]
    if fixed == address:
        return address
    if "?" in fixed:
        return fixed.partition("?")[0]
    site = re.match(r"https?://[^/]+/", fixed)
    return site[0] if site else ""


def there_at_all(tried: Visit) -> Visit:
    """Of a page that was opened without an event's values only its host's silence counts."""
    return Visit(state="works") if "(404)" in tried.says or "(410)" in tried.says else tried


def number(offer: Offer, around: Around) -> Visit:
    try:
        read_number(offer.target, region=around.company.country if around.company else "")
    except PointRefused as refused:
        digits = sum(sign.isdigit() for sign in offer.target)
        if offer.target.startswith("+") or digits < 3:
            return Visit(state="doubtful", says=str(refused))
    return Visit(state="works")


def action(offer: Offer, around: Around, heard: bool | None) -> Visit:
    """Whether the company's systems carry it out, as far as anybody told us."""
    known = tuple(around.company.actions) if around.company else ()
    if offer.target in OURS or offer.target in known:
        return Visit(state="works")
    if known:
        return Visit(state="dead", says=f"it is none of the company's actions ({', '.join(sorted(known))})")
    if heard is False:
        return Visit(state="doubtful", says="none of your systems hears that a customer chose it")
    return Visit(state="works")


def finding(offer: Offer, tried: Visit) -> Finding:
    mend = MEND["unheard" if offer.kind == "action" and tried.state == "doubtful" else offer.kind]
    return Finding(
        severity="note" if tried.state == "untried" else "warn",
        where=offer.where,
        says=f"{offer.target}: {'not tried, ' if tried.state == 'untried' else ''}{tried.says}",
        mend=mend,
        line=offer.line,
        kind="dead-action",
        surface="notice",
        language=offer.language,
    )
