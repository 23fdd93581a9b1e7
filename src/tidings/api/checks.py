"""Is it you? The company's own site or app asks for its visitor; every code is answered in the same words."""

from typing import Literal

from django.http import HttpRequest
from ninja import Router, Schema

from tidings.api.problems import Refusal
from tidings.api.scopes import actor, needs
from tidings.api.shapes import Text, answers
from tidings.conversations import public as conversations
from tidings.ground import clock

router = Router()


class Check(Schema):
    """`asker` is the visitor's network address: too many checks from one asker are told to wait."""

    code: Text
    asker: Text = ""


class Verdict(Schema):
    """`ours`, `not_ours`, or `typo`: a code that cannot be one."""

    verdict: Literal["ours", "not_ours", "typo"]


@router.post(
    "", auth=needs("see.outreach"), response=answers(Verdict, 429), summary="Is this check code ours?"
)
def check(request: HttpRequest, sent: Check) -> dict[str, str]:
    verdict = conversations.check(code=sent.code, asker=sent.asker or actor(request), now=clock.now())
    if verdict == "wait":
        raise Refusal(429, "Too many checks. Wait ten minutes.", headers={"Retry-After": "600"})
    return {"verdict": verdict}
