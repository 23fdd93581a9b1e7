"""Is it you, for programs: the public keys, a notice's signed record, and the check as JSON. No key is needed for any."""

import json
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from tidings.conversations import public as conversations
from tidings.ground import clock
from tidings.outreach import public as outreach
from tidings.portal.pages import opened, portal_page
from tidings.staff.public import open_to_all

A_DAY = 86_400
LONGEST = 20_000
STATUS_OF = {"too_many": 429, "mistyped": 422}


@open_to_all
@require_GET
def keys(request: HttpRequest) -> HttpResponse:
    """`/.well-known/tidings-keys.json`: every public key that ever signed a record of ours (RFC 7517, RFC 8037)."""
    response = JsonResponse({"keys": outreach.published_keys()})
    response.headers["Cache-Control"] = f"public, max-age={A_DAY}"
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


@portal_page
def record(request: HttpRequest, token: str) -> HttpResponse:
    """`/n/TOKEN/record`: the signed records of this notice's messages, one a line (JWS, compact)."""
    said = outreach.records_of(outreach_id=opened(token, purpose="notice").id)
    if not said:
        raise Http404
    response = HttpResponse("\n".join(said) + "\n", content_type="application/jose")
    response.headers["Content-Disposition"] = 'attachment; filename="record.jose"'
    return response


@open_to_all
@csrf_exempt
@require_POST
def check(request: HttpRequest) -> HttpResponse:
    """`/is-it-you.json`: {"code"}, {"message"} or {"number", "minute", "own"} as JSON; the answer with its places."""
    try:
        verdict = answered(json.loads(request.body), asker=request.META.get("REMOTE_ADDR", ""))
    except (ValueError, TypeError, KeyError, AttributeError):
        return JsonResponse(
            {
                "says": 'send {"code": ...}, {"message": ...} or {"number": ..., "own": ..., "minute": "2026-03-02T15:30Z"}'
            },
            status=400,
        )
    response = JsonResponse(shown(verdict), status=STATUS_OF.get(verdict.answer, 200))
    response.headers["Cache-Control"] = "no-store"
    return response


def answered(asked: dict[str, Any], *, asker: str) -> conversations.Verdict:
    now = clock.now()
    if "message" in asked:
        return conversations.check_message(words(asked["message"], LONGEST), asker=asker, now=now)
    if "number" in asked:
        minute = datetime.fromisoformat(words(asked["minute"], 40)).astimezone(UTC)
        own = words(asked.get("own", ""), 40)
        return conversations.check_call(words(asked["number"], 40), minute, own=own, asker=asker, now=now)
    return conversations.check_code(words(asked["code"], 64), asker=asker, now=now)


def words(said: Any, most: int) -> str:
    if not isinstance(said, str) or len(said) > most:
        raise ValueError
    return said


def shown(verdict: conversations.Verdict) -> dict[str, Any]:
    """The answer, and the ranges (characters from 0) of the asker's own text that are not ours."""
    places = [asdict(place) for place in verdict.places]
    return {"answer": verdict.answer, "places": places} if places else {"answer": verdict.answer}
