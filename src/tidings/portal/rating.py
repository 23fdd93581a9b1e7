"""Was it good to be told this? One word from the notice's page; a GET changes nothing."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from tidings.conversations import public as conversations
from tidings.ground import clock
from tidings.portal.notice import outcome_page
from tidings.portal.pages import opened, portal_page


@portal_page
def rate(request: HttpRequest, token: str) -> HttpResponse:
    """`/n/TOKEN/useful`: a POST of `useful=yes` or `useful=no`."""
    card = opened(token, purpose="notice")
    said = request.POST.get("useful", "")
    if request.method != "POST" or said not in ("yes", "no"):
        return HttpResponseRedirect(f"{reverse('portal:notice', args=[token])}#useful")
    new = conversations.rate(outreach_id=card.id, useful=said == "yes", now=clock.now())
    return outcome_page(request, token, card, f"outcome_useful_{said}", already=not new)
