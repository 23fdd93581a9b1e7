"""What other rooms may ask of people: who they are, what they allow, and what we know of them."""

from tidings.people.asking import Asked, Facts, facts, find
from tidings.people.importing import (
    ImportCard,
    ImportReport,
    RefusedLine,
    import_rows,
    imports,
    refused_rows,
    save,
)
from tidings.people.ledger import record_consent
from tidings.people.persons import (
    ConsentCard,
    Counts,
    MembershipCard,
    Person,
    PersonLine,
    PointCard,
    SuppressionCard,
    UnknownCustomer,
    counts,
    person,
    search,
)
from tidings.people.problems import Problem, Refused
from tidings.people.saving import Saved
from tidings.people.suppressions import lift, stop, suppress_address
from tidings.people.wishes import PreferenceCard, prefer, preferences

__all__ = [
    "Asked",
    "ConsentCard",
    "Counts",
    "Facts",
    "ImportCard",
    "ImportReport",
    "MembershipCard",
    "Person",
    "PersonLine",
    "PointCard",
    "PreferenceCard",
    "Problem",
    "Refused",
    "RefusedLine",
    "Saved",
    "SuppressionCard",
    "UnknownCustomer",
    "counts",
    "facts",
    "find",
    "import_rows",
    "imports",
    "lift",
    "person",
    "prefer",
    "preferences",
    "record_consent",
    "refused_rows",
    "save",
    "search",
    "stop",
    "suppress_address",
]
