"""`scam-like`: the notice has the look of a scam."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from tidings.core import scam
from tidings.core.clarity.judging import judged
from tidings.core.clarity.reading import Notice, Reading, Words
from tidings.core.clarity.rule import Rule, Spot, at
from tidings.core.scam.addresses import is_ours


def look(reading: Reading) -> Iterator[Spot]:
    for notice in reading.notices:
        texts = said(notice)
        likeness = scam.look(
            "\n".join(words.text for words in texts),
            language=notice.language,
            domains=reading.sender.domains,
        )
        if likeness.alarming or likeness.score > UNLIKELY or marked(likeness):
            yield spot(texts, likeness)
        elif trap := next(traps(notice, reading.sender.domains), None):
            yield trap
        else:
            yield from pressed(texts, reading)


UNLIKELY = 0.2  # proper notices score below a tenth
# Signs that no proper notice has a use for; others may be its matter (a blocked card, an urgent case).
OUT_OF_PLACE = frozenset({"click-here", "generic-greeting", "secrecy", "shouting", "premium-number"})


def marked(likeness: scam.Likeness) -> bool:
    return any(reason.sign in OUT_OF_PLACE for reason in likeness.reasons)


def traps(notice: Notice, domains: frozenset[str]) -> Iterator[Spot]:
    """Steps that lead to a disguised page of others, and answers that ask for what nobody should give."""
    for step in notice.steps:
        host = (urlsplit(step.does).hostname or "") if step.way == "link" else ""
        if not is_ours(host, domains):
            yield from (at(step.says, reason.what, mend=reason.mend) for reason in grave(host))
    for known in notice.answers:
        yield from (at(known.answer, reason.what, mend=reason.mend) for reason in grave(known.answer.text))


def grave(text: str) -> list[scam.Reason]:
    return [reason for reason in scam.look(text).reasons if reason.grave] if text else []


def pressed(texts: list[Words], reading: Reading) -> Iterator[Spot]:
    """The first sentence that presses, frightens or lures, in a message that is proper on the whole."""
    for words in texts:
        if found := next(judged("pressing", words), None):
            yield at(words, f"“{found.phrase}” is how scams speak")
            return


def said(notice: Notice) -> list[Words]:
    """What a message shows first; what stands behind its link is not met before it is trusted."""
    subject = [notice.subject] if notice.subject else []
    return [*subject, *notice.parts, *(step.says for step in notice.steps)]


def spot(texts: list[Words], likeness: scam.Likeness) -> Spot:
    """The place of the gravest reason; of the first words where the whole of it looks so."""
    reasons = sorted(likeness.reasons, key=lambda reason: not reason.grave)
    if not reasons:
        return at(texts[0], f"it looks like a scam or spam ({likeness.score:.0%} alike)")
    return at(place(texts, reasons[0].where[0]), reasons[0].what, mend=reasons[0].mend)


def place(texts: list[Words], position: int) -> Words:
    """The text that a position of the joined ones lies in."""
    for words in texts:
        if position <= len(words.text):
            return words
        position -= len(words.text) + 1
    return texts[-1]


RULE = Rule(
    kind="scam-like",
    finds="Threats, haste, requests for secrets, foreign links: what scams are made of and people are warned of.",
    why=(
        "Customers are taught to distrust messages that press, threaten or ask for secrets, and then they call or ignore it"
        " (UK Finance: Take Five to Stop Fraud; FTC: How to Recognize and Avoid Phishing Scams)."
    ),
    mend="say calmly what happened and until when it can be settled; ask for no secret; link to your own domain",
    unclear="URGENT: your account is suspended! Verify your password now or lose access forever.",
    clear="We have blocked a payment of €14.10 in Porto. Was it you?",
    look=look,
)
