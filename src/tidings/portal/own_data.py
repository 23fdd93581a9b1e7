"""The customer asks for a copy of their data, or to be erased; a person looks at it, because a link proves no identity."""

from babel.dates import format_date
from django.http import HttpRequest, HttpResponse

from tidings.core import speaking
from tidings.ground import clock
from tidings.portal.pages import draw, opened, portal_page
from tidings.portal.standing import chosen_language
from tidings.stewardship import public as stewardship


@portal_page
def own_data(request: HttpRequest, token: str) -> HttpResponse:
    """`/preferences/TOKEN/data`: a GET shows what was asked for and by when it comes, a POST asks."""
    card = opened(token, purpose="preferences")
    kind = request.POST.get("kind", "")
    asked = request.method == "POST" and kind in stewardship.KINDS
    if asked:
        stewardship.ask(customer_id=card.customer_id, kind=kind, now=clock.now())
    spoken = chosen_language(card)
    waits = [each for each in stewardship.requests(customer_id=card.customer_id) if each.done_at is None]
    locale = speaking.locale(spoken.language)
    return draw(
        request,
        "own_data",
        spoken=spoken,
        status=400 if request.method == "POST" and not asked else 200,
        token=token,
        asked=asked,
        waits=[(f"data_waits_{each.kind}", format_date(each.due_on, "long", locale)) for each in waits],
        may_ask=[kind for kind in stewardship.KINDS if kind not in {each.kind for each in waits}],
    )
