"""A trial before launch: what a panel made of a notice, scored, and whether the notice may be launched.

Why the gate is as it is: docs/explanation/trials.md.
"""

from tidings.core.trials.gating import Share, Standing, Verdict, gate
from tidings.core.trials.limits import Limits, LimitsRefused, needs_trial, read_limits
from tidings.core.trials.scoring import Heard, Reply, Statement, score

__all__ = [
    "Heard",
    "Limits",
    "LimitsRefused",
    "Reply",
    "Share",
    "Standing",
    "Statement",
    "Verdict",
    "gate",
    "needs_trial",
    "read_limits",
    "score",
]
