"""Audiences: whom a plan is for, read in portions whatever their size."""

from collections.abc import Generator, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.csv as csv
import pyarrow.parquet as parquet

import tidings.people.public as people
from tidings.core.cases import FACTS
from tidings.outreach.planning.query import AudienceRefused, query_portions

PORTION = 4_096  # customers: what is held in memory at once, and written in one turn of the deciders (a third of a second)
ID_NAMES = ("external_id", "customer", "id")
LARGEST_LINE = 1 << 20
DELIMITERS = ",;\t|"
UPLOADS = (".csv", ".tsv", ".txt", ".parquet")


@dataclass(frozen=True, kw_only=True)
class Audience:
    """`portions` have the column `external_id`; the others are the notice's data, or a snapshot's facts.

    `facts_at` is the moment of a snapshot's facts, `facts_of` the topic it was made for.
    """

    name: str
    portions: Generator[pa.RecordBatch, None, None]
    facts_at: datetime | None = None
    facts_of: str = ""


def open_audience(named: str) -> Audience:
    """A file's path, `sql:SELECT ...`, or `segment:NAME`; raises `AudienceRefused`."""
    kind, _, rest = named.partition(":")
    if kind == "sql":
        return Audience(name=named, portions=identified(query_portions(rest.strip(), rows=PORTION), "query"))
    if kind == "segment":
        return Audience(name=named, portions=segment_portions(rest.strip()))
    return open_file(Path(named))


def open_file(path: Path, *, name: str = "") -> Audience:
    """A CSV or Parquet file of customers' ids with data, or a snapshot of facts."""
    name = name or path.name
    with in_words(name):
        if path.suffix == ".parquet":
            return open_parquet(path, name)
        return Audience(name=name, portions=identified(read(csv_portions(path), name), name))


def open_upload(path: Path, *, name: str, largest: int) -> Audience:
    """A file somebody hands in: only its ids and data are believed, never facts, and it unpacks to `largest` bytes at most."""
    if path.suffix not in UPLOADS:
        raise AudienceRefused(f"{name}: of no known kind; use {' or '.join(UPLOADS)}")
    if path.suffix == ".parquet":
        with in_words(name):
            about = parquet.read_metadata(path)
        size = sum(about.row_group(nth).total_byte_size for nth in range(about.num_row_groups))
        if size > largest:
            raise AudienceRefused(
                f"{name}: unpacked it is larger than {largest // 1_000_000} MB; use the command `tidings plan`"
            )
    opened = open_file(path, name=name)
    return Audience(name=name, portions=identified(opened.portions, name))


@contextmanager
def in_words(name: str) -> Iterator[None]:
    """What is wrong with a file, said without its bytes."""
    try:
        yield
    except FileNotFoundError:
        raise AudienceRefused(
            f"{name}: there is no such file; name one, or write sql:SELECT ... or segment:NAME"
        ) from None
    except (pa.ArrowException, OSError) as error:
        raise AudienceRefused(f"{name}: cannot be read: {str(error).splitlines()[0]}") from None


def read(portions: Iterable[pa.RecordBatch], name: str) -> Generator[pa.RecordBatch, None, None]:
    """The portions of a file that may turn out to be broken further down."""
    with in_words(name):
        yield from portions


def open_parquet(path: Path, name: str) -> Audience:
    file = parquet.ParquetFile(path)
    about: Mapping[bytes, bytes] = file.schema_arrow.metadata or {}
    portions = read(file.iter_batches(batch_size=PORTION), name)
    if b"facts_at" not in about:
        return Audience(name=name, portions=identified(portions, name))
    if missing := [one for one in FACTS.names if one not in file.schema_arrow.names]:
        raise AudienceRefused(f"{name}: an older snapshot without {', '.join(missing)}; make it again")
    return Audience(
        name=name,
        portions=(portion.replace_schema_metadata(about) for portion in portions),
        facts_at=moment_of(about[b"facts_at"], name),
        facts_of=about.get(b"topic", b"").decode(),
    )


def moment_of(stated: bytes, name: str) -> datetime:
    """A snapshot's moment, aware."""
    try:
        return datetime.fromisoformat(stated.decode()).astimezone(UTC)
    except ValueError:
        raise AudienceRefused(f"{name}: does not say when its facts were true; make it again") from None


def csv_portions(path: Path) -> Iterator[pa.RecordBatch]:
    """Every column as text: an id such as 007 stays what it is."""
    with pa.input_stream(path) as file:
        first = file.read(LARGEST_LINE).partition(b"\n")[0].decode("utf-8-sig", "replace")
    delimiter = max(DELIMITERS, key=first.count)
    names = [name.strip().strip('"') for name in first.strip().split(delimiter)]
    if len(names) != len(set(names)):
        raise AudienceRefused(f"{path.name}: two columns have the same name; rename one")
    return csv.open_csv(
        path,
        read_options=csv.ReadOptions(column_names=names, skip_rows=1, block_size=4 << 20),
        parse_options=csv.ParseOptions(delimiter=delimiter, newlines_in_values=True),
        convert_options=csv.ConvertOptions(
            column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False
        ),
    )


def identified(
    portions: Generator[pa.RecordBatch, None, None], name: str
) -> Generator[pa.RecordBatch, None, None]:
    """The portions with their column of ids named `external_id`, as text, at most `PORTION` rows each."""
    with closing(portions):  # a query's transaction ends here, also when a portion is refused
        for portion in portions:
            whole = with_ids(portion, name)
            for start in range(0, len(whole), PORTION):
                yield whole.slice(start, PORTION)


def with_ids(portion: pa.RecordBatch, name: str) -> pa.RecordBatch:
    if len(portion.schema.names) != len({*portion.schema.names}):
        raise AudienceRefused(f"{name}: two columns have the same name; rename one")
    found = next((column for column in ID_NAMES if column in portion.schema.names), None)
    if found is None:
        raise AudienceRefused(f"{name}: no column of customers' ids; name one of them external_id")
    names = ["external_id" if column == found else column for column in portion.schema.names]
    ids = as_text(portion.column(found), name).fill_null("")
    return portion.rename_columns(names).set_column(names.index("external_id"), "external_id", ids)


def as_text(ids: pa.Array, name: str) -> pa.Array:
    try:
        return ids.cast(pa.string())
    except pa.ArrowException:
        raise AudienceRefused(
            f"{name}: ids are text or numbers, not {ids.type}; write them as text"
        ) from None


def segment_portions(name: str) -> Generator[pa.RecordBatch, None, None]:
    try:
        yield from people.segment_batches(name=name, rows=PORTION)
    except people.UnknownSegment as unknown:
        raise AudienceRefused(f"{unknown}; segments are made in the console, under Customers") from None
