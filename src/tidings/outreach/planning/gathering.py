"""Gathering: an audience becomes the parts of a run; whoever is unknown, named twice or lacks data is listed."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from typing import Any

import numpy as np
import pyarrow as pa
from django.db import transaction

import tidings.campaigns.public as campaigns
import tidings.people.public as people
from tidings.core.cases import FACTS
from tidings.core.problem import Problem
from tidings.outreach.planning.audience import Audience, AudienceRefused
from tidings.outreach.planning.data import missing_columns, told
from tidings.outreach.planning.models import PlanPart, PlanProblem, PlanRun
from tidings.outreach.planning.parts import packed

UNKNOWN = Problem("external_id", "is nobody we know", "import this customer first")
TWICE = Problem("external_id", "is named a second time", "name each customer once")


def gather(*, campaign: campaigns.LiveVersion, audience: Audience, actor: str, now: datetime) -> PlanRun:
    """A run with its audience frozen; raises `AudienceRefused`. Half of an audience is never kept."""
    with transaction.atomic():
        run = PlanRun.objects.create(
            campaign_id=campaign.campaign_id,
            version_id=campaign.id,
            audience=audience.name,
            facts_at=audience.facts_at,
            actor=actor,
            created_at=now,
        )
        fits(audience, campaign, now)
        seen, numbers, line = Seen(), count(1), 1
        with closing(audience.portions) as portions:
            for portion in portions:
                part, problems = sorted_out(
                    portion, campaign, seen, line, believed=audience.facts_at is not None
                )
                line += len(portion)
                keep(run, part, problems, numbers)
        run.state = "gathered"
        run.save(update_fields=["rows", "refused", "state"])
    return run


def fits(audience: Audience, campaign: campaigns.LiveVersion, now: datetime) -> None:
    if audience.facts_at and audience.facts_at > now:
        raise AudienceRefused(f"{audience.name}: its facts are of {audience.facts_at}, which is yet to come")
    if audience.facts_of and audience.facts_of != campaign.topic.name:
        raise AudienceRefused(
            f"{audience.name}: holds facts about {audience.facts_of}, the campaign is about {campaign.topic.name}; "
            f"make one with `tidings snapshot {campaign.topic.name} --out FILE`"
        )


@dataclass
class Seen:
    """Who was named before: a byte a customer, so that ten million take ten megabytes."""

    bits: np.ndarray[Any, np.dtype[np.bool_]] = field(default_factory=lambda: np.zeros(0, bool))

    def first_time(self, ids: np.ndarray[Any, Any]) -> np.ndarray[Any, np.dtype[np.bool_]]:
        """Which of these rows name their customer for the first time."""
        most = int(ids.max(initial=0))
        if most >= len(self.bits):
            self.bits = np.concatenate([self.bits, np.zeros(most + 1 - len(self.bits) + most // 4, bool)])
        first = np.zeros(len(ids), bool)
        first[np.unique(ids, return_index=True)[1]] = True
        first &= ~self.bits[ids]
        self.bits[ids] = True
        return first


def sorted_out(
    portion: pa.RecordBatch, campaign: campaigns.LiveVersion, seen: Seen, line: int, *, believed: bool
) -> tuple[pa.RecordBatch, list[dict[str, Any]]]:
    """The rows that are part of the plan, and the others with their lines and what is wrong.

    `believed`: the portion is a snapshot's, whose facts are taken over.
    """
    needs = campaign.file.needs
    if missing := missing_columns(portion.schema.names, needs):
        raise AudienceRefused(f"the notice needs {', '.join(missing)}; add a column of that name for each")
    externals = portion.column("external_id").to_pylist()
    known = people.find(external_ids=externals)
    ids = np.fromiter((known.get(one, 0) for one in externals), np.int64, len(externals))
    brought = told(portion, [need for need in needs if need.path in portion.schema.names])
    stranger, first = ids == 0, seen.first_time(ids)
    wrong: dict[int, Problem] = dict(brought.problems)
    wrong |= {int(row): TWICE for row in np.flatnonzero(~first & ~stranger)}
    wrong |= {int(row): UNKNOWN for row in np.flatnonzero(stranger)}
    good = np.ones(len(ids), bool)
    good[list(wrong)] = False
    part = whose(portion, ids, believed).append_column("data", brought.data.dictionary_encode())
    part = part.append_column("thread", threads(portion, campaign))
    return part.filter(pa.array(good)), [
        {"line": line + row, "external_id": externals[row], **vars(problem)}
        for row, problem in sorted(wrong.items())
    ]


def threads(portion: pa.RecordBatch, campaign: campaigns.LiveVersion) -> pa.Array:
    """What each row is about, as events of the campaign would say it, so that they can overtake it."""
    path = campaign.file.trigger.thread_path
    if path not in portion.schema.names:
        return pa.DictionaryArray.from_arrays(pa.array(np.zeros(len(portion), np.int32)), pa.array([""]))
    values = portion.column(path).cast(pa.string()).fill_null("")
    return pa.array([f"{path}={value}" if value else "" for value in values.to_pylist()]).dictionary_encode()


def whose(portion: pa.RecordBatch, ids: np.ndarray[Any, Any], believed: bool) -> pa.RecordBatch:
    """Who the rows are about: a snapshot's facts, else only the ids."""
    if not believed:
        return pa.RecordBatch.from_arrays(
            [pa.array(ids), portion.column("external_id")], names=["customer_id", "external_id"]
        )
    facts = portion.select(FACTS.names)
    return facts.set_column(facts.schema.names.index("customer_id"), "customer_id", pa.array(ids))


def keep(
    run: PlanRun, part: pa.RecordBatch, problems: Sequence[dict[str, Any]], numbers: Iterator[int]
) -> None:
    if len(part):
        PlanPart.objects.create(run=run, number=next(numbers), rows=len(part), body=packed(part))
    PlanProblem.objects.bulk_create((PlanProblem(run=run, **one) for one in problems), batch_size=2000)
    run.rows += len(part)
    run.refused += len(problems)
