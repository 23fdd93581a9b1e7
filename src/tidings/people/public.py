"""What other rooms may ask of people: who they are, what they allow, and what we know of them."""

from tidings.people.asking import Asked, Facts, facts, find
from tidings.people.circles import Circle, circles
from tidings.people.file_imports import FileReport, import_file
from tidings.people.files import FileRefused, row_count
from tidings.people.import_runs import (
    ImportCard,
    RefusedLine,
    UnknownImport,
    import_run,
    imports,
    refused_rows,
)
from tidings.people.importing import ImportReport, import_rows
from tidings.people.ledger import record_consent
from tidings.people.mapping import MappingRefused
from tidings.people.person_cards import (
    ConsentCard,
    Counts,
    MembershipCard,
    Person,
    PersonLine,
    PointCard,
    SuppressionCard,
)
from tidings.people.persons import UnknownCustomer, counts, person, search
from tidings.people.problems import Problem, Refused
from tidings.people.refused_files import refused_path, write_refused
from tidings.people.registries import registries
from tidings.people.saving import Saved
from tidings.people.suppressions import lift, stop, suppress_address
from tidings.people.taking import save, save_all
from tidings.people.wishes import PreferenceCard, prefer

__all__ = [
    "Asked",
    "Circle",
    "ConsentCard",
    "Counts",
    "Facts",
    "FileRefused",
    "FileReport",
    "ImportCard",
    "ImportReport",
    "MappingRefused",
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
    "UnknownImport",
    "circles",
    "counts",
    "facts",
    "find",
    "import_file",
    "import_rows",
    "import_run",
    "imports",
    "lift",
    "person",
    "prefer",
    "record_consent",
    "refused_path",
    "refused_rows",
    "registries",
    "row_count",
    "save",
    "save_all",
    "search",
    "stop",
    "suppress_address",
    "write_refused",
]
