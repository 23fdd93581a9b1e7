"""Reading a mapping file: strictly, so that no column is lost by a slip of the pen."""

from collections.abc import Mapping, Sequence
from typing import Any

import yaml

from tidings.people.mapping import Column, FieldMapping, MappingRefused, near
from tidings.people.places import zone_names
from tidings.people.record import FIELDS

KEYS = ("columns", "constants", "defaults", "ignore", "encoding", "delimiter")
LONGEST = 100_000
COLUMN_KEYS = ("to", "values", "format", "zone")


def read_mapping(text: str) -> FieldMapping:
    """The mapping in a YAML text; raises `MappingRefused`."""
    stated = loaded(text) or {}
    if not isinstance(stated, dict):
        raise MappingRefused("a mapping has columns, as in `columns: {customer_number: id}`")
    refuse_unknown(stated, KEYS, "")
    columns = {str(name): column(str(name), to) for name, to in mapping(stated, "columns").items()}
    constants, defaults = mapping(stated, "constants"), mapping(stated, "defaults")
    for path in [*(each.to for each in columns.values()), *constants, *defaults]:
        check_path(str(path))
    return FieldMapping(
        columns=columns,
        constants=constants,
        defaults=defaults,
        ignore=frozenset(map(str, stated.get("ignore") or ())),
        encoding=str(stated.get("encoding") or "utf-8"),
        delimiter=str(stated.get("delimiter") or ""),
    )


def loaded(text: str) -> Any:
    """The values of a YAML text without aliases: a few of those, each a list of others, fill any memory."""
    if len(text) > LONGEST:
        raise MappingRefused(f"this is longer than {LONGEST} characters")
    try:
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text, yaml.SafeLoader)):
            raise MappingRefused("aliases (*name) are not taken: write the values out")
        return yaml.safe_load(text)
    except (yaml.YAMLError, RecursionError, ValueError) as wrong:
        if isinstance(wrong, MappingRefused):
            raise
        raise MappingRefused(f"this is not YAML: {wrong}") from None


def mapping(stated: Mapping[str, Any], key: str) -> dict[str, Any]:
    found = stated.get(key) or {}
    if not isinstance(found, dict):
        raise MappingRefused(f"{key}: name values, as in `{key}: {{country: BR}}`")
    return found


def column(name: str, to: Any) -> Column:
    stated = {"to": to} if isinstance(to, str) else to
    if not isinstance(stated, dict) or not isinstance(stated.get("to"), str):
        raise MappingRefused(f"columns.{name}: say which field it goes to, as in `{name}: email`")
    refuse_unknown(stated, COLUMN_KEYS, f"columns.{name}.")
    if stated.get("zone") and stated["zone"] not in zone_names():
        raise MappingRefused(f"columns.{name}.zone: use a name of the tz database, as in America/Sao_Paulo")
    # YAML reads `yes` and `1` as it likes; a cell is always text.
    values = {as_cell(key): value for key, value in (stated.get("values") or {}).items()}
    return Column(**{**stated, "values": values})


def as_cell(key: Any) -> str:
    return str(key).lower() if isinstance(key, bool) else str(key)


def refuse_unknown(stated: Mapping[Any, Any], known: Sequence[str], where: str) -> None:
    for key in stated:
        if key not in known:
            raise MappingRefused(f"{where}{key}: is not known here; use {', '.join(known)}")


def check_path(path: str) -> None:
    if path.split(".")[0] not in FIELDS:
        raise MappingRefused(f"{path}: a customer record has no such field{near(path.split('.')[0], FIELDS)}")
