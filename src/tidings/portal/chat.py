"""The chat's page: the customer's own thread, opened by a signed link. Only what they send by a form changes anything."""

from uuid import uuid4

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from tidings.conversations import public as conversations
from tidings.ground import clock
from tidings.people import public as people
from tidings.portal.chat_lines import shown
from tidings.portal.pages import draw, explained, portal_page
from tidings.portal.words import Words, words
from tidings.staff.public import company

STATUS_OF = {"empty": 422, "too_long": 422, "too_fast": 429}
SEE_OTHER = 303


@portal_page
def chat(request: HttpRequest, token: str) -> HttpResponse:
    """`/chat/TOKEN`: a GET shows the thread (304 where nothing is new), a POST writes in it."""
    customer_id = conversations.chat_opened(token=token, now=clock.now())
    if request.method != "POST":
        return thread_page(request, token, customer_id)
    text, turn = request.POST.get("text", ""), request.POST.get("turn", "")[:64]
    try:
        conversations.write_in_chat(
            customer_id=customer_id, text=text, turn=turn or uuid4().hex, now=clock.now()
        )
    except conversations.WordsRefused as refused:
        return thread_page(request, token, customer_id, refused=refused.reason, text=text)
    return to_thread(token, "write")


@portal_page
def chat_step(request: HttpRequest, token: str, outreach_id: int, step: str) -> HttpResponse:
    """`/chat/TOKEN/ID/STEP`: a POST chooses a step of a notice that stands in this thread; a GET leads to it."""
    now = clock.now()
    customer_id = conversations.chat_opened(token=token, now=now)
    if request.method == "POST":
        try:
            conversations.answer_in_chat(customer_id=customer_id, outreach_id=outreach_id, step=step, now=now)
        except conversations.UnknownStep:
            return explained(request, "step")
    return to_thread(token, f"notice-{outreach_id}")


@portal_page
def seen(request: HttpRequest, token: str) -> HttpResponse:
    """`/chat/TOKEN/seen`: the page, open and visible, names the notices that were on the screen."""
    customer_id = conversations.chat_opened(token=token, now=clock.now())
    if request.method == "POST":
        named = {int(id) for id in request.POST.getlist("id")[:100] if id.isdecimal() and len(id) < 19}
        conversations.saw_in_chat(customer_id=customer_id, outreach_ids=named, now=clock.now())
    return HttpResponse(status=204)


def to_thread(token: str, place: str) -> HttpResponse:
    address = f"{reverse('portal:chat', args=[token])}#{place}"
    return HttpResponseRedirect(address, status=SEE_OTHER)


def thread_page(
    request: HttpRequest, token: str, customer_id: int, *, refused: str = "", text: str = ""
) -> HttpResponse:
    """The thread and the form below it; `refused` is why the words in `text` were not taken."""
    thread = conversations.chat_thread(customer_id=customer_id, now=clock.now())
    version = f'"{thread.version}"'
    if not refused and request.headers.get("If-None-Match") == version:
        return HttpResponse(status=304)
    ours, person = company(), people.person(customer_id=customer_id)
    spoken = language_of(person)
    page = draw(
        request,
        "chat",
        spoken=spoken,
        status=STATUS_OF.get(refused, 200),
        company=ours,
        token=token,
        lines=shown(thread.lines, person=person, ours=ours, spoken=spoken),
        refused=refused and f"chat_{refused}",
        text=text,
        turn=uuid4().hex,
        most=conversations.LONGEST_WORDS,
    )
    page.headers["ETag"] = version
    return page


def language_of(person: people.Person) -> Words:
    """The language they have chosen, else that of their record, else the company's."""
    chosen = {card.origin: card.language for card in person.preferences if card.topic == "" and card.language}
    return words(chosen.get("said") or chosen.get("imported") or person.language or company().language)
