"""Which version of each registry is in use, and the proof of what was used before."""

from dataclasses import dataclass
from datetime import date, datetime

from tidings.people.models import RegistryVersion


@dataclass(frozen=True, kw_only=True)
class RegistryCard:
    """One file as it was loaded: `numbers` stand on the list since, `bad` of its lines could not be read."""

    name: str
    dated: date
    full: bool
    current: bool
    file: str
    sha256: str
    lines: int
    added: int
    removed: int
    bad: int
    numbers: int
    actor: str
    loaded_at: datetime


def registries() -> dict[str, date]:
    """The date of the version of each registry that is loaded; one that never was is absent."""
    return dict(RegistryVersion.objects.filter(current=True).values_list("name", "dated"))


def registry_versions(*, name: str = "", limit: int = 200) -> list[RegistryCard]:
    """Every version ever loaded (of one registry, when named), the newest first."""
    rows = RegistryVersion.objects.order_by("-loaded_at", "-id")
    if name:
        rows = rows.filter(name=name)
    return [RegistryCard(**row) for row in rows.values(*RegistryCard.__dataclass_fields__)[:limit]]
