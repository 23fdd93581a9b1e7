"""A part judged: facts in, the kernel's answer out, row by row beside what was seen."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from tidings.core.cases import lay_out_facts, micros
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

    def __len__(self) -> int:
        return len(self.answer)


def judge_part(part: pa.RecordBatch, plan: Plan) -> Judged:
    """The same kernel as for one event, on a whole part."""
    sighted = sight_part(part, plan)
    laid = lay_out_facts(
        sighted.facts, matter=plan.matter, policy=plan.rules, now=plan.now, registries=plan.registries
    )
    answer = decide(laid, policy=plan.rules, now=micros(plan.now))
    return Judged(sighted, answer, laid.channels, laid.batch.column("bucket").to_numpy())
