"""A real browser, seen from a test: Chromium by Playwright.

To start one takes two seconds of a processor, and Playwright keeps an event loop on the thread, in other tests' way. So
one serves all tests that need it and follow one another (tests/order.py), and is closed before the first that does not.
"""

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
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
PATIENCE_MS = 30_000  # a page of a busy machine's
WIDE_AND_NARROW = ((1280, "light"), (320, "light"))  # 320 px is as narrow as WCAG asks for (1.4.10)
opened = ExitStack()
at_hand: list[Any] = []


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    if "browser" not in item.fixturenames:
        close()


def pytest_sessionfinish() -> None:
    close()


def close() -> None:
    at_hand.clear()
    opened.close()


@pytest.fixture
def browser() -> Any:
    if not at_hand:
        at_hand.append(chrome())
    return at_hand[0]


def chrome() -> Any:
    executable = chromium()
    if executable is None:
        pytest.skip("chromium: no Chromium on the path or in .tools")
    from playwright.sync_api import sync_playwright

    playwright = opened.enter_context(sync_playwright())
    patch = opened.enter_context(pytest.MonkeyPatch.context())
    patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # for that same loop's sake
    started = playwright.chromium.launch(executable_path=executable, args=CHROMIUM_ARGUMENTS)
    opened.callback(started.close)
    return started


def chromium() -> str | None:
    unpacked = ROOT / ".tools" / "bin" / "chromium"
    return shutil.which("chromium") or (str(unpacked) if unpacked.exists() else None)


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """A page in a context of its own; a script error on it fails the test."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.set_default_timeout(PATIENCE_MS)
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


def stands(
    page: Any,
    axe: Callable[[Any], None],
    *,
    looks: Sequence[tuple[int, str]] = WIDE_AND_NARROW,
    shoot: Callable[[str], None] = lambda look: None,
) -> None:
    """As each width and colour scheme shows the page, axe finds nothing and nothing is wider than the window."""
    for width, scheme in looks:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # colours change at once
        shoot(f"{width}-{scheme}")
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, (page.url, width)
