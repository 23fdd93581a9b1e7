"""What a domain publishes about its mail, judged: DKIM keys, SPF, DMARC (the truth table of RFC 9989), BIMI."""

from collections.abc import Callable

import pytest

from tidings.channels.email.channel import CHANNEL
from tidings.channels.email.records import bimi, dmarc, keys, looking, spf
from tidings.channels.email.records.keys import record_of
from tidings.channels.email.records.tags import tags
from tidings.channels.email.tests.keys import ours, settings

Records = Callable[[str], list[str]]
DMARC = "v=DMARC1; p=none"


def zone(**names: str | list[str]) -> Records:
    """A small DNS; `__` stands for a dot, `_dmarc__x` for `_dmarc.x`."""
    found = {name.replace("__", "."): value for name, value in names.items()}
    return lambda name: [found[name]] if isinstance(found.get(name), str) else list(found.get(name, []))


AT_EXAMPLE = zone(_dmarc__example__com=DMARC)
NOWHERE = zone()
PSD = {"_dmarc.gov.x": "v=DMARC1; p=reject; psd=y"}


@pytest.mark.parametrize(
    ("sender", "signed", "mail_from", "record", "aligned"),
    [
        ("news.example.com", "example.com", "bounce.esp.net", DMARC, {"dkim"}),
        ("news.example.com", "example.com", "", f"{DMARC}; adkim=s", set()),
        ("example.com", "esp.net", "bounces.example.com", DMARC, {"spf"}),
        ("example.com", "esp.net", "bounces.example.com", f"{DMARC}; aspf=s", set()),
        ("example.com", "esp.net", "esp.net", DMARC, set()),
        ("example.com", "example.com", "example.com", f"{DMARC}; adkim=s; aspf=s", {"dkim", "spf"}),
    ],
)
def test_alignment_is_as_the_table_says(
    sender: str, signed: str, mail_from: str, record: str, aligned: set[str]
) -> None:
    records = zone(_dmarc__example__com=record)
    assert dmarc.aligned(sender=sender, dkim=signed, mail_from=mail_from, records=records) == aligned


def test_without_any_record_a_name_is_its_own_organisation() -> None:
    assert dmarc.organisation("a.b.example.com", NOWHERE) == "a.b.example.com"
    assert not dmarc.aligned(sender="a.b.example.com", dkim="example.com", mail_from="", records=NOWHERE)


def test_below_a_public_suffix_that_says_so_each_name_is_an_organisation() -> None:
    records: Records = lambda name: [PSD[name]] if name in PSD else []  # noqa: E731
    assert dmarc.organisation("tax.gov.x", records) == "tax.gov.x"
    assert dmarc.organisation("mail.tax.gov.x", records) == "tax.gov.x"
    assert not dmarc.aligned(sender="tax.gov.x", dkim="sibling.gov.x", mail_from="", records=records)
    assert dmarc.aligned(sender="mail.tax.gov.x", dkim="tax.gov.x", mail_from="", records=records) == {"dkim"}


def test_an_old_record_is_read_and_its_removed_tags_passed_over() -> None:
    found = dmarc.policy_at(
        "example.com", zone(_dmarc__example__com="v=DMARC1; p=none; pct=50; rf=afrf; ri=86400")
    )
    assert found == ("example.com", "none", "r", "r", "u")


def test_two_records_are_as_good_as_none() -> None:
    assert dmarc.policy_at("example.com", zone(_dmarc__example__com=[DMARC, DMARC])) is None


def test_the_walk_asks_eight_names_at_most() -> None:
    names = list(dmarc.walk("a.b.c.d.e.f.g.h.i.j.mail.example.com"))
    assert len(names) == 8
    assert (names[0], names[-1]) == ("a.b.c.d.e.f.g.h.i.j.mail.example.com", "com")
    assert list(dmarc.walk("a.example.com")) == ["a.example.com", "example.com", "com"]


