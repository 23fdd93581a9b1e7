"""The packs that come with Tidings: they are read, their own tests hold, and a planted mistake is found."""

import copy
from datetime import timedelta

import pytest

from tidings.core.policy import PolicyRefused, policy
from tidings.core.rules.trying import ANYTHING_GOES, try_packs
from tidings.ground.packs import PACKAGED, packaged_policy, packs_in, read_yaml

PACKS = packs_in(PACKAGED)
TRIED = try_packs(PACKS)


@pytest.mark.parametrize("one", TRIED, ids=[f"{one.pack}: {one.says}" for one in TRIED])
def test_what_a_pack_says_of_itself_holds(one):
    assert one.otherwise == ()


def test_every_pack_brings_tests_and_every_rule_a_source_and_a_status():
    assert {pack["pack"] for pack in PACKS} == {one.pack for one in TRIED}
    rules = packaged_policy().rules
    assert all(rule.source and rule.status in "VSMCU" for rule in rules)
    assert all(rule.judges or rule.kept or rule.stops for rule in rules)


def test_a_packs_test_that_does_not_hold_says_what_came_instead():
    packs = copy.deepcopy(PACKS)
    [states] = [pack for pack in packs if pack["pack"] == "us-states"]
    next(rule for rule in states["rules"] if rule["id"] == "us-fl.hours")["hours"] = "08:00-22:00"
    failed = [one for one in try_packs(packs) if one.otherwise]
    assert [one.says for one in failed] == ["Florida closes an hour before the federal rule"]
    assert failed[0].otherwise == ("open: expected False, found True",)


@pytest.mark.parametrize(
    ("change", "field", "mend"),
    [
        ({"hours": "8 to 9"}, "hours", "08:00"),
        ({"status": "X"}, "status", "V, S, M"),
        ({"source": ""}, "source", "words"),
        ({"purposes": ["adverts"]}, "purposes", "marketing"),
        ({"purposes": "marketing"}, "purposes", "[one, other]"),
        ({"technologies": ["robot"]}, "technologies", "prerecorded"),
        ({"valid_from": "soon"}, "valid_from", "2027-01-31"),
        ({"closed": "US-XX"}, "closed", "US-AL"),
        ({"registry": {"name": "x", "max_age": "old"}}, "registry.max_age", "0 or more"),
        ({"consent": {"channel": "given"}}, "consent.channel", "granted"),
        (
            {"consent": {"channel": "granted", "stands_in": {"purchase": "long"}}},
            "stands_in.purchase",
            "18mo",
        ),
        ({"caps": [{"contacts": 3, "within": "a while"}]}, "caps.0.within", "24h"),
        ({"caps": [{"contacts": 3, "within": "7d", "per": "planet"}]}, "caps.0.per", "household"),
        ({"caps": 3}, "caps", "dash"),
        ({"open_case": "yes"}, "open_case", "true or false"),
        ({"stops": "some"}, "stops", "purpose"),
        ({"hour": "08:00-09:00"}, "hour", "hours"),
        ({"id": "Hours"}, "id", "us-fl.hours"),
    ],
)
def test_a_rule_that_cannot_be_read_names_the_field_and_the_mend(change, field, mend):
    rule = {"id": "xx.hours", "title": "t", "source": "s", "status": "U", "hours": "08:00-09:00"}
    with pytest.raises(PolicyRefused) as refused:
        policy(ANYTHING_GOES, None, [{"pack": "xx", "rules": [rule | change]}])
    assert refused.value.field.endswith(field)
    assert "laws.0.rules.0" in refused.value.field
    assert mend in refused.value.mend


def test_a_rule_that_demands_nothing_is_refused():
    with pytest.raises(PolicyRefused, match="demands nothing"):
        policy(
            ANYTHING_GOES,
            None,
            [{"pack": "xx", "rules": [{"id": "xx.a", "title": "t", "source": "s", "status": "U"}]}],
        )


def test_a_companys_own_pack_adds_rules_and_replaces_none():
    own = {"id": "us.mine", "title": "t", "source": "our counsel", "status": "C", "hours": "10:00-16:00"}
    found = packaged_policy({"laws": [{"pack": "us", "title": "Our own", "rules": [own]}]})
    assert {rule.id for rule in found.rules} == {rule.id for rule in packaged_policy().rules} | {"us.mine"}
    with pytest.raises(PolicyRefused, match="stands twice"):
        packaged_policy({"laws": [{"pack": "us", "rules": [own | {"id": "us.hours"}]}]})


def test_a_body_once_stored_gives_the_same_policy_again():
    found = packaged_policy({"caps": []})
    again = policy(found.body)
    assert (again.version, again) == (found.version, found)
    assert again.rules == found.rules


def test_a_packs_own_tests_are_no_part_of_its_version():
    bare = [{key: value for key, value in pack.items() if key != "tests"} for pack in PACKS]
    assert policy(ANYTHING_GOES, None, PACKS).version == policy(ANYTHING_GOES, None, bare).version


def test_a_policy_of_issue_2_still_reads():
    old = {
        key: value
        for key, value in read_yaml(PACKAGED / "company-default.yaml").items()
        if key not in ("unknown_place", "place", "not_after", "open_case", "subjects")
    }
    found = policy(old)
    assert found.rules == ()
    assert found.unknown_place == dict.fromkeys(found.unknown_place, "company")
    assert found.caps[0].within == timedelta(days=7)


def test_a_file_that_is_no_pack_is_refused_by_its_name(tmp_path):
    for name, text in [("a.yaml", "pack: [1"), ("b.yaml", "- 1")]:
        (tmp_path / name).write_text(text)
        with pytest.raises(PolicyRefused, match=name):
            packs_in(tmp_path)
        (tmp_path / name).unlink()
