"""A file of CloudEvents, one a line, sent on in thousands; what is refused goes to a file to be mended and sent again."""

import gzip
import json
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TextIO

import httpx

from tidings.campaigns import public as campaigns
from tidings.core.cloudevents import MAX_BYTES
from tidings.core.problem import Problem
from tidings.ground import clock

BATCH = 1_000
BATCH_CHARACTERS = 2_000_000
TRIES = 5
BATCH_TYPE = "application/cloudevents-batch+json"
IS_CUSTOMER = Problem(
    "specversion", "is missing, so this is a customer record", "use: tidings import customers FILE"
)


@dataclass(frozen=True)
class Line:
    """A line of the file that holds an event, as it stands and as read."""

    number: int
    text: str
    event: dict[str, Any]


@dataclass
class Report:
    """What became of the lines; `refused` pairs each refused line with its problems."""

    stored: int = 0
    duplicate: int = 0
    refused: list[tuple[int, str, Sequence[Problem]]] = field(default_factory=list)

    def note(self, line: Line, result: str | Sequence[Problem]) -> None:
        if not isinstance(result, str):
            self.refused.append((line.number, line.text, result))
        elif result == "stored":
            self.stored += 1
        else:
            self.duplicate += 1


class NotSent(Exception):
    """The other side took nothing more; the text says why. What it took already is known to it."""


Sender = Callable[[Sequence[Line]], Sequence[str | Sequence[Problem]]]


def send_file(file: Path, send: Sender, *, progress: Callable[[int], None] = lambda read: None) -> Report:
    """Send every event of the file through `send`, a batch at a time; sending it again changes nothing."""
    report = Report()
    with opened(file) as lines:
        for batch in batches(read(lines, report, progress)):
            for line, result in zip(batch, send(batch), strict=True):
                report.note(line, result)
    report.refused.sort(key=lambda refused: refused[0])
    return report


def opened(file: Path) -> TextIO:
    if file.suffix == ".gz":
        return gzip.open(file, "rt", encoding="utf-8-sig", errors="replace")
    return file.open(encoding="utf-8-sig", errors="replace")


def read(lines: Iterable[str], report: Report, progress: Callable[[int], None]) -> Iterator[Line]:
    for number, line in enumerate(lines, 1):
        progress(len(line))
        text = line.strip()
        if not text or text.startswith("#"):  # the reasons in a file of refused lines
            continue
        event = readable(text)
        if isinstance(event, Problem):
            report.refused.append((number, text, [event]))
        else:
            yield Line(number, text, event)


def batches(lines: Iterable[Line]) -> Iterator[list[Line]]:
    """The lines by the thousand, fewer where they are long: a request may have 16 MiB."""
    batch: list[Line] = []
    characters = 0
    for line in lines:
        batch.append(line)
        characters += len(line.text)
        if len(batch) == BATCH or characters > BATCH_CHARACTERS:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch


def readable(text: str) -> dict[str, Any] | Problem:
    try:
        event = json.loads(text, parse_constant=no_json)
    except (ValueError, RecursionError) as wrong:
        return Problem("line", f"is not JSON: {wrong}", "write one event a line, as JSON")
    if not isinstance(event, dict):
        return Problem("line", "is not an object", 'write {"specversion": "1.0", ...}')
    if len(text.encode(errors="replace")) > MAX_BYTES:
        return Problem("line", "is larger than 64 KiB", "send a link to what is large")
    return event if "specversion" in event else IS_CUSTOMER


def no_json(name: str) -> None:
    raise ValueError(f"{name} is no JSON")


def into_database(lines: Sequence[Line]) -> list[str | Sequence[Problem]]:
    """Store a batch straight into the database."""
    good: list[campaigns.Incoming] = []
    judged: list[Sequence[Problem] | None] = []
    for line in lines:
        try:
            good.append(campaigns.read_cloudevent(line.event))
            judged.append(None)
        except campaigns.EventRefused as refused:
            judged.append(refused.problems)
    states = iter(campaigns.store(events=good, now=clock.now()))
    return [next(states) if problems is None else problems for problems in judged]


@dataclass(frozen=True)
class ToAddress:
    """Sends batches to another installation's `/events`, patiently."""

    client: httpx.Client
    address: str

    def __call__(self, lines: Sequence[Line]) -> list[str | Sequence[Problem]]:
        """What became of each; raises `NotSent`."""
        body = "[" + ",".join(line.text for line in lines) + "]"
        answer = self.answered(body)
        if answer.status_code != 202:
            raise NotSent(f"{self.address} answered {answer.status_code}: {detail(answer)}")
        return [
            [Problem(**problem) for problem in result["problems"]]
            if result["state"] == "refused"
            else result["state"]
            for result in answer.json()["results"]
        ]

    def answered(self, body: str) -> httpx.Response:
        for tried in range(1, TRIES + 1):
            try:
                answer = self.client.post(
                    self.address, content=body.encode(), headers={"Content-Type": BATCH_TYPE}
                )
                if answer.status_code not in (429, 502, 503, 504) or tried == TRIES:
                    return answer
            except httpx.TransportError as error:
                if tried == TRIES:
                    raise NotSent(f"{self.address} does not answer: {error}") from None
            time.sleep(0.2 * 2**tried)
        raise AssertionError("the last try returns or raises")


def detail(answer: httpx.Response) -> str:
    try:
        return str(answer.json()["detail"])
    except (ValueError, KeyError, TypeError):
        return answer.reason_phrase


def write_refused(report: Report, file: Path) -> None:
    """The refused lines as they were, each below its reasons, ready to be mended and sent again."""
    with file.open("w", encoding="utf-8") as out:
        for number, text, problems in report.refused:
            for problem in problems:
                out.write(f"# line {number}: {problem.field} {problem.says}; {problem.mend}\n")
            out.write(text + "\n")
