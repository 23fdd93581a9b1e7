"""A part judged: facts in, the kernel's answer out, row by row beside what was seen."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from tidings.core.cases import Laid, lay_out_facts, micros
from tidings.core.deciding import CONTACT, LATER, decide
from tidings.outreach.planning.plan import Plan
from tidings.outreach.planning.sighting import Sighted, sight_part

Column = np.ndarray[Any, Any]


@dataclass(frozen=True)
class Judged:
    """A part with the answer for each of its rows."""

    sighted: Sighted
    laid: Laid
    answer: pa.RecordBatch

    def column(self, name: str) -> Column:
        """A column of the answer."""
        return np.asarray(self.answer.column(name).to_numpy(zero_copy_only=False))

    @property
    def contacted(self) -> Column:
        """The rows that become outreaches."""
        return np.isin(self.column("verdict"), (CONTACT, LATER))

    @property
    def channels(self) -> tuple[str, ...]:
        return self.laid.channels

    def __len__(self) -> int:
        return len(self.answer)


def judge_part(part: pa.RecordBatch, plan: Plan) -> Judged:
    """The same kernel as for one event, on a whole part."""
    sighted = sight_part(part, plan)
    return judge_facts(sighted, plan)


def judge_facts(sighted: Sighted, plan: Plan) -> Judged:
    """The answer for facts that were read."""
    laid = lay_out_facts(
        sighted.facts, matter=plan.matter, policy=plan.rules, now=plan.now, registries=plan.registries
    )
    return Judged(sighted, laid, decide(laid, policy=plan.rules, now=micros(plan.now)))
