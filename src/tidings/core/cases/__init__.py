"""Cases: what is seen of one customer, or of many at once, and how it is laid out as columns for a decision."""

from tidings.core.cases.case import ORIGINS, TECHNOLOGIES, WORTHS, Case, from_json
from tidings.core.cases.facts import FACTS, Matter, facts_schema, with_recent
from tidings.core.cases.instants import EPOCH, NEVER, micros
from tidings.core.cases.laid import Laid
from tidings.core.cases.laying import lay_out
from tidings.core.cases.laying_facts import lay_out_facts

__all__ = [
    "EPOCH",
    "FACTS",
    "NEVER",
    "ORIGINS",
    "TECHNOLOGIES",
    "WORTHS",
    "Case",
    "Laid",
    "Matter",
    "facts_schema",
    "from_json",
    "lay_out",
    "lay_out_facts",
    "micros",
    "with_recent",
]
