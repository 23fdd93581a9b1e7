"""A part judged: facts in, the kernel's answer out, row by row beside what was seen."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pyarrow as pa

from tidings.core.cases import lay_out_facts, micros
from tidings.core.cases.laid import Laid
from tidings.core.deciding import CONTACT, DIGEST, LATER, decide
from tidings.outreach.planning.plan import Plan
from tidings.outreach.planning.sighting import Sighted, sight_part

Column = np.ndarray[Any, Any]


@dataclass(frozen=True)
class Judged:
    """A part with the answer for each of its rows; `channels` are those the answer's numbers mean."""

    sighted: Sighted
    answer: pa.RecordBatch
    channels: tuple[str, ...]
    bucket: Column

    def column(self, name: str) -> Column:
        """A column of the answer."""
        return np.asarray(self.answer.column(name).to_numpy(zero_copy_only=False))

    @property
    def contacted(self) -> Column:
        """The rows that become outreaches, by themselves or within a digest."""
        return np.isin(self.column("verdict"), (CONTACT, LATER, DIGEST))

    @property
    def alone(self) -> Column:
        """The rows whose outreach goes by itself and so counts against the caps."""
        return np.isin(self.column("verdict"), (CONTACT, LATER))

    def __len__(self) -> int:
        return len(self.answer)


def judge_part(part: pa.RecordBatch, plan: Plan) -> Judged:
    """The same kernel as for one event, on a whole part."""
    sighted = sight_part(part, plan)
    answer, laid = asked(sighted.facts, plan)
    return Judged(sighted, answer, laid.channels, laid.batch.column("bucket").to_numpy())


def asked(facts: pa.RecordBatch, plan: Plan) -> tuple[pa.RecordBatch, Laid]:
    """The kernel's answer about these facts, and how they were laid before it."""
    laid = lay_out_facts(
        facts, matter=plan.matter, policy=plan.rules, now=plan.now, registries=plan.registries
    )
    return decide(laid, policy=plan.rules, now=micros(plan.now)), laid


def judged_again(judged: Judged, facts: pa.RecordBatch, rows: Column, plan: Plan) -> Judged:
    """The part with other facts, and other answers where these rows' facts have changed."""
    answer, _ = asked(facts.take(pa.array(rows)), plan)
    place = np.arange(len(judged))
    place[rows] = len(judged) + np.arange(len(rows))
    both = pa.Table.from_batches([judged.answer, answer]).take(pa.array(place)).combine_chunks()
    return replace(judged, sighted=replace(judged.sighted, facts=facts), answer=both.to_batches()[0])
