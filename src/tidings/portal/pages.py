"""How the portal answers: pages nobody signs in to, that keep no cookie, are not stored and leak no address.

What a page may do comes from the signed link in its address, never from a cookie. So there is nothing a stranger's
page could borrow, and no CSRF token to ask for.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt

from tidings.ground import clock, links
from tidings.outreach import public as outreach
from tidings.people import public as people
from tidings.portal.words import LANGUAGES, Words, accepted, words
from tidings.staff.public import company, open_to_all

View = Callable[..., HttpResponse]
STATUS_OF = {"altered": 404, "step": 404, "old": 410}


def portal_page(view: View) -> View:
    """Marks a view as the portal's: a link that is not good gets a page that explains itself and reveals nothing."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            response = view(request, *args, **kwargs)
        except links.LinkRefused as refused:
            response = explained(request, refused.reason)
        response.headers["Cache-Control"] = "no-store"
        response.headers["Referrer-Policy"] = "no-referrer"
        return response

    return open_to_all(csrf_exempt(answered))


def opened(token: str, *, purpose: str) -> outreach.OutreachCard:
    """The outreach a link stands for; raises `LinkRefused`, also when it or its customer is no more."""
    link = links.read(token, purpose=purpose, now=clock.now())
    try:
        card = outreach.outreach(id=link.id)
    except (LookupError, ObjectDoesNotExist) as gone:
        raise links.LinkRefused("altered") from gone
    if people.is_erased(customer_id=card.customer_id):
        raise links.LinkRefused("old")
    return card


def draw(
    request: HttpRequest, template: str, *, spoken: Words, status: int = 200, **context: object
) -> HttpResponse:
    """A page of the portal in one language."""
    context |= {"words": spoken, "company": context.get("company") or company()}
    return render(request, f"portal/{template}.html", context, status=status)


def explained(request: HttpRequest, reason: str) -> HttpResponse:
    """The page behind a link that is altered, old, or names a step nobody offers."""
    return draw(
        request,
        "link",
        spoken=language_of(request),
        status=STATUS_OF[reason],
        title=f"link_{reason}_title",
        says=f"link_{reason}",
    )


def language_of(request: HttpRequest) -> Words:
    """The reader's own language, when no outreach says it: the one they chose here, else their browser's."""
    chosen = request.GET.get("language", "")
    if chosen in LANGUAGES:
        return words(chosen)
    return words(accepted(request.headers.get("Accept-Language", ""), otherwise=company().language))
