"""The customer's own addresses: added (a code shows that they are theirs), put first, removed. A GET changes nothing."""

from collections.abc import Mapping
from datetime import datetime

from django.http import HttpRequest, HttpResponse

from tidings.conversations import public as conversations
from tidings.ground import clock
from tidings.outreach.public import OutreachCard
from tidings.people import public as people
from tidings.portal.pages import draw, opened, portal_page
from tidings.portal.showing import channel_title, masked
from tidings.portal.standing import chosen_language
from tidings.portal.words import Words

SEND_AGAIN, FIRST, REMOVE, PROVE, ADD = "again", "first", "remove", "prove", "add"
PROOFS: Mapping[people.Proof, str] = {
    "wrong": "address_code_wrong",
    "expired": "address_code_expired",
    "too_many": "address_code_too_many",
    "unknown": "address_code_expired",
}
Said = tuple[str, str]  # the phrase for what was done, and the one for why it was not


@portal_page
def addresses(request: HttpRequest, token: str) -> HttpResponse:
    """`/preferences/TOKEN/addresses`: a GET shows them, a POST adds, proves, orders or removes one."""
    card = opened(token, purpose="preferences")
    spoken = chosen_language(card)
    says, refused = "", ""
    if request.method == "POST":
        says, refused = chosen(request.POST, card, spoken.language, clock.now())
    return draw(
        request,
        "addresses",
        spoken=spoken,
        status=422 if refused else 200,
        token=token,
        says=says,
        refused=refused,
        addresses=shown(card, spoken),
        kinds=[(kind, channel_title(kind, spoken=spoken)) for kind in conversations.kinds_to_add()],
    )


def shown(card: OutreachCard, spoken: Words) -> list[dict[str, object]]:
    """Each address so that its owner knows it and nobody else learns it; `later`: another of its kind comes first."""
    lines: list[dict[str, object]] = []
    kinds: set[str] = set()
    for one in people.own_addresses(customer_id=card.customer_id):
        usable = one.state == "usable"
        title, later = channel_title(one.kind, spoken=spoken), usable and one.kind in kinds
        line = {"id": one.id, "title": title, "masked": masked(one.address), "usable": usable, "later": later}
        lines.append(line)
        kinds |= {one.kind} if usable else set()
    return lines


def chosen(form: Mapping[str, str], card: OutreachCard, language: str, now: datetime) -> Said:
    what, id = form.get("what", ""), number(form.get("id", ""))
    if what == ADD:
        return added(form, card, language, now)
    if what == PROVE:
        return proved(form, card, id, now)
    done = {
        SEND_AGAIN: lambda: conversations.send_code(card=card, address_id=id, language=language, now=now),
        FIRST: lambda: conversations.put_first(card=card, address_id=id, now=now),
        REMOVE: lambda: conversations.remove_address(card=card, address_id=id, now=now),
    }
    if what in done and done[what]():
        return f"address_done_{what}", ""
    return "", "address_no_more_codes" if what == SEND_AGAIN else "nothing_changed"


def number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else 0


def added(form: Mapping[str, str], card: OutreachCard, language: str, now: datetime) -> Said:
    try:
        one = conversations.add_address(
            card=card,
            kind=form.get("kind", ""),
            stated=form.get("address", "")[:300],
            language=language,
            now=now,
        )
    except people.Refused:
        return "", "address_refused"
    return ("address_done_add" if one.state == "unverified" else "address_known"), ""


def proved(form: Mapping[str, str], card: OutreachCard, id: int, now: datetime) -> Said:
    mine = {one.id: one for one in people.own_addresses(customer_id=card.customer_id)}
    seen = masked(mine[id].address) if id in mine else ""
    code = form.get("code", "")[:20]
    proof = conversations.prove_address(card=card, address_id=id, code=code, shown=seen, now=now)
    return ("address_done_prove", "") if proof == "confirmed" else ("", PROOFS[proof])
