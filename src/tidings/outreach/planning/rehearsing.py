"""Rehearsal: every part is judged as it would be now, and nothing is written but the figures."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as parquet

import tidings.campaigns.public as campaigns
from tidings.core.cases import EPOCH
from tidings.core.deciding import VERDICTS
from tidings.core.reasons import codes
from tidings.outreach.planning.judging import Judged, judge_part
from tidings.outreach.planning.models import PlanPart, PlanRun
from tidings.outreach.planning.offers import Offers
from tidings.outreach.planning.parts import unpacked
from tidings.outreach.planning.plan import Plan, plan_of
from tidings.outreach.planning.rows import by_value, channel_name, fallback_names, sight_of
from tidings.outreach.planning.seen import seen
from tidings.outreach.planning.settling import settled
from tidings.outreach.planning.tally import Tally, tally_of, together

Told = Callable[[int], None]
Engine = Callable[[Iterator[pa.RecordBatch], Plan], Iterator[Judged]]


def silent(rows: int) -> None:
    """Tells nobody how far it is."""


def here(parts: Iterator[pa.RecordBatch], plan: Plan) -> Iterator[Judged]:
    """The engine of this process: part by part."""
    return (judge_part(part, plan) for part in parts)


def rehearse(
    run: PlanRun,
    *,
    now: datetime,
    out: Path | None = None,
    told: Told = silent,
    engine: Engine | None = None,
    offers: Offers | None = None,
) -> Tally:
    """The figures of the whole run at `now`, kept with it; `out` gets a Parquet file of a row a customer.

    `offers` are those of plans rehearsed before, which come to the caps first; this one's are added.
    """
    plan = plan_of(run, version_of(run), now=now)
    offers = offers or Offers()
    offers.begin(plan)
    tallies: list[Tally] = []
    with Lines(out) as lines:
        for found in (engine or here)(parts_of(run), plan):
            judged = settled(found, plan, offers)
            offers.add(judged)
            tallies.append(tally_of(judged, plan.company.zone))
            lines.write(judged)
            told(len(judged))
    whole = together(tallies)
    PlanRun.objects.filter(id=run.id).update(rehearsal=whole, rehearsed_at=now)
    PlanRun.objects.filter(id=run.id, state="gathered").update(state="rehearsed")
    return whole


def version_of(run: PlanRun) -> campaigns.LiveVersion:
    """The version the run was made for, whatever was proposed or launched since."""
    return campaigns.rehearsable(campaign=run.campaign.name, number=run.version.number)


def parts_of(run: PlanRun) -> Iterator[pa.RecordBatch]:
    """The parts one by one; never two in memory."""
    for number in run.parts.order_by("number").values_list("number", flat=True):
        yield unpacked(PlanPart.objects.get(run=run, number=number).body)


class Lines:
    """A Parquet file of the answers, a row a customer; none when no path is named."""

    def __init__(self, path: Path | None) -> None:
        self.path, self.writer = path, None

    def __enter__(self) -> "Lines":
        return self

    def write(self, judged: Judged) -> None:
        if self.path is None:
            return
        lines = answer_lines(judged)
        self.writer = self.writer or parquet.ParquetWriter(self.path, lines.schema)
        self.writer.write_batch(lines)

    def __exit__(self, *_: object) -> None:
        if self.writer:
            self.writer.close()


def answer_lines(judged: Judged) -> pa.RecordBatch:
    """The answer in words: verdict, reasons, channel, further channels, first and last moment."""
    answer = judged.answer
    columns = {
        "external_id": judged.sighted.facts.column("external_id"),
        "verdict": by_value(answer.column("verdict"), VERDICTS.__getitem__, pa.string()),
        "reasons": by_value(answer.column("reasons"), codes, pa.list_(pa.string())),
        "channel": by_value(answer.column("channel"), lambda place: channel_name(judged, place), pa.string()),
        "fallbacks": fallback_names(judged),
        "earliest": pc.cast(answer.column("earliest"), pa.timestamp("us", "UTC")),
        "latest": pc.cast(answer.column("latest"), pa.timestamp("us", "UTC")),
    }
    return pa.RecordBatch.from_pydict(columns)


@dataclass(frozen=True, kw_only=True)
class Rehearsed:
    """One customer's answer in a rehearsal, with all that was seen."""

    external_id: str
    verdict: str
    reasons: tuple[str, ...]
    channel: str
    earliest: datetime | None
    seen: dict[str, Any]


def rehearsed_for(run: PlanRun, *, external_id: str, now: datetime) -> Rehearsed | None:
    """What would become of one customer of the audience, and why; None for anyone else."""
    plan = plan_of(run, version_of(run), now=now)
    for part in parts_of(run):
        mine = part.filter(pc.equal(part.column("external_id"), external_id))
        if len(mine):
            return in_words(settled(judge_part(mine, plan), plan), plan)
    return None


def in_words(judged: Judged, plan: Plan) -> Rehearsed | None:
    if not len(judged):
        return None
    [answer] = judged.answer.to_pylist()
    at = answer["earliest"]
    return Rehearsed(
        external_id=judged.sighted.facts.column("external_id")[0].as_py(),
        verdict=VERDICTS[answer["verdict"]],
        reasons=tuple(codes(answer["reasons"])),
        channel=channel_name(judged, answer["channel"]),
        earliest=None if at is None else EPOCH + timedelta(microseconds=at),
        seen=msgspec.json.decode(seen(sight_of(judged, plan))[0].as_py()),
    )
