"""From an outreach's row to the message a channel draws: the words, who speaks, and the signed links."""

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cached_property, partial
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings

from tidings.campaigns import public as campaigns
from tidings.channels.contract import Letterhead, Links, Message
from tidings.core import words
from tidings.core.codes import spoken
from tidings.core.genuine.keys import RecordKey
from tidings.core.impersonation import Watch, read_watch
from tidings.core.notice import Composed, Item
from tidings.ground import links
from tidings.outreach.models import Outreach
from tidings.outreach.record_keys import signing_key
from tidings.staff import public as staff

NOTICE_GOOD_FOR = timedelta(days=90)
STOP_GOOD_FOR = timedelta(days=5 * 365)  # the preferences too: what was stopped can be chosen again


class Voice:
    """Who speaks: the company as it is when first asked for, then the same for the whole batch.

    What was said earlier is composed again with the `company` and the `secret` (of its links) of then.
    """

    def __init__(self, company: staff.CompanyCard | None = None, *, secret: str = "") -> None:
        self.stated, self.secret = company, secret or settings.SECRET_KEY
        self.key: RecordKey | None = None

    def record_key(self, *, now: datetime) -> RecordKey:
        """The key that signs the records of this batch."""
        self.key = self.key or signing_key(now=now)
        return self.key

    @cached_property
    def company(self) -> staff.CompanyCard:
        return self.stated or staff.company()

    @cached_property
    def letterhead(self) -> Letterhead:
        company = self.company
        return Letterhead(
            name=company.name,
            sender_name=company.sender_name or company.name,
            sender_address=company.sender_email,
            postal_address=company.postal_address,
            help_line=company.help_line,
        )

    @cached_property
    def watch(self) -> Watch:
        """What no message may say."""
        return read_watch(self.company.watch)

    @cached_property
    def own_domains(self) -> tuple[str, ...]:
        """Where we write from and where our pages are."""
        return tuple(dict.fromkeys((self.domain, urlsplit(self.home).hostname or self.domain)))

    @cached_property
    def domain(self) -> str:
        """Of the sender's address, as it crosses the wire (RFC 5890)."""
        domain = self.letterhead.sender_address.rpartition("@")[2] or "localhost"
        return domain.encode("idna").decode()

    @cached_property
    def home(self) -> str:
        """Where our pages are; no slash at its end."""
        return (self.company.public_url or settings.PUBLIC_URL).rstrip("/")


def message_for(
    outreach: Outreach,
    *,
    to_name: str,
    voice: Voice,
    now: datetime,
    heard_at: datetime | None = None,
    told: Sequence[Outreach] = (),
) -> Message:
    """The message of this outreach; raises whatever is wrong with its words or its data.

    `heard_at` is when its address last wrote to us on its channel; `told` what it told, where that is known already.
    """
    version = campaigns.live_version(version_id=outreach.version_id)
    told = told or told_in(outreach)
    return Message(
        to=outreach.address,
        to_name=to_name,
        message_id=outreach.message_id,
        code=spoken(outreach.code),
        purpose=outreach.purpose,
        topic_title=titles(told),
        language=outreach.language,
        composed=composed_for(outreach, voice=voice) if len(told) == 1 else digest_of(told, voice=voice),
        letterhead=voice.letterhead,
        links=links_for(outreach, voice=voice),
        at=now,
        expires_at=outreach.expires_at,
        campaign=version.campaign,
        surface=version.surface(outreach.channel),
        heard_at=heard_at,
    )


def told_in(outreach: Outreach) -> list[Outreach]:
    """The outreach, and what it carries in a digest as far as it still stands."""
    if outreach.carried_by != outreach.id:
        return [outreach]
    carried = Outreach.objects.filter(carried_by=outreach.id, digest="carried", withdrawn_at=None)
    return [outreach, *carried.filter(phase="open", state="pending").order_by("expires_at", "id")]


def titles(told: Sequence[Outreach]) -> str:
    """The topics of a message, each once, in its language."""
    return ", ".join(dict.fromkeys(title(row) for row in told))


def title(outreach: Outreach) -> str:
    return campaigns.live_version(version_id=outreach.version_id).topic.title(outreach.language)


def digest_of(told: Sequence[Outreach], *, voice: Voice) -> Composed:
    """Several notices as one, each with the link to its own page."""
    language = told[0].language
    said = partial(words.phrase, language=language)
    return Composed(
        language=language,
        subject=said("digest_subject", company=voice.company.name, topics=titles(told)),
        what=said("digest_what", count=str(len(told))),
        means=said("digest_means"),
        done="",
        next_steps=(),
        if_ignored="",
        items=tuple(item_of(row, voice=voice) for row in told),
    )


def item_of(outreach: Outreach, *, voice: Voice) -> Item:
    composed = composed_for(outreach, voice=voice)
    link = links_for(outreach, voice=voice).notice
    return Item(title=title(outreach), what=composed.what, means=composed.means, open=link)


def composed_for(outreach: Outreach, *, voice: Voice) -> Composed:
    """The approved words with this customer's data, in the outreach's language."""
    version = campaigns.live_version(version_id=outreach.version_id)
    return version.compose(outreach.language, outreach.data, ZoneInfo(voice.company.zone))


def links_for(outreach: Outreach, *, voice: Voice) -> Links:
    """The signed addresses; each token carries the outreach's id and is good for one purpose."""
    signed = partial(link_token, outreach, secret=voice.secret)
    notice = f"{voice.home}/n/{signed('notice', outreach.expires_at + NOTICE_GOOD_FOR)}"
    lasting = outreach.created_at + STOP_GOOD_FOR
    return Links(
        notice=notice,
        check=f"{voice.home}/is-it-you",
        preferences=f"{voice.home}/preferences/{signed('preferences', lasting)}",
        stop=f"{voice.home}/u/{signed('stop', lasting)}",
        why=f"{notice}#why",
    )


def link_token(outreach: Outreach, purpose: str, expires: datetime, *, secret: str) -> str:
    return links.sign(purpose=purpose, id=outreach.id, expires=expires, secret=secret)


def message_id_for(outreach: Outreach, *, voice: Voice) -> str:
    """One id for an outreach on a channel, whoever tries and however often, also when all is replayed from nothing."""
    left = hashlib.sha256(f"{outreach.code}|{outreach.channel}".encode()).hexdigest()[:32]
    return f"{left}@{voice.domain}"
