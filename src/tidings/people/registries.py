"""Registries of numbers not to be called, and answers about numbers: which versions are in use."""

from datetime import date

from tidings.people.models import RegistryVersion


def registries() -> dict[str, date]:
    """The date of the version of each registry that is loaded; one that never was is absent."""
    return dict(RegistryVersion.objects.filter(current=True).values_list("name", "dated"))
