"""Every law there is can be told to somebody who does not read English."""

import pytest

from tidings.ground import packs
from tidings.outreach.law_words import law_title

RULES = packs.packaged_policy().rules


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_no_rule_is_told_in_english_to_a_portuguese_reader(rule):
    assert law_title(rule, language="en") == rule.title
    assert law_title(rule, language="pt-BR") != rule.title
