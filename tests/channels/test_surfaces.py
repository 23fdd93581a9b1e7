"""What a campaign says for one channel alone is checked with the campaign, by that channel, with place and mend."""

from typing import Any

import pytest
import yaml

from tests.core.test_campaign_file import file
from tidings import channels
from tidings.core.campaign_files.campaign import Parsed, parse


def parsed(surfaces: Any) -> Parsed:
    text = file(surfaces=surfaces)
    return parse(text, channels=channels.discover(), surfaces=channels.surfaces())


WHATSAPP = {
    "template": "parcel_late",
    "category": "utility",
    "language": {"en": "en_US"},
    "parameters": ["what", "link"],
    "buttons": ["keep", "notice"],
}


def test_a_whole_surface_is_kept_as_it_is_written() -> None:
    found = parsed({"whatsapp": WHATSAPP, "messenger": {"tag": "ACCOUNT_UPDATE"}})
    assert found.findings == ()
    assert found.campaign is not None
    assert found.campaign.surfaces["whatsapp"] == WHATSAPP


def test_a_campaign_needs_none() -> None:
    found = parse(file()).campaign
    assert found is not None
    assert found.surfaces == {}


@pytest.mark.parametrize(
    ("surfaces", "where", "mend"),
    [
        ("whatsapp", "surfaces", "write `name: value` lines"),
        ({"watsapp": {}}, "surfaces.watsapp", "did you mean whatsapp?"),
        ({"whatsapp": "parcel_late"}, "surfaces.whatsapp", "write `name: value` lines"),
        ({"email": {"template": "x"}}, "surfaces.email.template", "leave it out"),
        ({"whatsapp": {}}, "surfaces.whatsapp", "add `template:`"),
        (
            {"whatsapp": {**WHATSAPP, "template": "Parcel Late"}},
            "surfaces.whatsapp.template",
            "small letters",
        ),
        ({"whatsapp": {**WHATSAPP, "template": 7}}, "surfaces.whatsapp.template", "small letters"),
        ({"whatsapp": {**WHATSAPP, "category": "ad"}}, "surfaces.whatsapp.category", "utility"),
        ({"whatsapp": {**WHATSAPP, "language": "en"}}, "surfaces.whatsapp.language", "write `language:"),
        (
            {"whatsapp": {**WHATSAPP, "language": {"pt": "pt_BR"}}},
            "surfaces.whatsapp.language.pt",
            "use one of: en",
        ),
        (
            {"whatsapp": {**WHATSAPP, "language": {"en": "en-US"}}},
            "surfaces.whatsapp.language.en",
            "like en, en_US",
        ),
        ({"whatsapp": {**WHATSAPP, "parameters": "what"}}, "surfaces.whatsapp.parameters", "[what, link]"),
        ({"whatsapp": {**WHATSAPP, "parameters": ["wat"]}}, "surfaces.whatsapp.parameters.0", "what, means"),
        (
            {"whatsapp": {**WHATSAPP, "parameters": [["what"]]}},
            "surfaces.whatsapp.parameters.0",
            "what, means",
        ),
        (
            {"whatsapp": {**WHATSAPP, "parameters": {"A b": "what"}}},
            "surfaces.whatsapp.parameters.A b",
            "small letters",
        ),
        ({"whatsapp": {**WHATSAPP, "buttons": ["cancel"]}}, "surfaces.whatsapp.buttons.0", "keep, notice"),
        ({"whatsapp": {**WHATSAPP, "buttons": "keep"}}, "surfaces.whatsapp.buttons", "[keep, notice]"),
        ({"messenger": {}}, "surfaces.messenger", "ACCOUNT_UPDATE"),
        ({"messenger": {"tag": "HUMAN_AGENT"}}, "surfaces.messenger.tag", "ACCOUNT_UPDATE"),
    ],
)
def test_a_mistake_is_found_with_its_place_and_mend(surfaces: Any, where: str, mend: str) -> None:
    found = parsed(surfaces)
    assert found.campaign is None
    [finding] = found.findings
    assert finding.where == where
    assert mend in finding.mend
    lines = file(surfaces=surfaces).splitlines()
    assert lines[finding.line - 1].strip().startswith(("surfaces:", "-", *yaml_keys(where)))


def yaml_keys(where: str) -> tuple[str, ...]:
    return tuple(f"{step}:" for step in where.split(".")[-2:])


def test_what_is_checked_is_what_is_read_again() -> None:
    """A live version is parsed without asking the channels; it must read the same."""
    text = file(surfaces={"whatsapp": WHATSAPP})
    found = parse(text).campaign
    assert found is not None
    assert found.surfaces == {"whatsapp": yaml.safe_load(text)["surfaces"]["whatsapp"]}
