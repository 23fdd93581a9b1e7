"""Child processes kept running: started again with growing pauses, their output passed on line by line."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field

from tidings.site.lifeline import PARENT

LONGEST_PAUSE = 30.0
SETTLED_AFTER = 60.0  # seconds of life that make a child trusted again
STOP_WITHIN = 50.0  # longer than a worker takes to finish what is under way


@dataclass
class Child:
    """One command of ours that shall run for as long as we do."""

    name: str
    arguments: list[str]
    process: "subprocess.Popen[str] | None" = None
    failures: int = 0
    born: float = 0.0
    due: float = field(default_factory=time.monotonic)


class Children:
    """Starts, watches and stops them. All calls come from one thread: Linux ties a child's life to it."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self.environment = {**environment, PARENT: str(os.getpid()), "PYTHONUNBUFFERED": "1"}
        self.all: list[Child] = []

    def add(self, name: str, *arguments: str) -> Child:
        child = Child(name, [name, *arguments])
        self.all.append(child)
        self.start(child)
        return child

    def start(self, child: Child) -> None:
        child.born = time.monotonic()
        child.process = subprocess.Popen(
            [sys.executable, "-P", "-m", "tidings", *child.arguments],
            env=self.environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            text=True, errors="replace", process_group=0,
        )  # fmt: skip
        threading.Thread(target=pass_on, args=(child.name, child.process), daemon=True).start()

    def tend(self) -> None:
        """Starts again whoever ended. Call it a few times a second."""
        for child in self.all:
            if child.process is not None and child.process.poll() is not None:
                self.plan_restart(child, child.process.returncode)
            elif child.process is None and time.monotonic() >= child.due:
                self.start(child)

    def plan_restart(self, child: Child, status: int) -> None:
        settled = time.monotonic() - child.born > SETTLED_AFTER
        child.failures = 1 if settled else child.failures + 1
        pause = min(LONGEST_PAUSE, 0.25 * 2**child.failures)
        child.process, child.due = None, time.monotonic() + pause
        say(child.name, f"ended with status {status}; starts again in {pause:g} s")

    def stop(self) -> None:
        """Asks all to end, and ends those that do not in time, with all that they started."""
        living = [child.process for child in self.all if child.process is not None]
        for process in living:
            signal_group(process, signal.SIGTERM)
        deadline = time.monotonic() + STOP_WITHIN
        for process in living:
            with suppress(subprocess.TimeoutExpired):
                process.wait(max(0.0, deadline - time.monotonic()))
            signal_group(process, signal.SIGKILL)
            process.wait()


def signal_group(process: "subprocess.Popen[str]", number: signal.Signals) -> None:
    try:
        os.killpg(process.pid, number)
    except (ProcessLookupError, PermissionError):  # macOS answers EPERM for a group of zombies
        return


def pass_on(name: str, process: "subprocess.Popen[str]") -> None:
    for line in process.stdout or ():
        say(name, line.rstrip())


def say(name: str, line: str) -> None:
    with suppress(OSError):  # nobody reads any more; the child goes on
        sys.stdout.write(f"{name:<8}| {line}\n")
        sys.stdout.flush()
