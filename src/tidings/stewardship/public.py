"""What the doors may ask of stewardship: a person's copy, their erasure, and what they asked for."""

from tidings.stewardship.erasing import BecauseRefused, Erased, erase
from tidings.stewardship.exporting import SCHEMA, export
from tidings.stewardship.requests import KINDS, RequestCard, ask, requests, waiting

__all__ = [
    "KINDS",
    "SCHEMA",
    "BecauseRefused",
    "Erased",
    "RequestCard",
    "ask",
    "erase",
    "export",
    "requests",
    "waiting",
]
