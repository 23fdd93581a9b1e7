"""Channels are found by themselves, and what the docs say of them is what they say of themselves."""

from pathlib import Path

from tidings.channels import discover
from tidings.site.channels_page import ABILITIES, page

ROOT = Path(__file__).resolve().parents[2]


def test_every_folder_with_a_channel_is_found_under_its_own_name() -> None:
    folders = sorted(file.parent.name for file in (ROOT / "src/tidings/channels").glob("*/channel.py"))
    assert sorted(discover()) == folders


def test_every_declared_ability_has_its_words() -> None:
    for channel in discover().values():
        assert channel.declaration.abilities <= ABILITIES.keys()


def test_the_page_of_channels_is_current() -> None:
    """Renew it with `python -m tidings.site.channels_page docs/reference/channels.md`."""
    assert (ROOT / "docs/reference/channels.md").read_text(encoding="utf-8") == page()


def test_every_channel_explains_itself_in_a_readme() -> None:
    for name in discover():
        assert (ROOT / f"src/tidings/channels/{name}/README.md").read_text().startswith("# ")
