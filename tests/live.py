"""The site as its users meet it, served on a port."""

import os
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def data_folder() -> Path:
    folder = Path(os.environ.get("TIDINGS_DATA", ROOT.parent / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip("data-folder: no project data at TIDINGS_DATA or ../shared/data")
    return folder


@dataclass(frozen=True)
class LiveSite:
    """The site, serving at `url` (no slash at its end)."""

    url: str


@pytest.fixture
def live_site(transactional_db: None, settings: Any) -> Iterator[LiveSite]:
    import uvicorn

    from tidings.ground.serving import Server
    from tidings.site.asgi import application

    with socket.create_server(("127.0.0.1", 0)) as listener:
        site = LiveSite(f"http://127.0.0.1:{listener.getsockname()[1]}")
        settings.PUBLIC_URL = site.url
        server = Server(uvicorn.Config(application, lifespan="on", log_level="warning"))
        server.config.timeout_graceful_shutdown = 2
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        wait_for(lambda: server.started, "the live site")
        yield site
        server.should_exit = True
        thread.join(10)


def wait_for(condition: Callable[[], bool], what: str, seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"{what} did not come up in {seconds} s"
        time.sleep(0.01)