@pytest.mark.parametrize(
    ("records", "well", "says"),
    [
        ({}, False, "no record"),
        ({"x": ["v=spf1 -all", "v=spf1 ~all"]}, False, "2 records"),
        ({"x": ["v=spf1 +all"]}, False, "everyone"),
        ({"x": ["v=spf1 all"]}, False, "everyone"),
        ({"x": ["v=spf1 ip4:192.0.2.1 -all"]}, True, "0 of 10"),
        (
            {"x": ["other", "v=spf1 a mx include:y -all"], "y": ["v=spf1 a:b/24 exists:c -all"]},
            True,
            "5 of 10",
        ),
        ({"x": ["v=spf1 include:y -all"], "y": ["v=spf1 redirect=x"]}, False, "more than 10"),
        ({"x": ["v=spf1 " + " ".join(f"a:h{n}.x" for n in range(11))]}, False, "more than 10"),
        ({"x": ["v=spf1 " + " ".join(f"a:h{n}.x" for n in range(10))]}, True, "10 of 10"),
    ],
)
def test_an_spf_record_is_counted(records: dict[str, list[str]], well: bool, says: str) -> None:
    finding = spf.judge("x", lambda name: records.get(name, []))
    assert (finding.well, says in finding.says) == (well, True), finding
    assert bool(finding.mend) == (not well)


def test_a_published_key_is_ours_or_the_mend_is_the_record_to_publish() -> None:
    rsa, ed25519 = ours().signers
    assert keys.judge(rsa, [record_of(rsa)]).well
    assert keys.judge(rsa, [record_of(rsa).replace("k=rsa; ", "")]).well, (
        "rsa is what is meant where none is named"
    )
    for wrong in (
        [],
        [record_of(rsa)] * 2,
        [record_of(ed25519)],
        ["v=DKIM1; k=rsa; p="],
        [f"{record_of(rsa)}; t=y"],
    ):
        assert not keys.judge(rsa, wrong).well
    assert record_of(rsa) in keys.judge(rsa, []).mend
    assert len(record_of(ed25519).partition("p=")[2]) == 44


def test_bimi_needs_enforcement_and_a_certificate() -> None:
    good = "v=BIMI1; l=https://shop.example/sign.svg; a=https://shop.example/sign.pem"
    enforced = dmarc.Policy("shop.example", "reject", "r", "r", "u")
    assert bimi.judge("shop.example", "", None) == []
    assert [one.well for one in bimi.judge("shop.example", good, enforced)] == [True]
    assert len(bimi.judge("shop.example", "v=BIMI1; l=http://x", enforced._replace(p="none"))) == 3


def test_a_name_without_a_sign_shows_its_organisations() -> None:
    sign, own = "v=BIMI1; l=https://shop.example/sign.svg", "v=BIMI1; l=https://shop.example/own.svg"
    above = {"default._bimi.shop.example": sign, "_dmarc.shop.example": DMARC}
    assert bimi.record_for("mail.shop.example", zone(**above)) == sign
    assert (
        bimi.record_for("mail.shop.example", zone(**above, **{"default._bimi.mail.shop.example": own})) == own
    )
    assert bimi.record_for("shop.example", zone(**{"default._bimi.shop.example": [sign, own]})) == ""
    assert bimi.record_for("shop.example", zone(**{"default._bimi.shop.example": "site=1"})) == ""


def test_who_declines_to_have_a_sign_is_well() -> None:
    (finding,) = bimi.judge("shop.example", "v=BIMI1; l=; a=", None)
    assert finding.well


def test_the_doctor_is_told_all_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    rsa, ed25519 = ours().signers
    names = {keys.name_of(rsa): [record_of(rsa)], keys.name_of(ed25519): [record_of(ed25519)]}
    names |= {"in.shop.example": ["v=spf1 ip4:192.0.2.1 -all"], "_dmarc.shop.example": [DMARC]}
    monkeypatch.setattr(looking, "texts", lambda name: names.get(name, []))
    found = CHANNEL.check(settings())
    assert [one.well for one in found] == [True] * 4
    assert "aligned by dkim and spf" in found[-1].says


def test_where_the_dns_is_silent_nothing_is_said_against_anybody(monkeypatch: pytest.MonkeyPatch) -> None:
    def silent(name: str) -> list[str]:
        raise looking.Silent("the DNS does not answer")

    monkeypatch.setattr(looking, "texts", silent)
    (finding,) = CHANNEL.check(settings())
    assert (finding.well, "not looked at" in finding.says) == (True, True)
    assert CHANNEL.check({}) == ()


def test_tags_are_read_as_they_are_written() -> None:
    assert tags(" v=X1 ; P = a=b;;nothing; p=c ") == {"v": "X1", "p": "a=b"}
