"""The preferences page: each choice is a form of its own, counts at once, and is written to the timeline."""

from collections.abc import Callable, Mapping
from datetime import datetime, time, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict

from tidings.campaigns import public as campaigns
from tidings.conversations import public as conversations
from tidings.ground import clock
from tidings.outreach.public import OutreachCard
from tidings.people import public as people
from tidings.portal.pages import draw, opened, portal_page
from tidings.portal.standing import FOREVER, RANKS, WEEKDAYS, standing
from tidings.portal.words import LANGUAGES, words

PAUSES = {"day": timedelta(days=1), "week": timedelta(days=7), "month": timedelta(days=30)}
HOURS = tuple(f"{hour:02}:00" for hour in range(6, 24))
CHAT_GOOD_FOR = timedelta(days=1)
Changes = Mapping[str, Any]


class ChoiceRefused(ValueError):
    """A choice that cannot be taken; `says` is the key of the phrase that explains it."""

    def __init__(self, says: str) -> None:
        super().__init__(says)
        self.says = says


@portal_page
def preferences(request: HttpRequest, token: str) -> HttpResponse:
    """`/preferences/TOKEN`: a GET shows how things stand, a POST changes one thing and shows it."""
    card = opened(token, purpose="preferences")
    says, refused = "", ""
    if request.method == "POST":
        try:
            says = "saved" if choose(request.POST, card, clock.now()) else "nothing_changed"
        except ChoiceRefused as no:
            refused = no.says
        except people.Refused:
            refused = "nothing_changed"
    return page(request, token, card, says=says, refused=refused)


def page(request: HttpRequest, token: str, card: OutreachCard, *, says: str, refused: str) -> HttpResponse:
    stands = standing(card, now=clock.now())
    return draw(
        request,
        "preferences",
        spoken=words(stands.language),
        status=422 if refused else 200,
        token=token,
        stands=stands,
        says=says,
        refused=refused,
        is_member=bool(people.person(customer_id=card.customer_id).organisations),
        pauses=[*PAUSES, "open"],
        hours=sorted({*HOURS, *(at for day in stands.week for at in (day.opens, day.closes) if at)}),
        chat=conversations.chat_link(customer_id=card.customer_id, now=clock.now(), good_for=CHAT_GOOD_FOR),
        languages=[(tag, words(tag).say("language_name")) for tag in LANGUAGES],
    )


def choose(form: QueryDict, card: OutreachCard, now: datetime) -> bool:
    """Carry out the choice a form names; False when it changed nothing. Raises `ChoiceRefused`."""
    what = form.get("what", "")
    if what in CHANGES:
        changes = CHANGES[what](form, now)
        conversations.change_preferences(
            customer_id=card.customer_id, changes=changes, outreach_id=card.id, now=now
        )
        return True
    if what not in ("stop", "restart"):
        raise ChoiceRefused("nothing_changed")
    act = conversations.stop if what == "stop" else conversations.restart
    return act(customer_id=card.customer_id, scope=scope_of(form), outreach_id=card.id, by="page", now=now)


def scope_of(form: QueryDict) -> str:
    """What a stop or restart is about; a topic has to be one of ours."""
    scope = form.get("scope", "")
    if scope in ("all", "purpose:marketing"):
        return scope
    known_topic(scope.removeprefix("topic:"))
    return scope


def known_topic(name: str) -> str:
    if name not in {topic.name for topic in campaigns.topics()}:
        raise ChoiceRefused("nothing_changed")
    return name


def pause(form: QueryDict, now: datetime) -> Changes:
    length = form.get("length", "")
    if length not in (*PAUSES, "open"):
        raise ChoiceRefused("nothing_changed")
    return {"paused_until": now + PAUSES[length] if length in PAUSES else FOREVER}


def unpause(form: QueryDict, now: datetime) -> Changes:
    return {"paused_until": None}


def hours(form: QueryDict, now: datetime) -> Changes:
    """The same hours every day, or (when weekdays are named) each day's own: a day without is one left alone."""
    if not any(f"{day}_from" in form or f"{day}_to" in form for day in WEEKDAYS):
        return {"hours": span(form.get("from", ""), form.get("to", "")) or ()}
    if not any(form.get(f"{day}_from") or form.get(f"{day}_to") for day in WEEKDAYS):
        raise ChoiceRefused("hours_no_day")  # a week without hours would read as any time
    return {"hours": tuple(span(form.get(f"{day}_from", ""), form.get(f"{day}_to", "")) for day in WEEKDAYS)}


def span(start: str, end: str) -> tuple[time, time] | None:
    """From and to on the clock; None for neither."""
    if not start and not end:
        return None
    try:
        opens, closes = time.fromisoformat(start[:5]), time.fromisoformat(end[:5])
    except ValueError as wrong:
        raise ChoiceRefused("hours_wrong") from wrong
    if opens >= closes:
        raise ChoiceRefused("hours_wrong")
    return opens, closes


def language(form: QueryDict, now: datetime) -> Changes:
    """A language of ours; for one topic, none takes that topic's own back."""
    if form.get("language") not in (*LANGUAGES, *([""] if form.get("topic") else [])):
        raise ChoiceRefused("nothing_changed")
    return {"topic": topic_of(form), "language": form["language"]}


def digest(form: QueryDict, now: datetime) -> Changes:
    return {"topic": topic_of(form), "digest": form.get("digest") == "yes"}


def channels(form: QueryDict, now: datetime) -> Changes:
    ranked = [form.get(rank, "") for rank in RANKS]
    return {
        "topic": topic_of(form),
        "channels": tuple(dict.fromkeys(channel for channel in ranked if channel)),
    }


def topic_of(form: QueryDict) -> str:
    """The topic a choice is about, "" for all of them."""
    topic = form.get("topic", "")
    return known_topic(topic) if topic else ""


CHANGES: dict[str, Callable[[QueryDict, datetime], Changes]] = {
    "pause": pause,
    "unpause": unpause,
    "hours": hours,
    "language": language,
    "digest": digest,
    "channels": channels,
}
