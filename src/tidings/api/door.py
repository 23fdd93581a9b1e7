"""The API for people's programs under /api/v1: every refusal is problem+json, every call declares its scope."""

import logging
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from tidings.api.problems import MEDIA_TYPE, Refusal, body_of
from tidings.core.problem import Problem

ROUTERS = (
    "customers",
    "contacts",
    "calls",
    "cases",
    "outreaches",
    "decisions",
    "campaigns",
    "trials",
    "events",
    "evidence",
    "checks",
    "webhooks",
)
DESCRIPTION = (
    "What the company's programs ask of Tidings now and then. Events go to `POST /events` "
    "(CloudEvents 1.0), which is not part of this description."
)
log = logging.getLogger(__name__)


class Api(NinjaAPI):
    """An API whose description says that refusals are problem+json."""

    def get_openapi_schema(self, **options: Any) -> Any:
        schema = super().get_openapi_schema(**options)
        for calls in schema["paths"].values():
            for call in calls.values():
                for status, answer in call["responses"].items():
                    if int(status) >= 400:
                        answer["content"] = {MEDIA_TYPE: answer["content"]["application/json"]}
        return schema


api = Api(title="Tidings", version="1", description=DESCRIPTION, docs_url=None, urls_namespace="api-v1")
for name in ROUTERS:
    if find_spec(f"tidings.api.{name}"):
        api.add_router(f"/{name}", import_module(f"tidings.api.{name}").router, tags=[name])


@api.exception_handler(Refusal)
def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    answer = api.create_response(request, body_of(refusal), status=refusal.status)
    answer["Content-Type"] = MEDIA_TYPE
    for header, value in refusal.headers.items():
        answer[header] = value
    return answer


@api.exception_handler(ValidationError)
def unreadable(request: HttpRequest, error: ValidationError) -> HttpResponse:
    problems = [problem_of(fault) for fault in error.errors]
    return refused(request, Refusal(400, "The request was refused.", problems=problems))


def problem_of(fault: Any) -> Problem:
    """Pydantic's finding in our words: the field without where it was found (query, path, body)."""
    where = [str(step) for step in fault["loc"][1:]]
    says = str(fault["msg"])
    if "ctx" in fault and "error" in fault["ctx"]:
        says = str(fault["ctx"]["error"])
    return Problem(".".join(where) or "body", says, "see /api/v1/openapi.json")


@api.exception_handler(Http404)
def not_found(request: HttpRequest, error: Http404) -> HttpResponse:
    return refused(request, Refusal(404, str(error) or "There is no such thing."))


@api.exception_handler(HttpError)
def http_error(request: HttpRequest, error: HttpError) -> HttpResponse:
    return refused(request, Refusal(error.status_code, str(error)))


@api.exception_handler(RequestDataTooBig)
def too_large(request: HttpRequest, error: RequestDataTooBig) -> HttpResponse:
    return refused(request, Refusal(413, "A call may have 2.5 MB. Send several."))


@api.exception_handler(Exception)
def failed(request: HttpRequest, error: Exception) -> HttpResponse:
    log.exception("a call failed", extra={"request": request, "status_code": 500})
    return refused(request, Refusal(500, "This went wrong on our side; nothing was changed. Try again."))
