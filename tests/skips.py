"""Skips are promises to come back: each one bears a name from skips.txt, and any other fails the run.

With `TIDINGS_CI` set only the names marked with a star may be skipped.
"""

import os
from pathlib import Path

import pytest

LIST = Path(__file__).with_name("skips.txt")
skipped: list[tuple[str, str]] = []  # node id, reason


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    if report.skipped and not hasattr(report, "wasxfail"):
        note(report)


def pytest_collectreport(report: pytest.CollectReport) -> None:
    if report.skipped:
        note(report)


def note(report: pytest.TestReport | pytest.CollectReport) -> None:
    said = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    skipped.append((report.nodeid, said.removeprefix("Skipped: ")))


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    if unexcused() and session.exitstatus in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for node, reason in unexcused():
        terminalreporter.write_line(f"SKIP NOT ALLOWED {node}: {reason}", red=True)
    for name in sorted({name_of(reason) for _, reason in skipped} & set(listed())):
        terminalreporter.write_line(f"skipped for want of {name}: {listed()[name][1]}")


def unexcused() -> list[tuple[str, str]]:
    """The skips that nobody promised: unlisted, or listed without a star in CI."""
    in_ci = bool(os.environ.get("TIDINGS_CI"))
    allowed = {name for name, (starred, _) in listed().items() if starred or not in_ci}
    return [(node, reason) for node, reason in skipped if name_of(reason) not in allowed]


def listed() -> dict[str, tuple[bool, str]]:
    """Name: (may be missing in CI, how to get it), from the lines `[*]name: reason: how to get it`."""
    lines = [line for line in LIST.read_text().splitlines() if line.strip() and not line.startswith("#")]
    parts = [line.split(":", 2) for line in lines]
    return {name.strip("* "): (name.startswith("*"), how.strip()) for name, _, how in parts}


def name_of(reason: str) -> str:
    return reason.split(":", 1)[0].strip()
