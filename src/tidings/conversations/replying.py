"""What somebody wrote back, taken up once: a stop at once, help and proof to who asks, else a word for a person.

Where the words may mean a stop they are one, for advertising; a machine's own answer changes nothing and gets none.
"""

import re
from datetime import datetime

from tidings.channels import discover
from tidings.channels.contract import Reply
from tidings.conversations.answering import answer, is_link, stop_if_asked
from tidings.conversations.applied import Applied
from tidings.conversations.choosing import stop, stop_address
from tidings.conversations.entries import from_customer, from_outreach, tell_reply, tell_wrote
from tidings.conversations.returning import start_again
from tidings.conversations.sayings import say
from tidings.conversations.who_wrote import Writer, language_of, writer
from tidings.core.courtesies import Courtesy
from tidings.core.reply_words import asks_help, asks_start, doubts_us, reason_of
from tidings.core.stop_words import own_words, plain
from tidings.outreach import public as outreach
from tidings.people import public as people
from tidings.staff import public as staff

DOUBTFUL = "advertising stopped; asked what was meant"
LONGEST = 10_000  # characters kept of one reply


def take_up(*, channel: str, account: str, reply: Reply, now: datetime) -> Applied:
    """Apply a reply in the caller's transaction; the same one again changes nothing."""
    if reply.automatic:
        return Applied(says="a machine wrote this; nothing was done")
    who = writer(channel=channel, account=account, reply=reply, now=now)
    kind = discover()[channel].declaration.address_kind
    people.heard_from(kind=kind, address=who.address, at=min(reply.at or now, now), channel=channel)
    key, text = f"reply:{channel}:{account}:{reply.key}", words_of(reply)
    if not noted(who, key, text, now):
        return Applied(says="taken up before", about=about(who))
    understood = act(who, key, text, min(reply.at or now, now), now)
    if who.customer_id is None and understood in ("", DOUBTFUL):
        says = understood or "nobody we know writes from there"
        return Applied(state="unmatched", says=says, about=who.customers)
    return Applied(says=understood, about=about(who))


def words_of(reply: Reply) -> str:
    """The person's own words; those of the subject where there are no others."""
    text = (own_words(reply.text[:LONGEST]).strip() or reply.subject.strip()).replace("\0", "")
    return text.encode("utf-8", "replace").decode()


def about(who: Writer) -> tuple[int, ...]:
    return tuple({*who.customers, *([who.customer_id] if who.customer_id is not None else [])})


def noted(who: Writer, key: str, text: str, now: datetime) -> bool:
    """On the timeline, tied to its outreach, told to the company; False when it was there already."""
    if who.card:
        reason = "" if asks_help(text) or asks_start(text) else reason_of(text)
        reason = "" if step_meant(who.card, text) else reason
        new = from_outreach(
            who.card, kind="replied", key=key, says=text, reason=reason, channel=who.channel, now=now
        )
        if new:
            tell_reply(who.card, key=key, channel=who.channel, says=text, reason=reason, now=now)
            outreach.conversation_open(customer_id=who.card.customer_id, channel=who.channel, now=now)
            if reason == "complaint":
                outreach.case_open(customer_id=who.card.customer_id, key=key, topic=who.card.topic, now=now)
        return new
    if who.customer_id is not None:
        new = from_customer(
            customer_id=who.customer_id, channel=who.channel, kind="wrote", key=key, says=text, now=now
        )
        if new:
            tell_wrote(customer_id=who.customer_id, key=key, channel=who.channel, says=text, now=now)
            outreach.conversation_open(customer_id=who.customer_id, channel=who.channel, now=now)
        return new
    return True


def act(who: Writer, key: str, text: str, at: datetime, now: datetime) -> str:
    """Does what the words ask for; what that was, "" where a person has to read them."""
    if heard := people.heard_stop(text):
        if stopped(who, text, sure=heard.sure, now=now):
            answer_them(who, "stopped" if heard.sure else "which", key, now)
        return "stopped" if heard.sure else DOUBTFUL
    if asks_start(text):
        lifted = start_again(who, key=key, text=text, at=at, now=now)
        answer_them(who, "started" if lifted else "help", key, now)
        return "started again" if lifted else "nothing was stopped; helped"
    if asks_help(text):
        answer_them(who, "help", key, now)
        return "helped"
    if doubts_us(text):
        answer_them(who, "ours" if who.card else "not_ours", key, now)
        return "told how to check us"
    if who.card and (step := step_meant(who.card, text)):
        answer(outreach_id=who.card.id, step=step, says=text, now=now)
        return f"chose {step}"
    return ""


def stopped(who: Writer, text: str, *, sure: bool, now: datetime) -> bool:
    """The customer's stop with the reach of the law, and the address's own where others use it or nobody does.

    Nobody stops another's address by writing its name into the sender's line of an answer to a message of their own.
    """
    by, new = f"reply:{who.channel}", False
    if who.card:
        new = stop_if_asked(who.card, text, now, by=by)
    elif who.customer_id is not None:
        scope, channel = ("all", who.channel) if sure else ("purpose:marketing", "")
        new = stop(customer_id=who.customer_id, scope=scope, channel=channel, by=by, now=now)
    if not who.elsewhere and (who.customer_id is None or not who.is_sole):
        scope = "all" if sure else "purpose:marketing"
        new |= stop_address(channel=who.channel, address=who.address, scope=scope, by=by, now=now)
    return new


def answer_them(who: Writer, kind: Courtesy, key: str, now: datetime) -> None:
    """On the channel they wrote by, if one can answer there; the question what was meant is put once."""
    if "replies" not in discover()[who.channel].declaration.abilities:
        return
    once = f"{who.channel}:{who.address}:{who.card.id if who.card else ''}" if kind == "which" else key
    say(
        kind,
        key=f"{kind}:{once}",
        customer_id=who.customer_id,
        outreach_id=who.card.id if who.card else None,
        channel=who.channel,
        account=who.account,
        address=who.address,
        language=language_of(who, staff.company().language),
        code=who.card.code if who.card else "",
        now=now,
    )


def step_meant(card: outreach.OutreachCard, text: str) -> str:
    """The next step whose number, name or very words they wrote; "" for none."""
    said = letters(text)
    try:
        steps = outreach.notice(id=card.id).composed.next_steps
    except outreach.NoWords:
        return ""
    for number, step in enumerate(steps, 1):
        if not is_link(step.does) and said in (str(number), letters(step.id), letters(step.says)):
            return step.id
    return ""


def letters(text: str) -> str:
    """The words alone, without case, accents and signs."""
    return " ".join(re.findall(r"\w+", plain(text)))
