"""The customer's thread in the portal's own chat: what we told there, what we answered, what they wrote.

What they write goes through the inbox, as it does from every channel; until the loop has taken it up it stands in the
thread as just written.
"""

import hashlib
import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from tidings.channels.chat.incoming import KIND, WORDS, saw, text_of, wrote
from tidings.channels.contract import Raw
from tidings.conversations.answering import Answered, UnknownStep, answer
from tidings.conversations.models import Interaction, Saying
from tidings.conversations.who_wrote import ANSWERS_WITHIN
from tidings.ground import inbox
from tidings.ground.channel_settings import MAIN
from tidings.outreach import public as outreach
from tidings.people import public as people

CHANNEL = "chat"
LONGEST_WORDS = 2000
MOST_LINES = 60
MOST_NOTICES = 20
MOST_WORDS, WINDOW = 20, timedelta(minutes=10)


class WordsRefused(ValueError):
    """Words that are not taken; `reason` is empty, too_long or too_fast."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, kw_only=True)
class Line:
    """One entry of the thread: a notice by its outreach, or words of ours or theirs.

    `id` is the same from the moment it is written; `taken` is False while nobody has read it.
    """

    id: str
    at: datetime
    by: Literal["us", "them"]
    text: str = ""
    outreach_id: int | None = None
    taken: bool = True


@dataclass(frozen=True, kw_only=True)
class Thread:
    """Oldest first. `version` changes whenever anything in it does."""

    lines: Sequence[Line]
    version: str


def chat_thread(*, customer_id: int, now: datetime) -> Thread:
    """The latest of what was said in the chat with this customer."""
    lines = [
        *notices(customer_id),
        *our_words(customer_id),
        *their_words(customer_id),
        *just_written(customer_id, now),
    ]
    seen: dict[str, Line] = {}
    for line in lines:
        seen.setdefault(line.id, line)
    latest = sorted(seen.values(), key=lambda line: (line.at, line.id))[-MOST_LINES:]
    return Thread(lines=latest, version=version(latest, customer_id))


def notices(customer_id: int) -> Iterator[Line]:
    """Each piece of news that was told in the chat, those of a digest one by one."""
    for one in told(customer_id):
        for part in outreach.told_together(id=one.outreach_id, customer_id=customer_id):
            yield Line(id=f"notice-{part.outreach_id}", at=one.at, by="us", outreach_id=part.outreach_id)


def told(customer_id: int) -> Sequence[outreach.AttemptCard]:
    tries = outreach.attempts(customer_id=customer_id, channel=CHANNEL, limit=MOST_NOTICES)
    return [one for one in tries if one.outcome == "accepted"]


def our_words(customer_id: int) -> Iterator[Line]:
    said = Saying.objects.filter(customer_id=customer_id, channel=CHANNEL, state="said").exclude(text="")
    for row in said.order_by("-id")[:MOST_LINES]:
        yield Line(id=f"answer-{row.id}", at=row.finished_at or row.created_at, by="us", text=row.text)


def their_words(customer_id: int) -> Iterator[Line]:
    wrote = Interaction.objects.filter(
        customer_id=customer_id, channel=CHANNEL, direction="in", kind__in=("replied", "wrote")
    )
    for row in wrote.order_by("-at", "-id")[:MOST_LINES]:
        yield Line(id=line_id(row.key or f"{row.id}"), at=row.at, by="them", text=row.says)


def just_written(customer_id: int, now: datetime) -> Iterator[Line]:
    """What is kept and perhaps not taken up yet; what was taken up has the same id and stands before it."""
    for raw in kept(customer_id, now):
        id = line_id(f"reply:{CHANNEL}:{MAIN}:{raw.key}:{WORDS}")
        yield Line(id=id, at=raw.at, by="them", text=text_of(raw), taken=False)


def line_id(key: str) -> str:
    return f"words-{hashlib.sha256(key.encode()).hexdigest()[:16]}"


def version(lines: Sequence[Line], customer_id: int) -> str:
    """Of the lines, and of the steps that were chosen from them."""
    chosen = Interaction.objects.filter(customer_id=customer_id, kind="answered").order_by("-id")
    last = chosen.values_list("id", flat=True).first()
    parts = [[line.id, line.taken] for line in lines]
    return hashlib.sha256(json.dumps([parts, last]).encode()).hexdigest()[:32]


def write_in_chat(*, customer_id: int, text: str, turn: str, now: datetime) -> bool:
    """Keep what the customer wrote; False when this `turn` of the form was sent before. Raises `WordsRefused`."""
    text = text.replace("\0", "").replace("\r\n", "\n").strip()
    if not text or len(text) > LONGEST_WORDS:
        raise WordsRefused("too_long" if text else "empty")
    if len(kept(customer_id, now)) >= MOST_WORDS:
        raise WordsRefused("too_fast")
    address = people.open_chat(customer_id=customer_id)
    last = outreach.latest_to(
        customers=[customer_id], channel=CHANNEL, address=address, since=now - ANSWERS_WITHIN
    )
    body = wrote(address=address, text=text, message_id=last.message_id if last else "")
    name = hashlib.sha256(f"{turn}|{text}".encode("utf-8", "replace")).hexdigest()[:32]
    raw = Raw(kind=KIND, key=f"{prefix(customer_id)}{name}", body=body, at=now)
    return inbox.keep(raw, channel=CHANNEL, account=MAIN)


def answer_in_chat(*, customer_id: int, outreach_id: int, step: str, now: datetime) -> Answered:
    """Choose a step of a notice that stands in this customer's thread; raises `UnknownStep`."""
    if outreach_id not in {line.outreach_id for line in notices(customer_id)}:
        raise UnknownStep(step)
    return answer(outreach_id=outreach_id, step=step, now=now)


def saw_in_chat(*, customer_id: int, outreach_ids: Collection[int], now: datetime) -> int:
    """The page was open and visible with these notices; how many of them that is news of."""
    return sum(
        inbox.keep(
            Raw(kind=KIND, key=f"seen:{name}", body=saw(message_id=name), at=now),
            channel=CHANNEL,
            account=MAIN,
        )
        for name in message_ids(customer_id, outreach_ids)
    )


def message_ids(customer_id: int, outreach_ids: Collection[int]) -> set[str]:
    """The messages by which these notices came into this customer's thread; none of anybody else's."""
    return {
        one.message_id
        for one in told(customer_id)
        for part in outreach.told_together(id=one.outreach_id, customer_id=customer_id)
        if part.outreach_id in outreach_ids
    }


def kept(customer_id: int, now: datetime) -> Sequence[Raw]:
    since = now - WINDOW
    return inbox.kept(KIND, prefix(customer_id), channel=CHANNEL, account=MAIN, since=since)


def prefix(customer_id: int) -> str:
    return f"words:{customer_id}:"
