"""The fixed phrases as this message says them."""

from dataclasses import dataclass

from tidings.channels.contract import Message
from tidings.core import words


@dataclass(frozen=True, kw_only=True)
class Phrases:
    """Plain text, not yet escaped; `check` still has its places for {code} and {address}, which each face dresses."""

    open: str
    next_steps: str
    if_ignored: str
    evidence: str
    answers: str
    check: str
    why: str
    preferences: str
    stop: str
    help: str


def phrases(message: Message) -> Phrases:
    """The phrases in the message's language, with the company's, the topic's and the help line's names filled in."""
    said, head = words.phrases(message.language), message.letterhead
    why = said["why_marketing" if message.purpose == "marketing" else "why"]
    return Phrases(
        open=said["open"],
        next_steps=said["next_steps"],
        if_ignored=said["if_ignored"],
        evidence=said["evidence"],
        answers=said["answers"],
        check=said["check"],
        why=why.format(company=head.name, topic=message.topic_title) if message.topic_title else "",
        preferences=said["preferences"],
        stop=said["digest_stop" if message.composed.items else "stop"].format(topic=message.topic_title),
        help=said["help"].format(help_line=head.help_line) if head.help_line else "",
    )
