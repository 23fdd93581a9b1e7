"""Children are kept running, heard, and left behind by nobody."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from tidings.site.supervision import Child, Children

PARENT_OF_ONE = """
import os, sys, time
from tidings.site.supervision import Children
children = Children(os.environ)
print(children.add("mailbox", "--port", "0", "--folder", sys.argv[1]).process.pid, flush=True)
time.sleep(60)
"""


@pytest.fixture
def children() -> Iterator[Children]:
    family = Children(os.environ)
    yield family
    family.stop()


def add_mailbox(children: Children, folder: Path) -> Child:
    return children.add("mailbox", "--port", "0", "--folder", str(folder))


def eventually(condition: Callable[[], bool], seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_what_a_child_says_is_passed_on_with_its_name(
    children: Children, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    add_mailbox(children, tmp_path)
    heard = []
    eventually(lambda: heard.append(capfd.readouterr().out) or "mailbox |" in "".join(heard))


def test_a_killed_child_starts_again(children: Children, tmp_path: Path) -> None:
    child = add_mailbox(children, tmp_path)
    first = child.process.pid
    child.process.kill()
    eventually(lambda: children.tend() or (child.process is not None and child.process.pid != first))
    assert child.process.poll() is None


def test_a_child_that_keeps_failing_starts_ever_more_rarely(children: Children) -> None:
    child = children.add("mailbox", "--no-such-option")
    pauses = []
    for _ in range(3):
        child.process.wait()
        children.tend()
        pauses.append(round(child.due - time.monotonic(), 1))
        children.start(child)
    assert pauses == sorted(set(pauses))


def test_stopping_ends_all_of_them(tmp_path: Path) -> None:
    family = Children(os.environ)
    processes = [add_mailbox(family, tmp_path).process for _ in range(2)]
    family.stop()
    assert [psutil.pid_exists(process.pid) for process in processes] == [False, False]


def test_a_child_ends_when_its_parent_is_killed(tmp_path: Path) -> None:
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT_OF_ONE, str(tmp_path)], stdout=subprocess.PIPE, text=True
    )
    child = psutil.Process(int(parent.stdout.readline()))
    eventually(lambda: "mailbox" in parent.stdout.readline())
    os.kill(parent.pid, signal.SIGKILL)
    parent.communicate()
    eventually(lambda: not child.is_running() or child.status() == psutil.STATUS_ZOMBIE)
