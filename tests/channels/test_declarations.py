"""What a channel says of itself holds together; the pages and the form are made from it alone."""

import re
from collections import Counter

import pytest

from tests.channels.worlds import DECLARED_ONLY, WORLDS
from tidings.channels import discover
from tidings.channels.contract import Declaration, Unplugged
from tidings.site.channels_page import ABILITIES

every = pytest.mark.parametrize(
    "declared", [one.declaration for one in discover().values()], ids=list(discover())
)


@pytest.mark.parametrize("name", sorted(discover()))
def test_its_name_is_a_plain_word_and_that_of_its_folder(name: str) -> None:
    channel = discover()[name]
    assert re.fullmatch(r"[a-z][a-z0-9_]*", name)
    assert type(channel).__module__ == f"tidings.channels.{name}.channel"


@every
def test_its_abilities_are_those_of_the_contract(declared: Declaration) -> None:
    assert declared.abilities <= ABILITIES.keys()
    assert ("receipts" in declared.abilities) == bool(declared.receipts)
    assert ("seen" in declared.abilities) == ("seen" in declared.receipts)
    assert declared.says
    assert declared.address_kind


@every
def test_its_figures_can_be_reckoned_with(declared: Declaration) -> None:
    assert declared.cost >= 0
    assert declared.cost_unit
    assert all(limit > 0 for limit in declared.limits.values())
    assert all(pace.per_s > 0 and pace.burst > 0 for pace in declared.paces)


@every
def test_its_settings_are_named_and_explained_and_their_defaults_are_right(declared: Declaration) -> None:
    for setting in declared.settings:
        assert re.fullmatch(r"TIDINGS_[A-Z0-9_]+", setting.name)
        assert "__" not in setting.name, "two underscores come before an account's name"
        assert setting.says
        assert not setting.default or not setting.choices or setting.default in setting.choices
        assert not setting.default or re.fullmatch(setting.pattern or ".*", setting.default)
        assert not (setting.required and setting.default), "what has a default is never missing"


def test_no_setting_belongs_to_two_channels() -> None:
    named = Counter(setting.name for one in discover().values() for setting in one.declaration.settings)
    assert [name for name, times in named.items() if times > 1] == []


def test_every_channel_that_can_send_has_a_world() -> None:
    assert {name.partition(" ")[0] for name in WORLDS} == set(discover()) - DECLARED_ONLY


@pytest.mark.parametrize("name", sorted(DECLARED_ONLY & discover().keys()) or ["none"])
def test_a_channel_that_is_only_declared_cannot_be_opened_nor_become_ready(name: str) -> None:
    if name == "none":
        return
    channel = discover()[name]
    assert any(setting.required for setting in channel.declaration.settings)
    with pytest.raises(ValueError, match="later release"):
        channel.open({}, Unplugged(None))  # type: ignore[arg-type]  # nobody looks at the time
