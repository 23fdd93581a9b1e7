"""The site as its users meet it: served on a port, seen through a real browser."""

import os
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
CHROMIUM_ARGUMENTS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",  # a bare chroot has no /dev/shm
]


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


def wait_for(condition: Callable[[], bool], what: str, seconds: float = 10) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"{what} did not come up in {seconds} s"
        time.sleep(0.01)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Chromium. Ends with its module: Playwright keeps an event loop on the thread, in other tests' way."""
    executable = chromium()
    if executable is None:
        pytest.skip("chromium: no Chromium on the path or in .tools")
    from playwright.sync_api import sync_playwright

    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # for that same loop's sake
        chrome = playwright.chromium.launch(executable_path=executable, args=CHROMIUM_ARGUMENTS)
        yield chrome
        chrome.close()


def chromium() -> str | None:
    unpacked = ROOT / ".tools" / "bin" / "chromium"
    return shutil.which("chromium") or (str(unpacked) if unpacked.exists() else None)


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """A page in a context of its own; a script error on it fails the test."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.set_default_timeout(10_000)
    opened, errors = context.new_page(), []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    yield opened
    context.close()
    assert errors == []


@pytest.fixture
def axe() -> Callable[[Any], None]:
    from axe_playwright_python.sync_playwright import Axe

    def find_nothing(page: Any) -> None:
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()

    return find_nothing
