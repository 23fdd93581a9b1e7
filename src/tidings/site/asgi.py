"""The web process: Django for pages, bare ASGI callables where Django's handler would cost too much.

The event intake and the live streams stand beside Django in the same process (design: Django's ASGI handler
costs about 1.1 ms a request: nothing for a screen, everything for a feed).
"""

import os
from collections.abc import Awaitable, Callable
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tidings.site.settings")

from django.core.asgi import get_asgi_application

pages = get_asgi_application()

from tidings.api.inbound import application as inbound  # noqa: E402  (models are needed, so after the set-up)
from tidings.api.intake import application as intake  # noqa: E402
from tidings.ground.streams import application as streams  # noqa: E402
from tidings.site.bodies import BodyRefused, bounded  # noqa: E402

Send = Callable[[dict[str, Any]], Awaitable[None]]
Receive = Callable[[], Awaitable[dict[str, Any]]]
BESIDE_DJANGO = {"/events": intake, "/live": streams}


async def application(scope: dict[str, Any], receive: Receive, send: Send) -> None:
    """Hand each request to whoever answers its path; the lifespan opens and closes what the callables hold."""
    if scope["type"] == "lifespan":
        await lifespan(receive, send)
    else:
        await who_answers(scope["path"])(scope, receive, send)


def who_answers(path: str) -> Callable[[dict[str, Any], Receive, Send], Awaitable[None]]:
    return inbound if path.startswith("/in/") else BESIDE_DJANGO.get(path, page)


async def page(scope: dict[str, Any], receive: Receive, send: Send) -> None:
    """Django's answer, unless the body is more than anybody may send."""
    try:
        await pages(scope, bounded(scope["path"], receive), send)
    except BodyRefused as refused:
        headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"connection", b"close")]
        await send({"type": "http.response.start", "status": refused.status, "headers": headers})
        await send({"type": "http.response.body", "body": refused.says.encode()})


async def lifespan(receive: Receive, send: Send) -> None:
    from tidings.api.inbound import close as close_inbound
    from tidings.api.intake import close as close_intake
    from tidings.ground.streams import close as close_streams

    await receive()
    await send({"type": "lifespan.startup.complete"})
    await receive()
    await close_inbound()
    await close_intake()
    await close_streams()
    await send({"type": "lifespan.shutdown.complete"})
