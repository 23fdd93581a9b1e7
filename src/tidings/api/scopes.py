"""What each call needs: `auth=needs("see.outreach")`; a route without it is caught by a test that walks them all."""

from django.http import HttpRequest
from ninja.security import HttpBearer

from tidings.api.keyring import allowed
from tidings.ground import clock
from tidings.staff.public import CAPABILITY_SAYS, KeyCard, key_for


class NeedsScope(HttpBearer):
    """`Authorization: Bearer KEY`, with a live key that has the scope; the key is `request.auth`."""

    openapi_description = (
        "A key of the company's, made in the console under People and keys; it can do what its scopes say."
    )

    def __init__(self, scope: str) -> None:
        super().__init__()
        if scope not in CAPABILITY_SAYS:
            raise ValueError(f"There is no scope {scope}.")
        self.scope = scope

    def __call__(self, request: HttpRequest) -> KeyCard:
        kind, _, raw = request.headers.get("Authorization", "").partition(" ")
        return self.authenticate(request, raw.strip() if kind.lower() == "bearer" else "")

    def authenticate(self, request: HttpRequest, token: str) -> KeyCard:
        """The key; raises `Refusal` (401, 403)."""
        return allowed(key_for(raw=token, now=clock.now()) if token else None, self.scope)


def needs(scope: str) -> NeedsScope:
    return NeedsScope(scope)


def actor(request: HttpRequest) -> str:
    """Who acts, for the audit trail: "key:PREFIX"."""
    key: KeyCard = request.auth  # type: ignore[attr-defined]  # Ninja puts there what `needs` returned
    return key.actor
