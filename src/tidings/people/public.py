"""What other rooms may ask of people: who they are, what they allow, and what we know of them."""

from tidings.core.stop_words import Revocation, heard_stop
from tidings.people.asking import Asked, Facts, facts, find
from tidings.people.best_addresses import best_addresses
from tidings.people.bulk.batches import facts_batches
from tidings.people.changes import Changes, changes
from tidings.people.chat_address import chat_address, open_chat
from tidings.people.circles import Circle, circles
from tidings.people.devices import add_device, remove_devices
from tidings.people.file_imports import FileReport, import_file
from tidings.people.files import FileRefused, row_count
from tidings.people.hearing import heard_from, heard_on, last_heard, whose
from tidings.people.import_runs import (
    ImportCard,
    RefusedLine,
    UnknownImport,
    import_run,
    imports,
    refused_rows,
)
from tidings.people.importing import ImportReport, import_rows
from tidings.people.inferred import Shown, prefer_like_them, prefer_shown
from tidings.people.ledger import record_consent
from tidings.people.mapping import MappingRefused
from tidings.people.own_addresses import (
    OwnAddress,
    Proof,
    add_address,
    new_code,
    own_addresses,
    prove_address,
    put_first,
    remove_address,
)
from tidings.people.person_cards import (
    ConsentCard,
    Counts,
    MembershipCard,
    Person,
    PersonLine,
    PointCard,
    SuppressionCard,
)
from tidings.people.persons import UnknownCustomer, counts, is_erased, person, search
from tidings.people.problems import Problem, Refused
from tidings.people.refused_files import refused_path, write_refused
from tidings.people.registry.files import RegistryRefused
from tidings.people.registry.loading import RegistryReport, load_registry
from tidings.people.registry.versions import RegistryCard, registries, registry_versions
from tidings.people.saved_segments import (
    SegmentCard,
    SegmentRules,
    UnknownSegment,
    save_segment,
    saved_segments,
    segment_batches,
    segment_size,
)
from tidings.people.saving import Saved
from tidings.people.segments import SaidCount, people_by_segment, said_first, segments_of
from tidings.people.stewarding import erase, export
from tidings.people.suppressions import lift, lift_address, stop, suppress_address
from tidings.people.taking import save, save_all
from tidings.people.wishes import PreferenceCard, prefer

__all__ = [
    "Asked",
    "Changes",
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
    "OwnAddress",
    "Person",
    "PersonLine",
    "PointCard",
    "PreferenceCard",
    "Problem",
    "Proof",
    "Refused",
    "RefusedLine",
    "RegistryCard",
    "RegistryRefused",
    "RegistryReport",
    "Revocation",
    "SaidCount",
    "Saved",
    "SegmentCard",
    "SegmentRules",
    "Shown",
    "SuppressionCard",
    "UnknownCustomer",
    "UnknownImport",
    "UnknownSegment",
    "add_address",
    "add_device",
    "best_addresses",
    "changes",
    "chat_address",
    "circles",
    "counts",
    "erase",
    "export",
    "facts",
    "facts_batches",
    "find",
    "heard_from",
    "heard_on",
    "heard_stop",
    "import_file",
    "import_rows",
    "import_run",
    "imports",
    "is_erased",
    "last_heard",
    "lift",
    "lift_address",
    "load_registry",
    "new_code",
    "open_chat",
    "own_addresses",
    "people_by_segment",
    "person",
    "prefer",
    "prefer_like_them",
    "prefer_shown",
    "prove_address",
    "put_first",
    "record_consent",
    "refused_path",
    "refused_rows",
    "registries",
    "registry_versions",
    "remove_address",
    "remove_devices",
    "row_count",
    "said_first",
    "save",
    "save_all",
    "save_segment",
    "saved_segments",
    "search",
    "segment_batches",
    "segment_size",
    "segments_of",
    "stop",
    "suppress_address",
    "whose",
    "write_refused",
]
