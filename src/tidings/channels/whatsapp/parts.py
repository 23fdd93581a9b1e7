"""The named parts of a message that a template's places can be filled with."""

from collections.abc import Callable, Mapping

from tidings.channels.contract import Message

PARTS: Mapping[str, Callable[[Message], str]] = {
    "what": lambda message: message.composed.what,
    "means": lambda message: message.composed.means,
    "done": lambda message: message.composed.done,
    "if_ignored": lambda message: message.composed.if_ignored,
    "subject": lambda message: message.composed.subject,
    "next_steps": lambda message: " / ".join(step.says for step in message.composed.next_steps),
    "evidence": lambda message: " / ".join(
        f"{shown.says}: {shown.value}" for shown in message.composed.evidence
    ),
    "name": lambda message: message.to_name,
    "topic": lambda message: message.topic_title,
    "code": lambda message: message.code,
    "company": lambda message: message.letterhead.name,
    "help_line": lambda message: message.letterhead.help_line,
    "link": lambda message: message.links.notice,
    "check": lambda message: message.links.check,
    "preferences": lambda message: message.links.preferences,
    "stop": lambda message: message.links.stop,
}
# A template's button has the beginning of the address approved with it; what we fill in is the last part.
LINKS: Mapping[str, Callable[[Message], str]] = {
    "notice": lambda message: message.links.notice,
    "preferences": lambda message: message.links.preferences,
    "stop": lambda message: message.links.stop,
}
