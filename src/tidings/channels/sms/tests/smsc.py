"""Starts the message centre of smsc.js and speaks with it."""

import json
import subprocess
from pathlib import Path
from queue import Queue
from threading import Thread
from typing import Any

from tests.programs import node, node_environment

SCRIPT = Path(__file__).with_name("smsc.js")


class Smsc:
    """A real SMPP server, in a process of its own that ends with this one's end of the pipe."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [node(), str(SCRIPT)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=node_environment(),
        )
        self.said: Queue[dict[str, Any]] = Queue()
        Thread(target=self._hear, daemon=True).start()
        self.port: int = self.said.get(timeout=20)["port"]

    def do(self, doing: str, **more: Any) -> dict[str, Any]:
        """A command and its answer."""
        self.tell(doing, **more)
        return self.said.get(timeout=8)

    def tell(self, doing: str, **more: Any) -> None:
        """A command whose answer comes later."""
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps({"do": doing, **more}) + "\n")
        self.process.stdin.flush()

    def submits(self) -> list[dict[str, Any]]:
        """Every submit_sm it took, in order."""
        return self.do("tell")["submits"]

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.communicate()

    def _hear(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.said.put(json.loads(line))
